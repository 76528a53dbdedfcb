import ChineseSegmenter
import Testing

@Suite struct SegmentationConventionTests {
    static let text = """
        # 注释
        @numerals 一二三两十九五八〇
        @measures 年次批个月
        @keep 一个
        @surnames 王李
        这 是
        毛 泽东
        """

    static func convention() throws -> SegmentationConvention {
        try SegmentationConvention(text: text, path: "convention.txt")
    }

    @Test(arguments: [
        ("这是 一个 办法", "这 是 一个 办法"),
        ("两次 三年 十二月 一九五八年", "两 次 三 年 十二月 一九五八年"),
        ("毛泽东 说", "毛 泽东 说"),
        ("年次 一批", "年次 一 批"),
        ("\n第一 行\n\n第二 行", "\n第一 行\n\n第二 行"),
    ])
    func cutsATrainingText(text: String, expected: String) throws {
        #expect(try Self.convention().applied(to: text) == expected)
    }

    @Test func takesWordsOutOfAList() throws {
        let list = WordList(
            text: "这是 9 r\n一个 9 m\n一批 9 m\n王小明 3 nr\n李子 3 nr\n王者风范 3 nr\n李宁 3 nz\n小区 5 n", path: "list")
        let words = try Self.convention().applied(to: list, corpus: "李子 树").entries.map(\.word)
        #expect(words == ["一个", "李子", "王者风范", "李宁", "小区"])
    }

    @Test func cuttingTwiceChangesNothing() throws {
        let convention = try Self.convention()
        let once = convention.applied(to: "这是 两批 一九五八年 一个 毛泽东 两 批")
        #expect(convention.applied(to: once) == once)
    }

    @Test(arguments: ["@unknown 一", "独词"])
    func anUnusableLineIsNamed(line: String) {
        let error = #expect(throws: DictionaryError.self) {
            try SegmentationConvention(text: "这 是\n\(line)", path: "convention.txt")
        }
        #expect(error?.description.contains("convention.txt 第 2 行") == true)
    }

    @Test func frequenciesAreCounted() {
        let list = WordList(text: "小区 500 n\n电梯 1 n\n故障 7 n", path: "list")
        let counted = list.counted(in: "小区 电梯 电梯\n小区 的 电梯")
        #expect(counted.entries.map(\.frequency) == [2, 3, 0])
        #expect(counted.entries.map(\.tag) == ["n", "n", "n"])
    }
}
