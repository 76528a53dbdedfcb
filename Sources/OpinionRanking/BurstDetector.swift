import OpinionIngest

/// Finds months and weeks in which far more people than expected raise an issue, a need or a category (突增).
///
/// Counts people, not posts. A count is compared with a negative binomial of the mean and variance that earlier windows
/// and the same season of other years suggest, in the manner of EARS (Hutwagner et al. 2003) with the overdispersion
/// of Farrington-type methods (Noufaily et al. 2013); Benjamini–Hochberg controls the share of false alarms over all
/// series × windows tested. Needs and categories are also watched township by township, since clustering may split one matter
/// over several issues. The strongest window of each series is given. A broader burst with 70 % of its records in narrower ones is
/// left to them; otherwise it takes the place of those with 70 % of theirs in it. O(n log n + series × windows).
public struct BurstDetector: LeadDetector {
    /// A detector; all settings are in the input.
    public init() {}

    /// `.burst`.
    public var kind: LeadKind { .burst }

    private struct Source {
        var key: String
        var name: String
        var issue: IssueID?
        var members: [Int]
        /// Issues, needs in a township, needs, categories in a township, categories: 0 to 4.
        var breadth: Int
    }

    private struct Alarm {
        var source: Int
        var window: BurstWindow
        var number: Int
        var observed: Int
        var expected: BurstExpectation
        var p: Double

        /// In standard deviations; p itself underflows for large bursts.
        var surprise: Double { (Double(observed) - expected.mean) / expected.variance.squareRoot() }
    }

    /// The share of a burst's records in others from which it is theirs.
    private static let containedShare = 0.7

    /// One lead for each series with a significant window.
    public func leads(in input: RankingInput) -> [Lead] {
        guard let horizon = input.horizon else { return [] }
        let settings = input.configuration.leads
        // Ten years before the lookback are history enough.
        let first = max(horizon.lowerBound, horizon.upperBound - settings.burstLookbackMonths - 120)
        let sources = Self.sources(input, minimum: settings.burstMinimumPeople)
        var alarms: [Alarm] = []
        var tests = 0
        for window in BurstWindow.allCases {
            let range = window.range(first...horizon.upperBound, today: input.now.dayNumber)
            let total = Self.counts(Array(input.facts.indices), window, range, input)
            let start = max(
                range.lowerBound, range.upperBound - window.lookback(months: settings.burstLookbackMonths) + 1)
            let all = sources.map { Self.counts($0.members, window, range, input) }
            let dispersion = BurstSeries.dispersion(of: all)
            for (index, counts) in all.enumerated() {
                let series = BurstSeries(
                    first: range.lowerBound, counts: counts, window: window,
                    seasonal: horizon.upperBound - first + 1 >= 24, dispersion: dispersion)
                let others = zip(total, counts).map { max(0, $0 - $1) }
                let minimum = range.lowerBound + window.baseline.minimum + window.baseline.guardLength
                guard max(start, minimum) <= range.upperBound else { continue }
                for number in max(start, minimum)...range.upperBound {
                    tests += 1
                    let observed = counts[number - range.lowerBound]
                    guard observed >= settings.burstMinimumPeople,
                        let expected = series.expectation(of: number, others: others),
                        Double(observed) >= settings.burstMinimumRatio * expected.mean
                    else { continue }
                    let p = Statistics.negativeBinomialTail(
                        observed: observed, mean: expected.mean, variance: expected.variance)
                    alarms.append(
                        Alarm(
                            source: index, window: window, number: number, observed: observed, expected: expected, p: p)
                    )
                }
            }
        }
        guard
            let limit = Statistics.rejectionLimit(alarms.map(\.p), tests: tests, rate: settings.falseDiscoveryRate)
        else { return [] }
        return Self.strongest(alarms.filter { $0.p <= limit }, sources, input, tests: tests)
    }

    private static func sources(_ input: RankingInput, minimum: Int) -> [Source] {
        var sources: [Source] = []
        for (issue, members) in zip(input.issues, input.members) {
            sources.append(
                Source(key: "issue:\(issue.id)", name: issue.label, issue: issue.id, members: members, breadth: 0))
        }
        for (need, support) in zip(input.needs, input.support) {
            sources.append(
                Source(key: "need:\(need.id)", name: need.title, issue: nil, members: support.members, breadth: 2))
        }
        var categories: [String: [Int]] = [:]
        for (index, fact) in input.facts.enumerated() {
            if let category = fact.category, !category.isEmpty { categories[category, default: []].append(index) }
        }
        sources += sources.filter { $0.breadth == 2 }.flatMap { Self.byTownship($0, input) }
        for (name, members) in categories.sorted(by: { $0.key < $1.key }) {
            let source = Source(key: "category:\(name)", name: name, issue: nil, members: members, breadth: 4)
            sources.append(source)
            sources += byTownship(source, input)
        }
        // A series that could never reach the minimum is no hypothesis and costs no power.
        return sources.filter { input.people.people($0.members) >= minimum }
    }

