import OpinionIngest
import OpinionRanking
import OpinionTestSupport
import Testing

struct LeadFinderTests {
    /// Every kind planted once: what each detector finds is tested with the detector.
    private func planted() -> (facts: [RecordFacts], issues: [OpinionRanking.Issue]) {
        var sampler = Sampler(seed: 11)
        var (facts, issues) = sampler.background(series: 12, months: 24, dispersion: 1) { _, _ in 2 }
        func add(_ issue: Int, _ make: (Int) -> RecordFacts) {
            let number = facts.count + 1
            facts.append(make(number))
            issues[issue].members.append(recordID(number))
        }
        for index in facts.indices {
            facts[index].handling.leadUnit = ["甲局", "乙局", "丙局", "丁局", "戊局"][index % 5]
            facts[index].evaluation.solved = index % 5 == 4 ? index % 10 != 4 : index % 9 != 0
        }
        for date in 1...28 { add(0) { fact($0, day(2022, 6, date), person: $0) } }
        for one in 5_000...5_003 {
            add(1) { fact($0, day(2022, 3, 1), person: one, closed: day(2022, 3, 9)) }
            add(1) { fact($0, day(2022, 5, 1), person: one) }
        }
        add(2) { fact($0, day(2022, 3, 1), person: $0, closed: day(2022, 3, 9), reply: "6月底前完成整改") }
        add(3) { fact($0, day(2022, 3, 1), person: $0, channel: .proposal) }
        return (facts, issues)
    }

    @Test func eachKindIsFoundAndTagged() throws {
        let world = planted()
        let leads = LeadFinder().leads(in: try input(world.facts, issues: world.issues, now: day(2023, 1, 1)))
        #expect(Set(leads.map(\.kind)) == Set(LeadKind.allCases))
        #expect(leads.first { $0.kind == .burst }?.issue == IssueID(rawValue: 1))
        #expect(leads.first { $0.kind == .rebound }?.issue == IssueID(rawValue: 2))
        #expect(leads.first { $0.kind == .brokenPromise }?.issue == IssueID(rawValue: 3))
        #expect(leads.first { $0.kind == .unitOutlier }?.unit == "戊局")
        #expect(leads.first { $0.kind == .convergence }?.issue == IssueID(rawValue: 4))
        for lead in leads {
            #expect(!lead.topics.isEmpty)
            #expect(lead.records == lead.records.sorted())
            #expect(!lead.records.isEmpty && !lead.evidence.isEmpty && !lead.title.isEmpty)
        }
        #expect(Set(leads.map(\.key)).count == leads.count)
    }

    @Test(
        "Tags follow the channels and the number of people",
        arguments: [
            (29, Channel.hotline, ["来信来访集中反映"]), (30, .letter, ["来信来访集中反映", "社会普遍关注"]),
            (12, .proposal, ["代表建议集中反映"]), (12, .station, ["社会普遍关注"]),
        ])
    func topics(people: Int, channel: Channel, expected: [String]) throws {
        var facts = (1...people).map { fact($0, day(2024, 6, 1 + $0 % 25), person: $0, channel: channel) }
        for month in 1...5 { facts.append(fact(100 + month, day(2024, month, 1), person: 100)) }
        let leads = LeadFinder(detectors: [BurstDetector()]).leads(
            in: try input(facts, issues: [issue(1, "停水", facts.compactMap { Int($0.id.rawValue) })]))
        #expect(leads.first?.topics == expected)
    }

    @Test("Shuffled input gives the same leads", arguments: 1...5 as ClosedRange<UInt64>)
    func orderDoesNotMatter(seed: UInt64) throws {
        var world = planted()
        let before = LeadFinder().leads(in: try input(world.facts, issues: world.issues, now: day(2023, 1, 1)))
        var generator = SeededGenerator(seed: seed)
        world.facts.shuffle(using: &generator)
        world.issues.shuffle(using: &generator)
        for index in world.issues.indices { world.issues[index].members.shuffle(using: &generator) }
        #expect(LeadFinder().leads(in: try input(world.facts, issues: world.issues, now: day(2023, 1, 1))) == before)
    }

    @Test func theListIsCappedAndEveryKindGetsItsTurn() throws {
        struct Flood: LeadDetector {
            let kind: LeadKind
            func leads(in input: RankingInput) -> [Lead] {
                (0..<50).map {
                    Lead(
                        key: "\(kind.rawValue):\($0)", kind: kind, title: "", explanation: "", strength: Double($0),
                        evidence: [], issue: $0 % 2 == 0 ? IssueID(rawValue: $0 + 1) : nil, unit: nil, records: [],
                        topics: [])
                }
            }
        }
        let leads = LeadFinder(detectors: LeadKind.allCases.map { Flood(kind: $0) }).leads(in: try input([]))
        #expect(leads.count == 30)
        for kind in LeadKind.allCases {
            let own = leads.filter { $0.kind == kind }
            #expect(own.map(\.strength) == [49, 48, 47, 46, 45, 44])
        }
        let one = LeadFinder(detectors: [Flood(kind: .burst)]).leads(in: try input([]))
        #expect(one.count == 10)
        #expect(one.count { $0.issue == nil } == 5)
    }

    @Test func nothingInNothingOut() throws {
        #expect(LeadFinder().leads(in: try input([])).isEmpty)
        #expect(LeadFinder().leads(in: try input([fact(1, nil)])).isEmpty)
    }
}
