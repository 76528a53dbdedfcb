import OpinionIngest
import OpinionRanking
import Testing

struct ReboundDetectorTests {
    private let detector = ReboundDetector()
    private let home = Record.Place(address: "城关镇人民路丽景新村三区", township: "城关镇", community: "丽景社区")

    private func leads(_ facts: [RecordFacts], _ members: [Int]) throws -> [Lead] {
        detector.leads(in: try input(facts, issues: [issue(2, "丽景新村消防隐患", members)]))
    }

    @Test func peopleComingBackInPersonAreALead() throws {
        func facts(people: Int) -> [RecordFacts] {
            (1...people).flatMap { number in
                [
                    fact(number, day(2024, 3, 1), person: number, closed: day(2024, 3, 10)),
                    fact(100 + number, day(2024, 5, 1), person: number),
                ]
            }
        }
        var three = facts(people: 3)
        three[0].number = "GD-1"
        let lead = try #require(try leads(three, [1, 2, 3, 101, 102, 103]).first)
        #expect(lead.key == "rebound:issue:2")
        #expect(lead.title == "“丽景新村消防隐患”办结后反弹：3件办结中有3件为同一人办结后再反映")
        #expect(lead.value("办结后再反映") == "3人、3件")
        #expect(lead.value("其中同一人再反映") == "3件")
        #expect(lead.value("办结记录")?.hasPrefix("GD-1（2024-03-10办结）、") == true)
        #expect(lead.records == [1, 2, 3, 101, 102, 103].map(recordID))
        // One person may come back by chance.
        #expect(try leads(facts(people: 1), [1, 101]).isEmpty)
    }

    /// Closed matters of six places, each raised again there by someone else; in a busy place that is no news.
    @Test func placesComingBackMoreThanChanceAreALead() throws {
        func leads(busy: Bool) throws -> [Lead] {
            var facts: [RecordFacts] = []
            for number in 1...6 {
                let place = Record.Place(township: "城关镇", community: busy ? "丽景社区" : "第\(number)社区")
                facts.append(
                    fact(number, day(2024, 1, 5), person: number, place: place, closed: day(2024, 1, 10)))
                facts.append(fact(50 + number, day(2024, 2, 1), person: 50 + number, place: place))
            }
            let others = (1...20).map {
                fact(100 + $0, day(2022, 1, $0), person: 100 + $0, closed: day(2022, 2, 1))
            }
            let members = Array(1...6) + Array(51...56)
            return detector.leads(
                in: try input(
                    facts + others + [fact(99, day(2024, 12, 1))],
                    issues: [issue(2, "积水", members), issue(3, "路灯", Array(101...120))]))
        }
        let lead = try #require(try leads(busy: false).first)
        #expect(lead.key == "rebound:issue:2")
        #expect(lead.title.contains("6件办结中有6件同一地点再反映"))
        #expect(try leads(busy: true).isEmpty)
    }

    @Test("Too soon, too late, before the closure, another matter at the place, thanks: no lead")
    func nearMisses() throws {
        let closed = (1...4).map { fact($0, day(2024, 3, 1), person: $0, place: home, closed: day(2024, 3, 10)) }
        func later(_ date: CivilTime, type: String? = nil, needs: [String] = []) -> [RecordFacts] {
            (1...4).map { fact(10 + $0, date, person: $0, needs: needs, type: type) }
        }
        let all = Array(1...4) + Array(11...14)
        #expect(try leads(closed + later(day(2024, 5, 1)), all).count == 1)
        for date in [day(2024, 3, 11), day(2024, 12, 1), day(2024, 3, 5)] {
            #expect(try leads(closed + later(date), all).isEmpty)
        }
        #expect(try leads(closed + later(day(2024, 5, 1), type: "感谢"), all).isEmpty)
        // The same people, but not in the issue and of no common need.
        #expect(try leads(closed + later(day(2024, 5, 1), needs: ["park"]), Array(1...4)).isEmpty)
    }

    @Test func withoutAnIssueTheNeedMustAgree() throws {
        func found(_ needs: [String]) throws -> [String] {
            let facts = (1...4).flatMap { number in
                [
                    fact(number, day(2024, 3, 1), person: number, closed: day(2024, 3, 10), needs: ["fire"]),
                    fact(10 + number, day(2024, 5, 1), person: number, needs: needs),
                ]
            }
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
