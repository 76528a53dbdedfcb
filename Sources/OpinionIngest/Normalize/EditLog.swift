/// What a normaliser replaced: where in its input and where in its output, in UTF-8 bytes.
///
/// An edit may delete (empty output) and never inserts between two untouched bytes. A log that is off costs a comparison
/// a replacement.
public struct EditLog: Sendable, Equatable {
    /// A replaced stretch.
    public struct Edit: Sendable, Equatable {
        /// Where it stood in the input; not empty.
        public var source: Range<Int>
        /// Where its replacement stands in the output; may be empty.
        public var output: Range<Int>
    }

    /// Whether edits are wanted.
    public let isOn: Bool
    /// The edits from left to right, without overlaps.
    public private(set) var edits: [Edit] = []

    /// A log that keeps edits, or one that ignores them.
    public init(isOn: Bool) { self.isOn = isOn }

    /// Records a replacement; they come from left to right. O(1).
    @inline(__always)
    public mutating func record(source: Range<Int>, output: Range<Int>) {
        if isOn { edits.append(Edit(source: source, output: output)) }
    }

    /// Records that the output from `start` on was replaced once more, by what ends at `end` and stands for the input up
    /// to `sourceEnd`: edits inside become one. O(edits taken back).
    mutating func replaceEnd(from start: Int, to end: Int, sourceEnd: Int) {
        guard isOn else { return }
        var source = Int.max
        while let last = edits.last, last.output.lowerBound >= start {
            source = last.output.lowerBound == start ? last.source.lowerBound : source
            edits.removeLast()
        }
        if source == .max {
            source = (edits.last?.source.upperBound ?? 0) + start - (edits.last?.output.upperBound ?? 0)
        }
        edits.append(Edit(source: source..<sourceEnd, output: start..<end))
    }
}

/// Leads from the places of a normalised text back to those of the text that it was made from.
///
/// Laws: bytes that no normaliser touched lead to themselves; a range that is not empty leads to one that is not empty and
/// begins and ends between characters; of two ranges the one that begins earlier never leads further right. A range that
/// cuts a replaced stretch leads to the whole of it, so what is shown is never half a character or half a mark-up.
public struct RangeMap: Sendable, Equatable {
    /// The edits of each step, the first step first; steps without edits are left out.
    private var steps: [[EditLog.Edit]] = []

    /// The map of a text that nothing changed.
    public init() {}

    /// Adds a step that took the output of the steps before it as its input.
    public mutating func append(_ log: EditLog) {
        if !log.edits.isEmpty { steps.append(log.edits) }
    }

    /// Where the bytes `range` of the normalised text came from. O(steps · log edits).
    public func source(of range: Range<Int>) -> Range<Int> {
        var range = range
        for edits in steps.reversed() { range = Self.source(of: range, edits) }
        return range
    }

    private static func source(of range: Range<Int>, _ edits: [EditLog.Edit]) -> Range<Int> {
        // The last edit whose output begins at or before the position, deletions at the position counted as before it.
        let lower: Int
        if let edit = last(edits, where: { $0.output.lowerBound <= range.lowerBound }) {
            lower =
                edit.output.upperBound > range.lowerBound
                ? edit.source.lowerBound : edit.source.upperBound + range.lowerBound - edit.output.upperBound
        } else {
            lower = range.lowerBound
        }
        if range.isEmpty { return lower..<lower }
        // For the end, only edits that begin before it: a deletion at the end stays outside.
        let upper: Int
        if let edit = last(edits, where: { $0.output.lowerBound < range.upperBound }) {
            upper =
                edit.output.upperBound >= range.upperBound
                ? edit.source.upperBound : edit.source.upperBound + range.upperBound - edit.output.upperBound
        } else {
            upper = range.upperBound
        }
        return lower..<max(lower, upper)
    }

    /// The last edit for which the condition, true for a beginning of the list, holds.
    private static func last(_ edits: [EditLog.Edit], where condition: (EditLog.Edit) -> Bool) -> EditLog.Edit? {
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if condition(edits[middle]) { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? edits[low - 1] : nil
    }
}
