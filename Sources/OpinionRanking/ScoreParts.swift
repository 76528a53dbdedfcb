import Foundation
import OpinionIngest

/// The seven published parts of a candidate's score. Every formula is in docs/guides/Ranking.md.
struct ScoreParts {
    private let input: RankingInput
    private let weights: ScoreWeights
    private let settings: CandidateSettings
    /// People for the full `people` part.
    private let peopleReference: Int
    /// Townships for the full `spread` part.
    private let areaReference: Int
    /// The overall share of people with a known outcome whose matter is unresolved; nil where nothing is known.
    private let overallUnresolved: Double?

    init(input: RankingInput, subjects: [CandidateRanker.Subject]) {
        self.input = input
        weights = input.configuration.weights
        settings = input.configuration.candidates
        peopleReference = max(settings.peopleReference, subjects.map(\.people).max() ?? 0)
        let areas = Set(input.facts.compactMap(\.place.areaName)).count
        areaReference = max(settings.townshipReference, areas)
        let all = Self.unresolved(Array(input.facts.indices), input)
        overallUnresolved = all.known > 0 ? Double(all.unresolved) / Double(all.known) : nil
    }

    /// The parts in the published order.
    func parts(of subject: CandidateRanker.Subject) -> [ScorePart] {
        [
            people(subject), persistence(subject), spread(subject), unresolved(subject), severity(subject),
            channels(subject), trend(subject),
        ]
    }

    private func people(_ subject: CandidateRanker.Subject) -> ScorePart {
        let count = Double(subject.people)
        return ScorePart(
            key: "people", name: "反映人数", value: count, scaled: unit(log(1 + count) / log(1 + Double(peopleReference))),
            weight: weights.people,
            explanation: "共\(subject.people)人反映（\(subject.members.count)件，同一人重复反映只计一次），"
                + "按对数折算，\(peopleReference)人为满分。")
    }

    private func persistence(_ subject: CandidateRanker.Subject) -> ScorePart {
        let range = input.horizon ?? 0...0
        let months = Set(subject.members.compactMap { input.months[$0] }.filter { range.contains($0) })
        let value = Double(months.count)
        let span = months.min().flatMap { first in months.max().map { "\(Show.month(first))至\(Show.month($0))" } }
        return ScorePart(
            key: "persistence", name: "持续月数", value: value, scaled: unit(value / Double(settings.monthsReference)),
            weight: weights.persistence,
            explanation: span.map {
                "\($0)间有\(months.count)个月有人反映，\(settings.monthsReference)个月为满分。"
            } ?? "来件未注明时间，不计分。")
    }

    /// The effective number of townships, exp of Shannon's entropy of people over townships (Hill 1973): a single stray
    /// record adds little.
    private func spread(_ subject: CandidateRanker.Subject) -> ScorePart {
        var seen = Set<String>()
        var counts: [String: Int] = [:]
        for index in subject.members {
            guard let area = input.facts[index].place.areaName else { continue }
            if seen.insert("\(input.people.tokens[index])/\(area)").inserted { counts[area, default: 0] += 1 }
        }
        let sorted = counts.values.sorted()
        let total = Double(sorted.reduce(0, +))
        let entropy = sorted.reduce(0.0) { $0 - Double($1) / total * log(Double($1) / total) }
        let value = sorted.isEmpty ? 0 : exp(entropy)
        return ScorePart(
            key: "spread", name: "涉及范围", value: value,
            scaled: sorted.isEmpty ? 0 : unit(entropy / log(Double(areaReference))), weight: weights.spread,
            explanation: sorted.isEmpty
                ? "来件未注明乡镇街道，不计分。"
                : "涉及\(sorted.count)个乡镇街道（按人数分布折合\(Show.decimal(value))个），\(areaReference)个均匀分布为满分。")
    }

    private func unresolved(_ subject: CandidateRanker.Subject) -> ScorePart {
        let (name, weight) = ("未解决比例", weights.unresolved)
        guard let overall = overallUnresolved else {
            return ScorePart(
                key: "unresolved", name: name, value: 0, scaled: 0, weight: weight, explanation: "全部来件均无办理评价，不计分。")
        }
        let count = Self.unresolved(subject.members, input)
        let prior = settings.priorPeople
        let denominator = Double(count.known) + prior
        let share = denominator > 0 ? (Double(count.unresolved) + prior * overall) / denominator : overall
        return ScorePart(
            key: "unresolved", name: name, value: share, scaled: unit(share), weight: weight,
            explanation: "结果已知的\(count.known)人中\(count.unresolved)人未解决、不满意或逾期；"
                + "向总体比例\(Show.percent(overall))收缩后为\(Show.percent(share))。")
    }

