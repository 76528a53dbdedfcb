import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

@Suite struct NormalizerTests {
    private static let all: [any Normalizer] = [
        InvisibleRemover(), CompatibilityFolder(), PunctuationFolder(), MarkupRemover(), SimplifiedFolder(),
        WhiteSpaceFolder(),
    ]

    struct Row: Sendable {
        var normalizer: any Normalizer
        var source: String
        var result: String
        var changes: Int
    }

    private static let rows: [Row] = [
        Row(normalizer: InvisibleRemover(), source: "投\u{200B}诉\0", result: "投诉", changes: 2),
        Row(normalizer: InvisibleRemover(), source: "\u{202E}a\u{202C}\u{FEFF}b\u{AD}", result: "ab", changes: 4),
        Row(normalizer: InvisibleRemover(), source: "一\t二\n三\r四", result: "一\t二\n三\r四", changes: 0),
        Row(normalizer: InvisibleRemover(), source: "👨‍👩‍👧", result: "👨👩👧", changes: 2),
        Row(normalizer: CompatibilityFolder(), source: "Ａ３区，好！", result: "A3区,好!", changes: 4),
        Row(normalizer: CompatibilityFolder(), source: "１２㎡①。", result: "12m21。", changes: 4),
        Row(normalizer: CompatibilityFolder(), source: "cafe\u{301}", result: "caf\u{E9}", changes: 1),
        Row(normalizer: CompatibilityFolder(), source: "干净的文字", result: "干净的文字", changes: 0),
        Row(normalizer: CompatibilityFolder(), source: "ﷺ", result: "صلى الله عليه وسلم", changes: 1),
        Row(normalizer: PunctuationFolder(), source: "好！！！！。。。。", result: "好！。", changes: 6),
        Row(normalizer: PunctuationFolder(), source: "a------b=====c~~~d", result: "a-b=c~d", changes: 11),
        Row(normalizer: PunctuationFolder(), source: "一-=-=-=-=-二★☆★☆", result: "一 二 ", changes: 13),
        Row(normalizer: PunctuationFolder(), source: "http://a.cn C++ 3.5", result: "http://a.cn C++ 3.5", changes: 0),
        Row(normalizer: MarkupRemover(), source: "一&nbsp;二<br/>三", result: "一 二 三", changes: 11),
        Row(normalizer: MarkupRemover(), source: "<font color=\"red\">红</font>", result: " 红 ", changes: 25),
        Row(normalizer: MarkupRemover(), source: "&amp;amp;nbsp;", result: " ", changes: 16),
        Row(normalizer: MarkupRemover(), source: "<b<br>r>", result: "<b r>", changes: 4),
        Row(normalizer: MarkupRemover(), source: "A<B，<云桥村>，a&b；x > y", result: "A<B，<云桥村>，a&b；x > y", changes: 0),
        Row(normalizer: MarkupRemover(), source: "&#20013;&#x6587;", result: "中文", changes: 16),
        Row(normalizer: SimplifiedFolder(), source: "電梯維護費", result: "电梯维护费", changes: 4),
        Row(normalizer: SimplifiedFolder(), source: "电梯维护费", result: "电梯维护费", changes: 0),
        Row(normalizer: WhiteSpaceFolder(), source: "  路灯　不亮\n\tA3 区 ", result: "路灯不亮 A3 区", changes: 6),
        Row(normalizer: WhiteSpaceFolder(), source: "a  b", result: "a b", changes: 2),
        Row(normalizer: WhiteSpaceFolder(), source: "a b", result: "a b", changes: 0),
        Row(normalizer: WhiteSpaceFolder(), source: "\u{3000}\u{3000}", result: "", changes: 2),
    ]

    @Test func changesWhatItSays() {
        for row in Self.rows {
            let (text, changes) = row.normalizer.normalize(row.source)
            #expect(Array(text.utf8) == Array(row.result.utf8), "\(row.normalizer.name): \(row.source) → \(text)")
            #expect(changes == row.changes, "\(row.normalizer.name): \(row.source)")
        }
    }

    @Test func namesAreDistinct() { #expect(Set(Self.all.map(\.name)).count == Self.all.count) }

    private static func randomText(_ generator: inout SeededGenerator) -> String {
        let pieces =
            AwkwardTexts.short + [
                "电梯", "電", " ", "！", "!", "-", "=", "&", "nbsp", ";", "<", "b", "br", ">", "#", "x4e2d", "20013",
                "&amp;", "A",
                "３", "\u{301}", "\u{338}", "\n", "，", "title=", "/", "\u{200B}", "\u{FF9E}", "&＃", "；", "＜", "＞",
            ]
        let count = Int.random(in: 0...12, using: &generator)
        return (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }

    @Test func lawsHoldForEveryNormalizer() {
        var generator = SeededGenerator(seed: 3)
        let texts = AwkwardTexts.short + (0..<3_000).map { _ in Self.randomText(&generator) }
        for normalizer in Self.all {
            for text in texts {
                let once = normalizer.normalize(text)
                let again = normalizer.normalize(once.text)
                #expect(again.changes == 0, "\(normalizer.name): \(text.debugDescription)")
                #expect((once.changes == 0) == once.text.utf8.elementsEqual(text.utf8))
                #expect(String(validating: once.text.utf8, as: UTF8.self) != nil)
                #expect(normalizer.normalize(text).text == once.text)
            }
        }
    }

    /// Foundation is the other opinion, except on compatibility jamo, which it does not compose into syllables.
    @Test func compatibilityIsNFKC() {
        var generator = SeededGenerator(seed: 5)
        let folder = CompatibilityFolder()
        for _ in 0..<4_000 {
            let scalars = (0..<Int.random(in: 1...6, using: &generator)).map { _ -> Unicode.Scalar in
                let ranges: [ClosedRange<UInt32>] = [
                    0x20...0x7E, 0xA0...0x36F, 0x1100...0x11FF, 0x1E00...0x1FFF, 0x3000...0x30FF, 0x2460...0x24FF,
                    0x3300...0x33FF,
                    0x4E00...0x4FFF, 0xAC00...0xAD00, 0xF900...0xFAFF, 0xFF01...0xFF9F, 0x1D400...0x1D4FF,
                    0x2F800...0x2FA1D, 0x1F600...0x1F64F,
                ]
                let range = ranges.randomElement(using: &generator) ?? 0x20...0x7E
                return Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? " "
            }
            let text = String(String.UnicodeScalarView(scalars))
            let expected = text.precomposedStringWithCompatibilityMapping
            #expect(folder.normalize(text).text.utf8.elementsEqual(expected.utf8), "\(scalars)")
        }
    }

    @Test func jamoComposeIntoSyllables() {
        #expect(
            CompatibilityFolder().normalize("\u{3261}\u{315B}\u{032D}").text.utf8.elementsEqual("\u{B1E8}\u{32D}".utf8))
    }

    @Test func invalidBytesDoNotTrap() {
        var generator = SeededGenerator(seed: 9)
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            for normalizer in Self.all {
                var output: [UInt8] = []
                let changes = bytes.withUnsafeBufferPointer { normalizer.normalize($0, into: &output) }
                #expect(changes >= 0)
            }
        }
    }
}
