import Foundation
import OpinionIngest

/// Finds handling units whose unresolved or overdue share is far above what chance and the usual spread between units
/// explain (单位异常).
///
/// A funnel plot with additive random effects (Spiegelhalter 2005, Statistics in Medicine 24:1185): the spread between
/// units is estimated from winsorised z-scores and added to the binomial variance. The p-value is the larger of the
/// normal one with that spread and the exact binomial one, since the normal one overstates small units. Units below the
/// minimum are never judged, and Benjamini–Hochberg holds over all units and measures. Each person counts once per unit
/// and matter. Not adjusted for case mix: where each unit has categories of its own an adjustment would hide exactly
/// what is looked for; the lead says so. O(n log n).
public struct UnitOutlierDetector: LeadDetector {
    /// A detector; all settings are in the input.
    public init() {}

    /// `.unitOutlier`.
    public var kind: LeadKind { .unitOutlier }

    private enum Measure: String, CaseIterable {
        case unresolved, overdue

        var name: String { self == .unresolved ? "未解决" : "逾期" }

        func value(_ fact: RecordFacts, _ now: CivilTime) -> Bool? {
            self == .unresolved ? fact.unsolved : fact.overdue(now: now)
        }
    }

    private struct Test {
        var measure: Measure
        var unit: String
        var count: Int
        var total: Int
        var mean: Double
        var spread: Double
        var z: Double
        var p: Double
        var units: Int
        var members: [Int]

        var rate: Double { Double(count) / Double(total) }

        func upperLimit(_ z: Double) -> Double {
            min(1, mean + z * (mean * (1 - mean) / Double(total) + spread).squareRoot())
        }
    }

    /// One lead for each outlying unit and measure.
    public func leads(in input: RankingInput) -> [Lead] {
        let tests = Measure.allCases.flatMap { self.tests($0, input) }
        let limit = Statistics.rejectionLimit(
            tests.map(\.p), tests: tests.count, rate: input.configuration.leads.falseDiscoveryRate)
        guard let limit else { return [] }
        return tests.filter { $0.p <= limit && $0.z > 1.96 }.map { lead($0, input) }.strongestFirst()
    }

    private func tests(_ measure: Measure, _ input: RankingInput) -> [Test] {
        // The latest known state of each person × matter counts.
        struct Case: Hashable {
            var unit: String
            var person: Int
            var matter: Int
        }
        var latest: [Case: (day: Int, index: Int, bad: Bool)] = [:]
        for (index, fact) in input.facts.enumerated() {
            guard let unit = fact.handling.leadUnit, !unit.isEmpty, let bad = measure.value(fact, input.now) else {
                continue
            }
            let key = Case(unit: unit, person: input.people.tokens[index], matter: input.issueOf[index] ?? -1 - index)
            let day = input.days[index] ?? Int.min
            if let known = latest[key], (known.day, known.index) > (day, index) { continue }
            latest[key] = (day, index, bad)
        }
        var units: [String: (bad: [Int], total: Int)] = [:]
        for (key, state) in latest {
            units[key.unit, default: ([], 0)].total += 1
            if state.bad { units[key.unit]?.bad.append(state.index) }
        }
        let bad = units.values.reduce(0) { $0 + $1.bad.count }
        let all = units.values.reduce(0) { $0 + $1.total }
        let judged = units.filter { $0.value.total >= input.configuration.leads.unitMinimum }
            .sorted { $0.key < $1.key }
        guard judged.count >= 3, bad > 0, bad < all else { return [] }
        let mean = Double(bad) / Double(all)
        let variance = mean * (1 - mean)
        let weights = judged.map { Double($0.value.total) / variance }
        let gaps = judged.map { Double($0.value.bad.count) / Double($0.value.total) - mean }
        let spread = Self.spread(zip(gaps, weights).map { $0 * $1.squareRoot() }, weights: weights)
        return zip(judged, gaps).map { unit, gap in
            let (count, total) = (unit.value.bad.count, unit.value.total)
            let z = gap / (variance / Double(total) + spread).squareRoot()
            let exact = Statistics.binomialTail(successes: count, trials: total, probability: mean)
            return Test(
                measure: measure, unit: unit.key, count: count, total: total, mean: mean, spread: spread, z: z,
                p: max(Statistics.normalTail(z), exact), units: judged.count, members: unit.value.bad.sorted())
        }
    }

    /// τ², the variance between units beyond chance, by moments from winsorised z-scores (10 % at each end).
    private static func spread(_ scores: [Double], weights: [Double]) -> Double {
        let count = Double(scores.count)
        let pulled = Statistics.winsorised(scores, share: 0.1)
        let dispersion = pulled.reduce(0) { $0 + $1 * $1 } / count
        guard dispersion * count > count - 1 else { return 0 }
        let sum = weights.reduce(0, +)
        let squares = weights.reduce(0) { $0 + $1 * $1 }
        let scale = sum - squares / sum
        return scale > 0 ? (dispersion * count - (count - 1)) / scale : 0
    }

    private func lead(_ test: Test, _ input: RankingInput) -> Lead {
        let name = test.measure.name
        return Lead(
            key: "unitOutlier:\(test.measure.rawValue):\(test.unit)", kind: .unitOutlier,
            title: "\(test.unit)\(name)率\(Show.percent(test.rate))，明显高于总体\(Show.percent(test.mean))",
            explanation: "\(test.total)人次中\(test.count)人次\(name)，超出漏斗图控制限（已计入单位之间的正常差异）。"
                + "未按事项难易校正，需结合职责判断。",
            strength: test.z,
            evidence: [
                LeadEvidence(name: "人次n", value: String(test.total)),
                LeadEvidence(name: "\(name)人次", value: String(test.count)),
                LeadEvidence(name: "\(name)率", value: Show.percent(test.rate)),
                LeadEvidence(name: "期望", value: Show.percent(test.mean)),
                LeadEvidence(name: "95%上限", value: Show.percent(test.upperLimit(1.96))),
                LeadEvidence(name: "99.8%上限", value: Show.percent(test.upperLimit(3.09))),
                LeadEvidence(name: "z值", value: Show.decimal(test.z, 2)),
                LeadEvidence(name: "p值", value: Show.p(test.p)),
                LeadEvidence(name: "参与比较的单位数", value: String(test.units)),
            ], issue: nil, unit: test.unit, records: input.ids(test.members), topics: [])
    }
}
