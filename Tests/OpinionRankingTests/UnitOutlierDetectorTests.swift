import OpinionIngest
import OpinionRanking
import Testing

struct UnitOutlierDetectorTests {
    private let detector = UnitOutlierDetector()

    /// Units with (unsolved, evaluated) people each.
    private func facts(_ units: [(String, Int, Int)]) -> [RecordFacts] {
        var facts: [RecordFacts] = []
        for (unit, bad, total) in units {
            for index in 0..<total {
                facts.append(fact(facts.count + 1, person: facts.count, unit: unit, solved: index >= bad))
            }
        }
        return facts
    }

    private let usual = [("甲局", 6, 60), ("乙局", 4, 50), ("丙局", 7, 55), ("丁局", 5, 45), ("戊局", 3, 40), ("己局", 8, 70)]

    @Test func thePlantedUnitIsFoundAlone() throws {
        let found = detector.leads(in: try input(facts(usual + [("城管局", 30, 50)])))
        let lead = try #require(found.first)
        #expect(found.count == 1)
        #expect(lead.unit == "城管局")
        #expect(lead.value("人次n") == "50")
        #expect(lead.value("未解决率") == "60%")
        #expect(lead.records.count == 30)
    }

    @Test("Three of three unsolved is no outlier, nor is anything below the minimum", arguments: [3, 5, 9])
    func smallUnits(total: Int) throws {
        #expect(detector.leads(in: try input(facts(usual + [("小所", total, total)]))).isEmpty)
    }

    @Test func ordinarySpreadBetweenUnitsIsNoOutlier() throws {
        #expect(detector.leads(in: try input(facts(usual))).isEmpty)
        // Large units that differ widely among themselves: each is far outside the plain binomial limits.
        let wide = [
            ("甲局", 40, 400), ("乙局", 120, 400), ("丙局", 60, 400), ("丁局", 150, 400), ("戊局", 90, 400), ("己局", 160, 400),
        ]
        #expect(detector.leads(in: try input(facts(wide))).isEmpty)
    }

    @Test func onePersonsRepeatsCountOnce() throws {
        var facts = facts(usual + [("城管局", 5, 50)])
        let start = facts.count
        let repeats = (1...60).map { fact(start + $0, person: 9_999, unit: "城管局", solved: false) }
        facts += repeats
        let matter = issue(1, "占道", repeats.compactMap { Int($0.id.rawValue) })
        #expect(detector.leads(in: try input(facts, issues: [matter])).isEmpty)
        // As sixty matters they do count: the test above can fail.
        #expect(detector.leads(in: try input(facts)).map(\.unit) == ["城管局"])
    }

    @Test func overdueIsJudgedToo() throws {
        var facts: [RecordFacts] = []
        for (unit, late) in [("甲局", 2), ("乙局", 3), ("丙局", 2), ("丁局", 1), ("戊局", 25)] {
            for index in 0..<40 {
                var fact = fact(
                    facts.count + 1, person: facts.count, closed: day(2024, 3, index < late ? 20 : 6), unit: unit)
                fact.handling.due = day(2024, 3, 8)
                facts.append(fact)
            }
        }
        #expect(detector.leads(in: try input(facts)).map(\.key) == ["unitOutlier:overdue:戊局"])
    }

    @Test("Units of one rate are rarely flagged", arguments: [0.05, 0.2, 0.5])
    func falseAlarms(rate: Double) throws {
        var sampler = Sampler(seed: 5)
        var flagged = 0
        for _ in 0..<40 {
            let units = (0..<20).map { number in
                let total = 10 + number * 5
                return ("单位\(number)", (0..<total).count { _ in sampler.unit() < rate }, total)
            }
            flagged += detector.leads(in: try input(facts(units))).count
        }
        // 800 units of which none is an outlier.
        #expect(flagged <= 8, "\(flagged) of 800 flagged")
    }
}
