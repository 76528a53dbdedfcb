import Foundation
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
        #expect(error(makeRules { $0.present = nil }).contains("present：要求"))
        #expect(error(makeRules { $0.issued = -1 }).contains("issued：要求"))
        #expect(error(makeRules { $0.present = 10 }).contains("present：要求"))
        #expect(error(makeRules { $0.returned = 4 }).contains("returned：要求不少于选票文件中的 5 张"))
        #expect(error(makeRules { $0.seats = 0 }).contains("seats：要求"))
        #expect(error(makeRules { $0.deputiesTotal = -1 }).contains("deputies_total：要求"))
        #expect(error(makeRules(), []).contains("至少一个候选项目"))
        #expect(error(makeRules(), makeCandidates("AA")).contains("A 重复"))
    }

    @Test(arguments: [["A"], ["A", "D"], ["A", "B", "C"], []])
    func aChairDecisionMustFitTheTie(_ decision: [String]) {
        let rules = makeRules { ($0.maxMarks, $0.tie, $0.chairDecision) = (3, .chair, decision) }
        #expect(error(rules).contains("chair_decision：要求并列项目 A、B、C 中的 2 项"))
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

    @Test func withoutIssuedEachDeputyPresentHasABallot() throws {
        let rules = makeRules { $0.issued = nil }
        let result = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("9AB"))
        #expect(result.status == .decided && result.issued == 9)
        #expect(result.notices == [.issuedTakenFromPresent])
        #expect(Minutes(result).text.contains("未填发出票数，按实到人数 9 计"))
        let more = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("9AB", "A"))
        #expect(more.status == .void)
    }

    @Test func namesComeFromTheBallotsWhereTheRulesHaveOnlyACount() throws {
        let rules = makeRules { $0.candidates = .count(4) }
        let result = try Tally.count(rules: rules, paper: nil, ballots: approvals("5CB", "2AB"))
        #expect(result.candidates.map(\.id) == ["B", "C", "A"])
        #expect(result.candidates.map(\.number) == [2, 3, 1])
        #expect(result.candidateCount == 4 && result.elected == ["B", "C"])
        #expect(result.notices == [.candidatesTakenFromBallots])
        #expect(Minutes(result).text.contains("项目名称取自选票"))
        #expect(Minutes(result).text.contains("第 1 名　B：赞成 7 票"))

        let numbered = try Tally.count(
            rules: rules, paper: nil,
            ballots: approvals("5", "X") + [
                BallotSheet(marks: [Mark(candidate: "1", text: "赞成")])
            ])
        #expect(numbered.candidates.map(\.id) == ["1", "2", "3", "4"], "1 … n are in use: X is unknown")
        #expect(numbered.ballots?.invalid == 1)

        #expect {
            try Tally.count(rules: rules, paper: nil, ballots: approvals("AB", "CD", "E"))
        } throws: { error in
            "\(error)".contains("4 项") && "\(error)".contains("A、B、C、D、E")
        }
    }

    @Test func aPaperNamesTheCandidates() throws {
        let rules = makeRules { $0.candidates = .count(4) }
        let paper = try BallotPaper(
            id: "b", title: "票", rules: rules, candidates: makeCandidates(), digest: { _ in "" })
        let result = try Tally.count(rules: rules, paper: paper, ballots: approvals("5AX", "A"))
        #expect(result.ballots?.invalid == 5)
        #expect(result.notices == [])
    }

    @Test(arguments: [("X", "赞成"), ("A", "abc")])
    func allBallotsMisreadIsPutFirst(_ candidate: String, _ mark: String) throws {
        let bad = BallotSheet(marks: [Mark(candidate: candidate, text: mark)])
        let all = try Tally.count(rules: makeRules(), candidates: makeCandidates(), ballots: [bad, bad, bad])
        #expect(all.status == .decided && all.ballots?.invalid == 3 && all.vacant == 2)
        #expect(all.notices.first == .allBallotsInvalid)
        #expect(Minutes(all).text.split(separator: "\n").dropFirst(2).first?.hasPrefix("【注意】选票文件中的 3 张票全部无效") == true)
        #expect(String(decoding: try all.jsonData(), as: UTF8.self).contains("\"all_ballots_invalid\""))
        let some = try Tally.count(
            rules: makeRules(), candidates: makeCandidates(), ballots: approvals("A") + [bad])
        #expect(!some.notices.contains(.allBallotsInvalid))
        #expect(some.notices.contains(.unreadableMarks) == (mark == "abc"))
        let over = try Tally.count(rules: makeRules(), candidates: makeCandidates(), ballots: approvals("ABC"))
        #expect(over.notices == [], "over-marked ballots are no mix-up of files")
    }

    @Test func everyMessageIsChinese() {
        let errors: [VotingError] = [
            .notJSON(what: "规则文件", reason: "格式有误"), .rules([RuleProblem(field: "seats", expected: "整数", found: "0")]),
            .candidates(expected: "一", found: "二"), .ballots(line: 3, expected: "一", found: "二"),
            .paperOfOtherRules(expected: "a", found: "b"), .export(expected: "一", found: "二"),
        ]
        for error in errors {
            #expect(!error.description.contains("expected") && error.description.hasSuffix("。"))
            #expect(!error.description.contains(":") && !error.description.contains(","))
        }
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
