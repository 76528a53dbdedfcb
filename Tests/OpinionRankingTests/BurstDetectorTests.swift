import OpinionIngest
import OpinionRanking
import OpinionTestSupport
import Testing

struct BurstDetectorTests {
    private let detector = BurstDetector()

    @Test("Background alone gives less than one alarm per 100 series-years", arguments: [1.0, 1.5, 2.0, 3.0])
    func falseAlarms(dispersion: Double) throws {
        var alarms = 0
        for seed in 1...5 as ClosedRange<UInt64> {
            var sampler = Sampler(seed: seed)
            let data = sampler.background(series: 60, months: 36, dispersion: dispersion) { series, _ in
                [1, 3, 6, 12][series % 4]
            }
            alarms += detector.leads(in: try input(data.facts, issues: data.issues, now: day(2024, 1, 1))).count
        }
        // 5 × 60 series, of which the last two years are watched: 600 series-years.
        #expect(alarms < 6, "\(alarms) alarms in 600 series-years")
    }

    @Test("An injected outbreak of 20 people on a background of 3 is found", arguments: 1...10 as ClosedRange<UInt64>)
    func injectedOutbreak(seed: UInt64) throws {
        var sampler = Sampler(seed: seed)
        var data = sampler.background(series: 30, months: 30, dispersion: 1.5) { _, _ in 3 }
        let start = data.facts.count
        for number in 1...20 {
            data.facts.append(fact(start + number, day(2023, 2, 3 + number), person: start + number))
            data.issues[6].members.append(recordID(start + number))
        }
        let leads = detector.leads(in: try input(data.facts, issues: data.issues, now: day(2023, 7, 1)))
        let lead = try #require(leads.first)
        #expect(lead.issue == IssueID(rawValue: 7))
        #expect(lead.key == "burst:issue:7:2023-02")
        #expect(lead.value("时间窗") == "2023年2月")
        #expect((Int(lead.value("实际人数") ?? "") ?? 0) >= 20)
        #expect(lead.value("p值") == "<0.0001")
        #expect(leads.count <= 2)
    }

    @Test func aWeekInAQuietIssueIsFoundByWeek() throws {
        var facts: [RecordFacts] = []
        for month in 0..<24 { facts.append(fact(month + 1, day(2022 + month / 12, month % 12 + 1, 10), person: month)) }
        // Half in January, half in February: no month has eight.
        for number in 0..<14 {
            facts.append(fact(100 + number, day(2023, 1, 30).adding(days: number % 4), person: 100 + number))
        }
        let issue = issue(1, "停水", facts.indices.map { $0 < 24 ? $0 + 1 : $0 + 76 })
        let leads = detector.leads(in: try input(facts, issues: [issue], now: day(2024, 1, 1)))
        #expect(leads.map(\.key) == ["burst:issue:1:2023-01-30"])
    }

    @Test func onePersonWithManyPostsIsNoBurst() throws {
        var facts: [RecordFacts] = []
        for month in 0..<18 { facts.append(fact(month + 1, day(2022 + month / 12, month % 12 + 1, 10), person: month)) }
        let quiet = facts.map { $0 }
        for number in 0..<40 { facts.append(fact(100 + number, day(2023, 5, 1 + number % 28), person: 777)) }
        func leads(_ facts: [RecordFacts]) throws -> [Lead] {
            let issue = OpinionRanking.Issue(
                id: IssueID(rawValue: 1), label: "噪音", keywords: [], medoid: facts[0].id, members: facts.map(\.id),
                cohesion: 1, copies: [])
            return detector.leads(in: try input(facts, issues: [issue], now: day(2023, 7, 1)))
        }
        #expect(try leads(facts).isEmpty)
        // The same posts from as many people are one: the test above can fail.
        let crowd = quiet + (0..<40).map { fact(100 + $0, day(2023, 5, 1 + $0 % 28), person: 1000 + $0) }
        #expect(try leads(crowd).count == 1)
    }

