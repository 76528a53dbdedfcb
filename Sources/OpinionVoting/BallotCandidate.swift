/// One project that stands for the vote.
public struct BallotCandidate: Codable, Hashable, Sendable {
    /// What the ballots call it; unique on a ballot, not empty.
    public let id: String
    /// What people read, such as 老旧小区加装电梯.
    public let title: String
    /// A sentence on why it is on the ballot; may be empty.
    public let basis: String

    /// A candidate; without a title it is shown by its id.
    public init(id: String, title: String? = nil, basis: String = "") {
        self.id = id
        self.title = title ?? id
        self.basis = basis
    }

    /// Throws unless there is at least one candidate, and every id is non-empty and stands once.
    static func check(_ candidates: [BallotCandidate]) throws {
        guard !candidates.isEmpty else {
            throw VotingError.candidates(expected: "至少一个候选项目", found: "没有")
        }
        var seen = Set<String>()
        for candidate in candidates {
            guard !candidate.id.isEmpty else {
                throw VotingError.candidates(expected: "每个候选项目都有编号（id）", found: "空编号")
            }
            guard seen.insert(candidate.id).inserted else {
                throw VotingError.candidates(expected: "编号各不相同", found: "\(candidate.id) 重复")
            }
        }
    }
}
