import ChineseSegmenter
import Testing

/// Adding words to an office's list, and the table in which they are chosen.
@Suite struct UserDictionaryFileTests {
    private func added(_ words: [String], to old: String, tag: String = "n") throws -> String {
        var file = try UserDictionaryFile(bytes: Array(old.utf8), path: "u.txt")
        for word in words { _ = try file.add(.init(word: word, tag: tag)) }
        return String(decoding: file.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("", "溪滨路 n\n"), ("# 词\n", "# 词\n溪滨路 n\n"), ("电梯 5 n", "电梯 5 n\n溪滨路 n\n"),
        ("电梯 5 n\r\n", "电梯 5 n\r\n溪滨路 n\r\n"), ("\u{FEFF}溪滨路\n", "\u{FEFF}溪滨路\n"),
        ("溪滨路 3 ns\n\n \n", "溪滨路 3 ns\n\n \n"), ("坏 行 有 四 栏\n", "坏 行 有 四 栏\n溪滨路 n\n"),
    ])
    func whatIsThereStays(old: String, new: String) throws {
        #expect(try added(["溪滨路"], to: old) == new)
        #expect(try added(["溪滨路", "溪滨路"], to: new) == new)
    }

    @Test(arguments: ["", " ", "溪 滨", "#溪", "溪\n滨", "𠮷野家", "\u{FEFF}溪", String(repeating: "溪", count: 33), "溪\u{0}"])
    func whatTheFormatCannotHoldIsRefused(word: String) throws {
        #expect(throws: DictionaryError.self) { try added([word], to: "电梯\n") }
    }

    @Test func aFileThatIsNoUTF8IsRefused() {
        #expect(throws: DictionaryError.self) { try UserDictionaryFile(bytes: [0xC4, 0xE3], path: "u.txt") }
    }

    private let candidates = ["溪滨路", "加梯办"].map {
        WordCandidate(
            word: $0, frequency: 12, texts: 7, cohesion: 9.04, normalizedCohesion: 0.5, leftEntropy: 2.25,
            rightEntropy: 3, agreement: 1, score: 1, contexts: ["=路\t灯\n坏"])
    }

    @Test func markedWordsComeBack() throws {
        let table = WordChoices.table(candidates)
        #expect(try WordChoices.marked(in: table, path: "t").isEmpty)
        var lines = table.split(separator: "\n").map(String.init)
        #expect(lines.count == 3 && lines.allSatisfy { $0.split(separator: "\t").count >= 7 })
        #expect(lines[1].hasSuffix("\t…=路 灯 坏…"))
        lines[1] = "不收" + lines[1]
        lines[2] = " 收 " + lines[2]
        for end in ["\n", "\r\n"] {
            let marked = try WordChoices.marked(in: "\u{FEFF}" + lines.joined(separator: end) + end, path: "t")
            #expect(marked == [WordList.Entry(word: "加梯办", frequency: 12)])
        }
    }

    @Test func anUnclearMarkNamesItsLine() throws {
        let table = WordChoices.table(candidates).replacing("\n\t加", with: "\n也许\t加")
        let error = #expect(throws: DictionaryError.self) { try WordChoices.marked(in: table, path: "t.tsv") }
        #expect(error?.description.contains("t.tsv 第 3 行") == true)
        #expect(throws: DictionaryError.self) { try WordChoices.marked(in: "溪滨路\n", path: "t.tsv") }
        #expect(throws: DictionaryError.self) { try WordChoices.marked(in: "", path: "t.tsv") }
    }
}
