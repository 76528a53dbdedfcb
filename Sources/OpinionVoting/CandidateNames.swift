extension BallotRules {
    /// The candidates of a vote, and whether their names had to be taken from the ballots.
    struct ResolvedCandidates {
        let candidates: [BallotCandidate]
        let fromBallots: Bool
    }

    /// As ``resolveCandidates(paper:)``; where the rules only say how many there are and the ballots call none of them
    /// by its number, the names on the ballots, sorted.
    ///
    /// Throws ``VotingError/candidates(expected:found:)`` also when the ballots hold more names than there are candidates.
    func resolve(paper: BallotPaper?, ballots: [BallotSheet]) throws -> ResolvedCandidates {
        let listed = try resolveCandidates(paper: paper)
        guard paper == nil, case .count(let count)? = candidates else {
            return ResolvedCandidates(candidates: listed, fromBallots: false)
        }
        let names = Set(ballots.flatMap { $0.marks.map(\.candidate) })
        // One number among them shows that the numbers are in use: any other name is then an unknown candidate.
        guard !names.isEmpty, names.isDisjoint(with: listed.map(\.id)) else {
            return ResolvedCandidates(candidates: listed, fromBallots: false)
        }
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard sorted.count <= count else {
            let shown = sorted.prefix(count + 10).joined(separator: "、") + (sorted.count > count + 10 ? " 等" : "")
            throw VotingError.candidates(
                expected: "选票上的项目不多于规则文件写的 \(count) 项（candidates 也可直接列出编号）",
                found: "\(sorted.count) 项：\(shown)")
        }
        return ResolvedCandidates(candidates: sorted.map { BallotCandidate(id: $0) }, fromBallots: true)
    }
}
