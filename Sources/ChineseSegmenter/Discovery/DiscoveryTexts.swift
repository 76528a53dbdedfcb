extension WordDiscovery {
    /// Texts on their way into a search: characters with the segmenter's boundaries, four bytes each.
    ///
    /// Made by `WordDiscovery.texts()`; the order in which texts are added decides nothing.
    public struct Texts {
        let segmenter: Segmenter
        let stopWords: Set<String>
        let opaque: [[UInt8]]
        let limit: Int
        private let scratch = Segmenter.Scratch()
        private var tokens: [Token] = []
        /// One cell a character, a separator before, between and after the texts.
        var cells: [UInt32] = [0]
        /// The first cell of each text.
        var starts: [UInt32] = []

        init(segmenter: Segmenter, stopWords: Set<String>, opaque: [String], limit: Int) {
            self.segmenter = segmenter
            self.stopWords = stopWords
            self.opaque = opaque.map { Array($0.utf8) }.filter { !$0.isEmpty }
            self.limit = limit
        }

        /// The number of texts, copies included.
        public var count: Int { starts.count }
        /// The number of characters.
        public var characters: Int { cells.count - 1 - starts.count }

        /// Adds one text. O(length).
        ///
        /// - Throws: `WordDiscoveryError.tooMuchText`.
        public mutating func add(_ text: some StringProtocol) throws {
            var copy = String(text)
            try copy.withUTF8 { try add($0) }
        }

        /// Adds one text of UTF-8 bytes; broken bytes separate words. O(length).
        ///
        /// - Throws: `WordDiscoveryError.tooMuchText`.
        public mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) throws {
            guard bytes.count / 4 + characters <= limit, bytes.count < Int(Int32.max) else {
                throw WordDiscoveryError.tooMuchText(limit: limit)
            }
            starts.append(UInt32(cells.count))
            tokens.removeAll(keepingCapacity: true)
            segmenter.segment(bytes, using: scratch, into: &tokens, tagging: true)
            var masked = opaqueRanges(bytes)[...]
            for token in tokens {
                while let first = masked.first, first.upperBound <= token.range.lowerBound { masked.removeFirst() }
                let isOpaque = masked.first.map { $0.overlaps(token.range) } ?? false
                append(String(decoding: bytes[token.range], as: UTF8.self), token, isOpaque: isOpaque)
            }
            cells.append(0)
            guard characters <= limit else { throw WordDiscoveryError.tooMuchText(limit: limit) }
        }

        private mutating func append(_ text: String, _ token: Token, isOpaque: Bool) {
            let scalars = text.unicodeScalars
            guard token.kind == .word, !isOpaque, scalars.allSatisfy(Cell.isHan) else {
                for scalar in scalars { cells.append(scalar.value) }
                return
            }
            let single = scalars.count == 1 ? scalars.first : nil
            let tag = Int(token.tag) < segmenter.tags.count ? segmenter.tags[Int(token.tag)] : ""
            var edges = WordEdges.of(text, tag: tag[...], single: single)
            if scalars.allSatisfy(WordEdges.numerals.contains) { edges.formUnion([.notFirst]) }
            if stopWords.contains(text) { edges = .nowhere }
            var bits = Cell.inRun | Cell.tokenStart | edges.rawValue << Cell.edgeShift
            for scalar in scalars {
                cells.append(scalar.value | bits)
                bits &= ~Cell.tokenStart
            }
        }

        /// Where the opaque strings stand, from the left, without overlaps.
        private func opaqueRanges(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
            guard !opaque.isEmpty else { return [] }
            var ranges: [Range<Int>] = []
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let found = opaque.first { mark in
                    mark[0] == byte && mark.count <= bytes.count - index
                        && mark.elementsEqual(bytes[index..<(index + mark.count)])
                }
                if let found { ranges.append(index..<(index + found.count)) }
                index += found?.count ?? 1
            }
            return ranges
        }
    }
}

/// A character with what the segmenter said of it: scalar value in the low 21 bits.
enum Cell {
    static let scalar: UInt32 = 0x1F_FFFF
    /// A Han character that can be in a word; all others separate.
    static let inRun: UInt32 = 1 << 21
    /// The segmenter's token begins here.
    static let tokenStart: UInt32 = 1 << 22
    /// Three bits of `WordEdges` of the token.
    static let edgeShift: UInt32 = 23

    static func edges(_ cell: UInt32) -> WordEdges { WordEdges(rawValue: cell >> edgeShift & 7) }

    /// Whether a character can be in a word.
    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005...0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
