import OpinionIngest
import OpinionRanking

/// A row of the trail of issue ids: what a run made of an issue of the run before.
public struct IssueChange: Sendable, Equatable {
    /// What happened to the issue.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// At least half of its records are now in another issue; its own id is not used any more.
        case merged
        /// A part of its records is now in another issue: one with a new id, or any where the issue fell apart.
        case split
        /// Less than half of its records are in any issue; its id is not used any more.
        case ended
    }

    /// What happened.
    public var kind: Kind
    /// The issue of the run before.
    public var from: IssueID
    /// Where the records are now; nil for `ended`.
    public var to: IssueID?
    /// How many records it is about: those in `to`, or for `ended` those that are in no issue.
    public var members: Int
    /// The label that `from` had.
    public var label: String
    /// The run; nil where it was none.
    public var run: RunID?
    /// When the run was; nil until the row is stored.
    public var time: CivilTime?

    /// A row.
    public init(
        kind: Kind, from: IssueID, to: IssueID? = nil, members: Int, label: String, run: RunID? = nil,
        time: CivilTime? = nil
    ) {
        self.kind = kind
        self.from = from
        self.to = to
        self.members = members
        self.label = label
        self.run = run
        self.time = time
    }
}

/// Where the numbering of issues stands.
public struct IssueNumbering: Sendable, Equatable {
    /// The id that the next new issue gets, 1 and up; never falls.
    public var next: Int
    /// The last decision that a run has seen, 0 where it saw none.
    public var decided: Int

    /// A state of the numbering.
    public init(next: Int = 1, decided: Int = 0) {
        self.next = next
        self.decided = decided
    }
}