    @Test(
        "A peak that returns every summer is no burst, the same peak in winter is",
        arguments: 1...5 as ClosedRange<UInt64>)
    func seasonalPeak(seed: UInt64) throws {
        var sampler = Sampler(seed: seed)
        let seasonal: (Int, Int) -> Double = { _, month in month % 12 == 6 ? 30 : 3 }
        let data = sampler.background(series: 3, months: 48, dispersion: 1.2, mean: seasonal)
        #expect(detector.leads(in: try input(data.facts, issues: data.issues, now: day(2025, 1, 1))).isEmpty)
        let shifted = sampler.background(series: 3, months: 48, dispersion: 1.2) { series, month in
            month == 37 && series == 1 ? 30 : seasonal(series, month)
        }
        let leads = detector.leads(in: try input(shifted.facts, issues: shifted.issues, now: day(2025, 1, 1)))
        #expect(leads.map(\.key) == ["burst:issue:2:2024-02"])
    }

    @Test func aBusyMonthOfEverythingIsNobodysBurst() throws {
        var sampler = Sampler(seed: 3)
        let data = sampler.background(series: 40, months: 24, dispersion: 1) { _, month in month == 20 ? 12 : 4 }
        #expect(detector.leads(in: try input(data.facts, issues: data.issues, now: day(2023, 1, 1))).isEmpty)
    }

    @Test func aCategoryBurstThatIsAnIssuesIsReportedOnce() throws {
        var facts: [RecordFacts] = []
        for month in 0..<18 {
            facts.append(fact(month + 1, day(2022 + month / 12, month % 12 + 1, 9), person: month, category: "环保"))
        }
        for number in 0..<20 { facts.append(fact(100 + number, day(2023, 5, 9), person: 100 + number, category: "环保")) }
        let one = issue(1, "搅拌站噪音", Array(100..<120))
        #expect(detector.leads(in: try input(facts, issues: [one], now: day(2023, 7, 1))).map(\.issue) == [one.id])
        #expect(
            detector.leads(in: try input(facts, now: day(2023, 7, 1))).map { $0.key.prefix(17) }
                == ["burst:category:环保"].map { $0.prefix(17) })
    }

    @Test("A burst that clustering split over three issues is found by need and township")
    func splitMatter() throws {
        var facts: [RecordFacts] = []
        for month in 0..<18 {
            for (offset, township) in ["东镇", "西镇"].enumerated() {
                facts.append(
                    fact(
                        month * 2 + offset + 1, day(2022 + month / 12, month % 12 + 1, 9), person: month * 2 + offset,
                        place: .init(township: township), needs: ["water"]))
            }
        }
        for number in 0..<21 {
            facts.append(
                fact(
                    100 + number, day(2023, 5, 1 + number), person: 100 + number, place: .init(township: "东镇"),
                    needs: ["water"]))
        }
        let issues = (0..<3).map { part in issue(part + 1, "水有味", (0..<7).map { 100 + part * 7 + $0 }) }
        let leads = detector.leads(
            in: try input(facts, issues: issues, needs: [need("water", "供水")], now: day(2023, 7, 1)))
        #expect(leads.map(\.key) == ["burst:need:water:东镇:2023-05"])
        #expect(leads.first?.value("实际人数") == "22")
    }

    @Test func wrongDatesDoNotHideABurst() throws {
        var sampler = Sampler(seed: 9)
        var data = sampler.background(series: 20, months: 24, dispersion: 1) { _, _ in 3 }
        let start = data.facts.count
        for number in 1...25 {
            data.facts.append(fact(start + number, day(2022, 9, number), person: start + number))
            data.issues[0].members.append(recordID(start + number))
        }
        data.facts.append(fact(start + 30, day(1905, 1, 1)))
        data.facts.append(fact(start + 31, day(2099, 1, 1)))
        data.issues[0].members += [recordID(start + 30), recordID(start + 31)]
        let leads = detector.leads(in: try input(data.facts, issues: data.issues, now: day(2023, 6, 1)))
        #expect(leads.first?.key == "burst:issue:1:2022-09")
    }
}
