import Foundation
import OpinionTestSupport
import Testing

/// `opinion segment`: one line in, one line out.
struct SegmentCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
    }

    private func segment(_ text: String, _ arguments: String...) throws -> String {
        let outcome = try program.run(["segment"] + arguments, input: Data(text.utf8))
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        return outcome.text
    }

    @Test func tokensStandTwoSpacesApart() throws {
        #expect(try segment("我们反映问题\n") == "我们  反映  问题\n")
    }

    @Test(arguments: [
        ("", ""), ("\n", "\n"), ("\r\n", "\n"), ("\n\n\n", "\n\n\n"), ("问题", "问题\n"), ("问题\r\n", "问题\n"),
        ("问题\n\n问题\n", "问题\n\n问题\n"), ("问题\r\n\r\n问题", "问题\n\n问题\n"), ("  \t \n", "\n"),
        (" 问题 \t　问题 \n", "问题  问题\n"), ("问题\r问题\n", "问题  问题\n"),
    ])
    func linesAreKept(input: String, output: String) throws {
        #expect(try segment(input) == output)
    }

    @Test func tokensJoinBackToTheLine() throws {
        let text = """
            小区门口的路灯坏了3天，打12345也没人管！！
            Ａ３区 KTV 半夜12点还在唱歌（影响休息）……
            𠮷野家😀旁边㐀字路
            2024-01-05 08:30 来电，编号:LX-20240105/001，金额￥1,234.50元
            """
        let output = try segment(text + "\n", "--domain").split(separator: "\n").map(String.init)
        let lines = text.split(separator: "\n").map(String.init)
        #expect(output.count == lines.count)
        for (line, segmented) in zip(lines, output) {
            #expect(segmented.filter { !$0.isWhitespace } == line.filter { !$0.isWhitespace })
            #expect(!segmented.contains("   ") && !segmented.hasPrefix(" ") && !segmented.hasSuffix(" "))
            let tokens = segmented.components(separatedBy: "  ")
            #expect(tokens.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
        }
    }

    @Test func fileInAndFileOutAreTheSameAsStandardStreams() throws {
        let text = "路灯不亮\n\n电梯停运\n"
        let expected = try segment(text)
        let file = try folder.write(text, to: "in.txt")
        #expect(try program.run("segment", file.path).text == expected)
        #expect(try program.run(["segment", "-"], input: Data(text.utf8)).text == expected)
        let written = try program.run("segment", "in.txt", "--out", "out.txt")
        #expect(written.code == 0 && written.output.isEmpty)
        #expect(try String(contentsOf: folder.url.appendingPathComponent("out.txt"), encoding: .utf8) == expected)
    }

    @Test func brokenBytesPassThrough() throws {
        let line: [UInt8] = Array("路灯".utf8) + [0xFF, 0xE8, 0xB7] + Array("不亮".utf8) + [0xC0, 0x80, 0xF5]
        let outcome = try program.run(["segment"], input: Data(line + [10]))
        #expect(outcome.code == 0)
        #expect(outcome.output.last == 10)
        #expect(outcome.output.dropLast().filter { $0 != 32 } == line)
    }

    @Test func longLineIsOneLine() throws {
        let line = String(repeating: "小区路灯不亮影响出行，", count: 95_000)
        #expect(line.utf8.count > 3_000_000)
        let outcome = try program.run(["segment"], input: Data((line + "\n路灯\n").utf8))
        #expect(outcome.code == 0)
        #expect(outcome.output.count { $0 == 10 } == 2)
        #expect(Data(outcome.output.filter { $0 != 32 }) == Data((line + "\n路灯\n").utf8))
    }

    @Test func userDictionaryJoinsItsWords() throws {
        let text = "溪滨路灯杆\n"
        let list = try folder.write("溪滨路灯杆 1000 n\n", to: "words.txt")
        #expect(try segment(text) != text)
        #expect(try segment(text, "--user-dict", list.path) == text)
    }

    /// Marks of the user dictionary, later lists first; a bad line is warned of by its number and loses no other.
    @Test func userDictionaryRules() throws {
        let first = try folder.write("路/灯 /\n坏 行 啊 呀 5\n灯不 !\n", to: "first.txt")
        let second = try folder.write("路灯 n\n", to: "second.txt")
        let outcome = try program.run(["segment", "--user-dict", first.path], input: Data("路灯不亮\n".utf8))
        #expect(outcome.code == 0 && outcome.text == "路  灯不  亮\n")
        #expect(outcome.errors.contains("first.txt 第 2 行") && outcome.errors.split(separator: "\n").count == 1)
        let both = try program.run(
            ["segment", "--user-dict", first.path, "--user-dict", second.path], input: Data("路灯坏了\n".utf8))
        #expect(both.text.hasPrefix("路灯  坏"))
    }

    @Test func evalTakesUserDictionaries() throws {
        let gold = try folder.write("溪滨路灯杆 坏 了\n", to: "gold.txt")
        let list = try folder.write("溪滨路灯杆 !\n", to: "words.txt")
        let arguments = ["segmenter", "eval", gold.path, "--errors", "0"]
        #expect(!(try program.run(arguments).text.contains("F1 1.0000")))
        #expect(try program.run(arguments + ["--user-dict", list.path, "--domain"]).text.contains("F1 1.0000"))
    }

    @Test func manyLinesOverChunksStayInOrder() throws {
        let lines = (0..<40_000).map { $0 % 7 == 0 ? "" : "第\($0)件路灯不亮" }
        let output = try segment(lines.joined(separator: "\r\n") + "\r\n").split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(output.count == lines.count + 1)
        #expect(zip(output, lines).allSatisfy { $0.filter { $0 != " " } == $1 })
    }
}
