import ChineseSegmenter
import OpinionTestSupport
import Testing

/// Lists as offices and other programs write them.
@Suite struct WordListTests {
    @Test(arguments: [
        ("云梯", "云梯", 0, ""), ("云梯 5", "云梯", 5, ""), ("云梯 nz", "云梯", 0, "nz"), ("云梯 5 nz", "云梯", 5, "nz"),
        ("  云梯\t5\t nz \r", "云梯", 5, "nz"), ("云梯\u{3000}5\u{3000}nz", "云梯", 5, "nz"), ("云梯\u{A0}5", "云梯", 5, ""),
        ("\u{FEFF}云梯 5", "云梯", 5, ""), ("easy_install 3 eng", "easy_install", 3, "eng"), ("C++ 3 nz", "C++", 3, "nz"),
        ("B/S架构 3 n", "B/S架构", 3, "n"), ("12345 n", "12345", 0, "n"), ("！ 3 x", "！", 3, "x"), ("云#梯", "云#梯", 0, ""),
    ])
    func linesOfJiebasFormat(line: String, word: String, frequency: Int, tag: String) {
        let list = WordList(text: line, path: "u.txt")
        #expect(list.problems.isEmpty && list.cuts.isEmpty)
        #expect(list.entries == [.init(word: word, frequency: frequency, tag: tag)])
    }

    @Test(arguments: [
        ("云梯 !", "", WordRule.forced), ("云梯 5 n!", "n", .forced), ("云梯 n+", "n", .neverSplit),
        ("云梯 5 ＋", "", .neverSplit), ("云梯 vn！", "vn", .forced),
    ])
    func marks(line: String, tag: String, rule: WordRule) {
        let list = WordList(text: line, path: "u.txt")
        #expect(list.problems.isEmpty)
        #expect(list.entries.map(\.tag) == [tag] && list.entries.map(\.rule) == [rule])
    }

    @Test func cutsAreNoWords() {
        let list = WordList(text: "小区/电梯 /\n老旧/小区/加装 3 /", path: "u.txt")
        #expect(list.problems.isEmpty && list.entries.isEmpty)
        #expect(list.cuts == [.init(parts: ["小区", "电梯"]), .init(parts: ["老旧", "小区", "加装"])])
    }

    /// Each is refused with its line and reason; the line after it is kept.
    @Test(arguments: [
        ("云 梯 5 n", "实有 4 栏"), ("云 梯 5", "频次应为"), ("云 梯", "词性应为字母"), ("云梯 -3 n", "频次应为"),
        ("云梯 1.5", "频次应为"), ("云梯 99999999999999999999 n", "频次应为"), ("云梯 n 5", "频次应为"), ("云梯 5 n?", "记号"),
        ("云梯 n!+", "记号"), ("云梯 !n", "记号"), ("云梯 *", "记号"), ("云/梯 n/", "不能有词性"), ("云梯 /", "标出分开的地方"),
        ("云//梯 /", "两边都要有字"), ("/云梯 /", "两边都要有字"), ("云梯/ /", "两边都要有字"), ("云 +", "至少要有两个字"),
        ("云😀梯 n", "U+1F600"), ("𠀀 n", "U+20000"), ("云\u{0}", "U+0000"),
        (String(repeating: "梯", count: 65), "不超过 64 个字"),
    ])
    func unusableLines(line: String, reason: String) {
        let list = WordList(text: "# 注释\n\(line)\n电梯 5 n\n", path: "u.txt")
        #expect(list.entries.map(\.word) == ["电梯"] && list.cuts.isEmpty)
        #expect(list.problems.count == 1)
        let message = list.problems.first?.description ?? ""
        #expect(message.hasPrefix("u.txt 第 2 行：") && message.contains(reason))
    }

    /// A word with what the same list always cuts could never be a token; in any order of the lines.
    @Test(arguments: [
        "小区/电梯 /\n小区电梯 !\n电梯", "小区电梯 !\n小区/电梯 /\n电梯", "老小区电梯 +\n小区/电梯 /\n电梯", "小区电梯\n小区/电梯 /\n电梯",
    ])
    func contradictionsAreReported(text: String) {
        let list = WordList(text: text, path: "u.txt")
        #expect(list.entries.map(\.word) == ["电梯"] && list.cuts.count == 1)
        #expect(list.problems.count == 1)
        #expect("\(list.problems.first?.description ?? "")".contains("矛盾"))
    }

    @Test func brokenLinesAreReportedAndTheOthersKept() throws {
        let folder = try TemporaryFolder()
        let some = try folder.write(Array("电梯\n".utf8) + [0xFF, 0xE8, 0x0A] + Array("小区 5\n云梯\n".utf8), to: "u.txt")
        let list = try WordList(contentsOf: some.path)
        #expect(list.entries.map(\.word) == ["电梯", "小区", "云梯"])
        #expect(list.problems.map(\.description) == ["\(some.path) 第 2 行：不是 UTF-8 文本"])
        // GB18030 and UTF-16 are other encodings, not broken lines.
        let gb = try folder.write([0xB5, 0xE7, 0xCC, 0xDD, 0x0A, 0xD0, 0xA1, 0xC7, 0xF8, 0x0A], to: "gb.txt")
        #expect(throws: DictionaryError.self) { try WordList(contentsOf: gb.path) }
        let wide = try folder.write([0xFF, 0xFE, 0x35, 0x75, 0xAF, 0x68, 0x0A, 0x00], to: "wide.txt")
        #expect(throws: DictionaryError.self) { try WordList(contentsOf: wide.path) }
        #expect(try WordList(contentsOf: folder.write("", to: "empty.txt").path).entries.isEmpty)
    }

    @Test func aListOfManyLinesIsRead() {
        let lines = (0..<100_000).map { $0 % 10 == 0 ? "云 梯 \($0)" : "词\($0) \($0) n" }
        let list = WordList(text: lines.joined(separator: "\r\n"), path: "u.txt")
        #expect(list.entries.count == 90_000 && list.problems.count == 10_000)
    }

    @Test(arguments: ["livelihood.txt", "government.txt"])
    func theShippedListsHaveNoUnusableLine(name: String) throws {
        let list = try WordList(contentsOf: ProjectFolder.url.appendingPathComponent("dicts/\(name)").path)
        #expect(list.problems.isEmpty && list.entries.count > 500)
    }
}
