import OpinionIngest
import OpinionTestSupport
import Testing

/// Ranges of normalised texts lead back to what they were made from.
@Suite struct RangeMapTests {
    private static let all: [any Normalizer] = [
        InvisibleRemover(), CompatibilityFolder(), PunctuationFolder(), MarkupRemover(), SimplifiedFolder(),
        WhiteSpaceFolder(),
    ]

    private static let pieces =
        AwkwardTexts.short + [
            "電梯", "维护", "Ａ３", "　", " ", "\n", "！！！", "-=-=-=", "&nbsp;", "&amp;", "nbsp;", "<br>", "<b", ">",
            "\u{200B}", "㎡", "①",
            "\u{301}", "e\u{301}", "가", "\u{1100}\u{1161}", "ﷺ", "；", "。", "x", "&#20013;", "<font color=\"red\">", "👨‍👩‍👧",
            "\u{338}",
        ]

    private static func text(_ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 0...12, using: &generator)
        return (0..<count).map { _ -> String in
            if Int.random(in: 0...4, using: &generator) > 0 { return pieces.randomElement(using: &generator) ?? "" }
            // Any code point at all.
            let value = UInt32.random(in: 0...0x2FFFF, using: &generator)
            return Unicode.Scalar(value).map { String(Character($0)) } ?? "好"
        }.joined()
    }

    /// The recorded edits, put into the input, give the output: nothing changed that the log does not know.
    @Test func editsRebuildTheOutput() {
        var generator = SeededGenerator(seed: 41)
        for _ in 0..<4_000 {
            var text = Self.text(&generator)
            for normalizer in Self.all {
                var output: [UInt8] = []
                var log = EditLog(isOn: true)
                let changes = text.withUTF8 { normalizer.normalize($0, into: &output, log: &log) }
                let source = Array(text.utf8)
                if changes == 0 { continue }
                var rebuilt: [UInt8] = []
                var at = 0
                for edit in log.edits {
                    #expect(edit.source.lowerBound >= at && !edit.source.isEmpty)
                    rebuilt += source[at..<edit.source.lowerBound]
                    #expect(rebuilt.count == edit.output.lowerBound, "\(normalizer.name) \(text.debugDescription)")
                    rebuilt += output[edit.output]
                    at = edit.source.upperBound
                }
                rebuilt += source[at...]
                #expect(rebuilt == output, "\(normalizer.name): \(text.debugDescription)")
            }
        }
    }

    /// Whole characters, in order, never empty, and untouched bytes are themselves.
    @Test func rangesLeadBackInOrder() {
        var generator = SeededGenerator(seed: 43)
        let pipeline = NormalizationPipeline.matching
        for _ in 0..<4_000 {
            let text = Self.text(&generator)
            let (normal, map) = pipeline.mapped(text)
            #expect(normal == pipeline.run(text))
            let source = Array(text.utf8)
            var at = 0
            var last = 0
            for scalar in normal.text.unicodeScalars {
                let range = at..<(at + UTF8.width(scalar))
                let origin = map.source(of: range)
                #expect(!origin.isEmpty && origin.upperBound <= source.count, "\(text.debugDescription)")
                #expect(origin.lowerBound >= last, "\(text.debugDescription)")
                #expect(String(validating: source[origin], as: UTF8.self) != nil, "\(text.debugDescription)")
                last = origin.lowerBound
                at = range.upperBound
            }
            if at > 0 {
                let whole = map.source(of: 0..<at)
                #expect(
                    pipeline.run(String(decoding: source[whole], as: UTF8.self)).text == normal.text || !whole.isEmpty)
            }
        }
    }

    @Test func aWordFoundForMatchingIsFoundAsWritten() {
        var generator = SeededGenerator(seed: 45)
        let pipeline = NormalizationPipeline.matching
        for _ in 0..<2_000 {
            let before = Self.text(&generator) + "好，"
            let after = "，好" + Self.text(&generator)
            let (normal, map) = pipeline.mapped(before + "電　梯维修" + after)
            guard let place = Self.find("电梯维修", in: normal.text) else { continue }
            let source = Array((before + "電　梯维修" + after).utf8)
            #expect(String(decoding: source[map.source(of: place)], as: UTF8.self) == "電　梯维修")
        }
    }

    @Test func leadsFromMatchingToWhatIsShown() {
        let normalizer = RecordNormalizer()
        let text = "聯繫人：張三豐１３８００００００００，住麗景苑3棟2單元501室，電梯　壞了！！！"
        let located = normalizer.located(text, sender: nil)
        let record = normalizer.normalize(
            Record(id: RecordID(rawValue: "1"), channel: .hotline, source: SourceRow(file: "a", row: 1), body: text))
        #expect(located.shown == record.maskedBody && located.match.text == record.matchBody)
        guard let place = Self.find("电梯坏了", in: located.match.text) else {
            Issue.record("\(located.match.text)")
            return
        }
        #expect(Self.piece(located.shown, located.shownRange(ofMatch: place)) == "電梯　壞了")
        #expect(Self.piece(located.original, located.originalRange(ofMatch: place)) == "電梯　壞了")
    }

    @Test func shownRangesAreWholeInAnyText() {
        var generator = SeededGenerator(seed: 47)
        let normalizer = RecordNormalizer()
        let personal = ["13800001234", "联系人：张三丰，", "浙Z12345", "a@example.com", "3栋2单元501室", "路灯"]
        for _ in 0..<2_000 {
            let text = (0..<4).map { _ in
                Self.text(&generator) + (personal.randomElement(using: &generator) ?? "")
            }.joined()
            let located = normalizer.located(text)
            let shown = Array(located.shown.utf8)
            var at = 0
            var last = 0
            for scalar in located.match.text.unicodeScalars {
                let range = at..<(at + UTF8.width(scalar))
                let place = located.shownRange(ofMatch: range)
                #expect(
                    place.lowerBound >= last && !place.isEmpty && place.upperBound <= shown.count,
                    "\(text.debugDescription)")
                if place.upperBound <= shown.count {
                    #expect(String(validating: shown[place], as: UTF8.self) != nil, "\(text.debugDescription)")
                }
                last = place.lowerBound
                at = range.upperBound
            }
        }
    }

    private static func find(_ word: String, in text: String) -> Range<Int>? {
        let bytes = Array(text.utf8)
        let needle = Array(word.utf8)
        guard bytes.count >= needle.count else { return nil }
        return (0...(bytes.count - needle.count)).first { bytes[$0..<($0 + needle.count)].elementsEqual(needle) }
            .map { $0..<($0 + needle.count) }
    }

    private static func piece(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }
}
