import ChineseSegmenter
import Testing

/// Rules hold whatever the model says; so each is tried with neighbours on both sides too.
@Suite struct SegmenterRuleTests {
    @Test(arguments: [
        "A3区", "K9县", "A区", "AB12路", "2019", "4S", "A3", "3.5", "3.5%", "3.5％", "1,000", "2019/1/7", "10:30",
        "http://a.cn/b?c=1", "a-b@c.cn", "３５", "ＡＢ", "……", "——", "………", "，", "。", "“", "(", "😀", "𠀀", "\u{FEFF}",
    ])
    func isOneToken(text: String) throws {
        let segmenter = try TinyModel.segmenter()
        #expect(segmenter.words(in: text) == [text])
        #expect(segmenter.words(in: "小区\(text)电梯").contains(text))
        #expect(segmenter.words(in: "，\(text)，") == ["，", text, "，"])
    }

    @Test(arguments: [
        ("A3区噪音", ["A3区", "噪音"]),
        ("噪音3.5%,dB", ["噪音", "3.5%", ",", "dB"]),
        ("a,b", ["a", ",", "b"]),
        ("3,", ["3", ","]),
        ("\u{FEFF}小区😀🏘", ["\u{FEFF}", "小区", "😀", "🏘"]),
        ("噪音：2019", ["噪音", "：", "2019"]),
        ("解决了……小区", ["解决", "了", "……", "小区"]),
    ])
    func cutsBetween(text: String, words: [String]) throws {
        #expect(try TinyModel.segmenter().words(in: text) == words)
    }

    @Test(arguments: [
        ("2019年", ["2019年"]), ("19年3月", ["19年", "3月"]), ("3年", ["3", "年"]), ("120年", ["120", "年"]),
        ("1月", ["1月"]), ("27日", ["27日"]), ("２７日", ["２７日"]), ("20万", ["20万"]), ("1.5亿", ["1.5亿"]),
        ("第3", ["第3"]), ("第一", ["第一"]), ("2019年1月27日", ["2019年", "1月", "27日"]),
    ])
    func numbersTakeTheirUnits(text: String, words: [String]) throws {
        let segmenter = try TinyModel.segmenter()
        #expect(segmenter.words(in: text) == words)
        #expect(segmenter.words(in: "，\(text)，") == ["，"] + words + ["，"])
    }

    /// Where 年 begins a word of its own, digits are apart; the model decides how the rest is cut.
    @Test(arguments: ["90年代", "3年级", "2019年度", "500日元", "3日内"])
    func unitsThatBeginAnotherWord(text: String) throws {
        let words = try TinyModel.segmenter().words(in: text)
        let digits = String(text.prefix { $0.isNumber })
        if text.contains("年") { #expect(words[0] == digits) }
        #expect(words.joined() == text)
    }

    @Test func kindsTellWhatATokenIsMadeOf() throws {
        let segmenter = try TinyModel.segmenter()
        var text = "小区 3.5% A3区 4S 。"
        var tokens: [Token] = []
        text.withUTF8 { segmenter.segment($0, using: .init(), into: &tokens) }
        #expect(tokens.filter { $0.kind != .space }.map(\.kind) == [.word, .number, .latin, .latin, .symbol])
        #expect(tokens.count == 9)
    }
}
