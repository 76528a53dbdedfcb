/// What a ballot says under the rules: valid with its votes, or invalid for one reason.
enum BallotReading: Hashable {
    /// The votes by candidate index, each candidate once, sorted; empty on a blank ballot.
    case valid([CandidateVote], repeatedMarks: Int)
    case invalid(InvalidReason)

    struct CandidateVote: Hashable {
        let candidate: Int
        let vote: Vote
    }

    /// Reads one ballot. Of several faults the first in the order of ``InvalidReason`` counts, so that the result does
    /// not depend on the order of the lines.
    init(_ sheet: BallotSheet, rules: BallotRules, indexOfCandidate: [String: Int]) {
        var votes: [Int: Vote] = [:]
        var repeated = 0
        var faults = Set<InvalidReason>()
        for mark in sheet.marks {
            guard let candidate = indexOfCandidate[mark.candidate] else {
                faults.insert(.unknownCandidate)
                continue
            }
            if mark.text.isEmpty { continue }
            guard let vote = Vote(mark.text, form: rules.ballot) else {
                faults.insert(.unreadableMark)
                continue
            }
            if let earlier = votes.updateValue(vote, forKey: candidate) {
                if earlier == vote { repeated += 1 } else { faults.insert(.contradictoryMarks) }
            }
        }
        if votes.count(where: { $0.value == .approve }) > rules.maxMarks { faults.insert(.overMarked) }
        if let reason = InvalidReason.allCases.first(where: faults.contains) {
            self = .invalid(reason)
        } else {
            let sorted = votes.map { CandidateVote(candidate: $0.key, vote: $0.value) }
                .sorted { $0.candidate < $1.candidate }
            self = .valid(sorted, repeatedMarks: repeated)
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
