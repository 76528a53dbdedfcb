/// A draft of the ballot that deputies vote on (票决).
public struct ReportBallot: Sendable, Equatable {
    /// The ballot's title.
    public var title: String
    /// How many projects are to be chosen.
    public var seats: Int
    /// The rules in words, for example `到会要求` and `全体代表三分之二以上`.
    public var rules: [ReportFact]
    /// The projects in ballot order.
    public var lines: [Line]

    /// A project on the ballot.
    public struct Line: Sendable, Equatable {
        /// The candidate's key.
        public var candidate: String
        /// The project's name on the ballot.
        public var title: String
        /// A line of explanation; may be empty.
        public var note: String

        /// A project on the ballot.
        public init(candidate: String, title: String, note: String = "") {
            self.candidate = candidate
            self.title = title
            self.note = note
        }
    }

    /// A ballot draft.
    public init(title: String = "民生实事项目票决票（草案）", seats: Int, rules: [ReportFact] = [], lines: [Line]) {
        self.title = title
        self.seats = seats
        self.rules = rules
        self.lines = lines
    }
}
