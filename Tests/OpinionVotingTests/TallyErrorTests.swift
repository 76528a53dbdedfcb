import OpinionVoting
import Testing

struct TallyErrorTests {
    func error(_ rules: BallotRules, _ candidates: [BallotCandidate] = makeCandidates()) -> String {
        do {
            let result = try Tally.count(rules: rules, candidates: candidates, ballots: approvals("5ABC"))
            return "accepted: \(result.status)"
        } catch {
            return "\(error)"
        }
    }

    @Test func namesWhatCountingLacks() {
        #expect(error(makeRules { $0.present = nil }).contains("present: expected"))
        #expect(error(makeRules { $0.issued = nil }).contains("issued: expected"))
        #expect(error(makeRules { $0.present = 10 }).contains("present: expected"))
        #expect(error(makeRules { $0.returned = 4 }).contains("returned: expected at least the 5 ballots"))
        #expect(error(makeRules { $0.seats = 0 }).contains("seats: expected"))
        #expect(error(makeRules { $0.deputiesTotal = -1 }).contains("deputies_total: expected"))
        #expect(error(makeRules(), []).contains("at least one candidate"))
        #expect(error(makeRules(), makeCandidates("AA")).contains("A twice"))
    }

    @Test(arguments: [["A"], ["A", "D"], ["A", "B", "C"], []])
    func aChairDecisionMustFitTheTie(_ decision: [String]) {
        let rules = makeRules { ($0.maxMarks, $0.tie, $0.chairDecision) = (3, .chair, decision) }
        #expect(error(rules).contains("chair_decision: expected exactly 2 of the tied projects A, B, C"))
    }

    @Test func aChairDecisionWithoutATieIsNoted() throws {
        let rules = makeRules { ($0.tie, $0.chairDecision) = (.chair, ["A"]) }
        let result = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("9AB"))
        #expect(result.notices == [.chairDecisionUnused])
    }

    @Test func moreIssuedThanPresentIsNoted() throws {
        let rules = makeRules { $0.present = 8 }
        let result = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("8AB"))
        #expect(result.status == .decided)
        #expect(result.notices == [.issuedExceedsPresent])
        #expect(Minutes(result).text.contains("发出票数多于实到人数 8 人"))
    }

    @Test func survivesTheLargestNumbers() throws {
        let rules = makeRules { rules in
            rules.deputiesTotal = .max
            rules.present = .max
            rules.issued = .max
            rules.returned = .max
            rules.attendance = Fraction(.max, .max) ?? rules.attendance
        }
        let result = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("5AB"))
        #expect(result.attendance.needed == .max)
        #expect(result.votesNeeded == .max / 2 + 1)
        #expect(result.ballots?.blank == .max - 5)
        let seats = makeRules { ($0.seats, $0.minExcess) = (.max, .max) }
        #expect(try Tally.count(rules: seats, candidates: makeCandidates(), ballots: []).status == .refused)
    }
}
