/// What a ballot says under the rules: valid with its votes, or invalid for one reason.
enum BallotReading: Hashable {
    /// The votes by candidate index, each candidate once, sorted; empty on a blank ballot.
    /// `notForeseen` counts the marks for which the form has no box; they are no votes.
    case valid([CandidateVote], repeatedMarks: Int, notForeseen: Int)
    case invalid(InvalidReason)

    struct CandidateVote: Hashable {
        let candidate: Int
        let vote: Vote
    }

    /// Reads one ballot. Of several faults the first in the order of ``InvalidReason`` counts, so that the result does
    /// not depend on the order of the lines.
    init(_ sheet: BallotSheet, rules: BallotRules, indexOfCandidate: [String: Int]) {
        var votes: [Int: Vote] = [:]
        var notApproved = Set<Int>()
        var repeated = 0
        var notForeseen = 0
        var faults = Set<InvalidReason>()
        for mark in sheet.marks {
            guard let candidate = indexOfCandidate[mark.candidate] else {
                faults.insert(.unknownCandidate)
                continue
            }
            switch MarkMeaning(mark.text, form: rules.ballot) {
            case .nothing: break
            case .unreadable: faults.insert(.unreadableMark)
            case .notApproved: notApproved.insert(candidate)
            case .notForeseen:
                notApproved.insert(candidate)
                notForeseen += 1
            case .vote(let vote):
                if let earlier = votes.updateValue(vote, forKey: candidate) {
                    if earlier == vote { repeated += 1 } else { faults.insert(.contradictoryMarks) }
                }
            }
        }
        // "1" and "0" beside the same project contradict each other; an empty cell says nothing.
        if !notApproved.isDisjoint(with: votes.keys) { faults.insert(.contradictoryMarks) }
        if votes.count(where: { $0.value == .approve }) > rules.maxMarks { faults.insert(.overMarked) }
        if let reason = InvalidReason.allCases.first(where: faults.contains) {
            self = .invalid(reason)
        } else {
            let sorted = votes.map { CandidateVote(candidate: $0.key, vote: $0.value) }
                .sorted { $0.candidate < $1.candidate }
            self = .valid(sorted, repeatedMarks: repeated, notForeseen: notForeseen)
        }
    }
}

/// Why a ballot is invalid. It still counts as returned.
public enum InvalidReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// A project stands on it that is not a candidate.
    case unknownCandidate = "unknown_candidate"
    /// A mark is none of those of this form of ballot.
    case unreadableMark = "unreadable_mark"
    /// One project is marked in two different ways.
    case contradictoryMarks = "contradictory_marks"
    /// More approvals than `max_marks`.
    case overMarked = "over_marked"
}
