import OpinionIngest

/// What helps to read an issue, beside its members: what it is easily taken for, how far it reaches, what it consists of.
/// Nothing is counted by it.
public struct IssueOutline: Sendable, Equatable {
    /// The issue.
    public var issue: IssueID
    /// The other issue that it is most easily confused with, nil where none is alike.
    public var nearest: Nearest?
    /// Up to three members that differ most from the one that stands for the issue, and from each other.
    public var extremes: [RecordID]
    /// Closer groups within the issue (分支), largest first; none or at least two.
    public var parts: [Part]

    /// Another issue and how like it is.
    public struct Nearest: Sendable, Equatable {
        /// The other issue.
        public var issue: IssueID
        /// Cosine of what both issues' texts say in all, 0…1.
        public var likeness: Double

        /// Another issue and how like it is.
        public init(issue: IssueID, likeness: Double) {
            self.issue = issue
            self.likeness = likeness
        }
    }

    /// A closer group within an issue.
    public struct Part: Sendable, Equatable {
        /// What it is about, as an issue's label.
        public var label: String
        /// Its records, ordered by id, at least two.
        public var records: [RecordID]

        /// A closer group.
        public init(label: String, records: [RecordID]) {
            self.label = label
            self.records = records
        }
    }

    /// An outline.
    public init(issue: IssueID, nearest: Nearest? = nil, extremes: [RecordID] = [], parts: [Part] = []) {
        self.issue = issue
        self.nearest = nearest
        self.extremes = extremes
        self.parts = parts
    }
}

/// Issues of the same kind at different places (主题), for reading: category → theme → issue → part.
public struct IssueTheme: Sendable, Equatable {
    /// 1 and up, in the order in which themes are shown; another run may number them anew.
    public var id: Int
    /// The words that most of its issues share, most telling first, joined by `、`.
    public var label: String
    /// The category that most of its records have, the first level; nil where they have none.
    public var category: String?
    /// Its issues, as they are shown: at least two.
    public var issues: [IssueID]

    /// A theme.
    public init(id: Int, label: String, category: String? = nil, issues: [IssueID]) {
        self.id = id
        self.label = label
        self.category = category
        self.issues = issues
    }
}
