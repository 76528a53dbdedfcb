import OpinionIngest

/// Names an issue within a store; 1 and up, 0 is never used (it means "in no issue" in exports). An issue keeps its id from
/// run to run, and no other ever gets it.
public struct IssueID: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// 1 and up.
    public let rawValue: Int

    /// An id from its number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The number as digits.
    public var description: String { String(rawValue) }

    /// Orders by number.
    public static func < (left: IssueID, right: IssueID) -> Bool { left.rawValue < right.rawValue }
}

/// A cluster of records about one concrete matter: place + object + problem (热点问题).
public struct Issue: Sendable, Equatable {
    /// The issue's id.
    public var id: IssueID
    /// What the issue is about in 8 to 24 characters, for example `丽景新村加装电梯受阻`.
    public var label: String
    /// The words that set the issue apart, most telling first.
    public var keywords: [String]
    /// The record that stands for the issue best.
    public var medoid: RecordID
    /// The records, ordered by id, at least two.
    public var members: [RecordID]
    /// Mean cosine of the members to the medoid, 0 to 1.
    public var cohesion: Double
    /// Groups of members whose texts are copies of each other (campaigns, repeats), each of at least two records.
    public var copies: [[RecordID]]

    /// An issue.
    public init(
        id: IssueID, label: String, keywords: [String], medoid: RecordID, members: [RecordID], cohesion: Double,
        copies: [[RecordID]]
    ) {
        self.id = id
        self.label = label
        self.keywords = keywords
        self.medoid = medoid
        self.members = members
        self.cohesion = cohesion
        self.copies = copies
    }

    /// The order in which issues are shown: largest first, ties by the record that stands for each.
    public static func isShownBefore(_ left: Issue, _ right: Issue) -> Bool {
        (right.members.count, left.medoid) < (left.members.count, right.medoid)
    }
}
