import TermVectors

/// Whether a proposal's text falls into two that have nothing to do with each other (一事一件 asks for one matter each).
///
/// At each border where a second matter could begin (`SentenceRoles.borders`: problem and request before it, problem and request
/// behind it), and at any other that has very many words on both sides, the words before and after it are compared (cosine of TF-IDF sums; the idea of Hearst 1997, "TextTiling", with one
/// border). A text on one matter comes back to its words; two matters don't.
public struct MatterSplit: Sendable, Hashable {
    /// The first sentence of the second matter.
    public var sentence: Int
    /// Cosine of the words before and after it, 0…1.
    public var likeness: Double

    /// Limits; found with texts put together of two (docs/guides/Proposals.md).
    public struct Settings: Sendable, Hashable {
        /// Cosine below which the two sides are two matters, 0…1.
        public var below = 0.03
        /// Share of the text's words that each side has at least, 0…0.5.
        public var leastShare = 0.15
        /// Distinct telling words (or pairs of characters) that each side has at least: with fewer, a side without a common word
        /// is no surprise.
        public var leastWords = 12
        /// Distinct telling words and pairs from which a side is a matter of its own even where its request can't be told by
        /// its wording: a long text that never comes back to what it said.
        public var manyWords = 300

        /// The defaults.
        public init() {}
    }

    /// The border where both sides have least in common, or nil where the text is too short to tell.
    ///
    /// - Parameters:
    ///   - rows: for each sentence its telling words; weights are tf × idf, not scaled. O(entries × log).
    ///   - borders: the rows that may begin the second matter; others need `manyWords`. nil: all may.
    ///   - settings: the limits; `below` is for the caller.
    public static func weakest(
        _ rows: SparseMatrix, borders: [Int]? = nil,
        settings: Settings = Settings()
    ) -> MatterSplit? {
        let allowed = borders.map(Set.init)
        guard rows.rowCount > 1 else { return nil }
        var right: [Int32: Float] = [:]
        for entry in rows.columns.indices { right[rows.columns[entry], default: 0] += rows.weights[entry] }
        var left: [Int32: Float] = [:]
        let total = rows.weights.reduce(0, +)
        var passed: Float = 0
        // Sums are kept up to date term by term, in the order of the entries.
        var (dot, leftSquare) = (Double(0), Double(0))
        var rightSquare = right.sorted { $0.key < $1.key }.reduce(0.0) { $0 + Double($1.value) * Double($1.value) }
        var rightWords = right.count
        var best: MatterSplit?
        for row in 0..<(rows.rowCount - 1) {
            for entry in rows.offsets[row]..<rows.offsets[row + 1] {
                let (term, weight) = (rows.columns[entry], rows.weights[entry])
                let (a, b) = (left[term] ?? 0, right[term] ?? 0)
                let rest = max(0, b - weight)
                dot += Double((a + weight) * rest) - Double(a * b)
                leftSquare += Double((a + weight) * (a + weight) - a * a)
                rightSquare += Double(rest * rest - b * b)
                left[term] = a + weight
                if rest <= 1e-5 {
                    right[term] = nil
                    rightWords -= 1
                } else {
                    right[term] = rest
                }
                passed += weight
            }
            guard passed >= total * Float(settings.leastShare), total - passed >= total * Float(settings.leastShare),
                min(left.count, rightWords)
                    >= (allowed?.contains(row + 1) ?? true ? settings.leastWords : settings.manyWords)
            else { continue }
            let cosine = max(0, dot) / max(1e-12, (max(0, leftSquare) * max(0, rightSquare)).squareRoot())
            if cosine < best?.likeness ?? 2 {
                best = MatterSplit(sentence: row + 1, likeness: min(1, cosine))
            }
        }
        return best
    }
}
