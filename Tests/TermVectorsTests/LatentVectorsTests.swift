import OpinionTestSupport
import TermVectors
import Testing

@Suite struct LatentVectorsTests {
    /// Texts about one of two topics: each of 10 words, of which a text has 4; texts of one topic may share none.
    private static func topics(_ rows: Int, seed: UInt64) -> SparseMatrix {
        var random = SeededGenerator(seed: seed)
        var counts = TermCounts()
        for row in 0..<rows {
            let words = (0..<10).shuffled(using: &random).prefix(4)
            for word in words { counts.add("题\(row % 2)词\(word)", weight: 1) }
            counts.endDocument()
        }
        return TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
    }

    private static func latent(_ matrix: SparseMatrix, dimensions: Int = 2, threads: Int = 1) -> LatentVectors {
        LatentVectors(
            matrix, isUsed: [Bool](repeating: true, count: matrix.columnCount), dimensions: dimensions, iterations: 8,
            threads: threads)
    }

    @Test func textsOfATopicAreCloseThoughTheyShareNoWord() {
        let matrix = Self.topics(200, seed: 1)
        let latent = Self.latent(matrix)
        var disjoint = 0
        for left in 0..<200 {
            for right in 0..<left {
                if left % 2 == right % 2 {
                    disjoint += matrix.dot(left, right) == 0 ? 1 : 0
                    #expect(latent.cosine(left, right) > 0.9)
                } else {
                    #expect(latent.cosine(left, right) < 0.2)
                }
                #expect(latent.cosine(left, right) == latent.cosine(right, left))
            }
        }
        #expect(disjoint > 100)
    }

    @Test func threadsChangeNothing() {
        let matrix = Self.topics(3_000, seed: 2)
        let one = Self.latent(matrix, dimensions: 8)
        let two = Self.latent(matrix, dimensions: 8, threads: 2)
        for row in 1..<3_000 { #expect(one.cosine(0, row) == two.cosine(0, row)) }
    }

    @Test func aSampleTeachesTheSpaceOfAll() {
        let matrix = Self.topics(400, seed: 3)
        let latent = LatentVectors(
            matrix, isUsed: [Bool](repeating: true, count: matrix.columnCount), dimensions: 2, iterations: 8, sample: 45
        )
        for row in 1..<400 { #expect((latent.cosine(0, row) > 0.8) == (row % 2 == 0)) }
    }

    @Test func fewRowsEmptyRowsAndUnusedColumnsAreNoTrouble() {
        var counts = TermCounts()
        counts.endDocument()
        counts.add("词", weight: 1)
        counts.endDocument()
        let matrix = TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
        #expect(Self.latent(matrix, dimensions: 50).cosine(0, 1) == 0)
        let nothing = LatentVectors(matrix, isUsed: [false], dimensions: 50)
        #expect(nothing.cosine(1, 1) == 0)
        let none = TFIDF().matrix(TermCounts())
        #expect(LatentVectors(none, isUsed: []).dimensions == 1)
    }
}