    /// A source's records of each township, where it has several.
    private static func byTownship(_ source: Source, _ input: RankingInput) -> [Source] {
        var groups: [String: [Int]] = [:]
        for index in source.members {
            if let township = input.facts[index].place.township, !township.isEmpty {
                groups[township, default: []].append(index)
            }
        }
        guard groups.count > 1 else { return [] }
        return groups.sorted { $0.key < $1.key }.map { township, members in
            Source(
                key: "\(source.key):\(township)", name: "\(township)\(source.name)", issue: nil, members: members,
                breadth: source.breadth - 1)
        }
    }

    /// Distinct people of each window of a range.
    private static func counts(
        _ members: [Int], _ window: BurstWindow, _ range: ClosedRange<Int>, _ input: RankingInput
    ) -> [Int] {
        let width = max(input.people.population, 1)
        var pairs: [Int] = []
        pairs.reserveCapacity(members.count)
        for index in members {
            guard let number = window.number(of: index, in: input), range.contains(number) else { continue }
            pairs.append((number - range.lowerBound) * width + input.people.tokens[index])
        }
        var counts = [Int](repeating: 0, count: range.count)
        for pair in RankingInput.distinct(pairs) { counts[pair / width] += 1 }
        return counts
    }

    private static func strongest(
        _ alarms: [Alarm], _ sources: [Source], _ input: RankingInput, tests: Int
    ) -> [Lead] {
        var best: [Int: Alarm] = [:]
        for alarm in alarms {
            if let known = best[alarm.source], known.p <= alarm.p { continue }
            best[alarm.source] = alarm
        }
        // The narrowest first: an issue says more than a category.
        let ordered = best.values.sorted {
            (sources[$0.source].breadth, -$0.surprise, sources[$0.source].key)
                < (sources[$1.source].breadth, -$1.surprise, sources[$1.source].key)
        }
        var accepted: [(alarm: Alarm, members: [Int])?] = []
        // Which accepted alarms have a record; those taken back among them. So each alarm costs its own records only.
        var holders: [Int: [Int]] = [:]
        for alarm in ordered {
            let source = sources[alarm.source]
            let members = source.members.filter { alarm.window.number(of: $0, in: input) == alarm.number }
            var shared: [Int: Int] = [:]
            var explained = 0
            for member in members {
                let holding = (holders[member] ?? []).filter { accepted[$0] != nil }
                if !holding.isEmpty { explained += 1 }
                for index in holding { shared[index, default: 0] += 1 }
            }
            if source.breadth > 0 && isMost(explained, of: members) { continue }
            // What explains only a part of it is a part of it.
            for (index, count) in shared where accepted[index].map({ isMost(count, of: $0.members) }) == true {
                accepted[index] = nil
            }
            for member in members { holders[member, default: []].append(accepted.count) }
            accepted.append((alarm, members))
        }
        let leads = accepted.compactMap { $0 }
            .map { lead($0.alarm, sources[$0.alarm.source], $0.members, input, tests: tests) }
        return leads.strongestFirst()
    }

    private static func isMost(_ count: Int, of members: [Int]) -> Bool {
        Double(count) >= containedShare * Double(members.count)
    }

    /// The issue that more than half of some records belong to.
    private static func majority(of members: [Int], _ input: RankingInput) -> IssueID? {
        var counts: [Int: Int] = [:]
        for index in members { if let issue = input.issueOf[index] { counts[issue, default: 0] += 1 } }
        return counts.first { $0.value * 2 > members.count }.map { input.issues[$0.key].id }
    }

    private static func lead(
        _ alarm: Alarm, _ source: Source, _ members: [Int], _ input: RankingInput, tests: Int
    ) -> Lead {
        let when = alarm.window.name(alarm.number)
        let times = Double(alarm.observed) / alarm.expected.mean
        return Lead(
            key: "burst:\(source.key):\(alarm.window.key(alarm.number))", kind: .burst,
            title: "“\(source.name)”\(when)突增：\(alarm.observed)人反映，约为常态的\(Show.decimal(times))倍",
            explanation: "按\(alarm.expected.seasonal ? "往年同期" : "此前各期")人数估计，\(when)应有约"
                + "\(Show.decimal(alarm.expected.mean))人反映，实际\(alarm.observed)人；"
                + "偶然达到这一人数的概率p\(alarm.p < 0.0001 ? "" : "=")\(Show.p(alarm.p))。",
            strength: alarm.surprise,
            evidence: [
                LeadEvidence(name: "时间窗", value: when),
                LeadEvidence(name: "实际人数", value: String(alarm.observed)),
                LeadEvidence(name: "期望人数", value: Show.decimal(alarm.expected.mean)),
                LeadEvidence(name: "件数", value: String(members.count)),
                LeadEvidence(name: "p值", value: Show.p(alarm.p)),
                LeadEvidence(name: "同时检验的时间窗总数", value: String(tests)),
            ], issue: source.issue ?? majority(of: members, input), unit: nil, records: input.ids(members), topics: [])
    }
}
