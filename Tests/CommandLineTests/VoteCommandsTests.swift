import Foundation
import OpinionTestSupport
import Testing

/// `opinion ballot` and `opinion tally`, from the candidates to the minutes.
struct VoteCommandsTests {
    private let folder: TemporaryFolder
    private let program: Program
    private let store: String

    private static let rules = """
        {"title": "测试票决", "deputies_total": 9, "present": 8, "issued": 8, "returned": 8, "seats": 2,
         "min_excess": 1, "ballot": "approval", "max_marks": 2, "attendance": "2/3", "pass": "majority_of_all",
         "tie": "revote", "shortfall": "leave_vacant", "collation": "stroke", "mode": "decide"}
        """

    private struct Paper: Decodable {
        struct Entry: Decodable {
            var id: String
            var number: Int
            var title: String
        }
        var seats: Int
        var candidates: [Entry]
    }

    private struct Result: Decodable {
        var status: String
        var elected: [String]
    }

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
        store = try SampleStore.shared().copy(to: folder)
        _ = try folder.write(Self.rules, to: "rules.json")
    }

    private func makeBallot() throws -> Paper {
        let made = try program.run(
            "ballot", "--store", store, "--seats", "2", "--rules", "rules.json", "--out", "票.json", "--now",
            "2025-01-05")
        #expect(made.code == 0, "\(made.errors)")
        return try JSONDecoder().decode(
            Paper.self, from: Data(contentsOf: folder.url.appendingPathComponent("票.json")))
    }

    @Test func fromTheCandidatesToTheMinutes() throws {
        let paper = try makeBallot()
        #expect(paper.seats == 2 && paper.candidates.count == 3)
        let print = try String(contentsOf: folder.url.appendingPathComponent("票.txt"), encoding: .utf8)
        for entry in paper.candidates { #expect(print.contains(entry.title)) }
        let ids = paper.candidates.map(\.id)
        var ballots = "ballot,candidate,mark\n"
        for ballot in 1...8 {
            ballots += "\(ballot),\(ids[0]),赞成\n"
            if ballot <= 6 { ballots += "\(ballot),\(ids[2]),赞成\n" }
        }
        _ = try folder.write(ballots, to: "票.csv")
        let arguments = ["tally", "--rules", "rules.json", "--ballots", "票.csv", "--paper", "票.json"]
        let json = try program.run(arguments + ["--format", "json"])
        #expect(json.code == 0, "\(json.errors)")
        #expect(Set(try json.json(Result.self).elected) == [ids[0], ids[2]])
        let text = try program.run(arguments)
        #expect(text.code == 0)
        #expect(text.text.contains(paper.candidates[0].title) && text.text.contains("测试票决"))
    }

    @Test func sameBallotAgainGivesTheSameBytes() throws {
        _ = try makeBallot()
        let first = try Data(contentsOf: folder.url.appendingPathComponent("票.json"))
        _ = try makeBallot()
        #expect(try Data(contentsOf: folder.url.appendingPathComponent("票.json")) == first)
    }

    @Test func chosenCandidatesAndAnUnknownOne() throws {
        let arguments = [
            "ballot", "--store", store, "--seats", "1", "--rules", "rules.json", "--out", "b.json", "--candidate",
            "need:elevator-retrofit", "--candidate",
        ]
        #expect(try program.run(arguments + ["need:rural-elderly-care"]).code == 0)
        let unknown = try program.run(arguments + ["need:nobody"])
        #expect(unknown.code == 65 && unknown.errors.contains("need:nobody"))
    }

    @Test(arguments: [
        "", "ballot,candidate\n1,x\n", "a,b,c\n1,2,3\n", "ballot,candidate,mark,name\n1,x,赞成,张三\n",
        "ballot,candidate,mark\n1,x\n", "ballot,candidate,mark\n,x,赞成\n", "ballot,candidate,mark\n1,\"x,赞成\n",
    ])
    func malformedBallotsAreBadData(ballots: String) throws {
        _ = try makeBallot()
        _ = try folder.write(ballots, to: "坏.csv")
        let outcome = try program.run("tally", "--rules", "rules.json", "--ballots", "坏.csv", "--paper", "票.json")
        #expect(outcome.code == 65, "\(outcome.errors)")
        #expect(outcome.errors.contains("坏.csv") && outcome.output.isEmpty)
        #expect(!outcome.errors.contains("张三"))
    }

    @Test(arguments: ["", "x", "{}", #"{"seats": 1}"#, rules.replacingOccurrences(of: "\"2/3\"", with: "\"3/2\"")])
    func badRuleFileIsBadData(rules: String) throws {
        _ = try folder.write(rules, to: "坏.json")
        let outcome = try program.run(
            "ballot", "--store", store, "--seats", "2", "--rules", "坏.json", "--out", "b.json")
        #expect(outcome.code == 65)
        #expect(outcome.errors.contains("坏.json"))
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("b.json").path))
    }

    @Test func otherRulesThanThePapersAreRefused() throws {
        _ = try makeBallot()
        _ = try folder.write("ballot,candidate,mark\n1,,\n", to: "票.csv")
        _ = try folder.write(Self.rules.replacingOccurrences(of: "revote", with: "lot"), to: "other.json")
        let outcome = try program.run("tally", "--rules", "other.json", "--ballots", "票.csv", "--paper", "票.json")
        #expect(outcome.code == 65)
    }

    @Test func missingFilesAreNoInput() throws {
        _ = try makeBallot()
        let runs = [
            ["ballot", "--store", store, "--seats", "2", "--rules", "缺.json", "--out", "b.json"],
            ["ballot", "--store", "缺.json", "--seats", "2", "--rules", "rules.json", "--out", "b.json"],
            ["tally", "--rules", "缺.json", "--ballots", "x.csv"],
            ["tally", "--rules", "rules.json", "--ballots", "缺.json", "--paper", "票.json"],
            ["tally", "--rules", "rules.json", "--ballots", "x.csv", "--paper", "缺.json"],
        ]
        for arguments in runs {
            let outcome = try program.run(arguments)
            #expect(outcome.code == 66, "\(arguments)")
            #expect(outcome.errors.contains("缺.json"), "\(arguments)")
        }
    }
}
