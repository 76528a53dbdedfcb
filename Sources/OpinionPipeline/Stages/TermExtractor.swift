import ChineseSegmenter
import TermVectors

/// Turns a record's matching texts into weighted terms.
///
/// Terms are words of two and more characters that are no stop words, variants replaced by their canonical word; codes
/// and placeholders such as `A3区`; and pairs of neighbouring single characters, which stand for names that no
/// dictionary knows. A term of the title counts `titleWeight` times; pairs of neighbouring Han characters of the title
/// add `pairWeight` under a name of their own.
package struct TermExtractor: Sendable {
    let segmenter: Segmenter
    let lexicon: Lexicon
    let settings: RunConfiguration.TermSettings

    package init(segmenter: Segmenter, lexicon: Lexicon, settings: RunConfiguration.TermSettings) {
        self.segmenter = segmenter
        self.lexicon = lexicon
        self.settings = settings
    }

    /// One thread's buffers.
    package struct Buffers {
        let scratch = Segmenter.Scratch()
        var tokens: [Token] = []
        var term: [UInt8] = []

        package init() {}
    }

    /// Adds one document to the counts. O(length of the texts).
    package func extract(title: String, body: String, into counts: inout TermCounts, _ buffers: inout Buffers) {
        var title = title
        var body = body
        title.withUTF8 { bytes in
            extract(bytes, weight: Float(settings.titleWeight), into: &counts, &buffers)
            if settings.pairWeight > 0 { pairs(bytes, into: &counts, &buffers) }
        }
        body.withUTF8 { extract($0, weight: 1, into: &counts, &buffers) }
        counts.endDocument()
    }

    private func extract(
        _ bytes: UnsafeBufferPointer<UInt8>, weight: Float, into counts: inout TermCounts, _ buffers: inout Buffers
    ) {
        buffers.tokens.removeAll(keepingCapacity: true)
        segmenter.segment(bytes, using: buffers.scratch, into: &buffers.tokens)
        var single: Range<Int>?
        for token in buffers.tokens {
            let text = UnsafeBufferPointer(rebasing: bytes[token.range])
            switch token.kind {
            case .space, .symbol, .number: single = nil
            case .latin:
                single = nil
                guard text.count > 1 else { continue }
                buffers.term.removeAll(keepingCapacity: true)
                for byte in text { buffers.term.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
                buffers.term.withUnsafeBufferPointer { counts.add($0, weight: weight) }
            case .word:
                let found = lexicon.look(text)
                guard !found.flags.contains(.stop) else {
                    single = nil
                    continue
                }
                // Han characters of the basic plane take three bytes.
                if text.count <= 4 {
                    if let before = single, before.upperBound == token.range.lowerBound {
                        counts.add(
                            UnsafeBufferPointer(rebasing: bytes[before.lowerBound..<token.range.upperBound]),
                            weight: weight)
                    }
                    single = token.range
                } else {
                    single = nil
                    if let canonical = found.canonical {
                        counts.add(canonical, weight: weight)
                    } else {
                        counts.add(text, weight: weight)
                    }
                }
            }
        }
    }

    /// Pairs of neighbouring Han characters, marked with a leading `#`.
    private func pairs(_ bytes: UnsafeBufferPointer<UInt8>, into counts: inout TermCounts, _ buffers: inout Buffers) {
        guard bytes.count >= 6 else { return }
        for start in 0...(bytes.count - 6) {
            // Lead bytes E4 to E9 are the Han characters of the basic plane.
            guard (0xE4...0xE9).contains(bytes[start]), (0xE4...0xE9).contains(bytes[start + 3]) else { continue }
            buffers.term.removeAll(keepingCapacity: true)
            buffers.term.append(UInt8(ascii: "#"))
            buffers.term.append(contentsOf: bytes[start..<(start + 6)])
            buffers.term.withUnsafeBufferPointer { counts.add($0, weight: Float(settings.pairWeight)) }
        }
    }
}
