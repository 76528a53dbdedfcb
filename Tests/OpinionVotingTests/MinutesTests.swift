import Foundation
import OpinionVoting
import Testing

struct MinutesTests {
    func text(_ rules: BallotRules, _ ballots: [BallotSheet]) throws -> String {
        Minutes(try Tally.count(rules: rules, candidates: makeCandidates(), ballots: ballots)).text
    }

    @Test func explainsEachStep() throws {
        let rules = makeRules {
            ($0.title, $0.deputiesTotal, $0.present, $0.maxMarks) = ("某县票决", 10, 9, 3)
        }
        let expected = """
            某县票决
            计票结果说明

            一、到会情况
              应到 10 人，实到 9 人。
              规则要求实到人数不少于应到人数的 2/3，即至少 7 人；9 ≥ 7，达到要求。

            二、候选项目
              候选 4 项，应选 2 项，差额 2 项；规则要求差额不少于 1 项，符合。

            三、选票情况
              发出 9 张，收回 9 张，收回不多于发出，有效。
              有效票 7 张（其中空白票 1 张，视为全部弃权），无效票 2 张。
              无效票中：写有候选项目以外的项目 1 张。
              无效票中：赞成数多于 3 项 1 张。

            四、通过条件
              赞成票须超过全体代表 10 人的半数（按应到人数计，不按实到人数），即至少 6 票；恰为半数 5 票的不通过。
              通过的项目多于 2 项时，赞成票多的入选。

            五、各项目得票
              第 1 名　项目A（编号 A）：赞成 6 票，未获赞成 0 票，弃权 1 票；恰好达到 6 票，票决通过；与 B 得票相同。
              第 1 名　项目B（编号 B）：赞成 6 票，未获赞成 0 票，弃权 1 票；恰好达到 6 票，票决通过；与 A 得票相同。
              第 3 名　项目C（编号 C）：赞成 0 票，未获赞成 6 票，弃权 1 票；未达到 6 票，差 6 票，未入选；再得 7 票即可入选；与 D 得票相同。
              第 3 名　项目D（编号 D）：赞成 0 票，未获赞成 6 票，弃权 1 票；未达到 6 票，差 6 票，未入选；再得 7 票即可入选；与 C 得票相同。

            六、结论
              票决通过 2 项：项目A、项目B。
              本次投票为无记名投票，本说明只列票数。

            """
        let found = try text(rules, approvals("6AB", "ABCD", "AX", ""))
        for (line, wanted) in zip(found.split(separator: "\n"), expected.split(separator: "\n")) {
            #expect(line == wanted)
        }
        #expect(found == expected)
    }

    @Test func saysWhyAVoteWasNotCounted() throws {
        let refused = try text(makeRules { $0.present = 5 }, approvals("5AB"))
        #expect(refused.contains("5 < 6，未达到要求") && refused.contains("不得进行票决，未计票：到会人数不足"))
        let void = try text(makeRules { $0.issued = 4 }, approvals("5AB"))
        #expect(void.contains("本次投票无效，未计票：收回的票多于发出的票"))
        #expect(!void.contains("各项目得票"))
    }

    @Test func aStreetRecommends() throws {
        let text = try text(makeRules { $0.mode = .recommend }, approvals("9AB"))
        #expect(text.contains("列入推荐名单 2 项") && text.contains("不是表决决定"))
        #expect(!text.contains("票决通过"))
    }

    @Test func saysHowATieEnds() throws {
        func ending(_ change: (inout BallotRules) -> Void) throws -> String {
            try text(
                makeRules {
                    $0.maxMarks = 3
                    change(&$0)
                }, approvals("5ABC"))
        }
        #expect(try ending { $0.tie = .revote }.contains("再次投票：候选 项目A、项目B、项目C，应选 2 项"))
        #expect(try ending { $0.tie = .lot }.contains("尚未抽签"))
        #expect(try ending { ($0.tie, $0.lotSeed) = (.lot, 1) }.contains("中签："))
        #expect(try ending { $0.tie = .chair }.contains("尚未决定"))
        #expect(try ending { ($0.tie, $0.chairDecision) = (.chair, ["B", "C"]) }.contains("由主席团决定：项目B、项目C"))
    }

    @Test func noOutputNamesABallot() throws {
        let csv = "ballot,candidate,mark\nSECRET-17,A,赞成\nSECRET-18,A,赞成\nSECRET-18,X,赞成\n"
        let sheets = try BallotsReader.read(Data(csv.utf8))
        let result = try Tally.count(rules: makeRules(), candidates: makeCandidates(), ballots: sheets)
        let json = try #require(String(data: result.jsonData(), encoding: .utf8))
        let export = try Pabulib.text(rules: makeRules(), candidates: makeCandidates(), ballots: sheets)
        for output in [Minutes(result).text, json, export] { #expect(!output.contains("SECRET")) }
    }
}
