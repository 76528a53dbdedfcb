/// What stands on one ballot: its marks as they were typed in.
public struct BallotSheet: Hashable, Sendable {
    /// The marks; none on a blank ballot. Their order has no meaning.
    public var marks: [Mark]

    /// A ballot. It has no number: once read, nothing needs to tell two ballots apart.
    public init(marks: [Mark] = []) { self.marks = marks }
}

/// One mark: a candidate and what was marked beside it.
public struct Mark: Hashable, Sendable {
    /// Id of the candidate; it may be one that is not on the ballot.
    public let candidate: String
    /// The mark as typed, such as 赞成 or `approve`; empty when nothing is marked.
    public let text: String

    /// A mark.
    public init(candidate: String, text: String) {
        self.candidate = candidate
        self.text = text
    }
}

/// What a mark means.
public enum Vote: Int, Hashable, Sendable {
    /// 赞成
    case approve
    /// 反对 (three-way ballots only)
    case oppose
    /// 弃权 (three-way ballots only)
    case abstain
}
