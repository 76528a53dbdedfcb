import OpinionIngest
import OpinionRanking

/// A group of repeats with what a report shows beside it (重复反映).
public struct ReportRepeat: Sendable, Equatable {
    /// The group; of a group with an informant's report only kind, counts and records are shown.
    public var group: Repeat
    /// The masked title, or the beginning of the masked text, of its first record.
    public var title: String
    /// When the earliest record was received.
    public var first: CivilTime?
    /// When the latest record was received.
    public var last: CivilTime?

    /// A group; the title must be masked.
    public init(group: Repeat, maskedTitle: String, first: CivilTime? = nil, last: CivilTime? = nil) {
        self.group = group
        self.title = maskedTitle
        self.first = first
        self.last = last
    }

    /// How many of its records state new facts.
    public var withNews: Int { group.members.reduce(0) { $0 + ($1.news.isEmpty ? 0 : 1) } }
}
