/// Who is chosen, from the votes in favour alone: threshold, seats, ties, shortfall. Knows nothing of ballots.
struct Decision {
    /// Votes that a project needs to pass.
    let votesNeeded: Int
    /// Per candidate, whether it reached `votesNeeded`.
    let passed: [Bool]
    /// Per candidate.
    private(set) var outcomes: [CandidateOutcome]
    /// The tie at the last seat, if any.
    private(set) var tie: TieAtCut?
    /// Seats that no project passed for.
    let vacant: Int
    /// Votes of the last winner by count when there are at least as many passing projects as seats.
    private let cut: Int?

    /// Throws when the presidium's decision does not fit the tie. n log n in the candidates.
    init(votes: [Int], ids: [String], rules: BallotRules) throws {
        let needed = Self.votesNeeded(rules)
        votesNeeded = needed
        passed = votes.map { $0 >= needed }
        let passing = votes.indices.filter { votes[$0] >= needed }
        let descending = passing.map { votes[$0] }.sorted(by: >)
        vacant = max(0, rules.seats - passing.count)
        cut = passing.count >= rules.seats ? descending[rules.seats - 1] : nil
        outcomes = votes.map { _ in .notElected }
        guard let cut, passing.count > rules.seats else {
            for index in passing { outcomes[index] = .elected }
            return
        }
        let above = passing.filter { votes[$0] > cut }
        let level = passing.filter { votes[$0] == cut }
        for index in above { outcomes[index] = .elected }
        let open = rules.seats - above.count
        if level.count == open {
            for index in level { outcomes[index] = .elected }
            return
        }
        let chosen = try Self.settle(level.map { ids[$0] }, open: open, rules: rules)
        for index in level {
            outcomes[index] = chosen.map { $0.contains(ids[index]) ? .elected : .notElected } ?? .tiePending
        }
        tie = TieAtCut(
            votes: cut, openSeats: open, candidates: level.map { ids[$0] }, rule: rules.tie,
            chosen: chosen.map { chosen in level.map { ids[$0] }.filter(chosen.contains) })
    }

    /// More than half of all deputies, or a single vote where no majority is asked for.
    static func votesNeeded(_ rules: BallotRules) -> Int {
        rules.pass == .majorityOfAll ? rules.deputiesTotal / 2 + 1 : 1
    }

    /// Those of the tied that take the open seats; nil while that is still to be settled.
    private static func settle(_ tied: [String], open: Int, rules: BallotRules) throws -> Set<String>? {
        switch rules.tie {
        case .revote: return nil
        case .lot: return rules.lotSeed.map { Lot(seed: $0).draw(open, of: tied) }
        case .chair:
            guard let decision = rules.chairDecision else { return nil }
            guard Set(decision).count == open, decision.count == open, decision.allSatisfy(tied.contains) else {
                let problem = RuleProblem(
                    field: BallotRules.Key.chairDecision.rawValue,
                    expected: "并列项目 \(tied.joined(separator: "、")) 中的 \(open) 项",
                    found: decision.isEmpty ? "空列表" : decision.joined(separator: "、"))
                throw VotingError.rules([problem])
            }
            return Set(decision)
        }
    }

    /// How many more votes in favour would have won the project a seat outright, all other counts unchanged; nil when it
    /// has one. It must both pass and beat the last winner: drawing level would only tie.
    func moreVotesToWin(_ index: Int, votes: [Int]) -> Int? {
        guard outcomes[index] != .elected else { return nil }
        return max(votesNeeded, cut.map { $0 + 1 } ?? 0) - votes[index]
    }

    /// How many more votes in favour would have put the project into a tie for the last seat; 0 when it is in one, nil
    /// when it has a seat or when passing alone would have won one.
    func moreVotesToTie(_ index: Int, votes: [Int]) -> Int? {
        guard outcomes[index] != .elected, let cut else { return nil }
        return cut - votes[index]
    }
}
