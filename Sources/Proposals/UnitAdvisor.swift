import Classification

/// Suggests who should handle a proposal (主办), and says why; who should help (协办) is for ``HelperAdvisor``.
///
/// Points of a unit = `dutyWeight` × its share of the duty words found + `mentionWeight` × its share of the mentions in the
/// plan + `pastWeight` × its share among the units of the most alike earlier matters. A suggestion only: the office decides.
public struct UnitAdvisor: Sendable {
    /// The weights; found by leaving one out on the sample (docs/guides/Proposals.md).
    public struct Settings: Sendable, Hashable {
        /// Points shared out by duty words.
        public var dutyWeight = 1.0
        /// Points shared out by the units that the plan names.
        public var mentionWeight = 0.5
        /// Points shared out by earlier matters.
        public var pastWeight = 2.0
        /// A duty word in the title counts this many times one in the text.
        public var titleWeight = 4.0

        /// The defaults.
        public init() {}
    }

    /// An earlier matter with the unit that handled it.
    public struct Precedent: Sendable, Hashable {
        /// The unit as the table names it.
        public var unit: String
        /// The helping units.
        public var joint: [String]
        /// Likeness to the proposal, 0…1.
        public var likeness: Double

        /// A precedent.
        public init(unit: String, joint: [String] = [], likeness: Double) {
            self.unit = unit
            self.joint = joint
            self.likeness = likeness
        }
    }

    /// A unit with its reasons.
    public struct Suggestion: Sendable, Hashable {
        /// The unit.
        public var unit: String
        /// Its share of all points, 0…1: orders suggestions, no probability.
        public var share: Double
        /// Duty words found, most telling first.
        public var duties: [String]
        /// Earlier matters that it handled.
        public var precedents: Int
        /// Whether the plan names it.
        public var isMentioned: Bool
    }

    /// What is suggested.
    public struct Advice: Sendable, Hashable {
        /// The unit to handle it; nil where nothing speaks for any.
        public var lead: Suggestion?
        /// All units with points, most first.
        public var ranking: [Suggestion]
    }

    private let table: UnitTable
    private let settings: Settings
    private let patterns: PatternSet
    /// For each pattern the units whose duty it is, or that bear the name.
    private let dutyOf: [[Int]]
    private let nameOf: [[Int]]

    /// An advisor over a table. O(its words).
    public init(_ table: UnitTable, settings: Settings = Settings()) {
        self.table = table
        self.settings = settings
        var words: [String: (duty: [Int], name: [Int])] = [:]
        for (index, unit) in table.units.enumerated() where unit.handlesProposals {
            for duty in unit.duties where duty.count >= 2 { words[duty, default: ([], [])].duty.append(index) }
            for name in Set([unit.name] + unit.aliases) where name.count >= 3 {
                words[name, default: ([], [])].name.append(index)
            }
        }
        let sorted = words.sorted { $0.key < $1.key }
        patterns = PatternSet(patterns: sorted.map(\.key))
        dutyOf = sorted.map(\.value.duty)
        nameOf = sorted.map(\.value.name)
    }

    /// Advice for a proposal. O(length + precedents).
    ///
    /// - Parameters:
    ///   - plan: the plan's text, where units are named; may be the whole text.
    ///   - past: the most alike earlier matters; their order does not count.
    public func advice(title: String, body: String, plan: String, past: [Precedent]) -> Advice {
        var duties = [Double](repeating: 0, count: table.units.count)
        var words = [[(word: String, points: Double)]](repeating: [], count: table.units.count)
        let (inTitle, inBody, inPlan) = (counts(title), counts(body), counts(plan))
        for pattern in patterns.patterns.indices {
            let hits = (title: inTitle[pattern] ?? 0, body: inBody[pattern] ?? 0)
            guard !dutyOf[pattern].isEmpty, hits.title + hits.body > 0 else { continue }
            let strength =
                (hits.title > 0 ? settings.titleWeight : 0) + (hits.body > 0 ? 1 + Self.log2(hits.body) * 0.5 : 0)
            let points = strength / Double(dutyOf[pattern].count)
            for unit in dutyOf[pattern] {
                duties[unit] += points
                words[unit].append((patterns.patterns[pattern], points))
            }
        }
        var mentions = [Double](repeating: 0, count: table.units.count)
        for (pattern, count) in inPlan.sorted(by: { $0.key < $1.key }) {
            for unit in nameOf[pattern] { mentions[unit] += Double(count) / Double(nameOf[pattern].count) }
        }
        var past: [String: (points: Double, count: Int)] = past.reduce(into: [:]) { sums, item in
            // The most alike ones decide: the square keeps many half-like ones from outvoting them.
            let weight = item.likeness * item.likeness
            sums[item.unit, default: (0, 0)].points += weight
            sums[item.unit, default: (0, 0)].count += 1
            for unit in item.joint { sums[unit, default: (0, 0)].points += weight * 0.3 }
        }
        let names = table.units.map(\.name)
        let (dutySum, mentionSum) = (duties.reduce(0, +), mentions.reduce(0, +))
        let pastSum = past.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value.points }
        var ranking: [Suggestion] = []
        func share(_ value: Double, _ sum: Double, _ weight: Double) -> Double { sum > 0 ? weight * value / sum : 0 }
        for (index, name) in names.enumerated() {
            let earlier = past.removeValue(forKey: name)
            let points =
                share(duties[index], dutySum, settings.dutyWeight)
                + share(mentions[index], mentionSum, settings.mentionWeight)
                + share(earlier?.points ?? 0, pastSum, settings.pastWeight)
            guard points > 0 else { continue }
            let found = words[index].sorted { (-$0.points, $0.word) < (-$1.points, $1.word) }.prefix(4).map(\.word)
            ranking.append(
                Suggestion(
                    unit: name, share: points, duties: Array(found), precedents: earlier?.count ?? 0,
                    isMentioned: mentions[index] > 0))
        }
        for (name, earlier) in past {
            ranking.append(
                Suggestion(
                    unit: name, share: share(earlier.points, pastSum, settings.pastWeight), duties: [],
                    precedents: earlier.count, isMentioned: false))
        }
        ranking.sort { (-$0.share, $0.unit) < (-$1.share, $1.unit) }
        let total = ranking.reduce(0) { $0 + $1.share }
        for index in ranking.indices { ranking[index].share /= max(1e-12, total) }
        return Advice(lead: ranking.first, ranking: ranking)
    }

    private func counts(_ text: String) -> [Int: Int] {
        var counts: [Int: Int] = [:]
        patterns.matches(in: text) { pattern, _ in counts[pattern, default: 0] += 1 }
        return counts
    }

    /// Whole doublings of a count; enough for a weight, and the same everywhere.
    private static func log2(_ count: Int) -> Double {
        Double(Int.bitWidth - 1 - max(1, count).leadingZeroBitCount)
    }
}
