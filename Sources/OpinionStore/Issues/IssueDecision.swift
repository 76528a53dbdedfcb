import OpinionIngest
import OpinionRanking

/// One decision of a person about issues (人工决定): who decided what, when and why. Never changed and never removed; a
/// decision is taken back by a later one of kind `undo`.
///
/// Records are named by id, so a decision keeps its meaning however the records are grouped later.
public struct IssueDecision: Sendable, Equatable {
    /// What was decided.
    public enum Kind: String, Sendable, CaseIterable, Codable {
        /// The records of all sides are one matter; the first side's issue keeps its id.
        case merge
        /// The records of the second side are together, and in no issue with any of the first side.
        case split
        /// The first side's issue has this label.
        case rename
        /// The records of the second side belong to the first side's issue, which the first side's records help to find.
        case pin
        /// The records of the first side are in no issue.
        case exclude
        /// An earlier decision is taken back.
        case undo
    }

    /// Records that a decision speaks of as one.
    public struct Side: Sendable, Equatable {
        /// The issue that they were in, where that matters.
        public var issue: IssueID?
        /// The records at the time of the decision, ordered by id.
        public var records: [RecordID]

        /// A side; records are put in order.
        public init(issue: IssueID? = nil, records: [RecordID] = []) {
            self.issue = issue
            self.records = records.sorted()
        }
    }

    /// From 1, without gaps, in the order in which decisions were taken.
    public var id: Int
    /// What was decided.
    public var kind: Kind
    /// When.
    public var time: CivilTime
    /// By whom; not empty.
    public var author: String
    /// Why; not empty, without personal data.
    public var reason: String
    /// What it speaks of; see `Kind`.
    public var sides: [Side]
    /// The label of a `rename`.
    public var label: String?
    /// The decision that an `undo` takes back.
    public var undoes: Int?

    /// A decision.
    public init(
        id: Int, kind: Kind, time: CivilTime, author: String, reason: String, sides: [Side] = [], label: String? = nil,
        undoes: Int? = nil
    ) {
        self.id = id
        self.kind = kind
        self.time = time
        self.author = author
        self.reason = reason
        self.sides = sides
        self.label = label
        self.undoes = undoes
    }

    /// The issues that it names, in the order given.
    public var issues: [IssueID] { sides.compactMap(\.issue) }
}

extension [IssueDecision] {
    /// Those that hold: neither taken back nor an `undo` itself, in their order.
    public var standing: [IssueDecision] {
        let undone = Set(compactMap(\.undoes))
        return filter { $0.kind != .undo && !undone.contains($0.id) }
    }
}
