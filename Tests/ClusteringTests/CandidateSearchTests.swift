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

    /// The others of each row, ascending.
    private static func pairs(_ graph: PairGraph) -> [[Int32]] {
        var others = [[Int32]](repeating: [], count: graph.rowCount)
        for row in 0..<graph.rowCount {
            for pair in graph.offsets[row]..<graph.offsets[row + 1] {
                others[row].append(graph.lower[pair])
                others[Int(graph.lower[pair])].append(Int32(row))
            }
        }
        return others.map { $0.sorted() }
    }

    @Test func findsEveryPairWhereNoWordIsTooCommon() {
        var random = SeededGenerator(seed: 1)
        for seed in 0..<10 {
            let matrix = Self.matrix(120, words: 60, seed: UInt64(seed))
            let order = (0..<Int32(120)).shuffled(using: &random)
            let found = CandidateSearch(threshold: 0.2, limit: 200, window: 200, threads: 1).pairs(matrix, order: order)
            let exact = NeighborSearch(threshold: 0.2, limit: 200, threads: 1).graph(matrix)
            #expect(Self.pairs(found) == Self.pairs(exact))
        }
    }

    @Test func edgesAreAmongTheStrongestOfAnEnd() {
        let matrix = Self.matrix(200, words: 20, seed: 3)
        let order = (0..<Int32(200)).map { $0 }
        let all = CandidateSearch(threshold: 0.1, limit: 200, window: 200, threads: 1).pairs(matrix, order: order)
        let few = CandidateSearch(threshold: 0.1, limit: 5, window: 200, threads: 2).pairs(matrix, order: order)
        let (strong, found) = (Self.pairs(few), Self.pairs(all))
        for row in 0..<200 {
            #expect(strong[row].count >= min(5, found[row].count))
            #expect(Set(strong[row]).isSubset(of: found[row]))
        }
        #expect(few.lower.count <= 200 * 5)
    }

    /// The heap of strongest edges keeps what sorting all of them would keep, ties by the lower row included.
    @Test func limitedPairsAreThoseOfSortedNeighbours() {
        for seed in 0..<10 {
            let matrix = Self.matrix(150, words: 12, seed: UInt64(100 + seed))
            let order = (0..<Int32(150)).map { $0 }
            let few = CandidateSearch(threshold: 0.1, limit: 4, window: 200, threads: 1).pairs(matrix, order: order)
            let all = CandidateSearch(threshold: 0.1, limit: 200, window: 200, threads: 1).pairs(matrix, order: order)
            // The search itself looks at the strongest 2 × limit of each row's earlier rows.
            var edges = [[(to: Int, weight: Float)]](repeating: [], count: 150)
            for row in 0..<150 {
                let earlier = (all.offsets[row]..<all.offsets[row + 1]).map {
                    (to: Int(all.lower[$0]), weight: all.weights[$0])
                }
                for edge in earlier.sorted(by: { ($1.weight, $0.to) < ($0.weight, $1.to) }).prefix(8) {
                    edges[row].append(edge)
                    edges[edge.to].append((row, edge.weight))
                }
            }
            var expected = [Set<Int32>](repeating: [], count: 150)
            for row in 0..<150 {
                for edge in edges[row].sorted(by: { ($1.weight, $0.to) < ($0.weight, $1.to) }).prefix(4) {
                    expected[row].insert(Int32(edge.to))
                    expected[edge.to].insert(Int32(row))
                }
            }
            #expect(Self.pairs(few).map(Set.init) == expected)
        }
    }

    @Test func aCommonWordLeadsOnlyToTheNearestInOrder() {
        var counts = TermCounts()
        for _ in 0..<100 {
            counts.add("停水", weight: 1)
            counts.endDocument()
        }
        let matrix = TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
        let order = (0..<Int32(100)).reversed().map { $0 }
        let graph = CandidateSearch(threshold: 0.2, limit: 100, window: 3, threads: 2).pairs(matrix, order: order)
        for (row, others) in Self.pairs(graph).enumerated() {
            #expect(others.allSatisfy { abs(Int($0) - row) <= 3 })
            #expect(others.count == min(3, row) + min(3, 99 - row))
        }
    }

    @Test func threadsChangeNothing() {
        let matrix = Self.matrix(2_000, words: 300, seed: 5)
        let order = (0..<Int32(2_000)).map { $0 }
        let one = CandidateSearch(threshold: 0.1, limit: 10, window: 40, threads: 1).pairs(matrix, order: order)
        let two = CandidateSearch(threshold: 0.1, limit: 10, window: 40, threads: 2).pairs(matrix, order: order)
        #expect(one.offsets == two.offsets && one.lower == two.lower && one.weights == two.weights)
    }
}
