import OpinionPipeline
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct TextMarksTests {
    private static func marks(_ texts: [(title: String, body: String)]) -> TextMarks {
        var marks = TextMarks()
        for text in texts { marks.add(title: text.title, body: text.body) }
        return marks
    }

    private static func numbers(_ body: String) -> [UInt32] { marks([("", body)]).numbers.entries }

    @Test(arguments: [
        ("地铁3号线", "地铁三号线"), ("12路公交", "十二路公交"), ("20栋", "二十栋"), ("两期工程", "二期工程"), ("139路", "139路车"),
        ("k3路", "K3路"),
    ])
    func sameNumber(_ one: String, _ other: String) {
        #expect(!Self.numbers(one).isEmpty)
        #expect(Self.numbers(one) == Self.numbers(other))
    }

    @Test(arguments: [("3号线", "4号线"), ("3号线", "3路"), ("K3路", "3路"), ("12路", "2路"), ("二十一栋", "二十栋")])
    func differentNumber(_ one: String, _ other: String) {
        #expect(Self.numbers(one) != Self.numbers(other))
    }

    @Test(arguments: ["号线", "三", "2024", "123456789012345路", "一二三四五路", "第3", "路3"])
    func noNumber(_ text: String) { #expect(Self.numbers(text).isEmpty) }

    @Test func spacesAndLineBreaksDoNotPartCharacters() {
        let plain = Self.marks([("路灯不亮", "路灯坏了")])
        let spaced = Self.marks([("路灯 不亮", "路灯\n\t坏了")])
        #expect(plain.letters.entries == spaced.letters.entries)
        #expect(plain.heads.entries == spaced.heads.entries)
    }

    @Test func punctuationAndLatinPartCharacters() {
        #expect(Self.marks([("路。灯", "a路b灯")]).letters.entries.isEmpty)
        #expect(Self.marks([("路", "灯")]).letters.entries.isEmpty)
    }

    @Test func theHeadEnds() {
        let long = String(repeating: "啊", count: TextMarks.headLength) + "路灯"
        #expect(Self.marks([("", long)]).letters.entries.count == 3)
        #expect(Self.marks([("", long)]).heads.entries.count == 1)
    }

    @Test func brokenAndForeignTextIsNoTrouble() {
        let marks = Self.marks([("😀é", "\u{0}𠀀龥鿿"), ("", "")])
        #expect(marks.letters.count == 2)
        #expect(marks.letters.entries.count == 1)
    }
}
