import Foundation
import OpinionTestSupport
import OpinionVoting
import Testing

struct BallotPaperTests {
    /// Stands in for a hash.
    static func digest(_ data: Data) -> String { "\(data.count):\(data.reduce(0) { $0 &* 31 &+ Int($1) })" }

    func paper(_ candidates: [BallotCandidate], _ change: (inout BallotRules) -> Void = { _ in }) throws -> BallotPaper
    {
        try BallotPaper(
            id: "2026", title: "民生实事项目票决票", rules: makeRules(change), candidates: candidates,
            collate: { $0.utf8.count < $1.utf8.count }, digest: Self.digest)
    }

    static let projects = [
        BallotCandidate(id: "3", title: "老旧小区加装电梯"), BallotCandidate(id: "1", title: "修路", basis: "三个乡镇\n都有反映"),
        BallotCandidate(id: "2", title: "老年食堂"), BallotCandidate(id: "0", title: "路灯"),
    ]

    @Test func ordersByTheGivenComparisonWhateverTheInputOrder() throws {
        var generator = SeededGenerator(seed: 1)
        let expected = try paper(Self.projects) { $0.collation = .stroke }
        #expect(expected.candidates.map(\.number) == [1, 2, 3, 4])
        #expect(expected.candidates.map(\.title).suffix(2) == ["老年食堂", "老旧小区加装电梯"])
        for _ in 0..<20 {
            let shuffled = Self.projects.shuffled(using: &generator)
            #expect(try paper(shuffled) { $0.collation = .stroke } == expected)
        }
    }

    @Test func keepsAFixedOrder() throws {
        #expect(try paper(Self.projects).candidates.map(\.id) == ["3", "1", "2", "0"])
    }

    @Test func writesWhatItReads() throws {
        let paper = try paper(Self.projects)
        #expect(try BallotPaper.read(paper.jsonData()) == paper)
        #expect(try #require(String(data: paper.jsonData(), encoding: .utf8)).contains("\"rules_hash\""))
        #expect(throws: VotingError.self) { try BallotPaper.read(Data("{}".utf8)) }
    }

    @Test func knowsItsRules() throws {
        let paper = try paper(Self.projects)
        try paper.check(rules: makeRules { $0.present = 7 }, digest: Self.digest)
        #expect(throws: VotingError.self) { try paper.check(rules: makeRules { $0.tie = .lot }, digest: Self.digest) }
    }

    @Test func refusesUnfitCandidates() throws {
        #expect(throws: VotingError.self) { try paper([]) }
        #expect(throws: VotingError.self) { try paper(makeCandidates("ABBC")) }
        #expect(throws: VotingError.self) { try paper(makeCandidates("AB")) }
        #expect(try paper(makeCandidates("ABC")).candidates.count == 3, "exactly the excess is enough")
        #expect(throws: VotingError.self) { try paper(makeCandidates("ABCD")) { $0.candidates = .count(5) } }
        #expect(throws: VotingError.self) {
            try BallotPaper(
                id: "b", title: "票", rules: makeRules { $0.collation = .pinyin }, candidates: makeCandidates(),
                digest: Self.digest)
        }
    }

    @Test func printsAnApprovalBallot() throws {
        let text = try paper(Self.projects).text()
        #expect(
            text == """
                民生实事项目票决票

                填写说明：
                  1. 本票列候选项目 4 项，应选 2 项。
                  2. 赞成的项目，在〔　〕内划“√”；不划的计为“未获赞成”，不计为反对。
                  3. 赞成数多于 2 项的，本票无效。
                  4. 在票上另写候选项目以外的项目的，本票无效；一项也不填的是空白票，有效，视为全部弃权。

                1. 〔　〕  老旧小区加装电梯（编号 3）
                2. 〔　〕  修路（编号 1）
                     依据：三个乡镇 都有反映
                3. 〔　〕  老年食堂（编号 2）
                4. 〔　〕  路灯（编号 0）

                """)
    }

    @Test func printsAThreeWayBallotAsMarkdown() throws {
        let odd = Self.projects.dropLast() + [BallotCandidate(id: "0", title: "路|灯\n二期")]
        let text = try paper(Array(odd)) { $0.ballot = .threeWay }.markdown()
        #expect(text.contains("| 序号 | 编号 | 项目 | 依据 | 赞成 | 反对 | 弃权 |\n"))
        #expect(text.contains("| 4 | 0 | 路\\|灯 二期 |  | 〔　〕 | 〔　〕 | 〔　〕 |\n"))
    }
}
