import Clustering
import OpinionIngest
import OpinionRanking
import OpinionStore
import Proposals
import TermVectors

/// Stage: the store's proposals → groups, support, matters, units, parts. Reads only masked and match texts.
///
/// Law: every proposal that is no informant's is in the report once, with its author's key, whatever group it is in.
public struct ProposalStage: Sendable {
    /// The limits; defaults were chosen on the sample and by reading (docs/guides/Proposals.md).
    public struct Settings: Sendable {
        /// How proposals are grouped.
        public var grouping = ProposalGrouper.Settings()
        /// How two matters are told.
        public var matters = MatterSplit.Settings()
        /// How leading units are suggested.
        public var units = UnitAdvisor.Settings()
        /// How helping units are suggested.
        public var helpers = HelperAdvisor.Settings()
        /// Likeness from which an issue stands behind a proposal, 0…1.
        public var supportFrom = 0.15
        /// Issues named behind a proposal, at most.
        public var maximumSupport = 8
        /// Earlier matters asked for their unit.
        public var precedents = 12
        /// Likeness from which an earlier matter is asked.
        public var precedentFrom = 0.08
        /// Likeness from which another proposal's helping units count, 0…1.
        public var helpedFrom = 0.25

        /// The defaults.
        public init() {}
    }

    let analyzer: Analyzer
    let table: UnitTable
    let settings: Settings

    /// - Throws: an error that names a data file that is missing or unusable.
    public init(analyzer: Analyzer, data: DataFolder, settings: Settings = Settings()) throws {
        self.analyzer = analyzer
        self.settings = settings
        table = UnitTable(rows: try TableFile(data.dictionary("units.tsv")).rows)
    }

    /// The report over everything in a store. The store must have been analysed, for its issues.
    public func report(_ store: Store) throws -> ProposalReport {
        let reading = try ProposalReading(store, analyzer: analyzer)
        let issues = try store.issues()
        let support = IssueSupport(reading, issues: issues, candidates: try store.candidates())
        let grouper = ProposalGrouper(settings: settings.grouping, threads: analyzer.threads)
        let graph = grouper.graph(reading.evidence)
        let grouped = grouper.groups(graph)
        let advice = UnitAdvice.all(reading, graph, table, settings, threads: analyzer.threads)
        let groupOf = Dictionary(
            grouped.groups.enumerated().flatMap { number, rows in rows.map { ($0, number + 1) } },
            uniquingKeysWith: { first, _ in first })
        let splitter = TwoMatters(reading, analyzer: analyzer, settings: settings.matters)
        let masker = Masker()
        let details = ParallelChunks.map(count: reading.proposals.count, size: 8, threads: analyzer.threads) { range in
            range.map { index -> ProposalReport.Entry in
                let proposal = reading.proposals[index]
                let parts = ProposalParts(of: proposal.body)
                return ProposalReport.Entry(
                    record: proposal.facts.id.rawValue, number: proposal.facts.number.map(masker.maskField),
                    title: proposal.title, author: Self.key(proposal.facts.person), cosigners: proposal.facts.cosigners,
                    received: proposal.facts.received?.description, characters: proposal.body.count,
                    parts: parts.stretches.map {
                        .init(
                            part: $0.part.rawValue, start: $0.range.lowerBound, end: $0.range.upperBound,
                            basis: $0.basis.rawValue)
                    },
                    missingParts: parts.missing.map(\.rawValue),
                    twoMatters: splitter.reasons(index, parts: parts), group: groupOf[index],
                    support: support.support(
                        of: index, from: settings.supportFrom, limit: settings.maximumSupport),
                    lead: advice[index].lead.lead.map(Self.line), joint: advice[index].helpers.map(Self.line),
                    givenLead: proposal.facts.handling.leadUnit.map(masker.maskField))
            }
        }.flatMap { $0 }
        return ProposalReport(
            proposals: details.sorted { ($0.number ?? "", $0.record) < ($1.number ?? "", $1.record) },
            groups: grouped.groups.enumerated().map { number, rows in
                group(number + 1, rows, grouped.inside, reading, masker)
            },
            nearby: grouped.nearby.map { pair in
                let both = [reading.proposals[pair.left], reading.proposals[pair.right]]
                return .init(
                    records: both.map(\.facts.id.rawValue), titles: both.map(\.title), likeness: pair.likeness)
            }, unitTrial: UnitAdvice.trial(reading, advice, table))
    }

    // MARK: Groups

    private func group(
        _ number: Int, _ rows: [Int], _ pairs: [ProposalGrouper.Pair], _ reading: ProposalReading, _ masker: Masker
    ) -> ProposalReport.Group {
        let members = rows.map { reading.proposals[$0] }
        let own = Set(rows)
        let inside = pairs.filter { own.contains($0.left) }
        let all = Double(rows.count * (rows.count - 1) / 2)
        let authors = members.compactMap { Self.key($0.facts.person) }
        return ProposalReport.Group(
            number: number, records: members.map(\.facts.id.rawValue),
            numbers: members.map { $0.facts.number.map(masker.maskField) ?? $0.facts.id.rawValue },
            titles: members.map(\.title), authors: Array(Set(authors)).sorted(),
            unknownAuthors: members.count - authors.count, likeness: inside.reduce(0) { $0 + $1.likeness } / max(1, all)
        )
    }

    private static func line(_ suggestion: UnitAdvisor.Suggestion) -> ProposalReport.UnitLine {
        var reasons: [String] = []
        if !suggestion.duties.isEmpty { reasons.append("职责：" + suggestion.duties.joined(separator: "、")) }
        if suggestion.isMentioned { reasons.append("建议中提到") }
        if suggestion.precedents > 0 { reasons.append("办过相近的 \(suggestion.precedents) 件") }
        return .init(unit: suggestion.unit, share: suggestion.share, reasons: reasons)
    }

    private static func line(_ helper: HelperAdvisor.Suggestion) -> ProposalReport.UnitLine {
        var reasons: [String] = []
        if helper.isNamed { reasons.append("方案中提到") }
        if !helper.duties.isEmpty { reasons.append("方案涉及职责：" + helper.duties.joined(separator: "、")) }
        if helper.hasHelped { reasons.append("协办过相近的建议") }
        return .init(unit: helper.unit, share: helper.confidence, reasons: reasons)
    }

    /// The first eight digits of a person's key: enough to tell deputies apart, nothing to look anybody up with.
    static func key(_ person: PersonKey?) -> String? { person.map { String($0.rawValue.prefix(8)) } }
}
