/// A segmenter measured on segmented text: the score and what it gets wrong most often.
public struct SegmentationEvaluation: Sendable {
    /// A stretch between two boundaries on which both agree, cut differently in between.
    public struct Mistake: Sendable, Equatable {
        /// The words of the gold text, separated by one space.
        public var gold: String
        /// The words that were found.
        public var found: String
        /// How often.
        public var count: Int
        /// Its first occurrence with up to eight characters before and after.
        public var context: String
    }

    /// Agreement in all.
    public private(set) var score = SegmentationScore()
    /// Sentences counted.
    public private(set) var sentences = 0
    private var mistakes: [Pair: (count: Int, context: String)] = [:]

    private struct Pair: Hashable {
        var gold: String
        var found: String
    }

    /// Measures a segmenter. O(length).
    ///
    /// - Parameters:
    ///   - text: one sentence a line, words separated by white space.
    ///   - segmenter: what is measured.
    ///   - known: the words of the training text, for the recall of others; nil where that is not asked.
    public init(text: String, segmenter: Segmenter, known: Set<String>? = nil) {
        for line in text.split(whereSeparator: \.isNewline) {
            let gold = line.split(whereSeparator: \.isWhitespace)
            guard !gold.isEmpty else { continue }
            let sentence = gold.joined()
            let found = segmenter.words(in: sentence).map { $0[...] }
            sentences += 1
            score.add(gold: gold, found: found, isKnown: known.map { words in { words.contains(String($0)) } })
            compare(gold, found, sentence)
        }
    }

    /// The most frequent mistakes; on equal counts in the order of their text.
    public func mostFrequent(_ limit: Int) -> [Mistake] {
        mistakes.sorted {
            ($1.value.count, $0.key.gold, $0.key.found) < ($0.value.count, $1.key.gold, $1.key.found)
        }
        .prefix(max(0, limit))
        .map { Mistake(gold: $0.key.gold, found: $0.key.found, count: $0.value.count, context: $0.value.context) }
    }

    private mutating func compare(_ gold: [Substring], _ found: [Substring], _ sentence: String) {
        var (right, guess) = (0, 0)
        var (rightEnd, guessEnd) = (0, 0)
        var (firstRight, firstGuess, begin) = (0, 0, 0)
        while true {
            if rightEnd <= guessEnd {
                guard right < gold.count else { return }
                rightEnd += gold[right].utf8.count
                right += 1
            } else {
                guard guess < found.count else { return }
                guessEnd += found[guess].utf8.count
                guess += 1
            }
            guard rightEnd == guessEnd else { continue }
            if right - firstRight > 1 || guess - firstGuess > 1 {
                let pair = Pair(
                    gold: gold[firstRight..<right].joined(separator: " "),
                    found: found[firstGuess..<guess].joined(separator: " "))
                mistakes[pair, default: (0, Self.context(sentence, begin, rightEnd))].count += 1
            }
            (firstRight, firstGuess, begin) = (right, guess, rightEnd)
        }
    }

    private static func context(_ sentence: String, _ begin: Int, _ end: Int) -> String {
        let bytes = sentence.utf8
        let from = bytes.index(bytes.startIndex, offsetBy: begin)
        let to = bytes.index(from, offsetBy: end - begin)
        return "\(sentence[..<from].suffix(8))〔\(sentence[from..<to])〕\(sentence[to...].prefix(8))"
    }
}
