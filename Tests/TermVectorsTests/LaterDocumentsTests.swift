import OpinionTestSupport
import TermVectors
import Testing

/// Documents that come later get the vectors that they would have got together with the earlier ones.
@Suite struct LaterDocumentsTests {
    private static func documents(_ count: Int, seed: UInt64) -> [[UInt32]] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 1..<30, using: &random)).map { _ in UInt32(Int.random(in: 0..<150, using: &random)) }
        }
    }

    private static func hashed(_ documents: some Sequence<[UInt32]>) -> HashedCounts {
        var counts = HashedCounts()
        for document in documents {
            for feature in document { counts.add(feature) }
            counts.endDocument()
        }
        return counts
    }

    private static func terms(_ documents: some Sequence<[UInt32]>, after vocabulary: Vocabulary = Vocabulary())
        -> TermCounts
    {
        var counts = TermCounts(vocabulary: vocabulary)
        for document in documents {
            for feature in document { counts.add("f\(feature)", weight: 1) }
            counts.endDocument()
        }
        return counts
    }

    @Test func hashedVectors() {
        let documents = Self.documents(80, seed: 1)
        let all = HashedVectors(Self.hashed(documents), maximumShare: 0.4, after: nil)
        let early = HashedVectors(Self.hashed(documents[..<60]), maximumShare: 0.4, after: nil)
        let late = HashedVectors(Self.hashed(documents[60...]), maximumShare: 0.4, after: early.frequencies)
        #expect(Array(all.entries[all.offsets[60]...]) == late.entries)
        #expect(late.frequencies.counts == all.frequencies.counts && late.frequencies.documents == 80)
        var joined = early
        joined.append(late)
        #expect(joined.count == 80)
        for row in 60..<80 { for other in 60..<80 { #expect(joined.dot(row, other) == all.dot(row, other)) } }
    }

    @Test func termVectors() {
        let documents = Self.documents(80, seed: 2)
        let model = TFIDF(minimumDocuments: 2, maximumShare: 0.4)
        let all = Self.terms(documents)
        let early = Self.terms(documents[..<60])
        let late = Self.terms(documents[60...], after: early.vocabulary)
        #expect(late.vocabulary.count == all.vocabulary.count)
        let expected = model.matrix(all)
        let found = model.matrix(late, frequencies: all.documentFrequencies, documents: 80)
        #expect(Array(expected.columns[expected.offsets[60]...]) == found.columns)
        #expect(Array(expected.weights[expected.offsets[60]...]) == found.weights)
    }

    /// Terms of one document have a column on demand, and change no other weight.
    @Test func rareTermsAreKeptOnDemand() {
        let counts = Self.terms(Self.documents(30, seed: 3))
        let (model, frequencies) = (TFIDF(minimumDocuments: 2, maximumShare: 0.9), counts.documentFrequencies)
        let plain = model.matrix(counts)
        let whole = model.matrix(counts, frequencies: frequencies, documents: 30, keepsRare: true)
        #expect(whole.columns.count > plain.columns.count)
        for row in 0..<30 {
            let all = zip(whole.columns, whole.weights).dropFirst(whole.offsets[row])
                .prefix(whole.offsets[row + 1] - whole.offsets[row])
            let kept = all.filter { frequencies[Int($0.0)] > 1 }
            #expect(kept.map(\.0) == Array(plain.columns[plain.offsets[row]..<plain.offsets[row + 1]]))
            #expect(kept.map(\.1) == Array(plain.weights[plain.offsets[row]..<plain.offsets[row + 1]]))
            #expect(abs(all.reduce(0) { $0 + $1.1 * $1.1 } - 1) < 1e-4)
        }
    }

    @Test func latentDirections() {
        let counts = Self.terms(Self.documents(60, seed: 4))
        let matrix = TFIDF(minimumDocuments: 2, maximumShare: 0.9).matrix(counts)
        let latent = LatentVectors(matrix, isUsed: [Bool](repeating: true, count: matrix.columnCount), dimensions: 8)
        #expect(LatentVectors(matrix, in: latent.space, threads: 2).codes == latent.codes)
        // A column that the space does not know says nothing.
        var more = matrix
        more.columns.append(Int32(matrix.columnCount))
        more.weights.append(0.5)
        more.offsets[60] += 1
        more.columnCount += 1
        #expect(LatentVectors(more, in: latent.space).codes == latent.codes)
        #expect(LatentVectors.Space(size: 2, place: [0, 3], basis: [0, 0, 0, 0]) == nil)
        #expect(LatentVectors.Space(size: 0, place: [], basis: []) == nil)
    }
}
