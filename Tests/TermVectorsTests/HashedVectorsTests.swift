import OpinionTestSupport
import TermVectors
import Testing

@Suite struct HashedVectorsTests {
    /// Documents of some of 200 features, some of them twice and more.
    private static func documents(_ count: Int, seed: UInt64) -> [[UInt32]] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            (0..<Int.random(in: 0..<40, using: &random)).map { _ in UInt32(Int.random(in: 0..<200, using: &random)) }
        }
    }

    private static func counts(_ documents: [[UInt32]]) -> HashedCounts {
        var counts = HashedCounts()
        for document in documents {
            for feature in document { counts.add(feature) }
            counts.endDocument()
        }
        return counts
    }

    @Test func theOrderOfFeaturesDoesNotMatter() {
        var random = SeededGenerator(seed: 1)
        let documents = Self.documents(50, seed: 2)
        let shuffled = documents.map { $0.shuffled(using: &random) }
        #expect(Self.counts(documents).entries == Self.counts(shuffled).entries)
        #expect(Self.counts(documents).offsets == Self.counts(shuffled).offsets)
    }

    @Test func partsAreTheDocuments() {
        let documents = Self.documents(50, seed: 3)
        var joined = Self.counts(Array(documents[..<20]))
        joined.append(Self.counts(Array(documents[20...])))
        #expect(joined.entries == Self.counts(documents).entries)
        #expect(joined.offsets == Self.counts(documents).offsets)
    }

    @Test func dotIsThatOfTheUnpackedWeights() {
        let documents = Self.documents(60, seed: 4)
        var plain = TermCounts()
        for document in documents {
            for feature in document { plain.add("f\(feature)", weight: 1) }
            plain.endDocument()
        }
        let matrix = TFIDF(minimumDocuments: 2, maximumShare: 1).matrix(plain)
        let vectors = HashedVectors(Self.counts(documents), maximumShare: 1)
        for left in 0..<60 {
            for right in 0..<60 {
                #expect(abs(vectors.dot(left, right) - matrix.dot(left, right)) < 0.01)
                #expect(vectors.dot(left, right) == vectors.dot(right, left))
            }
        }
    }

    @Test func vectorsOfSomeRowsAreThoseOfTheSelection() {
        let documents = Self.documents(50, seed: 5)
        let counts = Self.counts(documents)
        let rows = Array(stride(from: 1, to: 50, by: 3))
        let some = HashedVectors(counts, rows: rows, maximumShare: 0.5)
        let selected = HashedVectors(Self.counts(rows.map { documents[$0] }), maximumShare: 0.5)
        #expect(some.count == rows.count)
        for left in rows.indices {
            for right in rows.indices { #expect(some.dot(left, right) == selected.dot(left, right)) }
        }
    }

    @Test func nothingToCompareIsZero() {
        let vectors = HashedVectors(Self.counts([[], [1, 2], [3, 4]]), maximumShare: 0.5)
        #expect(vectors.count == 3)
        #expect(vectors.dot(0, 1) == 0)
        #expect(vectors.dot(1, 2) == 0)
        #expect(HashedVectors(HashedCounts(), maximumShare: 0.5).count == 0)
    }

    @Test func aFeatureOfManyDocumentsCarriesNothing() {
        let common = (0..<100).map { [UInt32(7), UInt32(1_000 + $0 / 2)] }
        let vectors = HashedVectors(Self.counts(common), maximumShare: 0.05)
        #expect(vectors.dot(0, 2) == 0)
        #expect(vectors.dot(0, 1) > 0.99)
    }
}
