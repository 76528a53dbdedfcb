/// Two maskings after one another as one: the spans of the first over the source, those of the second over what the
/// first one wrote.
enum SpanComposition {
    /// The spans over the source that give the second masking's text at once. Where a span of the second takes in
    /// something of what the first wrote, both become one span. O(spans and their bytes).
    ///
    /// - Parameters:
    ///   - first: spans of the source, ascending, without overlap.
    ///   - second: spans of `middle`, ascending, without overlap.
    ///   - middle: the source with the first spans replaced.
    static func composed(_ first: [MaskSpan], then second: [MaskSpan], middle: [UInt8]) -> [MaskSpan] {
        var result: [MaskSpan] = []
        result.reserveCapacity(first.count + second.count)
        var (one, two) = (0, 0)
        // How much longer `middle` is than the source up to here.
        var shift = 0
        while one < first.count || two < second.count {
            let (firstOne, firstTwo, shiftBefore) = (one, two, shift)
            // The next stretch of `middle` that either of the two wrote, grown by all spans that overlap it.
            var stretch = next(first, one, shift, second, two)
            while true {
                if one < first.count, overlaps(written(first[one], shift), stretch) {
                    stretch = union(written(first[one], shift), stretch)
                    shift += first[one].replacement.utf8.count - first[one].range.count
                    one += 1
                } else if two < second.count, overlaps(second[two].range, stretch) {
                    stretch = union(second[two].range, stretch)
                    two += 1
                } else {
                    break
                }
            }
            if one == firstOne, two == firstTwo { break }
            if two == firstTwo {
                result.append(first[firstOne])
            } else {
                result.append(
                    MaskSpan(
                        kind: second[firstTwo].kind,
                        range: (stretch.lowerBound - shiftBefore)..<(stretch.upperBound - shift),
                        replacement: replaced(middle, stretch, second[firstTwo..<two])))
            }
        }
        return result
    }

    /// The earlier one of the next spans, in `middle`.
    private static func next(
        _ first: [MaskSpan], _ one: Int, _ shift: Int, _ second: [MaskSpan], _ two: Int
    ) -> Range<Int> {
        guard one < first.count else { return second[two].range }
        let range = written(first[one], shift)
        return two < second.count && second[two].range.lowerBound < range.lowerBound ? second[two].range : range
    }

    /// Where a first span's replacement stands in `middle`.
    private static func written(_ span: MaskSpan, _ shift: Int) -> Range<Int> {
        let start = span.range.lowerBound + shift
        return start..<(start + span.replacement.utf8.count)
    }

    private static func overlaps(_ range: Range<Int>, _ stretch: Range<Int>) -> Bool {
        range.lowerBound < stretch.upperBound && range.upperBound > stretch.lowerBound
    }

    private static func union(_ left: Range<Int>, _ right: Range<Int>) -> Range<Int> {
        min(left.lowerBound, right.lowerBound)..<max(left.upperBound, right.upperBound)
    }

    /// A stretch of `middle` with the second spans in it replaced.
    private static func replaced(_ middle: [UInt8], _ stretch: Range<Int>, _ spans: ArraySlice<MaskSpan>) -> String {
        var output: [UInt8] = []
        var copied = stretch.lowerBound
        for span in spans {
            output += middle[copied..<span.range.lowerBound]
            output += span.replacement.utf8
            copied = span.range.upperBound
        }
        output += middle[copied..<stretch.upperBound]
        return String(decoding: output, as: UTF8.self)
    }
}
