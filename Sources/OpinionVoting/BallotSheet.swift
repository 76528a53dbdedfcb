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

    /// Reads a mark; nil when it is none of this form's marks. Latin letters in either case.
    ///
    /// Approval: 赞成 同意 √ ✓ 1 yes approve. Three-way: 赞成 同意 approve, 反对 不同意 oppose, 弃权 abstain: a bare √
    /// would not say in which box it stands.
    public init?(_ text: String, form: BallotRules.Form) {
        switch (form, text.lowercased()) {
        case (_, "赞成"), (_, "同意"), (_, "approve"): self = .approve
        case (.approval, "√"), (.approval, "✓"), (.approval, "1"), (.approval, "yes"): self = .approve
        case (.threeWay, "反对"), (.threeWay, "不同意"), (.threeWay, "oppose"): self = .oppose
        case (.threeWay, "弃权"), (.threeWay, "abstain"): self = .abstain
        default: return nil
        }
    }
}
