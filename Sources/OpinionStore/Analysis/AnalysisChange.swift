import OpinionIngest
import OpinionRanking

/// What some new records change in an analysis. Candidates, leads and themes' labels follow from everything and are given whole
/// or stay; issues, outlines, classes and repeats only where they changed.
public struct AnalysisChange: Sendable, Equatable {
    /// The full analysis that this rests on, see `Store.analysisBase()`.
    public var base: String
    /// Issues that are new or have changed, as they are now.
    public var issues: [Issue] = []
    /// Issues that are no more; their outlines go with them, and their places in themes.
    public var endedIssues: [IssueID] = []
    /// Outlines of new and changed issues; where an issue's nearest is nil the one that it had stays.
    public var outlines: [IssueOutline] = []
    /// Classes of records that had none.
    public var classes: [RecordClass] = []
    /// Repeats that are new or have changed, as they are now.
    public var repeats: [Repeat] = []
    /// Ids of repeats that are no more.
    public var endedRepeats: [Int] = []
    /// All candidates.
    public var candidates: [Candidate] = []
    /// All leads.
    public var leads: [Lead] = []

    /// No change of an analysis.
    public init(base: String) { self.base = base }

    /// A name for the analysis that this leads to: the base's, then a hash of the change.
    var hash: String {
        var hasher = CanonicalHasher()
        for issue in endedIssues { hasher.add(issue.rawValue) }
        for number in endedRepeats { hasher.add(number) }
        hasher.add(
            Analysis(
                issues: issues, candidates: candidates, leads: leads, classes: classes, repeats: repeats,
                outlines: outlines
            ).hash)
        return base + hasher.finish().prefix(Self.baseLength)
    }

    /// Digits of a hash that name a full analysis.
    static let baseLength = 32
}