    private func severity(_ subject: CandidateRanker.Subject) -> ScorePart {
        var highest: [Int: Double] = [:]
        for index in subject.members {
            let severity = input.facts[index].severity
            let token = input.people.tokens[index]
            highest[token] = max(highest[token] ?? 0, severity.isFinite ? unit(severity) : 0)
        }
        // Summed in sorted order: floating-point sums must not depend on the dictionary's order.
        let mean = highest.values.sorted().reduce(0, +) / Double(max(highest.count, 1))
        let grave = highest.values.count { $0 >= 0.5 }
        return ScorePart(
            key: "severity", name: "严重程度", value: mean, scaled: unit(mean), weight: weights.severity,
            explanation: "按每人最重一件计，用语严重程度平均为\(Show.decimal(mean, 2))（0至1），其中\(grave)人达到0.5。")
    }

    private func channels(_ subject: CandidateRanker.Subject) -> ScorePart {
        let used = Set(subject.members.map { input.facts[$0].channel })
        let names = Channel.allCases.filter { used.contains($0) }.map(\.chineseName).joined(separator: "、")
        return ScorePart(
            key: "channels", name: "渠道数", value: Double(used.count),
            scaled: unit(Double(used.count - 1) / Double(settings.channelReference - 1)), weight: weights.channels,
            explanation: "来自\(used.count)个渠道（\(names)），\(settings.channelReference)个渠道为满分，单一渠道为0分。")
    }

    /// Theil and Sen's slope of the monthly number of people, as change over the window relative to the mean,
    /// bounded to ±1 and shifted to 0…1: 0.5 is level.
    private func trend(_ subject: CandidateRanker.Subject) -> ScorePart {
        let (name, weight) = ("近期趋势", weights.trend)
        guard let horizon = input.horizon, horizon.count >= settings.trendMonths else {
            return ScorePart(
                key: "trend", name: name, value: 0, scaled: 0.5, weight: weight,
                explanation: "数据不足\(settings.trendMonths)个月，趋势按持平计。")
        }
        let first = horizon.upperBound - settings.trendMonths + 1
        var pairs: [Int] = []
        for index in subject.members {
            guard let month = input.months[index], month >= first, month <= horizon.upperBound else { continue }
            pairs.append((month - first) * input.people.population + input.people.tokens[index])
        }
        var counts = [Double](repeating: 0, count: settings.trendMonths)
        for pair in RankingInput.distinct(pairs) { counts[pair / max(input.people.population, 1)] += 1 }
        let mean = counts.reduce(0, +) / Double(counts.count)
        let change = Statistics.theilSenSlope(counts) * Double(counts.count - 1) / max(mean, 1)
        let value = min(max(change, -1), 1)
        let word = value > 0.1 ? "上升" : value < -0.1 ? "下降" : "持平"
        return ScorePart(
            key: "trend", name: name, value: value, scaled: (value + 1) / 2, weight: weight,
            explanation: "最近\(settings.trendMonths)个月每月平均\(Show.decimal(mean))人反映，总体\(word)"
                + "（稳健斜率折合\(Show.percent(value))，限于±100%）。")
    }

    /// People with a known outcome and those unresolved; of a person's records the latest with a known outcome counts.
    private static func unresolved(_ members: [Int], _ input: RankingInput) -> (known: Int, unresolved: Int) {
        var latest: [Int: (day: Int, index: Int, unresolved: Bool)] = [:]
        for index in members {
            guard let state = input.facts[index].unresolved(now: input.now) else { continue }
            let token = input.people.tokens[index]
            let day = input.days[index] ?? Int.min
            if let known = latest[token], (known.day, known.index) > (day, index) { continue }
            latest[token] = (day, index, state)
        }
        return (latest.count, latest.values.count { $0.unresolved })
    }

    private func unit(_ value: Double) -> Double { min(max(value, 0), 1) }
}
