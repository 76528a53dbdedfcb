import OpinionIngest
import OpinionRanking
import Testing

struct ReboundDetectorTests {
    private let detector = ReboundDetector()
    private let home = Record.Place(address: "城关镇人民路丽景新村三区", township: "城关镇", community: "丽景社区")

    private func leads(_ facts: [RecordFacts], _ members: [Int]) throws -> [Lead] {
        detector.leads(in: try input(facts, issues: [issue(2, "丽景新村消防隐患", members)]))
    }

    @Test func theSamePersonComingBackIsALead() throws {
        let facts = [
            fact(1, day(2024, 3, 1), person: 1, closed: day(2024, 3, 10)), fact(2, day(2024, 5, 1), person: 1),
        ]
        let lead = try #require(try leads(facts, [1, 2]).first)
        #expect(lead.key == "rebound:issue:2")
        #expect(lead.value("办结后再反映") == "1人、1件")
        #expect(lead.value("其中同一人再反映") == "1件")
        #expect(lead.records == [recordID(1), recordID(2)])
    }

    @Test func thePlaceComingBackNeedsTwoPeople() throws {
        func facts(closed: Int) -> [RecordFacts] {
            (1...closed).map { fact($0, day(2024, 3, $0), person: $0, place: home, closed: day(2024, 3, 20)) }
                + [fact(9, day(2024, 5, 1), person: 9, place: home)]
        }
        #expect(try leads(facts(closed: 1), [1, 9]).isEmpty)
        let lead = try #require(try leads(facts(closed: 2), [1, 2, 9]).first)
        #expect(lead.value("后续来件") == "1件")
    }

    @Test("Too soon, too late, before the closure, another matter at the place, thanks: no lead")
    func nearMisses() throws {
        let closed = fact(1, day(2024, 3, 1), person: 1, place: home, closed: day(2024, 3, 10))
        for date in [day(2024, 3, 11), day(2024, 12, 1), day(2024, 3, 5)] {
            #expect(try leads([closed, fact(2, date, person: 1)], [1, 2]).isEmpty)
        }
        #expect(try leads([closed, fact(2, day(2024, 5, 1), person: 1, type: "感谢")], [1, 2]).isEmpty)
        // The same address, but not in the issue and of no common need.
        let unrelated = fact(2, day(2024, 5, 1), person: 1, place: home, needs: ["park"])
        #expect(try leads([closed, unrelated, fact(3)], [1, 3]).isEmpty)
    }

    @Test func withoutAnIssueTheNeedMustAgree() throws {
        func found(_ needs: [String]) throws -> [String] {
            let facts = [
                fact(1, day(2024, 3, 1), person: 1, place: home, closed: day(2024, 3, 10), needs: ["fire"]),
                fact(2, day(2024, 5, 1), person: 1, place: home, needs: needs),
            ]
            return detector.leads(in: try input(facts, needs: [need("fire", "消防"), need("park", "停车")])).map(\.key)
        }
        #expect(try found(["fire"]) == ["rebound:need:fire"])
        #expect(try found(["park"]).isEmpty)
    }

    @Test func closedButUnsolvedFarMoreThanElsewhere() throws {
        let bad = (1...6).map { fact($0, person: $0, closed: day(2024, 3, 10), solved: false) }
        let good = (11...40).map { fact($0, person: $0, closed: day(2024, 3, 10), solved: true) }
        let issues = [issue(1, "漏水", Array(1...6)), issue(2, "路灯", Array(11...40))]
        let found = detector.leads(in: try input(bad + good, issues: issues))
        #expect(found.map(\.key) == ["rebound:issue:1"])
        #expect(found.first?.title.contains("未解决") == true)
    }
}
