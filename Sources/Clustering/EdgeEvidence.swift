import Foundation
import TermVectors

/// What the edge score knows of the rows: their vectors, which of their terms the titles have, when they came and from
/// whom. It knows nothing of records; times are day numbers, people are numbers.
public struct EdgeEvidence: Sendable {
    /// What a term is, beside being a term.
    public struct TermKind: OptionSet, Sendable {
        /// The bits.
        public let rawValue: UInt8

        /// From bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }

        /// A pair of characters of a title, no word.
        public static let pair = TermKind(rawValue: 1)
        /// Names a place or is a code that stands for one.
        public static let place = TermKind(rawValue: 2)
        /// In so many texts that it tells the kind of problem rather than the matter.
        static let common = TermKind(rawValue: 4)
    }

    /// The rows, of length 1 at most.
    public let matrix: SparseMatrix
    private var kinds: [TermKind]
    private var rarity: [Float]
    private var inTitle: [Bool]
    private var rows: [Row] = []

    /// What is known of a row by itself.
    private struct Row: Sendable {
        var titleWeight: Float = 0
        var words: Float = 0
        var wordLength: Float = 0
        var pairLength: Float = 0
        var commonLength: Float = 0
        var namesPlace = false
        var day: Int?
        var person: Int?
    }

    /// Collects the evidence. O(entries).
    ///
    /// - Parameters:
    ///   - counts: the rows' terms.
    ///   - matrix: their vectors over the same vocabulary.
    ///   - titles: the words of each row's title as terms of the vocabulary, ascending and distinct.
    ///   - kinds: what each term of the vocabulary is.
    ///   - maximumShare: words in a larger share of the rows carry nothing, as in the vectors.
    ///   - days: day number of each row, nil where it has no date; empty: no dates at all.
    ///   - people: number of each row's person, nil where unknown; empty: nobody is known.
    public init(
        counts: TermCounts, matrix: SparseMatrix, titles: [[Int32]], kinds: [TermKind], maximumShare: Double,
        days: [Int?] = [], people: [Int?] = []
    ) {
        self.matrix = matrix
        let frequencies = counts.documentFrequencies
        let documents = counts.count
        let commonFrom = max(10, 0.007 * Double(documents))
        rarity = TFIDF(minimumDocuments: 1, maximumShare: maximumShare)
            .weights(documentFrequencies: frequencies, documents: documents)
        self.kinds = kinds
        for term in kinds.indices where !kinds[term].contains(.pair) && Double(frequencies[term]) > commonFrom {
            self.kinds[term].insert(.common)
        }
        inTitle = [Bool](repeating: false, count: matrix.columns.count)
        rows.reserveCapacity(documents)
        for row in 0..<documents {
            let title = row < titles.count ? titles[row] : []
            var known = Row()
            known.day = row < days.count ? days[row] : nil
            known.person = row < people.count ? people[row] : nil
            for term in title {
                known.titleWeight += rarity[Int(term)]
                if self.kinds[Int(term)].contains(.place) { known.namesPlace = true }
            }
            let terms = counts.terms[counts.offsets[row]..<counts.offsets[row + 1]]
            known.words = Float(terms.reduce(0) { $0 + (self.kinds[Int($1)].contains(.pair) ? 0 : 1) })
            var next = 0
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                let term = matrix.columns[entry]
                let square = matrix.weights[entry] * matrix.weights[entry]
                if self.kinds[Int(term)].contains(.pair) {
                    known.pairLength += square
                    continue
                }
                known.wordLength += square
                if self.kinds[Int(term)].contains(.common) { known.commonLength += square }
                while next < title.count, title[next] < term { next += 1 }
                inTitle[entry] = next < title.count && title[next] == term
            }
            rows.append(known)
        }
    }

    /// The features of two rows, in the order of ``EdgeFeature``; the same whichever comes first. O(sum of their lengths).
    public func features(_ left: Int, _ right: Int) -> [Float] {
        let (a, b) = (rows[left], rows[right])
        var (words, common, pairs) = (Float(0), Float(0), Float(0))
        var (leftTitle, rightTitle) = (Float(0), Float(0))
        var (rare, rareTitles, rareAcross) = (Float(0), Float(0), Float(0))
        var samePlace = false
        var i = matrix.offsets[left]
        var j = matrix.offsets[right]
        let (iEnd, jEnd) = (matrix.offsets[left + 1], matrix.offsets[right + 1])
        while i < iEnd && j < jEnd {
            let term = matrix.columns[i]
            if term != matrix.columns[j] {
                if term < matrix.columns[j] { i += 1 } else { j += 1 }
                continue
            }
            let product = matrix.weights[i] * matrix.weights[j]
            let kind = kinds[Int(term)]
            let weight = rarity[Int(term)]
            if kind.contains(.pair) {
                pairs += product
            } else {
                words += product
                if kind.contains(.common) { common += product }
                rare = max(rare, weight)
                if inTitle[i] { leftTitle += weight }
                if inTitle[j] { rightTitle += weight }
                if inTitle[i] || inTitle[j] { rareAcross = max(rareAcross, weight) }
                if inTitle[i] && inTitle[j] {
                    rareTitles = max(rareTitles, weight)
                    if kind.contains(.place) { samePlace = true }
                }
            }
            i += 1
            j += 1
        }
        func share(_ part: Float, _ whole: Float) -> Float { whole > 0 ? min(1, part / whole) : 0 }
        func cosine(_ dot: Float, _ x: Float, _ y: Float) -> Float { share(dot, (x * y).squareRoot()) }
        let most = log(Float(rows.count + 1))
        let (oneWay, otherWay) = (share(leftTitle, a.titleWeight), share(rightTitle, b.titleWeight))
        let same: Float = a.person != nil && a.person == b.person ? 1 : 0
        var apart: Float = 0.5
        if let first = a.day, let second = b.day {
            apart = min(1, log(1 + Float(abs(Double(first) - Double(second)))) / log(Float(366)))
        }
        let whole = min(1, words + pairs)
        let commonCosine = cosine(common, a.commonLength, b.commonLength)
        return [
            whole, cosine(words, a.wordLength, b.wordLength), commonCosine,
            cosine(pairs, a.pairLength, b.pairLength), max(oneWay, otherWay), min(oneWay, otherWay), rare / most,
            rareTitles / most, rareAcross / most, samePlace ? 1 : 0,
            a.namesPlace && b.namesPlace && !samePlace ? 1 : 0, apart, same, log(1 + min(a.words, b.words)),
            log(1 + max(a.words, b.words)), same * commonCosine, log(whole + 0.03), rareAcross / most * commonCosine,
        ]
    }
}
