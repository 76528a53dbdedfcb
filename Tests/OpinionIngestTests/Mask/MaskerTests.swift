import OpinionIngest
import OpinionTestSupport
import Testing

@Suite struct MaskerTests {
    private let masker = Masker()

    @Test func findsWhatItMustAndNoMore() {
        var count = 0
        for (kinds, rows) in MaskPositives.all {
            for row in rows {
                let (text, ranges) = marked(row)
                let masked = masker.mask(text)
                #expect(masked.spans.map(\.range) == ranges, "\(row) → \(masked.text)")
                #expect(masked.spans.allSatisfy { kinds.contains($0.kind) }, "\(row) → \(masked.text)")
                count += ranges.count
            }
        }
        #expect(count >= 150)
    }

    @Test func leavesWhatIsNotPersonal() {
        for text in MaskNegatives.all {
            let masked = masker.mask(text)
            #expect(masked.text == text)
            #expect(masked.spans.isEmpty)
        }
        #expect(MaskNegatives.all.count >= 100)
    }

    @Test func leavesWhatIsNotPersonalBetweenOtherWords() {
        for text in MaskNegatives.names where text.hasSuffix("，") || text.hasSuffix("。") {
            let sentence = "领导您好。\(text)请帮助"
            #expect(masker.mask(sentence).text == sentence)
        }
    }

    @Test(arguments: [
        ("请联系张三13800000000", "请联系张某[手机号]"),
        ("联系人：欧阳锋，0571-88888888", "联系人：欧阳某，[电话号]"),
        ("本人张三，身份证330102199003071234", "本人张某，身份证[身份证号]"),
        ("丽苑3栋2单元501室，浙A12345", "丽苑3栋[门牌号]，[车牌号]"),
        ("卡号6222021001123456", "卡号[银行卡号]"),
        ("a1@example.com QQ12345678 微信abc123", "[邮箱] QQ[QQ号] 微信[微信号]"),
    ]) func showsNothingThatIdentifies(text: String, expected: String) {
        #expect(masker.mask(text).text == expected)
    }

    @Test func bytesOutsideTheSpansAreTheSource() {
        var generator = SeededGenerator(seed: 7)
        let pieces = MaskPositives.all.flatMap(\.rows).map { marked($0).text } + MaskNegatives.all + AwkwardTexts.short
        for _ in 0..<1_500 {
            let count = Int.random(in: 1...6, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let masked = masker.mask(text)
            var rebuilt: [UInt8] = []
            var removed: [UInt8] = []
            var at = 0
            let source = Array(text.utf8)
            for span in masked.spans {
                #expect(span.range.lowerBound >= at && !span.range.isEmpty && span.range.upperBound <= source.count)
                rebuilt += source[at..<span.range.lowerBound] + Array(span.replacement.utf8)
                removed += source[at..<span.range.lowerBound]
                at = span.range.upperBound
            }
            #expect(rebuilt + source[at...] == Array(masked.text.utf8))
            #expect(removed + source[at...] == Array(Masker.removing(masked.spans, from: text).utf8))
            #expect(masker.mask(text) == masked)
        }
    }

    @Test func maskedTextMasksToItself() {
        for row in MaskPositives.all.flatMap(\.rows) {
            let once = masker.mask(marked(row).text).text
            #expect(masker.mask(once).text == once)
        }
    }

    @Test func everyMobileNumberIsFoundInEverySurrounding() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<500 {
            let rest = (0..<9).map { _ in "\(Int.random(in: 0...9, using: &generator))" }.joined()
            let number = "1\(Int.random(in: 3...9, using: &generator))\(rest)"
            let before = ["电话", "，", "", "请打", "(", "：", "2019年"].randomElement(using: &generator) ?? ""
            let after = ["", "。", "谢谢", ")", "张先生", "\n"].randomElement(using: &generator) ?? ""
            let masked = masker.mask(before + number + after)
            #expect(masked.text == before + "[手机号]" + after)
        }
    }

    /// Quadratic work on 3 MB would take hours, so that the test ends is what it tells; no clock is read.
    @Test func longAndAwkwardTextsEnd() {
        for text in AwkwardTexts.short { #expect(masker.mask(text).text == text) }
        for piece in [
            "好", "1", "1 ", "1-", "@", "a@", "本人", "微信", "浙A", "3栋", "、", "12-", "vx", "联系人：", "同志", "等3人",
            "路1号", "村民", "\n", "敬上", "此致\n",
        ] {
            let text = String(repeating: piece, count: 3_000_000 / piece.utf8.count)
            #expect(masker.mask(text).spans.isEmpty, "\(piece)")
        }
    }

    /// Found by fuzzing: a plate right after a name is masked first, and then the name was one.
    /// And digits right behind an e-mail address were no phone number until the address was masked.
    @Test(arguments: [
        ("b@x.cn19940101001", "[邮箱][手机号]"),
        ("村民张三反浙Z·A0000\u{FFFD}9001", "村民张某[车牌号]\u{FFFD}9001"),
        ("联系人张三浙A12345停在门口", "联系人张某[车牌号]停在门口"),
    ])
    func whatStandsBesideASpanIsReadAsInTheMaskedText(text: String, expected: String) {
        let masked = masker.mask(text).text
        #expect(masked == expected)
        #expect(masker.mask(masked).text == masked)
    }

    /// Cues, digits, marks and names in any order: what a rule leaves beside a span that another one masked is read as it
    /// stands then. Found by fuzzing with digits around 卡号 and `q`.
    @Test func whateverStandsTogetherMasksToItself() {
        var generator = SeededGenerator(seed: 23)
        let pieces = [
            "卡号", "电话", "身份证", "QQ", "q", "微信", "vx", "联系人", "姓名：", "车牌", "编号", "家住", "村民", "张三", "李小红", "欧阳锋", "同志",
            "反映", "等3人", "62291990010990", "13800000000", "81234567", "19901", "005005", "622919900",
            "330102199003071234", "0571",
            "3栋", "2单元", "501室", "人民路", "12号", "浙A12345", "a@b.cn", "abc123", ";", "，", "、", "：", "-", " ", ".", "转",
            "元", "x",
            "\n", "此致", "[手机号]", "某", "@",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 2...9, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let masked = masker.mask(text)
            #expect(masker.mask(masked.text).text == masked.text, "\(text)")
            let source = Array(text.utf8)
            var rebuilt: [UInt8] = []
            var at = 0
            for span in masked.spans {
                #expect(span.range.lowerBound >= at && span.range.upperBound <= source.count, "\(text)")
                rebuilt += source[at..<span.range.lowerBound] + Array(span.replacement.utf8)
                at = span.range.upperBound
            }
            #expect(rebuilt + source[at...] == Array(masked.text.utf8), "\(text)")
        }
    }

    @Test func threadsAgree() async {
        let text = MaskPositives.all.flatMap(\.rows).map { marked($0).text }.joined(separator: "。")
        let expected = masker.mask(text)
        let masker = masker
        await withTaskGroup(of: MaskedText.self) { group in
            for _ in 0..<8 { group.addTask { masker.mask(text) } }
            for await result in group { #expect(result == expected) }
        }
    }
}
