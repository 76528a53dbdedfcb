import OpinionIngest
import OpinionRanking

/// Everything that a report shows, as a plain value: the page, the tables and the workbook are functions of it alone.
///
/// The pipeline fills it from the store. Texts must be masked before they get here; `ShownRecord` has no place for
/// an original. `validate()` checks the two laws of a report: every score is the sum of its parts, and every number
/// opens to records that are there.
public struct ReportContent: Sendable {
    /// The report's title, for example `民声分析报告`.
    public var title: String
    /// The office that the report is made for.
    public var office: String
    /// The time that the report states as its own.
    public var clock: CivilTime
    /// The run manifest: configuration hash, dictionary hash, versions, counts.
    public var manifest: [ReportFact]
    /// What became of the rows of each input file.
    public var ledger: [LedgerFile]
    /// Distinct people behind the records.
    public var people: Int
    /// The issues in the order in which they are shown.
    public var issues: [ReportIssue]
    /// The themes above the issues, in the order in which they are shown.
    public var themes: [ReportTheme]
    /// The repeats in the order in which they are shown.
    public var repeats: [ReportRepeat]
    /// The candidates; shown by rank.
    public var candidates: [Candidate]
    /// The leads; shown by kind, then strength.
    public var leads: [Lead]
    /// The deputies' proposals with the class found for each.
    public var proposals: [ReportProposal]
    /// Titles of the candidates whose records a candidate shares to a large part, by the candidate's key.
    public var overlaps: [String: [String]]
    /// The ballot draft, where one was asked for.
    public var ballot: ReportBallot?
    /// All records, masked; shown in the order given.
    public var records: [ShownRecord]

    /// A report's content. Counts by channel and month and all totals are worked out from `records` and `ledger`.
    public init(
        title: String = "民声分析报告", office: String, clock: CivilTime, manifest: [ReportFact] = [],
        ledger: [LedgerFile] = [], people: Int, issues: [ReportIssue] = [],
        themes: [ReportTheme] = [], repeats: [ReportRepeat] = [],
        candidates: [Candidate] = [], leads: [Lead] = [], proposals: [ReportProposal] = [],
        overlaps: [String: [String]] = [:],
        ballot: ReportBallot? = nil, records: [ShownRecord] = []
    ) {
        self.title = title
        self.office = office
        self.clock = clock
        self.manifest = manifest
        self.ledger = ledger
        self.people = people
        self.issues = issues
        self.themes = themes
        self.repeats = repeats
        self.candidates = candidates
        self.leads = leads
        self.proposals = proposals
        self.overlaps = overlaps
        self.ballot = ballot
        self.records = records
    }

    /// The sum of the ledger, as a file of the name `合计`.
    public var ledgerTotal: LedgerFile {
        var total = LedgerFile(file: "合计", rows: 0, records: 0, merged: 0, rejects: [])
        for file in ledger {
            total.rows += file.rows
            total.records += file.records
            total.merged += file.merged
            total.rejects += file.rejects
            total.notices += file.notices
        }
        return total
    }

    /// Checks the laws of a report. Linear in the content.
    ///
    /// - Throws: `ReportError.scoreMismatch` where a candidate's score is not the sum of its parts,
    ///   `ReportError.missingRecord` where something names a record that is not in `records`.
    public func validate() throws(ReportError) {
        var known = Set<RecordID>(minimumCapacity: records.count)
        for record in records { known.insert(record.id) }
        func check(_ ids: [RecordID], _ owner: String) throws(ReportError) {
            for id in ids where !known.contains(id) { throw .missingRecord(id, neededBy: owner) }
        }
        for issue in issues {
            let inner = issue.outline.map { $0.extremes + $0.parts.flatMap(\.records) } ?? []
            try check(issue.issue.members + [issue.issue.medoid] + inner, "问题 \(issue.issue.id) ")
        }
        for entry in repeats { try check(entry.group.members.map(\.record), "重复反映第 \(entry.group.id) 组") }
        for lead in leads { try check(lead.records, "线索“\(lead.key)”") }
        for proposal in proposals { try check([proposal.record] + proposal.similar, "建议 \(proposal.record) ") }
        for candidate in candidates {
            try check(candidate.records, "候选“\(candidate.key)”")
            let sum = candidate.parts.reduce(0) { $0 + $1.points }
            guard abs(sum - candidate.score) < 0.05 else {
                throw .scoreMismatch(candidate: candidate.key, score: candidate.score, sum: sum)
            }
        }
    }
}

/// A named value of the run manifest, for example `配置哈希` and its digits.
public struct ReportFact: Sendable, Equatable {
    /// What it is, in Chinese.
    public var name: String
    /// The value as shown.
    public var value: String

    /// A named value.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
