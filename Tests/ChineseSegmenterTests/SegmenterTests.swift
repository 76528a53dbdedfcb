import ChineseSegmenter
import OpinionTestSupport
import Testing

@Suite struct SegmenterTests {
    static let list = WordList(
        text: """
            小区 500 n
            电梯 400 n
            经常 300 d
            故障 200 n
            加装 50 v
            老旧 80 a
            研究 300 v
            研究生 100 n
            生命 200 n
            起源 50 n
            4S店 5 n
            的 5000 u
            我 3000 r
            """, path: "test")

    static func segmenter(_ user: String = "") throws -> Segmenter {
        try Segmenter(
            dictionary: WordDictionary(compiling: list),
            userLists: user.isEmpty ? [] : [WordList(text: user, path: "user")])
    }

    @Test(arguments: [
        ("小区电梯经常故障", ["小区", "电梯", "经常", "故障"]),
        ("研究生命起源", ["研究", "生命", "起源"]),
        ("我的4S店", ["我", "的", "4S店"]),
        ("A3区2019年1月20万", ["A3区", "2019年", "1月", "20万"]),
        ("噪音3.5%,dB", ["噪", "音", "3.5%", ",", "dB"]),
        ("电 梯\t故障", ["电", "梯", "故障"]),
        ("", []),
        (" \n ", []),
        ("\u{FEFF}小区😀🏘️", ["\u{FEFF}", "小区", "😀", "🏘", "\u{FE0F}"]),
        ("http://a.cn/b?c=1坏了", ["http://a.cn/b?c=1", "坏", "了"]),
    ])
    func findsTheWords(text: String, words: [String]) throws {
        #expect(try Self.segmenter().words(in: text) == words)
    }

    @Test func aUserWordAloneIsAlwaysOneToken() throws {
        let words = ["加装电梯", "老旧小区", "伊景园滨河苑", "小区的电梯"]
        let segmenter = try Self.segmenter(words.joined(separator: "\n"))
        for word in words { #expect(segmenter.words(in: word) == [word]) }
        #expect(segmenter.words(in: "老旧小区加装电梯") == ["老旧小区", "加装电梯"])
        #expect(try Self.segmenter().words(in: "加装电梯") == ["加装", "电梯"])
    }

    @Test func partsOfSpeechComeFromTheDictionary() throws {
        let segmenter = try Self.segmenter("加装电梯 5 need")
        var tokens: [Token] = []
        var scratch = Segmenter.Scratch()
        var text = "小区加装电梯噪"
        text.withUTF8 { segmenter.segment($0, using: &scratch, into: &tokens) }
        #expect(tokens.map { segmenter.tags[Int($0.tag)] } == ["n", "need", ""])
    }

    /// The law: the tokens of any bytes join back to them without gap or overlap.
    @Test func tokensJoinToTheInput() throws {
        let segmenter = try Self.segmenter("加装电梯")
        var random = SeededGenerator(seed: 7)
        let pieces = ["小区", "电梯", "加", "A", "3", "区", "2019", "年", " ", "\n", "。", "😀", "é", "\u{0}", "%", ".", "://"]
        var scratch = Segmenter.Scratch()
        for round in 0..<600 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...40, using: &random) {
                if round % 2 == 0 || Bool.random(using: &random) {
                    bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            var tokens: [Token] = []
            bytes.withUnsafeBufferPointer { segmenter.segment($0, using: &scratch, into: &tokens) }
            var next = 0
            for token in tokens {
                #expect(token.range.lowerBound == next && !token.range.isEmpty)
                next = token.range.upperBound
            }
            #expect(next == bytes.count)
        }
    }

    @Test func aVeryLongRunIsCutButLosesNothing() throws {
        let text = String(repeating: "小区电梯", count: 50_000)
        let words = try Self.segmenter().words(in: text)
        #expect(words.joined() == text)
    }

    @Test func oneSegmenterServesManyThreads() async throws {
        let segmenter = try Self.segmenter()
        let expected = segmenter.words(in: "研究生命起源的小区电梯")
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<32 { group.addTask { segmenter.words(in: "研究生命起源的小区电梯") } }
            for await words in group { #expect(words == expected) }
        }
    }
}
