import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import OpinionVoting
import Testing

struct BallotStageTests {
    private func candidate(_ key: String, _ title: String, rank: Int, passes: Bool = true) -> Candidate {
        let gate = Gate(key: "public", name: "政府职责", verdict: passes ? .passed : .failed, reason: "测试")
        return Candidate(
            key: key, title: title, rank: rank, score: 50, parts: [], gates: [gate], issues: [],
            records: [RecordID(rawValue: "0000000000000001")], people: 1)
    }

    private var candidates: [Candidate] {
        [
            candidate("c1", "中小学扩容", rank: 1), candidate("c2", "安全饮水", rank: 2),
            candidate("c3", "一不可行项目", rank: 3, passes: false), candidate("c4", "一老一小服务", rank: 4),
            candidate("c5", "道路修复", rank: 5),
        ]
    }

    private func rules(_ collation: BallotRules.Collation, seats: Int = 2, excess: Int = 1) throws -> BallotRules {
        var rules = try BallotRules.read(
            Data(contentsOf: ProjectFolder.url.appendingPathComponent("rules/county-approval.json"))
        ).with(seats: seats)
        rules.minExcess = excess
        rules.collation = collation
        return rules
    }

    @Test func onlyCandidatesThatPassedEveryGateAreTakenByRank() throws {
        let paper = try BallotStage.paper(candidates: candidates, chosen: [], rules: rules(.fixed))
        #expect(paper.candidates.map(\.id) == ["c1", "c2", "c4"])
        #expect(paper.candidates.map(\.number) == [1, 2, 3])
    }

    @Test(arguments: [
        (BallotRules.Collation.pinyin, ["c2", "c5", "c4", "c1"]),
        (BallotRules.Collation.stroke, ["c4", "c1", "c2", "c5"]),
    ])
    func ballotIsOrderedAsTheRulesSay(collation: BallotRules.Collation, order: [String]) throws {
        let paper = try BallotStage.paper(candidates: candidates, chosen: [], rules: rules(collation, seats: 3))
        #expect(paper.candidates.map(\.id) == order)
    }

    @Test func chosenCandidatesMayBeAnyOfTheStore() throws {
        let paper = try BallotStage.paper(candidates: candidates, chosen: ["c5", "c3", "c1"], rules: rules(.fixed))
        #expect(paper.candidates.map(\.id) == ["c5", "c3", "c1"])
        #expect {
            try BallotStage.paper(candidates: candidates, chosen: ["c5", "nobody", "c1"], rules: rules(.fixed))
        } throws: {
            ($0 as? VotingError)?.description.contains("nobody") == true
        }
    }

    @Test func tooFewCandidatesAreRefused() throws {
        #expect(throws: VotingError.self) {
            try BallotStage.paper(candidates: Array(candidates.prefix(2)), chosen: [], rules: rules(.fixed))
        }
    }

    @Test func sameBallotIsKeptOnce() throws {
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        let paper = try BallotStage.paper(candidates: candidates, chosen: [], rules: rules(.pinyin))
        for _ in 0..<2 { try BallotStage.keep(paper, in: store, at: Job.clock) }
        #expect(try store.ballots().map(\.id) == [paper.id])
        #expect(try store.auditLog().map(\.action) == ["ballot"])
        let other = try BallotStage.paper(candidates: candidates, chosen: [], rules: rules(.stroke))
        #expect(other.id != paper.id)
    }

    @Test func ballotsAreCountedUnderTheRulesOfTheirPaper() throws {
        var rules = try rules(.fixed)
        rules.deputiesTotal = 3
        rules.present = 3
        rules.issued = 3
        rules.returned = 3
        let paper = try BallotStage.paper(candidates: candidates, chosen: [], rules: rules)
        let ballots = "ballot,candidate,mark\n1,c1,赞成\n1,c2,赞成\n2,c1,赞成\n3,c2,赞成\n"
        let result = try TallyStage.count(rules: rules, paper: paper, ballots: Data(ballots.utf8))
        #expect(result.elected.sorted() == ["c1", "c2"])
        var others = rules
        others.seats = 1
        #expect(throws: VotingError.self) {
            try TallyStage.count(rules: others, paper: paper, ballots: Data(ballots.utf8))
        }
    }
}

struct ChineseCollatorTests {
    private func sorted(_ order: String, _ titles: [String]) throws -> [String] {
        let collator = try #require(ChineseCollator(order: order))
        return titles.sorted { collator.precedes($0, $1) }
    }

    @Test func strokesAndPinyinOrderDifferently() throws {
        let titles = ["道路", "人民", "一老一小", "安全", ""]
        #expect(try sorted("stroke", titles) == ["", "一老一小", "人民", "安全", "道路"])
        #expect(try sorted("pinyin", titles) == ["", "安全", "道路", "人民", "一老一小"])
    }

    @Test func equalTitlesDoNotPrecedeEachOther() throws {
        let collator = try #require(ChineseCollator(order: "pinyin"))
        #expect(!collator.precedes("安全", "安全"))
        #expect(!collator.precedes("", ""))
    }
}
