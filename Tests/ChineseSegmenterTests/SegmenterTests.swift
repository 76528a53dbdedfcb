import ChineseSegmenter
import OpinionTestSupport
import Testing

@Suite struct SegmenterTests {
    static let pieces = [
        "小区", "电梯", "加", "研究生命", "A", "3", "区", "2019", "年", "。", "😀", "𠀀", "é", "\u{0}", "%", "％", ".", "://",
        "…", "—", "《", "\u{FEFF}",
    ]

    /// Random text of known pieces, white space and (every other round) broken bytes.
    static func randomBytes(_ round: Int, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            if Int.random(in: 0..<8, using: &random) == 0 {
                bytes += [" ", "\n", "\u{3000}", "\u{A0}"].randomElement(using: &random)?.utf8.map { $0 } ?? []
            } else if round % 2 == 0 || Bool.random(using: &random) {
                bytes += pieces[Int.random(in: 0..<pieces.count, using: &random)].utf8
            } else {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            }
        }
        return bytes
    }

    @Test(arguments: [
        ("小区电梯经常故障", ["小区", "电梯", "经常", "故障"]),
        ("研究生命起源", ["研究", "生命", "起源"]),
        ("我的研究生希望研究噪音", ["我", "的", "研究生", "希望", "研究", "噪音"]),
        ("电 梯\t故障", ["电", "梯", "故障"]),
        ("", []),
        (" \n ", []),
    ])
    func findsTheWords(text: String, words: [String]) throws {
        #expect(try TinyModel.segmenter().words(in: text) == words)
    }

    @Test func partsOfSpeechComeFromTheDictionaries() throws {
        let segmenter = try TinyModel.segmenter("加装电梯 5 need")
        var tokens: [Token] = []
        let scratch = Segmenter.Scratch()
        var text = "小区加装电梯。"
        text.withUTF8 { segmenter.segment($0, using: scratch, into: &tokens, tagging: true) }
        #expect(tokens.map { segmenter.tags[Int($0.tag)] } == ["n", "need", ""])
        tokens = []
        text.withUTF8 { segmenter.segment($0, using: scratch, into: &tokens) }
        #expect(tokens.allSatisfy { $0.tag == 0 })
    }

    /// The law: the tokens of any bytes join back to them without gap or overlap.
    @Test(arguments: ["", "加装电梯", "电梯加 !\n。小 !\nA3 !\n… !\n年 n"])
    func tokensJoinToTheInput(user: String) throws {
        let segmenter = try TinyModel.segmenter(user)
        var random = SeededGenerator(seed: 7)
        let scratch = Segmenter.Scratch()
        for round in 0..<600 {
            let bytes = Self.randomBytes(round, &random)
            var tokens: [Token] = []
            bytes.withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens) }
            var next = 0
            for token in tokens {
                #expect(token.range.lowerBound == next && !token.range.isEmpty)
                next = token.range.upperBound
            }
            #expect(next == bytes.count)
        }
    }

    /// A text cut at white space gives the same tokens as the whole, with a fresh scratch or a used one.
    @Test func chunksAtWhiteSpaceChangeNothing() throws {
        let segmenter = try TinyModel.segmenter("加装电梯\n小区的 !")
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let parts = (0..<4).map { _ in Self.randomBytes(0, &random) }
            let whole = parts.reduce([]) { $0 + $1 + [0x0A] }
            let separate = parts.map { $0 + [0x0A] }.flatMap { TinyModel.pieces(segmenter, $0) }
            // White space on both sides of a cut is one token of the whole text.
            func words(_ pieces: [[UInt8]]) -> [[UInt8]] { pieces.filter { $0.last != 0x0A && $0 != [0x20] } }
            let visible = words(TinyModel.pieces(segmenter, whole)).filter {
                !String(decoding: $0, as: UTF8.self).allSatisfy(\.isWhitespace)
            }
            #expect(
                visible == words(separate).filter { !String(decoding: $0, as: UTF8.self).allSatisfy(\.isWhitespace) })
        }
    }

    @Test(arguments: ["小区电梯", "A", "……", "。", "😀", "研究生命。"])
    func aVeryLongRunIsCutButLosesNothing(unit: String) throws {
        let text = String(repeating: unit, count: 20_000)
        let words = try TinyModel.segmenter("电梯小区 !").words(in: text)
        #expect(words.joined() == text)
    }

    @Test func oneSegmenterServesManyThreads() async throws {
        let segmenter = try TinyModel.segmenter("加装电梯")
        let text = "研究生命起源的小区希望加装电梯"
        let expected = segmenter.words(in: text)
        #expect(expected.last == "加装电梯")
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<32 { group.addTask { segmenter.words(in: text) } }
            for await words in group { #expect(words == expected) }
        }
    }
}
