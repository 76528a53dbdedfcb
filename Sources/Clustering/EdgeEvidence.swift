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
        /// Names a district or county.
        public static let district = TermKind(rawValue: 8)
        /// In so many texts that it tells the kind of problem rather than the matter.
        static let common = TermKind(rawValue: 4)
    }

    /// The rows, of length 1 at most.
    public let matrix: SparseMatrix
    private var kinds: [TermKind]
    private var rarity: [Float]
    private var inTitle: [Bool]
    private var rows: [Row] = []

    private let marks: Marks?

    /// What the rows' texts have beside words; a row each.
    public struct Marks: Sendable {
        /// Pairs of characters of the whole texts.
        public var letters: HashedVectors
        /// Pairs of characters of titles and beginnings.
        public var heads: HashedVectors
        /// Numbers with their units.
        public var numbers: HashedVectors
        /// What the texts are about.
        public var latent: LatentVectors

        /// Marks of the same rows.
        public init(
            letters: HashedVectors, heads: HashedVectors, numbers: HashedVectors, latent: LatentVectors
        ) {
            self.letters = letters
            self.heads = heads
            self.numbers = numbers
            self.latent = latent
        }
    }

    /// What is known of a row by itself.
    private struct Row: Sendable {
        var titleWeight: Float = 0
        var words: Float = 0
        var pairLength: Float = 0
        var commonLength: Float = 0
        var namesPlace = false
        var namesDistrict = false
        var posts: Float = 1
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
    ///   - marks: what the texts have beside words; nil: nothing is known, and its features are those of texts that share none.
    public init(
        counts: TermCounts, matrix: SparseMatrix, titles: [[Int32]], kinds: [TermKind], maximumShare: Double,
        days: [Int?] = [], people: [Int?] = [], marks: Marks? = nil
    ) {
        self.matrix = matrix
        self.marks = marks
        var posts: [Int: Int] = [:]
        for case let person? in people { posts[person, default: 0] += 1 }
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
            known.posts = Float(min(50, known.person.flatMap { posts[$0] } ?? 1))
            for term in title {
                known.titleWeight += rarity[Int(term)]
                if self.kinds[Int(term)].contains(.place) { known.namesPlace = true }
                if self.kinds[Int(term)].contains(.district) { known.namesDistrict = true }
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
                if self.kinds[Int(term)].contains(.common) { known.commonLength += square }
                while next < title.count, title[next] < term { next += 1 }
                inTitle[entry] = next < title.count && title[next] == term
            }
            rows.append(known)
        }
    }

    /// The rows by day, those without one last; on the same day by number.
    public var timeOrder: [Int32] {
        rows.indices.map(Int32.init).sorted {
            (rows[Int($0)].day ?? .max, $0) < (rows[Int($1)].day ?? .max, $1)
        }
    }

    /// The features of two rows, in the order of ``EdgeFeature``; the same whichever comes first. O(sum of their lengths).
    public func features(_ left: Int, _ right: Int) -> [Float] {
        let (a, b) = (rows[left], rows[right])
        var (whole, common, pairs) = (Float(0), Float(0), Float(0))
        var (leftTitle, rightTitle) = (Float(0), Float(0))
        var (rare, rareTitles, rareAcross) = (Float(0), Float(0), Float(0))
        var samePlace = false
        var sameDistrict = false
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
            whole += product
            if kind.contains(.pair) {
                pairs += product
            } else {
                if kind.contains(.common) { common += product }
                rare = max(rare, weight)
                if inTitle[i] { leftTitle += weight }
                if inTitle[j] { rightTitle += weight }
                if inTitle[i] || inTitle[j] { rareAcross = max(rareAcross, weight) }
                if inTitle[i] && inTitle[j] {
                    rareTitles = max(rareTitles, weight)
                    if kind.contains(.place) { samePlace = true }
                    if kind.contains(.district) { sameDistrict = true }
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
        let commonCosine = cosine(common, a.commonLength, b.commonLength)
        return [
            min(1, whole), commonCosine, cosine(pairs, a.pairLength, b.pairLength), max(oneWay, otherWay),
            min(oneWay, otherWay),
            rare / most, rareTitles / most, samePlace ? 1 : 0, a.namesPlace && b.namesPlace && !samePlace ? 1 : 0,
            apart,
            same, log(1 + min(a.words, b.words)), log(1 + max(a.words, b.words)), same * commonCosine,
            rareAcross / most * commonCosine, marks?.latent.cosine(left, right) ?? 0,
            log((marks?.heads.dot(left, right) ?? 0) + 0.02), log((marks?.letters.dot(left, right) ?? 0) + 0.01),
            marks?.numbers.dot(left, right) ?? 0, a.namesDistrict && b.namesDistrict && !sameDistrict ? 1 : 0,
            log(1 + min(a.posts, b.posts)),
        ]
    }
}
