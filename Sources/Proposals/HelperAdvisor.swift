import Classification

/// Suggests which units should help with a proposal (协办): those that one of its measures lies with.
///
/// Evidence for a unit: the plan names it (县财政局, or 住建、交通等部门), the plan has words of its duties, the most alike
/// earlier proposals had its help, it often helps the leading unit. Confidence = 1 − Π (1 − evidence): pieces of evidence are
/// taken as independent, none alone but a name is enough, and where nothing speaks for a unit none is suggested.
public struct HelperAdvisor: Sendable {
    /// What each piece of evidence is worth, 0…1.
    public struct Settings: Sendable, Hashable {
        /// The plan names the unit.
        public var named = 0.6
        /// A word of its duties of three and more characters in the plan that no other unit shares; shared ones are worth their part.
        public var duty = 0.4
        /// The same for a word of two characters, which may mean something else.
        public var shortDuty = 0.35
        /// Every like proposal had its help.
        public var past = 0.5
        /// It helped with everything that the leading unit had.
        public var partner = 0.2
        /// Confidence from which it is suggested.
        public var from = 0.5
        /// Units suggested, at most.
        public var maximum = 3

        /// The defaults.
        public init() {}
    }

    /// What was done earlier.
    public struct Past: Sendable, Hashable {
        /// For each unit its share among like proposals that had help, weighted by likeness, 0…1.
        public var likeShare: [String: Double]
        /// For each unit the share of the leading unit's proposals that it helped with, 0…1.
        public var partnerShare: [String: Double]

        /// What was done.
        public init(likeShare: [String: Double] = [:], partnerShare: [String: Double] = [:]) {
            self.likeShare = likeShare
            self.partnerShare = partnerShare
        }
    }

    /// A unit with its reasons.
    public struct Suggestion: Sendable, Hashable {
        /// The unit as the table names it.
        public var unit: String
        /// 0…1, by how many pieces of evidence speak for it.
        public var confidence: Double
        /// Words of its duties in the plan, in the order of the alphabet.
        public var duties: [String]
        /// Whether the plan names it.
        public var isNamed: Bool
        /// Whether earlier proposals had its help.
        public var hasHelped: Bool
    }

    private let table: UnitTable
    private let settings: Settings
    private let mentions: UnitMentions
    private let duties: PatternSet
    private let dutyOf: [[Int]]

    /// An advisor over a table. O(its words).
    public init(_ table: UnitTable, settings: Settings = Settings()) {
        self.table = table
        self.settings = settings
        mentions = UnitMentions(table)
        var words: [String: [Int]] = [:]
        for (index, unit) in table.units.enumerated() {
            for duty in unit.duties where duty.count >= 2 { words[duty, default: []].append(index) }
        }
        let sorted = words.sorted { $0.key < $1.key }
        duties = PatternSet(patterns: sorted.map(\.key))
        dutyOf = sorted.map(\.value)
    }

    /// The units that should help, most confident first. O(length of the plan + units).
    public func helpers(plan: String, lead: String?, past: Past = Past()) -> [Suggestion] {
        let named = mentions.units(in: plan)
        var found = Set<Int>()
        duties.matches(in: plan) { pattern, _ in found.insert(pattern) }
        var doubt: [String: Double] = [:]
        var words: [String: [String]] = [:]
        func add(_ unit: String, _ evidence: Double) {
            doubt[unit, default: 1] *= 1 - min(0.95, max(0, evidence))
        }
        for pattern in found.sorted() {
            let worth = duties.patterns[pattern].count > 2 ? settings.duty : settings.shortDuty
            for unit in dutyOf[pattern] {
                add(table.units[unit].name, worth / Double(dutyOf[pattern].count))
                words[table.units[unit].name, default: []].append(duties.patterns[pattern])
            }
        }
        for unit in named { add(table.units[unit].name, settings.named) }
        for (unit, share) in past.likeShare { add(unit, settings.past * share) }
        for (unit, share) in past.partnerShare { add(unit, settings.partner * share) }
        let names = Set(named.map { table.units[$0].name })
        let unfit = Set(table.units.filter { $0.isGeneric || !$0.handlesProposals }.map(\.name))
        return doubt.filter { $0.key != lead && !unfit.contains($0.key) && 1 - $0.value >= settings.from }.map {
            unit, doubt in
            Suggestion(
                unit: unit, confidence: 1 - doubt, duties: Array((words[unit] ?? []).sorted().prefix(4)),
                isNamed: names.contains(unit),
                hasHelped: (past.likeShare[unit] ?? 0) > 0 || (past.partnerShare[unit] ?? 0) > 0)
        }.sorted { (-$0.confidence, $0.unit) < (-$1.confidence, $1.unit) }.prefix(settings.maximum).map { $0 }
    }
}
