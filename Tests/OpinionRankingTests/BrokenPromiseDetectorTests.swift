import OpinionIngest
import OpinionRanking
import Testing

struct BrokenPromiseDetectorTests {
    private let detector = BrokenPromiseDetector()
    private let reply = "我局将于6月底前完成搅拌站搬迁。"

    private func facts(later: [CivilTime], place: Record.Place = .init(), type: String? = nil) -> [RecordFacts] {
        [fact(1, day(2024, 3, 1), person: 1, place: .init(township: "城关镇"), closed: day(2024, 3, 10), reply: reply)]
            + later.enumerated().map {
                fact(10 + $0.offset, $0.element, person: 10 + $0.offset, place: place, type: type)
            }
    }

    private func leads(_ facts: [RecordFacts], now: CivilTime = day(2024, 12, 1)) throws -> [Lead] {
        let members = facts.compactMap { Int($0.id.rawValue) }
        return detector.leads(in: try input(facts, issues: [issue(4, "搅拌站噪音", members)], now: now))
    }

    @Test func complaintsAfterTheDateAreALead() throws {
        let found = try leads(facts(later: [day(2024, 7, 20), day(2024, 8, 1), day(2024, 5, 1)]))
        let lead = try #require(found.first)
        #expect(found.count == 1)
        #expect(lead.key == "brokenPromise:issue:4:2024-06-30")
        #expect(lead.value("承诺原文") == "我局将于6月底前完成搅拌站搬迁")
        #expect(lead.value("到期后来件") == "2人、2件")
        #expect(lead.records == [recordID(1), recordID(10), recordID(11)])
    }

    @Test("Kept, not yet due, only thanks, another township, one stranger only: no lead")
    func nearMisses() throws {
        #expect(try leads(facts(later: [day(2024, 5, 1), day(2024, 6, 30), day(2024, 7, 5)])).isEmpty)
        #expect(try leads(facts(later: [day(2024, 6, 1)]), now: day(2024, 6, 20)).isEmpty)
        #expect(try leads(facts(later: [day(2024, 8, 1), day(2024, 8, 2)], type: "感谢")).isEmpty)
        #expect(
            try leads(facts(later: [day(2024, 8, 1), day(2024, 8, 2)], place: .init(township: "河西乡"))).isEmpty)
        #expect(try leads(facts(later: [day(2024, 8, 1)])).isEmpty)
    }

    @Test func theAddresseeComingBackIsEnough() throws {
        let back = facts(later: []) + [fact(30, day(2024, 9, 1), person: 1)]
        #expect(try leads(back).count == 1)
    }

    @Test func outsideIssuesPlaceAndNeedMustBothAgree() throws {
        let home = Record.Place(township: "城关镇", community: "丽景社区")
        let promise = fact(1, person: 1, place: home, closed: day(2024, 3, 10), reply: reply, needs: ["lift"])
        func found(_ place: Record.Place, _ needs: [String]) throws -> [Lead] {
            let later = [2, 3].map { fact($0, day(2024, 9, $0), person: $0, place: place, needs: needs) }
            return detector.leads(
                in: try input([promise] + later, needs: [need("lift", "加装电梯"), need("park", "停车位")]))
        }
        #expect(try found(home, ["lift"]).map(\.key) == ["brokenPromise:need:lift:2024-06-30"])
        #expect(try found(home, ["park"]).isEmpty)
        #expect(try found(.init(township: "城关镇", community: "东门社区"), ["lift"]).isEmpty)
    }

    @Test("One promise in the replies of two issues is one lead, of another unit it is another")
    func oneUnitsPromiseIsOneLead() throws {
        func found(_ unit: String) throws -> [Lead] {
            let replies = [(1, "市政局"), (2, unit)].map { number, unit in
                fact(number, day(2024, 3, 1), person: number, closed: day(2024, 3, 10), reply: reply, unit: unit)
            }
            let later = (11...16).map { fact($0, day(2024, 8, $0), person: $0) }
            let issues = [issue(1, "路面下沉", [1, 11, 12]), issue(2, "路面塌陷", [2, 13, 14, 15, 16])]
            return detector.leads(in: try input(replies + later, issues: issues))
        }
        let lead = try #require(try found("市政局").first)
        #expect(try found("市政局").count == 1)
        #expect(lead.issue == IssueID(rawValue: 2))
        #expect(lead.value("到期后来件") == "6人、6件")
        #expect(lead.records == [1, 2, 11, 12, 13, 14, 15, 16].map(recordID))
        #expect(try found("水务局").count == 2)
    }
}
