import Foundation
import OpinionIngest
import OpinionRanking
import OpinionReports
import OpinionTestSupport
import Testing

@Suite struct ShownNumberTests {
    @Test(arguments: [
        (3.14159, 2, "3.14"), (-0.5, 1, "-0.5"), (0.05, 1, "0.1"), (12, 0, "12"), (.nan, 1, "—"), (1e15, 1, "—"),
        (-0.04, 1, "0.0"),
    ])
    func fixed(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(ShownNumber.fixed(value, decimals) == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (4_326_000, "4,326,000"), (-1234, "-1,234")])
    func counts(_ value: Int, _ text: String) { #expect(ShownNumber.count(value) == text) }

    @Test func shortDropsIdleZeros() {
        #expect([12.0, 0.5, 0.333, 100].map(ShownNumber.short) == ["12", "0.5", "0.33", "100"])
    }

    @Test func tenthsAddUpWhateverTheParts() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let parts = (0..<Int.random(in: 1...9, using: &random)).map { _ in Double.random(in: 0...20, using: &random)
            }
            let total = parts.reduce(0, +)
            let units = ShownNumber.tenths(of: parts, total: total)
            #expect(units.reduce(0, +) == Int((total * 10).rounded()))
            for (unit, part) in zip(units, parts) { #expect(abs(Double(unit) - part * 10) <= 1) }
        }
        #expect(ShownNumber.tenths(of: [100.0 / 3, 100.0 / 3, 100.0 / 3], total: 100) == [334, 333, 333])
    }

    @Test func jsonEscapesWhatCouldEndAScript() {
        let json = ScriptJSON.object([("a", .array([.text("</é\u{2028}\"\\\n"), .int(-1), .optional(nil)]))])
        #expect(json.rendered() == #"{"a":["\u003c/é\u2028\"\\\n",-1,null]}"#)
    }
}

@Suite struct ReportContentTests {
    @Test func anIssueIsWorkedOutOfItsFactsWhateverTheirOrder() {
        func fact(_ id: Int, _ channel: Channel, _ time: String?, _ township: String?) -> RecordFacts {
            RecordFacts(
                id: RecordID(rawValue: "\(id)"), channel: channel, received: time.flatMap { CivilTime(iso: $0) },
                person: nil, place: .init(township: township))
        }
        let facts = [
            fact(1, .letter, "2024-03-02", "乙镇"), fact(2, .hotline, "2023-12-30T08:00", "甲镇"),
            fact(3, .hotline, "2024", "甲镇"), fact(4, .station, nil, nil),
        ]
        let issue = Issue(
            id: IssueID(rawValue: 1), label: "x", keywords: [], medoid: facts[0].id, members: facts.map(\.id),
            cohesion: 1, copies: [[facts[0].id, facts[1].id, facts[2].id]])
        let made = ReportIssue(issue: issue, people: 3, facts: facts)
        #expect(made == ReportIssue(issue: issue, people: 3, facts: facts.reversed()))
        #expect(made.channels == [.hotline, .letter, .station])
        #expect(made.townships == ["甲镇", "乙镇"])
        #expect(made.months.map(\.count) == [1, 0, 0, 1])
        #expect(made.first?.description == "2023-12-30T08:00" && made.last?.description == "2024-03-02")
        #expect(made.repeats == 2)
    }

    @Test func theLedgerAddsUp() {
        let content = ReportFixture.content()
        #expect(content.ledgerTotal.rows == content.ledger.reduce(0) { $0 + $1.rows })
        #expect(content.ledgerTotal.addsUp)
        var short = content.ledger[0]
        short.rows += 1
        #expect(!short.addsUp)
    }
}
