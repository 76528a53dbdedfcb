/// One piece of segmented text: a byte range of the source and what kind of text it is.
public struct Token: Sendable, Hashable {
    /// What a token is made of.
    public enum Kind: UInt8, Sendable {
        /// A word of Han or other letters, known or not.
        case word
        /// What begins with a digit and has no Latin letter: `3.5`, `50%`, `2019/1/7`; `2019年` where the model joins it.
        case number
        /// What begins with or contains a Latin letter: web addresses, placeholders such as `A3区`.
        case latin
        /// Punctuation, symbols, emoji, bytes that are no UTF-8.
        case symbol
        /// White space and line ends.
        case space
    }

    /// The first byte in the source.
    public var start: Int32
    /// One past the last byte in the source.
    public var end: Int32
    /// What the token is made of.
    public var kind: Kind
    /// The part of speech as an index into `Segmenter.tags`; 0 is unknown.
    public var tag: UInt8

    /// A token over source bytes `start..<end`.
    @inlinable public init(start: Int, end: Int, kind: Kind, tag: UInt8 = 0) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: end)
        self.kind = kind
        self.tag = tag
    }

    /// A token over source bytes given as the segmenter keeps them.
    @inline(__always)
    init(start: Int32, end: Int32, kind: Kind, tag: UInt8) {
        self.start = start
        self.end = end
        self.kind = kind
        self.tag = tag
    }

    /// The byte range in the source.
    @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
}
