/// Words of harm and danger with weights, and how severe a text is by them.
///
/// One word a line, `word<TAB>weight`, weight from 0 to 1, such as `坍塌<TAB>0.8`.
public struct SeverityLexicon: Sendable {
    /// The words with their weights, in the table's order.
    public let entries: [Entry]

    /// A word and its weight.
    public struct Entry: Sendable, Hashable {
        /// The word.
        public let word: String
        /// 0 … 1.
        public let weight: Double
    }

    /// Negations that undo a word shortly behind them: 没有人员伤亡 says that nothing happened.
    public static let negations = [
        "没有", "并无", "并未", "未发生", "未造成", "未出现", "没发生", "没出现", "无人", "不是", "不会", "不存在",
    ]

    /// Most characters between a negation and the word that it undoes.
    public static let reach = 3

    private let words: PatternSet
    private let cap: Double

    /// Signs across which a negation does not reach.
    private static let breaks = ["，", "。", "、", "；", "！", "？", "：", ",", ";", "!", "?", ":", "\n"]

    private let firstNegation: Int
    private let firstBreak: Int

    /// Reads a table; `name` stands in errors.
    ///
    /// - Parameters:
    ///   - negations: words that undo one within ``reach`` characters behind them.
    ///   - cap: the largest severity, 0 … 1.
    ///
    /// Throws ``ClassificationError`` with the line for a wrong number of fields, an empty or repeated word, or a weight
    /// that is not a number from 0 to 1.
    public init(
        tsv text: String, name: String = "severity", negations: [String] = SeverityLexicon.negations, cap: Double = 1
    ) throws {
        let table = try TableLines(text, table: name, header: "word", fields: 2...2)
        var seen = Set<String>()
        entries = try table.lines.map { line in
            let word = line.fields[0]
            guard !word.isEmpty else { throw table.error(line, expected: "a word", found: "an empty field") }
            guard seen.insert(word).inserted else {
                throw table.error(line, expected: "each word once", found: "\(word) again")
            }
            guard let weight = Double(line.fields[1]), (0...1).contains(weight) else {
                throw table.error(
                    line, expected: "a weight from 0 to 1", found: String(line.fields[1].prefix(40)))
            }
            return Entry(word: word, weight: weight)
        }
        self.cap = cap
        firstNegation = entries.count
        firstBreak = firstNegation + negations.count
        words = PatternSet(patterns: entries.map(\.word) + negations + Self.breaks)
    }

    /// 1 − Π (1 − weight) over the distinct words that stand in the text un-negated, at most the cap: 0 for none, and
    /// each further word adds less.
    public func severity(of text: String) -> Double {
        var rest = 1.0
        for index in wordIndices(in: text) { rest *= 1 - entries[index].weight }
        return min(cap, 1 - rest)
    }

    /// The distinct words that stand in the text un-negated, in the table's order: the evidence of a severity.
    public func words(in text: String) -> [String] { wordIndices(in: text).map { entries[$0].word } }

    /// Linear in the text and the occurrences.
    private func wordIndices(in text: String) -> [Int] {
        var text = text
        return text.withUTF8 { bytes in
            var found = Set<Int>()
            // Ends of negations, and the start from which the last break lets them count.
            var ends: [Int] = []
            words.matches(in: bytes) { pattern, range in
                if pattern >= firstBreak {
                    ends.removeAll(keepingCapacity: true)
                } else if pattern >= firstNegation {
                    ends.append(range.upperBound)
                } else if !isNegated(range.lowerBound, ends, bytes) {
                    found.insert(pattern)
                }
            }
            return found.sorted()
        }
    }

    /// Whether a negation ends at most ``reach`` characters before `start`. The ends grow, so that the nearest one before
    /// the start is the last that is not behind it; only those within the word lie behind.
    private func isNegated(_ start: Int, _ ends: [Int], _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let end = ends.last(where: { $0 <= start }) else { return false }
        guard start - end <= Self.reach * 4 else { return false }
        let between = bytes[end..<start].count { $0 & 0xC0 != 0x80 }
        return between <= Self.reach
    }
}
