/// Agreement with a segmented text, counted as in the SIGHAN bakeoffs: a word is right where both its ends are.
public struct SegmentationScore: Sendable, Equatable {
    /// Words of the gold text.
    public private(set) var goldWords = 0
    /// Words that were found.
    public private(set) var foundWords = 0
    /// Words found that the gold text has at the same place.
    public private(set) var correctWords = 0
    /// Words of the gold text that training did not know.
    public private(set) var unknownWords = 0
    /// Those of them that were found.
    public private(set) var correctUnknownWords = 0

    /// Nothing counted yet.
    public init() {}

    /// Correct words among those found, 0…1; 0 where none was found.
    public var precision: Double { Self.share(correctWords, foundWords) }
    /// Correct words among those of the gold text, 0…1; 0 where it has none.
    public var recall: Double { Self.share(correctWords, goldWords) }
    /// The harmonic mean of precision and recall, 0…1.
    public var f1: Double { Self.share(2 * correctWords, goldWords + foundWords) }
    /// Recall of the words that training did not know, 0…1; nil where there are none.
    public var unknownRecall: Double? { unknownWords == 0 ? nil : Self.share(correctUnknownWords, unknownWords) }

    private static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    /// Counts one sentence; O(words). Both lists are expected to join to the same text.
    ///
    /// - Parameters:
    ///   - gold: the right words.
    ///   - found: the words to be judged.
    ///   - isKnown: whether training knew a word of the gold text; nil where that is not asked.
    public mutating func add(gold: [Substring], found: [Substring], isKnown: ((Substring) -> Bool)? = nil) {
        goldWords += gold.count
        foundWords += found.count
        var next = found.startIndex
        var foundStart = 0
        var start = 0
        for word in gold {
            let end = start + word.utf8.count
            while next < found.endIndex, foundStart < start {
                foundStart += found[next].utf8.count
                next += 1
            }
            let isCorrect = next < found.endIndex && foundStart == start && found[next].utf8.count == end - start
            if isCorrect { correctWords += 1 }
            if let isKnown, !isKnown(word) {
                unknownWords += 1
                if isCorrect { correctUnknownWords += 1 }
            }
            start = end
        }
    }
}
