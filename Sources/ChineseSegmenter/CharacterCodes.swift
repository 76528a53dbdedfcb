/// The features' view of a character: a small code, so that tables stay dense.
///
/// 0 is what lies beyond the text, 1 a character that training never saw, 2 any digit, 3 any Latin letter; from 4 on the
/// characters of the training text, commonest first.
enum CharacterCode {
    static let beyond: UInt16 = 0
    static let unknown: UInt16 = 1
    static let digit: UInt16 = 2
    static let letter: UInt16 = 3
    static let first: UInt16 = 4
}

/// The layout of features shared by training and segmenting, so that both see the same.
///
/// A character at `j` has a row of 5 × 4 weights for the tags of positions `j-2 ... j+2`; a pair of characters at
/// `j, j+1` a row of 4 × 4 for positions `j-1 ... j+2`. Rows are added to the scores as blocks.
enum FeatureLayout {
    /// B, M, E, S.
    static let tags = 4
    /// Weights of a character's row.
    static let unigramRow = 5 * tags
    /// Weights of a pair's row.
    static let bigramRow = 4 * tags
    /// Windows of five character classes.
    static let windows = 6 * 6 * 6 * 6 * 6
    /// Longest dictionary word that counts as itself; longer ones count as this long.
    static let wordCap = 5
    /// Combinations of longest word starting here, ending here, and reaching over this character (0 or 2 to 5 each).
    static let wordStates = 6 * 6 * 6
    /// Combinations of: equals the one before, the one two before, the one after, the one two after.
    static let repeats = 16
    /// Combinations of the tags before, at and after a character on the dictionary's own best path; 4 is no tag.
    static let paths = 5 * 5 * 5
    /// Positions of padding before and after the text in the score table.
    static let padding = 4
}

/// B, M, E, S: begins, goes on inside, ends a word, or is one by itself.
enum Tag {
    static let begin = 0
    static let middle = 1
    static let end = 2
    static let single = 3
    /// Beyond the text.
    static let none = 4
}
