import OpinionVoting
import Testing

struct MarkTests {
    @Test(arguments: [
        "赞成", "同意", "支持", "赞同", "是", "选", "√", "✓", "✔", "✔️", "☑", "○", "〇", "v", "V", "y", "Y", "yes", "Yes", "YES",
        "for", "approve", "Approved", "agree", "true", "TRUE", "1", "１", "1.0", " ｙｅｓ　",
    ])
    func approvesOnBothForms(_ text: String) {
        #expect(MarkMeaning(text, form: .approval) == .vote(.approve))
        #expect(MarkMeaning(text, form: .threeWay) == .vote(.approve))
    }

    @Test(
        arguments: [
            ("反对", .notForeseen, .vote(.oppose)), ("Against", .notForeseen, .vote(.oppose)),
            ("opposed", .notForeseen, .vote(.oppose)), ("-1", .notForeseen, .vote(.oppose)),
            ("－１", .notForeseen, .vote(.oppose)), ("−1", .notForeseen, .vote(.oppose)),
            ("不同意", .notApproved, .vote(.oppose)), ("不赞成", .notApproved, .vote(.oppose)),
            ("No", .notApproved, .vote(.oppose)), ("n", .notApproved, .vote(.oppose)),
            ("否", .notApproved, .vote(.oppose)), ("false", .notApproved, .vote(.oppose)),
            ("×", .unreadable, .vote(.oppose)), ("x", .unreadable, .vote(.oppose)), ("X", .unreadable, .vote(.oppose)),
            ("弃权", .notForeseen, .vote(.abstain)), ("Abstained", .notForeseen, .vote(.abstain)),
            ("△", .notForeseen, .vote(.abstain)), ("0", .notApproved, .vote(.abstain)),
            ("空", .nothing, .nothing), ("空白", .nothing, .nothing), ("blank", .nothing, .nothing),
            ("-", .nothing, .nothing), ("", .nothing, .nothing), ("　", .nothing, .nothing),
            ("abc", .unreadable, .unreadable), ("2", .unreadable, .unreadable), ("赞成反对", .unreadable, .unreadable),
        ] as [(String, MarkMeaning, MarkMeaning)])
    func readsOtherMarks(_ text: String, _ approval: MarkMeaning, _ threeWay: MarkMeaning) {
        #expect(MarkMeaning(text, form: .approval) == approval)
        #expect(MarkMeaning(text, form: .threeWay) == threeWay)
    }

    static func sheet(_ marks: KeyValuePairs<String, String>) -> BallotSheet {
        BallotSheet(marks: marks.map { Mark(candidate: $0.key, text: $0.value) })
    }

    static func count(_ ballots: [BallotSheet], form: BallotRules.Form = .approval) throws -> TallyResult {
        try Tally.count(rules: makeRules { $0.ballot = form }, candidates: makeCandidates(), ballots: ballots)
    }

    @Test(arguments: [("1", "0"), ("yes", "no"), ("true", "false"), ("赞成", "空"), ("√", "-"), ("赞成", "不赞成"), ("是", "否")])
    func aRowForEachCandidateCountsAsTheMarkedOnesAlone(_ yes: String, _ no: String) throws {
        let dense = [
            Self.sheet(["A": yes, "B": yes, "C": no, "D": no]), Self.sheet(["A": no, "B": no, "C": no, "D": no]),
            Self.sheet(["A": no, "B": yes, "C": no, "D": no]),
        ]
        #expect(try Self.count(dense) == Self.count(approvals("AB", "", "B")))
        #expect(try Self.count(dense).ballots?.blank == 1)
    }

    @Test(arguments: [
        ("X", "赞成", InvalidReason.unknownCandidate), ("X", "", .unknownCandidate), ("A", "abc", .unreadableMark),
        ("A", "×", .unreadableMark), ("B", "0", .contradictoryMarks), ("B", "反对", .contradictoryMarks),
    ])
    func faultsMakeTheBallotInvalid(_ candidate: String, _ mark: String, _ reason: InvalidReason) throws {
        for bad in [Self.sheet(["B": "赞成", candidate: mark]), Self.sheet([candidate: mark, "B": "赞成"])] {
            let result = try Self.count(approvals("5AB") + [bad])
            #expect(result.ballots?.invalidByReason.map(\.reason) == [reason])
            #expect(result.of("B")?.votesFor == 5)
        }
    }

    @Test func anUnreadableMarkIsNotedWithItsNumber() throws {
        let result = try Self.count(approvals("5AB") + [Self.sheet(["A": "abc"]), Self.sheet(["A": "?", "B": "1"])])
        #expect(result.notices == [.unreadableMarks])
        #expect(Minutes(result).text.contains("标记无法识别 2 张"))
    }

    @Test func oppositionOnAnApprovalBallotIsNotApprovedAndNoted() throws {
        let result = try Self.count(approvals("5AB") + [Self.sheet(["A": "赞成", "B": "反对", "C": "弃权"])])
        #expect(result.of("A")?.votesFor == 6)
        #expect(result.of("B")?.votesFor == 5 && result.of("B")?.notApproved == 1)
        #expect(result.notices == [.oppositionNotForeseen])
        #expect(result.ballots?.notForeseenMarks == 2)
        #expect(Minutes(result).text.contains("此类标记 2 处，按未划计"))
        #expect(try Self.count([Self.sheet(["A": "反对"])]).ballots?.blank == 1)
    }

    @Test func threeWayMarksInAnySpellingAreCounted() throws {
        let result = try Self.count(
            [
                Self.sheet(["A": "√", "B": "×", "C": "△"]), Self.sheet(["A": "1", "B": "-1", "C": "0"]),
                Self.sheet(["A": "Y", "B": "N", "C": "空"]),
            ], form: .threeWay)
        #expect(result.ballots?.valid == 3)
        #expect(result.of("A")?.votesFor == 3 && result.of("B")?.against == 3 && result.of("C")?.abstain == 3)
        #expect(result.notices == [])
    }

    @Test func aCandidateWithoutAMarkIsNotMarked() throws {
        let result = try Self.count([Self.sheet(["A": "赞成", "B": "", "C": "", "D": ""])])
        #expect(result.candidates.map(\.votesFor) == [1, 0, 0, 0])
        #expect(result.ballots?.valid == 1)
        #expect(result.ballots?.blank == 0)
    }
}
