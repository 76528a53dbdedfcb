import ChineseSegmenter
import OpinionTestSupport
import Testing

/// The kinds of user rules as a table: each alone, each against each, and against the segmenter's own rules.
@Suite struct UserRuleTests {
    @Test(arguments: [
        // Never split: no boundary inside, longer tokens allowed.
        ("区电 +", "小区电梯", ["小区电梯"]),
        ("梯经 +", "小区电梯经常故障", ["小区", "电梯经常", "故障"]),
        ("《噪音》 +", "希望《噪音》", ["希望", "《噪音》"]),
        ("3,0 +", "噪音3,0", ["噪音", "3,0"]),
        // Two that overlap hold both.
        ("区电 +\n梯经 +", "小区电梯经常", ["小区电梯经常"]),
        // Never join: always a boundary.
        ("小/区 /", "小区电梯", ["小", "区", "电梯"]),
        ("研/究/生 /", "研究生", ["研", "究", "生"]),
        ("A/3 /", "A3区噪音", ["A", "3区", "噪音"]),
        ("…/… /", "……电梯", ["…", "…", "电梯"]),
        // Full-width marks.
        ("小／区 ／", "小区", ["小", "区"]),
        ("区电 ！", "小区电梯", ["小", "区电", "梯"]),
        ("区电 ＋", "小区电梯", ["小区电梯"]),
        // Without the mark a slash is a character.
        ("小/区", "小区电梯", ["小区", "电梯"]),
    ])
    func eachAlone(list: String, text: String, words: [String]) throws {
        #expect(try TinyModel.segmenter(list).words(in: text) == words)
    }

    @Test(arguments: [
        // Forced before never split: the rest of the unsplit word holds together.
        ("电梯 !\n区电梯经 +", "小区电梯经常", ["小区", "电梯", "经常"]),
        // A cut before never split and forced, of different strings of different lists.
        ("小区电 +|小/区 /", "小区电梯", ["小", "区电梯"]),
        ("小区电 !|小/区 /", "小区电梯", ["小", "区", "电梯"]),
        ("小/区 /|小区电 !", "小区电梯", ["小", "区", "电梯"]),
        // A forced word that a cut goes through gives way to a shorter one.
        ("区电 !\n区电梯 !|电/梯 /", "小区电梯", ["小", "区电", "梯"]),
        // Preferred gives way to all others.
        ("小区电梯|小/区 /", "小区电梯", ["小", "区", "电梯"]),
        ("小区电梯\n电 !", "小区电梯", ["小区", "电", "梯"]),
        ("加装\n装电 +", "加装电梯", ["加装电梯"]),
        // Preferred words obey the rules of letters, digits and punctuation; a shorter one is taken instead.
        ("《噪音》\n噪音扰", "《噪音》", ["《", "噪音", "》"]),
        ("噪音扰民。\n噪音扰民", "噪音扰民。", ["噪音扰民", "。"]),
    ])
    func eachAgainstOthers(lists: String, text: String, words: [String]) throws {
        #expect(try Self.segmenter(lists.split(separator: "|").map(String.init)).words(in: text) == words)
    }

    /// A later list replaces what an earlier one says of the same characters.
    @Test(arguments: [
        (["区电 !", "区电 n"], ["小区", "电梯"]),
        (["区电 n", "区电 !"], ["小", "区电", "梯"]),
        (["区/电 /", "区电 +"], ["小区电梯"]),
        (["区电 +", "区/电 /"], ["小区", "电梯"]),
        (["小/区 /", "小区 n"], ["小区", "电梯"]),
    ])
    func theLaterListWins(lists: [String], words: [String]) throws {
        let found = try Self.segmenter(lists).words(in: "小区电梯")
        // A preferred word in running text is the model's choice; that it is no longer forced is the point.
        if lists[1].hasSuffix("n"), lists[0].hasPrefix("区电") {
            #expect(found == (try Self.segmenter([lists[1]]).words(in: "小区电梯")))
        } else {
            #expect(found == words)
        }
    }

    @Test(arguments: ["区电 !\n区电 n", "区电 n\n区电 !", "区电 +\n区电 !", "区电 !\n区电 +"])
    func inOneListTheStrongerRuleWins(list: String) throws {
        #expect(try TinyModel.segmenter(list).words(in: "小区电梯") == ["小", "区电", "梯"])
    }

    /// A mark is no part of speech: the one beside it counts, else the general list's.
    @Test(arguments: [("电梯 !", "n"), ("电梯 x!", "x"), ("电梯 3 vn+", "vn"), ("区电 !", ""), ("电梯", "n")])
    func marksAreNoPartsOfSpeech(list: String, tag: String) throws {
        let segmenter = try TinyModel.segmenter(list)
        let word = list.prefix(2)
        #expect(segmenter.segment("小区电梯").first { $0.text == word }?.partOfSpeech ?? "" == tag)
        #expect(!segmenter.tags.contains { $0.contains("!") || $0.contains("+") })
    }

    /// What the rule is for: in running text the word holds wherever both its ends are boundaries.
    @Test func preferredWordsHoldInRunningText() throws {
        let segmenter = try TinyModel.segmenter("老旧小区\n加装电梯\n噪音扰民")
        #expect(segmenter.words(in: "老旧小区加装电梯") == ["老旧小区", "加装电梯"])
        #expect(segmenter.words(in: "希望解决老旧小区噪音扰民") == ["希望", "解决", "老旧小区", "噪音扰民"])
    }

    static func segmenter(_ lists: [String]) throws -> Segmenter {
        try Segmenter(
            model: TinyModel.model.get(), dictionary: TinyModel.dictionary(),
            userLists: lists.map { WordList(text: $0, path: "u") })
    }
}
