import OpinionVoting
import Testing

/// The cases that the law and practice of 票决 fix, each by name.
struct TallyVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        let rules: BallotRules
        let ballots: [BallotSheet]
        let status: TallyResult.Status
        var reasons: [TallyResult.Reason] = []
        var elected: [String] = []
        /// Per id: votes in favour, votes against or not approved, abstentions.
        var counts: [String: [Int]] = [:]
        /// valid, invalid, blank
        var ballotCounts: [Int]?
        var tied: [String] = []
        var vacant = 0
        var revote: [String] = []
        var testDescription: String { name }
    }

    static let vectors: [Vector] = [
        Vector(
            name: "attendance exactly 2/3 is valid", rules: makeRules { ($0.present, $0.issued) = (6, 6) },
            ballots: approvals("6AB"), status: .decided, elected: ["A", "B"]),
        Vector(
            name: "one below 2/3 is refused", rules: makeRules { ($0.present, $0.issued) = (5, 5) },
            ballots: approvals("5AB"), status: .refused, reasons: [.attendanceNotMet]),
        Vector(
            name: "2/3 of a total that 3 does not divide is rounded up",
            rules: makeRules { ($0.deputiesTotal, $0.present, $0.issued) = (10, 6, 6) }, ballots: approvals("6AB"),
            status: .refused, reasons: [.attendanceNotMet]),
        Vector(
            name: "exactly half of all deputies does not pass",
            rules: makeRules { ($0.deputiesTotal, $0.present, $0.issued) = (10, 8, 8) },
            ballots: approvals("5A", "B", "", ""), status: .decided, counts: ["A": [5, 1, 2], "B": [1, 5, 2]],
            vacant: 2),
        Vector(
            name: "one above half of all deputies passes",
            rules: makeRules { ($0.deputiesTotal, $0.present, $0.issued) = (10, 8, 8) },
            ballots: approvals("6A", "2B"), status: .decided, elected: ["A"], vacant: 1),
        Vector(
            name: "a majority of those present is not enough", rules: makeRules { $0.present = 6 },
            ballots: approvals("4AB", "2CD"), status: .decided, vacant: 2),
        Vector(
            name: "more pass than seats: most votes win", rules: makeRules { $0.maxMarks = 3 },
            ballots: approvals("5ABC", "2AB", "1A", "1C"), status: .decided, elected: ["A", "B"],
            counts: ["A": [8, 1, 0], "B": [7, 2, 0], "C": [6, 3, 0], "D": [0, 9, 0]]),
        Vector(
            name: "a tie at the cut under revote lists the tied", rules: makeRules { $0.maxMarks = 3 },
            ballots: approvals("5ABC", "1A", "1A", "1B", "1C"), status: .pending, elected: ["A"],
            tied: ["B", "C"], revote: ["B", "C"]),
        Vector(
            name: "a tie above the cut is no tie for a seat", rules: makeRules { $0.maxMarks = 3 },
            ballots: approvals("5ABC", "2AB"), status: .decided, elected: ["A", "B"]),
        Vector(
            name: "a tie under lot without a seed is still to be drawn",
            rules: makeRules { ($0.maxMarks, $0.tie) = (3, .lot) }, ballots: approvals("5ABC"), status: .pending,
            tied: ["A", "B", "C"]),
        Vector(
            name: "a tie under chair without a decision is still to be decided",
            rules: makeRules { ($0.maxMarks, $0.tie) = (3, .chair) }, ballots: approvals("5ABC"), status: .pending,
            tied: ["A", "B", "C"]),
        Vector(
            name: "a tie under chair goes by the decision",
            rules: makeRules { ($0.maxMarks, $0.tie, $0.chairDecision) = (3, .chair, ["C", "A"]) },
            ballots: approvals("5ABC"), status: .decided, elected: ["A", "C"], tied: ["A", "B", "C"]),
        Vector(
            name: "fewer pass than seats under leave_vacant", rules: makeRules(), ballots: approvals("6A", "3B"),
            status: .decided, elected: ["A"], vacant: 1),
        Vector(
            name: "fewer pass than seats under revote", rules: makeRules { $0.shortfall = .revote },
            ballots: approvals("6A", "3B"), status: .pending, elected: ["A"], vacant: 1, revote: ["B", "C", "D"]),
        Vector(
            name: "more returned than issued is void", rules: makeRules { $0.issued = 8 }, ballots: approvals("9AB"),
            status: .void, reasons: [.moreReturnedThanIssued]),
        Vector(
            name: "a stated number returned above issued is void", rules: makeRules { $0.returned = 10 },
            ballots: approvals("9AB"), status: .void, reasons: [.moreReturnedThanIssued]),
        Vector(
            name: "as many returned as issued is valid", rules: makeRules { $0.returned = 9 },
            ballots: approvals("9AB"), status: .decided, elected: ["A", "B"]),
        Vector(
            name: "fewer returned than issued is valid", rules: makeRules(), ballots: approvals("5AB"),
            status: .decided, elected: ["A", "B"], ballotCounts: [5, 0, 0]),
        Vector(
            name: "an over-marked ballot is invalid, yet returned", rules: makeRules(),
            ballots: approvals("5AB", "ABC"), status: .decided, elected: ["A", "B"], counts: ["A": [5, 0, 0]],
            ballotCounts: [5, 1, 0]),
        Vector(
            name: "invalid ballots count towards more returned than issued", rules: makeRules { $0.issued = 5 },
            ballots: approvals("5AB", "ABC"), status: .void, reasons: [.moreReturnedThanIssued]),
        Vector(
            name: "exactly max_marks is valid", rules: makeRules { $0.maxMarks = 3 }, ballots: approvals("5ABC"),
            status: .pending, ballotCounts: [5, 0, 0], tied: ["A", "B", "C"], revote: ["A", "B", "C"]),
        Vector(
            name: "a blank ballot is valid and abstains on everything", rules: makeRules(),
            ballots: approvals("5AB", "", ""), status: .decided, elected: ["A", "B"],
            counts: ["A": [5, 0, 2], "C": [0, 5, 2]], ballotCounts: [7, 0, 2]),
        Vector(
            name: "ballots returned beyond the file are blank", rules: makeRules { $0.returned = 8 },
            ballots: approvals("5AB", ""), status: .decided, elected: ["A", "B"], counts: ["A": [5, 0, 3]],
            ballotCounts: [8, 0, 3]),
        Vector(
            name: "an unknown candidate makes the ballot invalid", rules: makeRules(),
            ballots: approvals("5AB", "AX"), status: .decided, elected: ["A", "B"], counts: ["A": [5, 0, 0]],
            ballotCounts: [5, 1, 0]),
        Vector(
            name: "too small an excess is refused before counting", rules: makeRules { $0.minExcess = 3 },
            ballots: approvals("9AB"), status: .refused, reasons: [.excessTooSmall]),
        Vector(
            name: "exactly the excess is valid", rules: makeRules { $0.minExcess = 2 }, ballots: approvals("9AB"),
            status: .decided, elected: ["A", "B"]),
        Vector(
            name: "more seats than candidates is refused", rules: makeRules { ($0.seats, $0.minExcess) = (5, 0) },
            ballots: approvals("9AB"), status: .refused, reasons: [.excessTooSmall]),
        Vector(
            name: "the same mark twice on one ballot counts once", rules: makeRules(),
            ballots: approvals("5AAB"), status: .decided, elected: ["A", "B"], counts: ["A": [5, 0, 0]],
            ballotCounts: [5, 0, 0]),
        Vector(
            name: "top_k asks for no majority", rules: makeRules { $0.pass = .topK },
            ballots: approvals("3A", "2B", "1C"), status: .decided, elected: ["A", "B"]),
        Vector(
            name: "top_k never chooses a project without a vote", rules: makeRules { $0.pass = .topK },
            ballots: approvals("3A"), status: .decided, elected: ["A"], vacant: 1),
        Vector(
            name: "three-way: unmarked is an abstention", rules: makeRules { $0.ballot = .threeWay },
            ballots: threeWay("A+B-", "A+B+", "A+", "A+C0", "A+D-", ""), status: .decided, elected: ["A"],
            counts: ["A": [5, 0, 1], "B": [1, 1, 4], "C": [0, 0, 6], "D": [0, 1, 5]], ballotCounts: [6, 0, 1],
            vacant: 1),
        Vector(
            name: "three-way: contradictory marks make the ballot invalid",
            rules: makeRules { $0.ballot = .threeWay },
            ballots: threeWay("A+", "A+", "A+", "A+", "A+", "A+A-"), status: .decided, elected: ["A"],
            counts: ["A": [5, 0, 0]], ballotCounts: [5, 1, 0], vacant: 1),
        Vector(
            name: "three-way: only approvals count against max_marks", rules: makeRules { $0.ballot = .threeWay },
            ballots: threeWay("A+B+C-D-", "A+B+C+"), status: .decided, counts: ["A": [1, 0, 0], "C": [0, 1, 0]],
            ballotCounts: [1, 1, 0], vacant: 2),
        Vector(
            name: "three-way: many votes against do not matter",
            rules: makeRules { $0.ballot = .threeWay },
            ballots: threeWay("A+", "A+", "A+", "A+", "A+", "A-", "A-", "A-", "A-"), status: .decided,
            elected: ["A"], counts: ["A": [5, 4, 0]], vacant: 1),
        Vector(
            name: "a recommendation follows the same rules", rules: makeRules { $0.mode = .recommend },
            ballots: approvals("9AB"), status: .decided, elected: ["A", "B"]),
    ]

    @Test(arguments: vectors) func holds(_ vector: Vector) throws {
        let result = try Tally.count(rules: vector.rules, candidates: makeCandidates(), ballots: vector.ballots)
        #expect(result.status == vector.status)
        #expect(result.reasons == vector.reasons)
        #expect(Set(result.elected) == Set(vector.elected))
        #expect(result.elected.count == vector.elected.count)
        #expect((result.tie?.candidates ?? []) == vector.tied)
        #expect(result.vacant == vector.vacant)
        #expect((result.revote?.candidates ?? []) == vector.revote)
        for (id, counts) in vector.counts {
            let found = result.of(id)
            #expect([found?.votesFor, found?.against ?? found?.notApproved, found?.abstain] == counts, "\(id)")
        }
        if let expected = vector.ballotCounts {
            #expect([result.ballots?.valid, result.ballots?.invalid, result.ballots?.blank] == expected)
        }
        let counted = vector.status == .decided || vector.status == .pending
        #expect(result.candidates.count == (counted ? 4 : 0))
        #expect((result.ballots != nil) == counted)
        #expect(try TallyResult.read(result.jsonData()) == result)
    }

    @Test func anUnmarkedProjectIsNotApprovedRatherThanAgainst() throws {
        let result = try Tally.count(rules: makeRules(), candidates: makeCandidates(), ballots: approvals("9AB"))
        #expect(result.of("C")?.against == nil)
        #expect(result.of("C")?.notApproved == 9)
        let text = Minutes(result).text
        #expect(text.contains("未获赞成 9 票"))
        #expect(!text.contains("反对"))
    }
}
