/// A text in its three forms, with the way back from what matching found to what people are shown.
///
/// A keyword found in `match` can be marked in `shown`, although that one is written as it came (traditional characters,
/// full-width marks, line breaks) and has placeholders for personal data, and `match` has neither.
public struct LocatedText: Sendable {
    /// The text as received.
    public let original: String
    /// The text as written, personal data masked.
    public let shown: String
    /// The text for matching.
    public let match: NormalizedText
    private let spans: [MaskSpan]
    private let map: RangeMap

    init(original: String, masked: MaskedText, pipeline: NormalizationPipeline) {
        self.original = original
        shown = masked.text
        spans = masked.spans
        let (match, steps) = pipeline.mapped(Masker.removing(masked.spans, from: original))
        self.match = match
        map = steps
    }

    /// Where bytes of the match text stand in the original. Personal data between them is within the range; a range
    /// that is not empty never leads to an empty one. O(edits).
    public func originalRange(ofMatch range: Range<Int>) -> Range<Int> {
        let kept = map.source(of: range)
        // What was removed before the first byte stays outside, what was removed before the end only where it is inside.
        var removed = 0
        var lower = kept.lowerBound
        var upper = kept.upperBound
        for span in spans {
            let at = span.range.lowerBound - removed
            if at <= kept.lowerBound { lower += span.range.count }
            if kept.isEmpty ? at <= kept.lowerBound : at < kept.upperBound { upper += span.range.count }
            removed += span.range.count
        }
        return lower..<upper
    }

    /// Where bytes of the match text stand in the shown one. O(edits).
    public func shownRange(ofMatch range: Range<Int>) -> Range<Int> {
        let original = originalRange(ofMatch: range)
        return shown(original.lowerBound)..<shown(original.upperBound)
    }

    /// The place in the shown text of a place in the original that is inside no span.
    private func shown(_ place: Int) -> Int {
        spans.reduce(place) { sum, span in
            span.range.upperBound <= place ? sum + span.replacement.utf8.count - span.range.count : sum
        }
    }
}
