/// What a user list says of a string of characters; the mark stands at the end of the part-of-speech column.
///
/// Where rules of different kinds meet, the later of this order wins: the model, preferred words, the segmenter's own
/// rules for digits, letters and punctuation, never split, forced, never join (`WordList.Cut`).
public enum WordRule: UInt8, Sendable, Hashable, Comparable {
    /// No mark: a word wherever the text is cut at both its ends.
    case preferred = 0
    /// `+`: no boundary inside; may be a part of a longer token.
    case neverSplit = 1
    /// `!`: one token wherever it occurs.
    case forced = 2

    /// Weaker rules come first.
    public static func < (left: WordRule, right: WordRule) -> Bool { left.rawValue < right.rawValue }
}
