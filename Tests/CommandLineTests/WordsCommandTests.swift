import Foundation
import OpinionTestSupport
import Testing

/// `opinion words discover` and `accept`, and that `opinion segment` uses what was accepted.
struct WordsCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
    }

    /// Lines about a housing estate that no list knows.
    private func lines() -> String {
        let before = ["我家住在", "我们是", "请问", "昨天路过", "帮忙看看", "孩子在", "老人住", "关于", "反映一下", "朋友在"]
        let after = ["的路灯不亮", "没有充电桩", "停车收费太高", "楼道堆放杂物", "门口积水", "二期电梯坏了", "物业不管", "经常停水"]
        var text = ""
        for (index, head) in before.enumerated() {
            for tail in after { text += "\(head)溪畔澜庭\(tail)，来电\(index)次，电话13000003821。\n" }
        }
        return text
    }

    private struct Word: Decodable {
        var word: String
        var frequency: Int
        var texts: Int
        var contexts: [String]
    }

    @Test func aWordIsFoundAcceptedAndUsed() throws {
        let file = try folder.write(lines(), to: "lines.txt")
        let found = try program.run("words", "discover", file.path, "--format", "json")
        #expect(found.code == 0, "\(found.errors)")
        let words = try found.json([Word].self)
        let word = try #require(words.first { $0.word == "溪畔澜庭" })
        #expect(word.frequency == 80 && word.texts == 80 && word.contexts.count == 2)
        // What was masked is shown nowhere.
        #expect(!found.text.contains("13000003821") && !words.contains { $0.word.contains("手机") })
        let piped = try program.run(["words", "discover", "-", "--format", "json"], input: Data(lines().utf8))
        #expect(piped.output == found.output)

        let table = try program.run("words", "discover", "lines.txt", "--out", "words.tsv")
        #expect(table.code == 0 && table.output.isEmpty)
        #expect(try program.run("words", "discover", "lines.txt", "--out", "words.tsv").code == 73)
        let tsv = folder.url.appendingPathComponent("words.tsv")
        let text = try String(contentsOf: tsv, encoding: .utf8)
        try Data(text.replacing("\n\t溪畔澜庭\t", with: "\n收\t溪畔澜庭\t").utf8).write(to: tsv)
        let accepted = try program.run("words", "accept", "--from", "words.tsv", "--dict", "user.txt", "--tag", "ns")
        #expect(accepted.code == 0 && accepted.text == "收入 1 个词 → user.txt\n")
        let user = folder.url.appendingPathComponent("user.txt")
        #expect(try String(contentsOf: user, encoding: .utf8) == "溪畔澜庭 80 ns\n")

        let again = try program.run("words", "accept", "溪畔澜庭", "--from", "words.tsv", "--dict", "user.txt")
        #expect(again.code == 0 && again.text == "收入 0 个词 → user.txt（另 2 个已在其中）\n")
        #expect(try String(contentsOf: user, encoding: .utf8) == "溪畔澜庭 80 ns\n")

        let rest = try program.run("words", "discover", "lines.txt", "--user-dict", "user.txt", "--format", "json")
        #expect(try !rest.json([Word].self).contains { $0.word == "溪畔澜庭" })
        let segmented = try program.run(["segment", "--user-dict", "user.txt"], input: Data("溪畔澜庭\n".utf8))
        #expect(segmented.text == "溪畔澜庭\n")
    }

    @Test func aStoreIsSearchedAndStaysAsItWas() throws {
        let store = try SampleStore.shared().path
        let before = try Data(contentsOf: URL(fileURLWithPath: store))
        let table = try program.run("words", "discover", "--store", store, "--limit", "20", "--min-texts", "5")
        #expect(table.code == 0, "\(table.errors)")
        #expect(table.lines.count == 22 && table.lines[0].hasPrefix("名次  词"))
        let tsv = try program.run(
            "words", "discover", "--store", store, "--limit", "20", "--min-texts", "5", "--format", "tsv")
        #expect(tsv.lines.count == 21)
        #expect(try Data(contentsOf: URL(fileURLWithPath: store)) == before)
    }

    @Test(
        arguments: [
            (["discover"], 64), (["discover", "x.txt", "--max-length", "9"], 64),
            (["discover", "x.txt", "--min-count", "1"], 64),
            (["discover", "-", "-"], 64), (["discover", "absent.txt"], 66),
            (["discover", "--store", "absent.sqlite"], 66),
            (["discover", "-", "--user-dict", "absent.txt"], 66), (["accept", "--dict", "u.txt"], 64),
            (["accept", "词"], 64),
            (["accept", "溪 滨", "--dict", "u.txt"], 65), (["accept", "--from", "absent.tsv", "--dict", "u.txt"], 66),
            (["accept", "词", "--dict", "absent/u.txt"], 73), (["accept", "词", "--dict", "u.txt", "--tag", "5"], 64),
            (["accept", "词", "--dict", "."], 66),
        ] as [([String], Int32)])
    func misuseHasItsExitCode(arguments: [String], code: Int32) throws {
        let outcome = try program.run(["words"] + arguments)
        #expect(outcome.code == code, "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("u.txt").path))
    }

    @Test func nothingGivesAnEmptyTable() throws {
        let outcome = try program.run("words", "discover", "-", "--format", "json")
        #expect(outcome.code == 0 && outcome.text == "[\n\n]\n")
    }
}
