/// The ballots added up.
struct BallotCount {
    /// Votes in favour and against per candidate.
    private(set) var approvals: [Int]
    private(set) var oppositions: [Int]
    private(set) var valid = 0
    private(set) var blank = 0
    private(set) var repeatedMarks = 0
    private(set) var notForeseenMarks = 0
    /// Whether the file holds ballots and each names a project that is no candidate or has an unreadable mark.
    let allMisread: Bool
    private var invalid: [InvalidReason: Int] = [:]

    init(_ ballots: [BallotSheet], blankBeyond: Int, rules: BallotRules, candidates: [BallotCandidate]) {
        approvals = candidates.map { _ in 0 }
        oppositions = approvals
        let indexOfCandidate = Self.indices(candidates)
        for ballot in ballots {
            switch BallotReading(ballot, rules: rules, indexOfCandidate: indexOfCandidate) {
            case .invalid(let reason): invalid[reason, default: 0] += 1
            case .valid(let votes, let repeated, let notForeseen):
                valid += 1
                repeatedMarks += repeated
                notForeseenMarks += notForeseen
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
        let misread = invalid[.unknownCandidate, default: 0] + invalid[.unreadableMark, default: 0]
        allMisread = misread > 0 && misread == ballots.count
        valid += blankBeyond
        blank += blankBeyond
    }

    /// What readers of the result should know about the marks.
    var notices: [TallyResult.Notice] {
        var notices: [TallyResult.Notice] = []
        if allMisread { notices.append(.allBallotsInvalid) }
        if invalid[.unreadableMark] != nil { notices.append(.unreadableMarks) }
        if notForeseenMarks > 0 { notices.append(.oppositionNotForeseen) }
        if repeatedMarks > 0 { notices.append(.repeatedMarksCountedOnce) }
        return notices
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
            repeatedMarks: repeatedMarks, notForeseenMarks: notForeseenMarks)
    }
}
