import Clustering
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct CandidateSearchTests {
    private static func matrix(_ rows: Int, words: Int, seed: UInt64) -> SparseMatrix {
        var random = SeededGenerator(seed: seed)
        var counts = TermCounts()
        for _ in 0..<rows {
            for _ in 0..<6 { counts.add("词\(Int.random(in: 0..<words, using: &random))", weight: 1) }
            counts.endDocument()
        }
        return TFIDF(minimumDocuments: 2, maximumShare: 1).matrix(counts)
    }

    private static func pairs(_ graph: NeighborGraph) -> [[Int32]] { graph.edges.map { $0.map(\.to).sorted() } }

    @Test func findsEveryPairWhereNoWordIsTooCommon() {
        var random = SeededGenerator(seed: 1)
        for seed in 0..<10 {
            let matrix = Self.matrix(120, words: 60, seed: UInt64(seed))
            let order = (0..<Int32(120)).shuffled(using: &random)
            let found = CandidateSearch(threshold: 0.2, limit: 200, window: 200, threads: 1).graph(matrix, order: order)
            let exact = NeighborSearch(threshold: 0.2, limit: 200, threads: 1).graph(matrix)
            #expect(Self.pairs(found) == Self.pairs(exact))
        }
    }

    @Test func edgesAreAmongTheStrongestOfAnEnd() {
        let matrix = Self.matrix(200, words: 20, seed: 3)
        let order = (0..<Int32(200)).map { $0 }
        let all = CandidateSearch(threshold: 0.1, limit: 200, window: 200, threads: 1).graph(matrix, order: order)
        let few = CandidateSearch(threshold: 0.1, limit: 5, window: 200, threads: 2).graph(matrix, order: order)
        for row in 0..<200 {
            #expect(few.edges[row].count >= min(5, all.edges[row].count) - 5)
            for edge in few.edges[row] {
                #expect(all.edges[row].contains { $0.to == edge.to })
                #expect(few.edges[Int(edge.to)].contains { Int($0.to) == row })
            }
        }
        #expect(few.edges.reduce(0) { $0 + $1.count } <= 200 * 5 * 2)
    }

    @Test func aCommonWordLeadsOnlyToTheNearestInOrder() {
        var counts = TermCounts()
        for _ in 0..<100 {
            counts.add("停水", weight: 1)
            counts.endDocument()
        }
        let matrix = TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
        let order = (0..<Int32(100)).reversed().map { $0 }
        let graph = CandidateSearch(threshold: 0.2, limit: 100, window: 3, threads: 2).graph(matrix, order: order)
        for row in 0..<100 {
            #expect(graph.edges[row].allSatisfy { abs(Int($0.to) - row) <= 3 })
            #expect(graph.edges[row].count == min(3, row) + min(3, 99 - row))
        }
    }

    @Test func threadsChangeNothing() {
        let matrix = Self.matrix(2_000, words: 300, seed: 5)
        let order = (0..<Int32(2_000)).map { $0 }
        let one = CandidateSearch(threshold: 0.1, limit: 10, window: 40, threads: 1).graph(matrix, order: order)
        let two = CandidateSearch(threshold: 0.1, limit: 10, window: 40, threads: 2).graph(matrix, order: order)
        #expect(one.edges == two.edges)
    }
}
