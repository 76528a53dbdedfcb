import Foundation
import OpinionTestSupport
import OpinionVoting

/// Rules of a small congress: 9 deputies, all present, 2 seats of 4 candidates A–D.
func makeRules(_ change: (inout BallotRules) -> Void = { _ in }) -> BallotRules {
    var rules = BallotRules(
        deputiesTotal: 9, present: 9, issued: 9, seats: 2, minExcess: 1, ballot: .approval, maxMarks: 2,
        attendance: Fraction(2, 3) ?? Fraction(1, 1)!, pass: .majorityOfAll, tie: .revote, shortfall: .leaveVacant,
        collation: .fixed, mode: .decide)
    change(&rules)
    return rules
}

/// Candidates with one-letter ids.
func makeCandidates(_ ids: String = "ABCD") -> [BallotCandidate] {
    ids.map { BallotCandidate(id: String($0), title: "项目\($0)") }
}

/// Approval ballots in short: "AB" marks A and B, "" is blank, a digit repeats: "3AB" is three ballots.
func approvals(_ ballots: String...) -> [BallotSheet] {
    ballots.flatMap { text -> [BallotSheet] in
        let count = text.first?.wholeNumberValue
        let ids = count == nil ? text[...] : text.dropFirst()
        let sheet = BallotSheet(marks: ids.map { Mark(candidate: String($0), text: "赞成") })
        return Array(repeating: sheet, count: count ?? 1)
    }
}

/// Three-way ballots in short: "A+B-C0" approves A, opposes B and abstains on C.
func threeWay(_ ballots: String...) -> [BallotSheet] {
    ballots.map { text in
        let signs = Array(text)
        return BallotSheet(
            marks: stride(from: 0, to: signs.count - 1, by: 2).map { index in
                let word = ["+": "赞成", "-": "反对", "0": "弃权"][String(signs[index + 1])] ?? "?"
                return Mark(candidate: String(signs[index]), text: word)
            })
    }
}

extension TallyResult {
    /// The result of one project.
    func of(_ id: String) -> CandidateResult? { candidates.first { $0.id == id } }
}
