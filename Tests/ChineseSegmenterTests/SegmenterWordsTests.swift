import ChineseSegmenter
import OpinionTestSupport
import Testing

/// The convenient calls over strings.
@Suite struct SegmenterWordsTests {
    @Test func wordsCarryTextRangeKindAndPartOfSpeech() throws {
        let text = "小区 加装3部电梯😀"
        let words = try TinyModel.segmenter("加装 need").segment(text)
        #expect(words.map { text[$0.range] } == words.map(\.text))
        #expect(words.prefix(3).map(\.partOfSpeech) == ["n", "", "need"])
        #expect(words.prefix(3).map(\.kind) == [.word, .space, .word])
        #expect(words.last?.kind == .symbol && words.last?.text == "😀")
    }

    /// Ranges are those of the string that was given, a slice of another too.
    @Test func aSliceIsSegmentedInItsOwnIndices() throws {
        let whole = "居民希望小区电梯。"
        let slice = whole.dropFirst(4).dropLast()
        let words = try TinyModel.segmenter().segment(slice)
        #expect(words.map(\.text) == ["小区", "电梯"])
        #expect(words.map { whole[$0.range] } == ["小区", "电梯"])
    }

    @Test(arguments: ["", " ", "e\u{301}小区", "👨‍👩‍👧电梯", "\r\n", "小区\u{0}"])
    func textsJoinBack(text: String) throws {
        let words = try TinyModel.segmenter("小区 !").segment(text)
        #expect(words.map { String($0.text) }.joined().unicodeScalars.elementsEqual(text.unicodeScalars))
    }

    /// Lists one by one and in an array are the same; later ones win.
    @Test func listsMayBeGivenOneByOne() throws {
        let lists = ["区电 !", "区电 +"].map { WordList(text: $0, path: "u") }
        let segmenter = try Segmenter(
            model: TinyModel.model.get(), dictionaries: TinyModel.dictionary(), lists[0], lists[1])
        #expect(segmenter.words(in: "小区电梯") == ["小区电梯"])
        #expect(try UserRuleTests.segmenter(["区电 !", "区电 +"]).words(in: "小区电梯") == ["小区电梯"])
    }

    @Test func aFolderWithoutTheFilesIsAnError() throws {
        let folder = try TemporaryFolder()
        #expect(throws: DictionaryError.self) { try Segmenter(folder: folder.url.path) }
    }
}
