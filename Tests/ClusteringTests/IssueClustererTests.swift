import Clustering
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct IssueClustererTests {
    /// Documents about `topics` matters with `size` records each, and as many that are about nothing shared.
    static func corpus(topics: Int, size: Int, seed: UInt64) -> [[String]] {
        var random = SeededGenerator(seed: seed)
        var documents: [[String]] = []
        for topic in 0..<topics {
            for _ in 0..<size {
                let own = (0..<6).filter { _ in Int.random(in: 0..<10, using: &random) < 8 }.map { "事\(topic)词\($0)" }
                let common = (0..<6).map { _ in "通用\(Int.random(in: 0..<60, using: &random))" }
                documents.append(own + common)
            }
        }
        for _ in 0..<size { documents.append((0..<8).map { _ in "通用\(Int.random(in: 0..<60, using: &random))" }) }
        return documents
    }

    static func matrix(_ documents: [[String]]) -> SparseMatrix {
        var counts = TermCounts()
        for document in documents {
            for term in document { counts.add(term, weight: 1) }
            counts.endDocument()
        }
        return TFIDF(minimumDocuments: 2, maximumShare: 0.3).matrix(counts)
    }

    @Test func findsThePlantedMatters() {
        let clusters = IssueClusterer(threads: 2).clusters(Self.matrix(Self.corpus(topics: 12, size: 15, seed: 2)))
        for topic in 0..<12 {
            let planted = Set((topic * 15)..<(topic * 15 + 15))
            let best = clusters.map { planted.intersection($0.members).count }.max() ?? 0
            #expect(best >= 13)
        }
        for cluster in clusters.prefix(12) {
            // Texts about nothing may stray into a cluster, other matters may not take it over.
            let own = Dictionary(grouping: cluster.members) { $0 / 15 }.values.map(\.count).max() ?? 0
            #expect(own * 10 >= cluster.members.count * 8)
            #expect(cluster.members.contains(cluster.medoid))
            #expect(cluster.cohesion > 0 && cluster.cohesion <= 1.001)
        }
    }

    @Test func threadsDoNotMatter() {
        let matrix = Self.matrix(Self.corpus(topics: 30, size: 20, seed: 4))
        let one = IssueClusterer(threads: 1).clusters(matrix)
        #expect(one == IssueClusterer(threads: 2).clusters(matrix))
        #expect(one == IssueClusterer(threads: 5).clusters(matrix))
        #expect(!one.isEmpty)
    }

    @Test func nothingGivesNothing() {
        #expect(IssueClusterer().clusters(Self.matrix([])).isEmpty)
        #expect(IssueClusterer().clusters(Self.matrix([[], [], []])).isEmpty)
        #expect(IssueClusterer().clusters(Self.matrix([["一"], ["二"], ["三"]])).isEmpty)
    }

    /// The law of the neighbour search: exactly the pairs that comparing all with all gives.
    @Test(arguments: [Float(0.1), 0.26, 0.5, 0.9])
    func neighboursAreExact(threshold: Float) {
        let matrix = Self.matrix(Self.corpus(topics: 8, size: 10, seed: 9))
        let graph = NeighborSearch(threshold: threshold, limit: 1_000, threads: 2).graph(matrix)
        for row in 0..<matrix.rowCount {
            let found = Set(graph.edges[row].map { Int($0.to) })
            for other in 0..<matrix.rowCount where other != row {
                let cosine = matrix.dot(row, other)
                // Sums in another order differ in the last digits.
                if abs(cosine - threshold) > 1e-4 { #expect(found.contains(other) == (cosine >= threshold)) }
            }
        }
    }

    @Test func eachKeepsItsStrongestEdges() {
        let matrix = Self.matrix(Self.corpus(topics: 4, size: 20, seed: 11))
        let full = NeighborSearch(threshold: 0.1, limit: 1_000, threads: 1).graph(matrix)
        let cut = NeighborSearch(threshold: 0.1, limit: 3, threads: 1).graph(matrix)
        for row in full.edges.indices {
            #expect(Array(full.edges[row].prefix(3)).allSatisfy(cut.edges[row].contains))
            for edge in cut.edges[row] { #expect(cut.edges[Int(edge.to)].contains { Int($0.to) == row }) }
        }
        #expect(cut.edges.map(\.count).reduce(0, +) < full.edges.map(\.count).reduce(0, +))
    }
}
