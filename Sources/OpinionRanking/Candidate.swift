import OpinionIngest

/// One addend of a candidate's score, with what it was computed from.
public struct ScorePart: Sendable, Equatable, Codable {
    /// The part's key: `people`, `persistence`, `spread`, `unresolved`, `severity`, `channels` or `trend`.
    public var key: String
    /// The name that users see, for example `反映人数`.
    public var name: String
    /// The measured value before scaling (a count, a share, a number of months).
    public var value: Double
    /// The value scaled to 0…1.
    public var scaled: Double
    /// The weight from the configuration; all weights sum to 100.
    public var weight: Double
    /// What the part adds to the score: `scaled × weight`.
    public var points: Double
    /// One Chinese sentence that says how the value came about.
    public var explanation: String

    /// A part; `points` is `scaled × weight`.
    public init(key: String, name: String, value: Double, scaled: Double, weight: Double, explanation: String) {
        self.key = key
        self.name = name
        self.value = value
        self.scaled = scaled
        self.weight = weight
        self.points = scaled * weight
        self.explanation = explanation
    }
}

/// A condition that a project must meet before it is scored (入围门槛).
public struct Gate: Sendable, Equatable, Codable {
    /// What is known of the condition.
    public enum Verdict: String, Sendable, Codable {
        case passed, failed
        /// The catalogue says nothing: a person must judge.
        case unknown
    }

    /// `publicCompetence`, `benefitsAll`, `withinOneYear` or `affordable`.
    public var key: String
    /// The name that users see.
    public var name: String
    /// Whether the condition is met.
    public var verdict: Verdict
    /// Why, in Chinese.
    public var reason: String

    /// A condition with its verdict.
    public init(key: String, name: String, verdict: Verdict, reason: String) {
        self.key = key
        self.name = name
        self.verdict = verdict
        self.reason = reason
    }
}

/// A project that could be put to the vote, backed by issues and records (民生实事候选).
public struct Candidate: Sendable, Equatable {
    /// A lasting key: `need:ID` for a project type of the catalogue, `issue:ID` for an issue of its own.
    public var key: String
    /// The project's name that users see.
    public var title: String
    /// From 1; candidates that fail a gate come after all others.
    public var rank: Int
    /// The sum of the parts' points, 0 to 100.
    public var score: Double
    /// Every addend of the score.
    public var parts: [ScorePart]
    /// The conditions checked first.
    public var gates: [Gate]
    /// The issues behind it.
    public var issues: [IssueID]
    /// The records behind it, ordered by id.
    public var records: [RecordID]
    /// Distinct people behind the records.
    public var people: Int
    /// Likes of the records, at most `CandidateSettings.likesPerRecord` of each: side information, never in the score.
    public var likes: Int
    /// Keys of the candidates that share at least 40 % of the smaller one's records, by rank: a ballot should warn.
    public var overlaps: [String]

    /// Records behind it, each repeat and copy counted.
    public var posts: Int { records.count }

    /// Whether no gate failed.
    public var eligible: Bool { !gates.contains { $0.verdict == .failed } }

    /// A candidate.
    public init(
        key: String, title: String, rank: Int, score: Double, parts: [ScorePart], gates: [Gate], issues: [IssueID],
        records: [RecordID], people: Int, likes: Int = 0, overlaps: [String] = []
    ) {
        self.key = key
        self.title = title
        self.rank = rank
        self.score = score
        self.parts = parts
        self.gates = gates
        self.issues = issues
        self.records = records
        self.people = people
        self.likes = likes
        self.overlaps = overlaps
    }
}
