/// The sentences of a text.
public enum ProposalSentences {
    /// The byte range of each sentence, what ends it included; white space alone is none. O(length).
    public static func ranges(of bytes: [UInt8]) -> [Range<Int>] { PartWording.sentences(bytes, 0..<bytes.count) }
}
