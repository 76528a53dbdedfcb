import Foundation
import OpinionTestSupport
import Testing

/// `opinion issues merge`, `split`, `rename`, `pin`, `exclude`, `undo`, `decisions`, `log` and `apply` on a copy of the
/// sample's store.
struct IssuesCommandTests {
    private let folder: TemporaryFolder
    private let program: Program
    private let store: String

    init() throws {
        let sample = try SampleStore.shared()
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
        store = try sample.copy(to: folder)
        try FileManager.default.copyItem(atPath: sample.path + ".key", toPath: store + ".key")
    }

    private struct Issue: Decodable {
        var id: Int
        var label: String
        var medoid: String
        var members: [String]
    }

    private struct Decision: Decodable {
        var id: Int
        var kind: String
        var author: String
        var reason: String
        var stands: Bool
    }

    private func run(_ arguments: [String], code: Int32 = 0) throws -> Program.Outcome {
        let outcome = try program.run(arguments + ["--store", store])
        #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
        return outcome
    }

    private func decide(_ arguments: String..., code: Int32 = 0) throws -> Program.Outcome {
        try run(
            ["issues"] + arguments + ["--author", "王芳", "--reason", "核对原文", "--now", "2025-01-06"], code: code)
    }

    private func issues() throws -> [Int: Issue] {
        let issues = try run(["issues", "--format", "json"]).json([Issue].self)
        return Dictionary(uniqueKeysWithValues: issues.map { ($0.id, $0) })
    }

    private func apply() throws -> Program.Outcome {
        try run(["issues", "apply", "--config", ProjectFolder.sample("run.json").path, "--now", "2025-01-06"])
    }

    @Test func decisionsAreCarriedOutKeptAndTakenBack() throws {
        let before = try issues()
        let (one, two, three) = (try #require(before[1]), try #require(before[2]), try #require(before[3]))
        let named = Array(two.members.filter { $0 != two.medoid }.prefix(2))
        #expect(try decide("merge", "3", "1").text.contains("已记下第 1 号决定：问题 1 并入 3。"))
        _ = try decide("split", "2", named[0], named[1])
        _ = try decide("rename", "3", "学区与水质")
        _ = try decide("exclude", try #require(before[4]?.members.last))
        // Nothing changes before the next analysis.
        #expect(try issues().mapValues(\.members) == before.mapValues(\.members))
        let applied = try apply().text
        #expect(applied.contains("问题 1 并入问题 3（\(one.members.count) 件）"))
        let after = try issues()
        #expect(after[1] == nil && after[3]?.label == "学区与水质")
        let joined = Set(after[3]?.members ?? [])
        #expect(joined.isSuperset(of: one.members + three.members))
        let rest = Set(after[2]?.members ?? [])
        #expect(rest.isDisjoint(with: named))
        let part = try #require(after.values.first { $0.members.contains(named[0]) })
        #expect(part.members.contains(named[1]) && part.id > before.count)
        #expect(after.values.allSatisfy { $0.members.contains($0.medoid) })

        // The id that ended says where it went, also in JSON.
        let gone = try run(["show", "1"]).text
        #expect(gone.contains("问题 1“\(one.label)”的编号已不再使用") && gone.contains("现在在问题 3"))
        #expect(try run(["show", "issue:1", "--format", "json"]).text.contains("\"total\" : 0"))
        let log = try run(["issues", "log", "--format", "tsv"]).lines
        #expect(log.count == 3 && log[1].contains("并入\t1\t3\t\(one.members.count)"))
        #expect(try run(["issues", "log", "1", "--last"]).lines.count == 3)

        // The same again changes nothing.
        let hash = try run(["store", "hash"]).text
        #expect(try !apply().text.contains("编号变动"))
        #expect(try run(["store", "hash"]).text == hash)

        _ = try decide("undo", "1")
        _ = try apply()
        let restored = try issues()
        #expect(restored[1]?.members == one.members && restored[3]?.members == three.members)
        let decisions = try run(["issues", "decisions", "--format", "json"]).json([Decision].self)
        #expect(decisions.map(\.kind) == ["merge", "split", "rename", "exclude", "undo"])
        #expect(decisions.map(\.stands) == [false, true, true, true, false])
        #expect(decisions.allSatisfy { $0.author == "王芳" && $0.reason == "核对原文" })
        #expect(try run(["issues", "decisions", "--standing", "--format", "tsv"]).lines.count == 4)
        let audit = try run(["audit", "list", "--format", "tsv"]).text
        #expect(audit.contains("人工归并决定") && audit.contains("核对原文"))
        #expect(try run(["audit", "verify"]).text.contains("完好"))
    }

    @Test func pinnedRecordsAreInTheirIssue() throws {
        let before = try issues()
        let (one, two) = (try #require(before[1]), try #require(before[2]))
        let record = two.members[0]
        _ = try decide("pin", "1", record)
        _ = try apply()
        let after = try issues()
        #expect(Set(after[1]?.members ?? []) == Set(one.members + [record]))
        #expect(after[2]?.members.contains(record) == false)
        #expect(try run(["show", record]).text.contains("问题 1"))
    }

    @Test func whatCannotBeDoneSaysWhy() throws {
        let before = try issues()
        let one = try #require(before[1])
        for (arguments, code, words) in [
            (["merge", "1", "9999"], 66, "没有这个编号"), (["merge", "1", "x"], 66, "没有这个编号"),
            (["merge", "1", "1"], 65, "至少需要两个"), (["merge", "1"], 64, "至少两个"),
            (["split", "2", one.members[0]], 65, "不在问题 2 中"), (["split", "1", "没有"], 66, "没有这个记录"),
            (["exclude", "没有"], 66, "没有这个记录"), (["undo", "7"], 66, "没有第 7 号决定"),
            (["rename", "1", ""], 65, "名称应为"),
        ] as [([String], Int32, String)] {
            let outcome = try run(["issues"] + arguments + ["--author", "王芳", "--reason", "试"], code: code)
            #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
        }
        for arguments in [["merge", "1", "2"], ["merge", "1", "2", "--author", "王芳"]] {
            #expect(try run(["issues"] + arguments, code: 64).errors.contains("--"))
        }
        _ = try run(["issues", "merge", "1", "2", "--author", " ", "--reason", "试"], code: 65)
        _ = try decide("merge", "1", "2")
        let refused = try decide("split", "1", one.members[0], code: 65)
        #expect(refused.errors.contains("第 1 号决定") && refused.errors.contains("opinion issues undo 1"))
        #expect(try run(["issues", "decisions", "--format", "tsv"]).lines.count == 2)
    }
}
