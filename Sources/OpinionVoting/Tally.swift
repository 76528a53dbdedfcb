/// Counts a vote.
///
/// The result depends on the rules, the candidates and the multiset of ballots alone: not on the order of the ballots or
/// of the marks on one, nor on what the ballots are called. All thresholds are whole numbers.
public enum Tally {
    /// Checks that the vote may be counted at all, reads each ballot, counts, and decides.
    ///
    /// - Parameters:
    ///   - candidates: in the order of the ballot; see ``BallotRules/resolveCandidates(paper:)``.
    ///   - ballots: one for each ballot handed in; when the rules state a larger `returned`, the rest are blank ballots.
    ///
    /// Throws ``VotingError`` when the rule file lacks what counting needs (`present`) or contradicts the
    /// ballots. A vote that is refused or void is a result. Linear in the marks, n log n in the candidates.
    public static func count(
        rules: BallotRules, candidates: [BallotCandidate], ballots: [BallotSheet]
    ) throws -> TallyResult {
        try count(rules: rules, candidates: candidates, ballots: ballots, namesFromBallots: false)
    }

    /// The same with the candidates found as far as possible: those of the paper, else of the rule file; where that only
    /// says how many there are and the ballots call them otherwise than 1 … n, the names on the ballots (noted).
    ///
    /// Throws ``VotingError`` as the other one, and when the ballots hold more names than there are candidates.
    public static func count(rules: BallotRules, paper: BallotPaper?, ballots: [BallotSheet]) throws -> TallyResult {
        let resolved = try rules.resolve(paper: paper, ballots: ballots)
        return try count(
            rules: rules, candidates: resolved.candidates, ballots: ballots, namesFromBallots: resolved.fromBallots)
    }

    private static func count(
        rules: BallotRules, candidates: [BallotCandidate], ballots: [BallotSheet], namesFromBallots: Bool
    ) throws -> TallyResult {
        try BallotCandidate.check(candidates)
        let facts = try SessionFacts(rules, ballots: ballots.count)
        var candidateCount = candidates.count
        // A project that no ballot names is still a candidate.
        if namesFromBallots, case .count(let count)? = rules.candidates { candidateCount = max(count, candidateCount) }
        let reasons = facts.reasonsNotToCount(rules: rules, candidates: candidateCount)
        var notices = facts.notices
        if namesFromBallots { notices.append(.candidatesTakenFromBallots) }
        var counted: (count: BallotCount, decision: Decision)?
        if reasons.isEmpty {
            let count = BallotCount(ballots, blankBeyond: facts.blankBeyond, rules: rules, candidates: candidates)
            let decision = try Decision(votes: count.approvals, ids: candidates.map(\.id), rules: rules)
            counted = (count, decision)
            if rules.chairDecision != nil, decision.tie?.rule != .chair { notices.append(.chairDecisionUnused) }
            notices += count.notices
        }
        return result(
            rules: rules, candidates: candidates, candidateCount: candidateCount, facts: facts, reasons: reasons,
            counted: counted, notices: notices)
    }

    private static func result(
        rules: BallotRules, candidates: [BallotCandidate], candidateCount: Int, facts: SessionFacts,
        reasons: [TallyResult.Reason], counted: (count: BallotCount, decision: Decision)?,
        notices: [TallyResult.Notice]
    ) -> TallyResult {
        let results = counted.map { candidateResults(candidates, $0.count, $0.decision, rules) } ?? []
        let tie = counted?.decision.tie
        let vacant = counted?.decision.vacant ?? 0
        let revote = revote(results, tie: tie, vacant: vacant, rules: rules)
        let status: TallyResult.Status =
            if reasons.contains(where: { $0 != .moreReturnedThanIssued }) {
                .refused
            } else if !reasons.isEmpty {
                .void
            } else if revote != nil || (tie != nil && tie?.chosen == nil) {
                .pending
            } else {
                .decided
            }
        return TallyResult(
            title: rules.title, status: status, reasons: reasons, mode: rules.mode, form: rules.ballot,
            pass: rules.pass, seats: rules.seats, candidateCount: candidateCount, minExcess: rules.minExcess,
            maxMarks: rules.maxMarks, attendance: facts.attendance, issued: facts.issued, returned: facts.returned,
            ballots: counted?.count.summary,
            votesNeeded: counted?.decision.votesNeeded ?? Decision.votesNeeded(rules), candidates: results,
            elected: results.filter { $0.outcome == .elected }.map(\.id), tie: tie, vacant: vacant, revote: revote,
            notices: notices)
    }

    private static func candidateResults(
        _ candidates: [BallotCandidate], _ count: BallotCount, _ decision: Decision, _ rules: BallotRules
    ) -> [CandidateResult] {
        let votes = count.approvals
        let order = votes.indices.sorted { (-votes[$0], $0) < (-votes[$1], $1) }
        let sameVotes = Dictionary(grouping: order) { votes[$0] }
        var results: [CandidateResult] = []
        var rank = 1
        for (place, index) in order.enumerated() {
            if place > 0, votes[order[place - 1]] != votes[index] { rank = place + 1 }
            let others = (sameVotes[votes[index]] ?? []).filter { $0 != index }
            let approval = rules.ballot == .approval
            let against = count.oppositions[index]
            let abstain = approval ? count.blank : count.valid - votes[index] - against
            results.append(
                CandidateResult(
                    id: candidates[index].id, number: index + 1, title: candidates[index].title,
                    votesFor: votes[index], against: approval ? nil : against,
                    notApproved: approval ? count.valid - count.blank - votes[index] : nil, abstain: abstain,
                    votesNeeded: decision.votesNeeded, margin: votes[index] - decision.votesNeeded,
                    passed: decision.passed[index], rank: rank, outcome: decision.outcomes[index],
                    moreVotesToWin: decision.moreVotesToWin(index, votes: votes),
                    moreVotesToTie: decision.moreVotesToTie(index, votes: votes),
                    tiedWith: others.map { candidates[$0].id }))
        }
        return results
    }

    /// A tie and a shortfall exclude each other: a tie needs more passing projects than seats.
    private static func revote(
        _ results: [CandidateResult], tie: TieAtCut?, vacant: Int, rules: BallotRules
    ) -> TallyResult.Revote? {
        if let tie, tie.rule == .revote {
            return TallyResult.Revote(cause: .tie, seats: tie.openSeats, candidates: tie.candidates)
        }
        guard vacant > 0, rules.shortfall == .revote else { return nil }
        let standing = results.filter { $0.outcome != .elected }.map(\.id)
        return TallyResult.Revote(cause: .shortfall, seats: vacant, candidates: standing)
    }
}
