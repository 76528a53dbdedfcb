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
    public private(set) var matrix: SparseMatrix
    /// What is known of the terms.
    package let terms: Terms
    /// Whether the title has the term of each entry of the matrix.
    private(set) var inTitle: [Bool]
    private(set) var rows: [Row] = []
    package private(set) var marks: Marks?

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
        self.init(
            counts: counts, matrix: matrix, titles: titles,
            terms: Terms(
                kinds: kinds, frequencies: counts.documentFrequencies, documents: counts.count,
                maximumShare: maximumShare),
            days: days, people: people, marks: marks)
    }

    /// The same where more is known of the terms than these rows say.
    ///
    /// - Parameter posts: how many texts each person sent; nil: counted over these rows.
    package init(
        counts: TermCounts, matrix: SparseMatrix, titles: [[Int32]], terms: Terms, days: [Int?] = [],
        people: [Int?] = [], posts given: [Int: Int]? = nil, marks: Marks? = nil
    ) {
        self.matrix = matrix
        self.marks = marks
        self.terms = terms
        var posts = given ?? [:]
        if given == nil { for case let person? in people { posts[person, default: 0] += 1 } }
        let (kinds, rarity, documents) = (terms.kinds, terms.rarity, counts.count)
        inTitle = [Bool](repeating: false, count: matrix.columns.count)
        rows.reserveCapacity(documents)
        for row in 0..<documents {
            let title = row < titles.count ? titles[row] : []
            var known = Row()
            if row < days.count, let day = days[row] { known.day = Int32(clamping: day) }
            let person = row < people.count ? people[row] : nil
            if let person { known.person = Int32(clamping: person) }
            known.logPosts = log(1 + Float(min(50, person.flatMap { posts[$0] } ?? 1)))
            for term in title {
                known.titleWeight += rarity[Int(term)]
                known.name(kinds[Int(term)])
            }
            let own = counts.terms[counts.offsets[row]..<counts.offsets[row + 1]]
            known.logWords = log(1 + Float(own.reduce(0) { $0 + (kinds[Int($1)].contains(.pair) ? 0 : 1) }))
            var next = 0
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                let term = matrix.columns[entry]
                let square = matrix.weights[entry] * matrix.weights[entry]
                if kinds[Int(term)].contains(.pair) {
                    known.pairLength += square
                    continue
                }
                if kinds[Int(term)].contains(.common) { known.commonLength += square }
                while next < title.count, title[next] < term { next += 1 }
                inTitle[entry] = next < title.count && title[next] == term
            }
            rows.append(known)
        }
    }

    /// Rows that were made ready before.
    init(matrix: SparseMatrix, terms: Terms, inTitle: [Bool], rows: [Row], marks: Marks?) {
        (self.matrix, self.terms, self.inTitle, self.rows, self.marks) = (matrix, terms, inTitle, rows, marks)
    }

    /// Adds the rows of other evidence over the same terms.
    package mutating func append(_ other: EdgeEvidence) {
        matrix.append(other.matrix)
        inTitle += other.inTitle
        rows += other.rows
        guard let more = other.marks else { return }
        marks?.letters.append(more.letters)
        marks?.heads.append(more.heads)
        marks?.numbers.append(more.numbers)
        marks?.latent.append(more.latent)
    }

    /// Says who sent each row; nil where unknown.
    package mutating func name(people: [Int?]) {
        for (row, person) in people.enumerated() where row < rows.count {
            rows[row].person = person.map { Int32(clamping: $0) } ?? Row.unknown
        }
    }

    /// The rows by day, those without one last; on the same day by number.
    public var timeOrder: [Int32] {
        rows.indices.map(Int32.init).sorted {
            (rows[Int($0)].dayOrLast, $0) < (rows[Int($1)].dayOrLast, $1)
        }
    }

    /// The features of two rows, in the order of ``EdgeFeature``; the same whichever comes first. O(sum of their lengths).
    public func features(_ left: Int, _ right: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: EdgeFeature.count) { buffer, count in
            buffer.initialize(repeating: 0)
            wordFeatures(left, right, into: buffer)
            headFeature(left, right, into: buffer)
            letterFeature(left, right, into: buffer)
            count = EdgeFeature.count
        }
    }

    /// The probability that two rows are about one matter where it is at least `least`, else nil.
    ///
    /// The dot products of long rows are left out where even their largest value could not reach `least`, so most pairs
    /// cost a fraction of ``features(_:_:)``; the result is the same.
    func probability(
        _ left: Int, _ right: Int, _ bound: EdgeModel.Bound, _ buffer: UnsafeMutableBufferPointer<Float>
    ) -> Float? {
        wordFeatures(left, right, into: buffer)
        buffer[EdgeFeature.headIndex] = 0
        buffer[EdgeFeature.letterIndex] = 0
        guard bound.mayReach(buffer, open: bound.headMost + bound.letterMost) else { return nil }
        headFeature(left, right, into: buffer)
        guard bound.mayReach(buffer, open: bound.letterMost) else { return nil }
        letterFeature(left, right, into: buffer)
        let probability = bound.model.probability(UnsafeBufferPointer(buffer))
        return probability >= bound.least ? probability : nil
    }

    private func headFeature(_ left: Int, _ right: Int, into buffer: UnsafeMutableBufferPointer<Float>) {
        buffer[EdgeFeature.headIndex] = log((marks?.heads.dot(left, right) ?? 0) + EdgeFeature.headFloor)
    }

    private func letterFeature(_ left: Int, _ right: Int, into buffer: UnsafeMutableBufferPointer<Float>) {
        buffer[EdgeFeature.letterIndex] = log((marks?.letters.dot(left, right) ?? 0) + EdgeFeature.letterFloor)
    }

    /// What the words of two rows have in common.
    private struct Shared {
        var (whole, common, pairs) = (Float(0), Float(0), Float(0))
        var (leftTitle, rightTitle) = (Float(0), Float(0))
        var (rare, rareTitles, rareAcross) = (Float(0), Float(0), Float(0))
        var samePlace = false
        var sameDistrict = false
    }

    private func shared(_ left: Int, _ right: Int) -> Shared {
        var shared = Shared()
        var i = matrix.offsets[left]
        var j = matrix.offsets[right]
        let (iEnd, jEnd) = (matrix.offsets[left + 1], matrix.offsets[right + 1])
        matrix.columns.withUnsafeBufferPointer { columns in
            while i < iEnd && j < jEnd {
                let (term, other) = (columns[i], columns[j])
                if term == other { add(Int(term), i, j, to: &shared) }
                i &+= term <= other ? 1 : 0
                j &+= other <= term ? 1 : 0
            }
        }
        return shared
    }

    private func add(_ term: Int, _ i: Int, _ j: Int, to shared: inout Shared) {
        let product = matrix.weights[i] * matrix.weights[j]
        let kind = terms.kinds[term]
        shared.whole += product
        if kind.contains(.pair) {
            shared.pairs += product
            return
        }
        let weight = terms.rarity[term]
        let (here, there) = (inTitle[i], inTitle[j])
        if kind.contains(.common) { shared.common += product }
        shared.rare = max(shared.rare, weight)
        if here { shared.leftTitle += weight }
        if there { shared.rightTitle += weight }
        if here || there { shared.rareAcross = max(shared.rareAcross, weight) }
        if here && there {
            shared.rareTitles = max(shared.rareTitles, weight)
            if kind.contains(.place) { shared.samePlace = true }
            if kind.contains(.district) { shared.sameDistrict = true }
        }
    }

    /// All features but those of ``headFeature(_:_:into:)`` and ``letterFeature(_:_:into:)``.
    private func wordFeatures(_ left: Int, _ right: Int, into buffer: UnsafeMutableBufferPointer<Float>) {
        let (a, b) = (rows[left], rows[right])
        let found = shared(left, right)
        func share(_ part: Float, _ whole: Float) -> Float { whole > 0 ? min(1, part / whole) : 0 }
        func cosine(_ dot: Float, _ x: Float, _ y: Float) -> Float { share(dot, (x * y).squareRoot()) }
        let (oneWay, otherWay) = (share(found.leftTitle, a.titleWeight), share(found.rightTitle, b.titleWeight))
        let same: Float = a.person != Row.unknown && a.person == b.person ? 1 : 0
        var apart: Float = 0.5
        if a.day != Row.unknown, b.day != Row.unknown {
            apart = min(1, log(1 + abs(Float(a.day) - Float(b.day))) / Self.logYear)
        }
        let commonCosine = cosine(found.common, a.commonLength, b.commonLength)
        let placesDiffer = a.namesPlace && b.namesPlace && !found.samePlace
        let districtsDiffer = a.namesDistrict && b.namesDistrict && !found.sameDistrict
        var next = 0
        func put(_ value: Float) {
            buffer[next] = value
            next &+= 1
        }
        put(min(1, found.whole))
        put(commonCosine)
        put(cosine(found.pairs, a.pairLength, b.pairLength))
        put(max(oneWay, otherWay))
        put(min(oneWay, otherWay))
        put(found.rare / terms.most)
        put(found.rareTitles / terms.most)
        put(found.samePlace ? 1 : 0)
        put(placesDiffer ? 1 : 0)
        put(apart)
        put(same)
        put(min(a.logWords, b.logWords))
        put(max(a.logWords, b.logWords))
        put(same * commonCosine)
        put(found.rareAcross / terms.most * commonCosine)
        put(marks?.latent.cosine(left, right) ?? 0)
        next += 2  // head and letters
        put(marks?.numbers.dot(left, right) ?? 0)
        put(districtsDiffer ? 1 : 0)
        put(min(a.logPosts, b.logPosts))
    }

    private static let logYear = log(Float(366))
}
