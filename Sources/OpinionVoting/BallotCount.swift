/// The ballots added up.
struct BallotCount {
    /// Votes in favour and against per candidate.
    private(set) var approvals: [Int]
    private(set) var oppositions: [Int]
    private(set) var valid = 0
    private(set) var blank = 0
    private(set) var repeatedMarks = 0
    private var invalid: [InvalidReason: Int] = [:]

    init(_ ballots: [BallotSheet], blankBeyond: Int, rules: BallotRules, candidates: [BallotCandidate]) {
        approvals = candidates.map { _ in 0 }
        oppositions = approvals
        let indexOfCandidate = Self.indices(candidates)
        for ballot in ballots {
            switch BallotReading(ballot, rules: rules, indexOfCandidate: indexOfCandidate) {
            case .invalid(let reason): invalid[reason, default: 0] += 1
            case .valid(let votes, let repeated):
                valid += 1
                repeatedMarks += repeated
                if votes.isEmpty { blank += 1 }
                for vote in votes {
                    switch vote.vote {
                    case .approve: approvals[vote.candidate] += 1
                    case .oppose: oppositions[vote.candidate] += 1
                    case .abstain: break
                    }
                }
            }
        }
        valid += blankBeyond
        blank += blankBeyond
    }

    static func indices(_ candidates: [BallotCandidate]) -> [String: Int] {
        Dictionary(candidates.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    var summary: TallyResult.Ballots {
        let reasons = InvalidReason.allCases.compactMap { reason in
            invalid[reason].map { TallyResult.ReasonCount(reason: reason, count: $0) }
        }
        return TallyResult.Ballots(
            valid: valid, invalid: reasons.reduce(0) { $0 + $1.count }, blank: blank, invalidByReason: reasons,
            repeatedMarks: repeatedMarks)
    }
}
