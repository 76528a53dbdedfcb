import Clustering
import OpinionTestSupport
import Testing

@Suite struct DampedLinkageTests {
    /// A graph from pairs with probabilities, each at both ends.
    private static func graph(_ rows: Int, _ pairs: [(Int, Int, Float)]) -> NeighborGraph {
        var edges = [[NeighborGraph.Edge]](repeating: [], count: rows)
        for (a, b, weight) in pairs {
            edges[a].append(.init(to: Int32(b), weight: weight))
            edges[b].append(.init(to: Int32(a), weight: weight))
        }
        return NeighborGraph(edges: edges)
    }

    private static func clique(_ rows: Range<Int>, _ weight: Float) -> [(Int, Int, Float)] {
        rows.flatMap { a in rows.filter { $0 > a }.map { (a, $0, weight) } }
    }

    @Test func oneWeakerEdgeDoesNotJoinTwoGroups() {
        let pairs = Self.clique(0..<8, 0.9) + Self.clique(8..<16, 0.9) + [(7, 8, 0.8)]
        #expect(DampedLinkage(joinFrom: 0.3).groups(Self.graph(16, pairs)) == [Array(0..<8), Array(8..<16)])
    }

    @Test func aChainDoesNotPercolate() {
        let pairs = (0..<999).map { ($0, $0 + 1, Float(0.6)) }
        let groups = DampedLinkage(joinFrom: 0.3).groups(Self.graph(1_000, pairs))
        #expect((groups.map(\.count).max() ?? 0) < 20)
        #expect(groups.flatMap { $0 }.sorted() == Array(0..<1_000))
    }

    @Test func likelyPairsJoinAndUnlikelyDoNot() {
        let groups = DampedLinkage(joinFrom: 0.5).groups(Self.graph(4, [(0, 1, 0.6), (2, 3, 0.4)]))
        #expect(groups == [[0, 1], [2], [3]])
        #expect(DampedLinkage(joinFrom: 0.5).groups(Self.graph(0, [])).isEmpty)
    }

    @Test func renumberedRowsGiveTheSameGroups() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<30 {
            var pairs: [(Int, Int, Float)] = []
            for a in 0..<40 {
                for b in 0..<a where Int.random(in: 0..<8, using: &random) == 0 {
                    pairs.append((b, a, Float.random(in: 0.05..<1, using: &random)))
                }
            }
            let expected = DampedLinkage(joinFrom: 0.3).groups(Self.graph(40, pairs))
            let number = Array(0..<40).shuffled(using: &random)
            let moved = pairs.map { (min(number[$0], number[$1]), max(number[$0], number[$1]), $2) }
            let groups = DampedLinkage(joinFrom: 0.3).groups(Self.graph(40, moved.shuffled(using: &random)))
            let renumbered = expected.map { $0.map { number[$0] }.sorted() }.sorted { $0[0] < $1[0] }
            #expect(groups == renumbered)
        }
    }

    @Test func threadsChangeNothing() {
        var random = SeededGenerator(seed: 13)
        var pairs: [(Int, Int, Float)] = []
        for a in 1..<2_000 {
            for _ in 0..<3 {
                let b = max(0, a - Int.random(in: 1...8, using: &random))
                if !pairs.contains(where: { $0.0 == b && $0.1 == a }) {
                    pairs.append((b, a, Float.random(in: 0.05..<0.6, using: &random)))
                }
            }
        }
        let graph = Self.graph(2_000, pairs)
        let one = DampedLinkage(joinFrom: 0.3, threads: 1).groups(graph)
        #expect(one == DampedLinkage(joinFrom: 0.3, threads: 2).groups(graph))
        #expect(one.flatMap { $0 }.sorted() == Array(0..<2_000))
        #expect(one.count > 100 && one.count < 2_000)
    }
}
