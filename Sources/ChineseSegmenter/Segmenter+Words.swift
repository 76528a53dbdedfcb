/// Convenient calls over strings.
extension Segmenter {
    /// One token of a string.
    public struct Word: Sendable, Hashable {
        /// Its text.
        public var text: Substring
        /// Where it stands in the string that was segmented.
        public var range: Range<String.Index>
        /// What it is made of.
        public var kind: Token.Kind
        /// Its part of speech as the dictionaries name it (`n`, `vn`); empty where they don't.
        public var partOfSpeech: String
    }

    /// The tokens of a text from left to right, white space included: their texts join back to it. O(length).
    ///
    /// Convenient; `segment(_:using:into:tagging:)` is the fast way.
    public func segment<Text: StringProtocol>(_ text: Text) -> [Word] where Text.SubSequence == Substring {
        var tokens: [Token] = []
        var copy = String(text)
        copy.withUTF8 { segment($0, using: Scratch(), into: &tokens, tagging: true) }
        var index = text.startIndex
        return tokens.map { token in
            let end = text.utf8.index(index, offsetBy: token.range.count)
            defer { index = end }
            let tag = Int(token.tag)
            return Word(
                text: text[index..<end], range: index..<end, kind: token.kind,
                partOfSpeech: tag < tags.count ? tags[tag] : "")
        }
    }

    /// The words of a text, white space left out. O(length).
    public func words(in text: some StringProtocol) -> [String] {
        var copy = String(text)
        let scratch = Scratch()
        var tokens: [Token] = []
        return copy.withUTF8 { bytes in
            segment(bytes, using: scratch, into: &tokens)
            return tokens.filter { $0.kind != .space }.map {
                String(decoding: UnsafeBufferPointer(rebasing: bytes[$0.range]), as: UTF8.self)
            }
        }
    }
}
