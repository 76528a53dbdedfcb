import ChineseSegmenter
import OpinionTestSupport
import Testing

@Suite struct UserWordTests {
    @Test func aUserWordAloneIsOneToken() throws {
        let words = ["加装电梯", "老旧小区", "溪畔澜庭苑", "小区的电梯", "的电梯", "滨", "我们希望解决小区的噪音", "4S店"]
        let segmenter = try TinyModel.segmenter(words.joined(separator: "\n"))
        for word in words { #expect(segmenter.words(in: word) == [word]) }
        #expect(segmenter.words(in: "居民希望加装电梯").last == "加装电梯")
        #expect(try TinyModel.segmenter().words(in: "加装电梯") == ["加装", "电梯"])
    }

    /// The same for random words, many of them inside one another.
    @Test func anyWordOfHanCharactersAloneIsOneToken() throws {
        var random = SeededGenerator(seed: 5)
        let characters = Array("小区电梯经常故障加装老旧研究生命的我了噪音希望滨河")
        for _ in 0..<20 {
            let words = (0..<30).map { _ in
                String(
                    (0..<Int.random(in: 1...9, using: &random)).map { _ in
                        characters.randomElement(using: &random) ?? "的"
                    })
            }
            let segmenter = try TinyModel.segmenter(words.joined(separator: "\n"))
            for word in words { #expect(segmenter.words(in: word) == [word]) }
        }
    }

    @Test(arguments: [
        ("区电", "小区电梯", ["小", "区电", "梯"]),
        ("究生命", "研究生命起源", ["研", "究生命", "起源"]),
        ("《噪音》", "希望《噪音》", ["希望", "《噪音》"]),
        ("S店", "4S店", ["4", "S店"]),
        ("3", "A3区", ["A", "3", "区"]),
        ("…电", "……电梯", ["…", "…电", "梯"]),
    ])
    func aForcedWordIsOneTokenWhereverItOccurs(word: String, text: String, words: [String]) throws {
        #expect(try TinyModel.segmenter("\(word) !").words(in: text) == words)
        #expect(try TinyModel.segmenter().words(in: text) != words)
    }

    @Test func ofOverlappingForcedWordsTheLeftAndLongerWins() throws {
        let segmenter = try TinyModel.segmenter("区电 !\n区电梯 !\n梯故障 !")
        #expect(segmenter.words(in: "小区电梯故障") == ["小", "区电梯", "故障"])
    }

    @Test func unusableWordsAreHarmless() throws {
        let entries = ["小区 电梯", " ", "\u{3000}", "𠀀𠀁", "\u{0}", ""].map { WordList.Entry(word: $0) }
        let list = WordList(entries: entries + [.init(word: "加装电梯"), .init(word: "加装电梯", frequency: .max)])
        let twice = WordList(entries: [.init(word: "加装电梯", frequency: .max), .init(word: "滨", frequency: -5)])
        let segmenter = try Segmenter(
            model: TinyModel.model.get(), dictionary: TinyModel.dictionary(), userLists: [list, twice])
        #expect(segmenter.words(in: "小区 电梯加装电梯𠀀𠀁\u{0}") == ["小区", "电梯", "加装电梯", "𠀀", "𠀁", "\u{0}"])
    }
}
