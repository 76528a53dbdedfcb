import OpinionIngest
import OpinionRanking

/// A deputies' proposal with the class found for it (建议分类与并案).
public struct ReportProposal: Sendable, Equatable {
    /// The proposal's record.
    public var record: RecordID
    /// The proposal's number as written.
    public var number: String?
    /// The masked title.
    public var title: String
    /// The class's name; nil where no class was found.
    public var className: String?
    /// How sure the class is, 0 to 1.
    public var confidence: Double
    /// The words that decided.
    public var words: [String]
    /// The issue nearest to it.
    public var issue: IssueID?
    /// Proposals on a like matter: a hint for a person who checks whether to handle them together, no advice.
    public var similar: [RecordID]
    /// Why they are taken to be alike, in Chinese, for example `同属问题“老楼加装电梯”`; empty where not given.
    public var similarReason: String

    /// A classified proposal; the title must be masked.
    public init(
        record: RecordID, number: String? = nil, maskedTitle: String, className: String?, confidence: Double,
        words: [String] = [], issue: IssueID? = nil, similar: [RecordID] = [],
        similarReason: String = ""
    ) {
        self.record = record
        self.number = number
        self.title = maskedTitle
        self.className = className
        self.confidence = confidence
        self.words = words
        self.issue = issue
        self.similar = similar
        self.similarReason = similarReason
    }
}
