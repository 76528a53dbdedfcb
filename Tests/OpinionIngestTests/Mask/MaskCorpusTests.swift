import OpinionIngest
import Testing

/// Recall and precision on the hand-made spans.
@Suite struct MaskCorpusTests {
    /// The floors hold on both parts; only the tuned part says which lines differ, because nothing may be changed to
    /// please a line of the held part.
    @Test(arguments: ["tuned", "held"]) func reachesTheFloors(part: String) throws {
        let corpus = try MaskCorpus(part)
        let score = MaskScore(Masker(), on: corpus)
        let shown = score.summary + (part == "tuned" ? "\n" + score.differences.joined(separator: "\n") : "")
        let all = score.sum(MaskKind.allCases)
        #expect(all.expected >= (part == "held" ? 100 : 200))
        #expect(score.sum(MaskScore.numbers).recall >= 0.98, "\(shown)")
        #expect(score.sum([.plate, .mail, .weChat, .houseNumber]).recall >= 0.95, "\(shown)")
        #expect(score.sum([.name]).recall >= 0.90, "\(shown)")
        #expect(all.precision >= 0.95, "\(shown)")
        for kind in MaskKind.allCases { #expect(score.sum([kind]).precision >= 0.90, "\(kind.rawValue): \(shown)") }
    }

    @Test func threeHundredSpansAndAsManyTextsWithout() throws {
        let lines = try MaskCorpus("tuned").lines + MaskCorpus("held").lines
        #expect(lines.reduce(0) { $0 + $1.spans.count } >= 400)
        #expect(lines.count { $0.spans.isEmpty } >= 300)
        #expect(Set(lines.map(\.text)).count == lines.count)
    }

    /// Bytes outside the spans are the source's own, and what is masked stays masked.
    @Test(arguments: ["tuned", "held"]) func unmaskedBytesAreIdentical(part: String) throws {
        for line in try MaskCorpus(part).lines {
            let masked = Masker().mask(line.text)
            let source = Array(line.text.utf8)
            var rebuilt: [UInt8] = []
            var at = 0
            for span in masked.spans {
                rebuilt += source[at..<span.range.lowerBound] + Array(span.replacement.utf8)
                at = span.range.upperBound
            }
            #expect(rebuilt + source[at...] == Array(masked.text.utf8))
            #expect(Masker().mask(masked.text).text == masked.text, "\(masked.text)")
        }
    }
}
