import OpinionIngest
import OpinionTestSupport
import Testing

@Suite struct AmountParserTests {
    @Test(arguments: [
        ("3万元", 3_000_000), ("叁万元整", 3_000_000), ("1,200.50元", 120_050), ("1200元", 120_000), ("￥58.8", 5_880),
        ("¥58", 5_800), ("１２００元", 120_000), ("三千五百块", 350_000), ("两百块钱", 20_000), ("2元5角", 250), ("3块5毛", 350),
        ("五元零五分", 505), ("12元3角4分", 1_234), ("1.5亿元", 15_000_000_000), ("1.2345万元", 1_234_500),
        ("人民币壹仟贰佰元伍角整", 120_050), ("RMB 300", 30_000), ("3万5千元", 3_500_000), ("1万2000元", 1_200_000),
        ("十二元", 1_200), ("二十万元", 20_000_000), ("一二〇〇元", 120_000), ("三万零五十元", 3_005_000), ("0.5元", 50),
        ("1,234,567元", 123_456_700), ("5角", 50), (" 200 元 ", 20_000), ("3000万元", 3_000_000_000), ("2千元", 200_000),
        ("一亿三千万元", 13_000_000_000), ("壹拾元整", 1_000), ("200多元", 20_000), ("1万亿元", 100_000_000_000_000),
        ("叄萬圓整", 3_000_000), ("參萬圓整", 3_000_000),
    ]) func readsSums(text: String, fen: Int64) {
        #expect(AmountParser.parse(text)?.fen == fen, "\(text)")
    }

    @Test(arguments: [
        "", "3万", "1200", "三万五元", "3万5元", "1,2元", "12,34元", "元", "1.234元", "99999999999999999999元",
        "9223372036854775807元",
        "元月", "3元月", "三块石板", "两毛坯", "十十元", "万元", "百千元", "三三元", "1.2.3元", "约", "5分",
    ]) func leavesWhatIsNoSum(text: String) { #expect(AmountParser.parse(text) == nil, "\(text)") }

    @Test func findsSumsInSentences() {
        let text = "物业费从每月1.2元涨到2.5元，押金叁仟元整不退，共花了3万5千元，2023年5月1日修过3次。"
        let bytes = Array(text.utf8)
        let found = AmountParser.matches(in: text)
        #expect(found.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["1.2元", "2.5元", "叁仟元整", "3万5千元"])
        #expect(found.map(\.amount.fen) == [120, 250, 300_000, 3_500_000])
    }

    @Test func descriptionIsReadBack() {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<2_000 {
            let bounds: [Int64] = [100, 10_000, 1_000_000_000_000]
            let bound = bounds.randomElement(using: &generator) ?? 100
            let amount = Amount(fen: Int64.random(in: 0..<bound, using: &generator))
            #expect(AmountParser.parse(amount.description) == amount, "\(amount)")
        }
        #expect(Amount(fen: 5) < Amount(fen: 10) && "\(Amount(fen: 120_050))" == "1200.5元")
    }

    @Test func rangesAreWholeAndInOrderInAnyText() {
        var generator = SeededGenerator(seed: 33)
        let pieces =
            AwkwardTexts.short + [
                "3", "万", "元", "角", "分", "整", "￥", ",", ".", "五", "千", "亿", "零", " ", "块", "RMB", "人民币", "０", "多",
            ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let bytes = Array(text.utf8)
            var at = 0
            for match in AmountParser.matches(in: text) {
                #expect(match.range.lowerBound >= at && !match.range.isEmpty && match.range.upperBound <= bytes.count)
                #expect(String(validating: bytes[match.range], as: UTF8.self) != nil)
                #expect(match.amount.fen >= 0)
                at = match.range.upperBound
            }
        }
    }
}
