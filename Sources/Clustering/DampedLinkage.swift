import TermVectors

/// Joins groups, closest first, while the mean probability that two of their records are about one matter is high enough
/// (average linkage, Sokal and Michener 1958).
///
/// Only scored pairs are known; a pair without a score counts as `unscored`, but only with the weight `damping`: in a
/// large group a record has more true companions than neighbours were kept. A single edge that is weaker than those
/// inside can't join two large groups, so nothing percolates.
///
/// A join needs a pair that reaches the limit, so rows are first divided into the components of such pairs, which are worked
/// on beside each other. O(edges × log edges × joins a group takes part in) over the edges of a component.
package struct DampedLinkage {
    /// Mean probability from which groups are joined, above 0.
    package var joinFrom: Double
    /// Probability that stands for a pair without a score.
    var unscored = 0.02
    /// Weight of a pair without a score beside a scored one, 0…1.
    var damping = 0.5
    /// Threads to use, 1 and up; the result does not depend on it.
    var threads = 1

    /// A linkage with its limit.
    package init(joinFrom: Double, threads: Int = 1) {
        self.joinFrom = joinFrom
        self.threads = threads
    }

    private struct Tie {
        var sum: Double
        var count: Double
    }

    private struct Pair: Comparable {
        var mean: Double
        var left: Int
        var right: Int
        var leftVersion: Int
        var rightVersion: Int

        static func < (a: Pair, b: Pair) -> Bool {
            if a.mean != b.mean { return a.mean < b.mean }
            return (b.left, b.right) < (a.left, a.right)
        }
    }

    /// The same for a graph that has every edge at both ends.
    package func groups(_ graph: NeighborGraph) -> [[Int]] { groups(PairGraph(graph)) }

    /// Groups of rows, each ascending, ordered by first row; single rows included.
    ///
    /// - Parameter graph: pairs whose weights are probabilities.
    package func groups(_ graph: PairGraph) -> [[Int]] {
        let parts = components(graph)
        // The place of each row in its component.
        var place = [Int32](repeating: 0, count: graph.rowCount)
        var component = place
        for (number, rows) in parts.enumerated() {
            for (position, row) in rows.enumerated() {
                place[row] = Int32(position)
                component[row] = Int32(number)
            }
        }
        let (places, components) = (place, component)
        let joined = ParallelChunks.map(count: parts.count, size: 64, threads: threads) { range in
            range.flatMap { number -> [[Int]] in
                let rows = parts[number]
                guard rows.count > 1 else { return [rows] }
                var edges: [Edge] = []
                for row in rows {
                    for pair in graph.offsets[row]..<graph.offsets[row + 1] {
                        let lower = Int(graph.lower[pair])
                        guard components[lower] == Int32(number) else { continue }
                        edges.append(
                            Edge(left: Int(places[lower]), right: Int(places[row]), weight: Double(graph.weights[pair]))
                        )
                    }
                }
                return join([Int](repeating: 1, count: rows.count), edges).map { $0.map { rows[$0] } }
            }
        }
        return joined.flatMap { $0 }.sorted { $0[0] < $1[0] }
    }

    /// Groups of nodes that stand for one row or for several which belong together already, each ascending, ordered by first
    /// node. What is known of nodes' rows beside the given pairs is taken as unscored.
    ///
    /// - Parameters:
    ///   - graph: pairs of rows whose weights are probabilities.
    ///   - nodeOf: the node of each row.
    ///   - sizes: how many rows each node stands for, those without any pair included.
    package func groups(_ graph: PairGraph, nodeOf: [Int], sizes: [Int]) -> [[Int]] {
        var edges: [Edge] = []
        var links = DisjointRows(sizes.count)
        for row in 0..<graph.rowCount {
            for pair in graph.offsets[row]..<graph.offsets[row + 1] {
                let (left, right) = (nodeOf[Int(graph.lower[pair])], nodeOf[row])
                guard left != right else { continue }
                edges.append(Edge(left: left, right: right, weight: Double(graph.weights[pair])))
                if Double(graph.weights[pair]) >= joinFrom { links.join(left, right) }
            }
        }
        var parts: [Int: [Int]] = [:]
        var place = [Int](repeating: 0, count: sizes.count)
        for node in sizes.indices {
            let root = links.root(node)
            place[node] = parts[root]?.count ?? 0
            parts[root, default: []].append(node)
        }
        var edgesOf: [Int: [Edge]] = [:]
        for edge in edges {
            let root = links.root(edge.left)
            guard root == links.root(edge.right) else { continue }
            edgesOf[root, default: []].append(
                Edge(left: place[edge.left], right: place[edge.right], weight: edge.weight))
        }
        return parts.flatMap { root, nodes -> [[Int]] in
            guard nodes.count > 1 else { return [nodes] }
            return join(nodes.map { sizes[$0] }, edgesOf[root] ?? []).map { $0.map { nodes[$0] } }
        }.sorted { $0[0] < $1[0] }
    }

    /// A scored pair of rows of a component.
    private struct Edge {
        var left: Int
        var right: Int
        var weight: Double
    }

    /// Rows that a chain of pairs at or above the limit connects, each ascending, ordered by first row.
    private func components(_ graph: PairGraph) -> [[Int]] {
        var parent = Array(0..<graph.rowCount)
        func root(_ row: Int) -> Int {
            var row = row
            while parent[row] != row {
                parent[row] = parent[parent[row]]
                row = parent[row]
            }
            return row
        }
        for row in 0..<graph.rowCount {
            for pair in graph.offsets[row]..<graph.offsets[row + 1] where Double(graph.weights[pair]) >= joinFrom {
                let (a, b) = (root(row), root(Int(graph.lower[pair])))
                if a != b { parent[max(a, b)] = min(a, b) }
            }
        }
        var number = [Int](repeating: -1, count: parent.count)
        var parts: [[Int]] = []
        for row in parent.indices {
            let first = root(row)
            if number[first] < 0 {
                number[first] = parts.count
                parts.append([])
            }
            parts[number[first]].append(row)
        }
        return parts
    }

    /// Joins nodes of the given sizes.
    private func join(_ sizes: [Int], _ edges: [Edge]) -> [[Int]] {
        var sizes = sizes
        var members = sizes.indices.map { [$0] }
        var ties = [[Int: Tie]](repeating: [:], count: sizes.count)
        for edge in edges {
            var tie = ties[edge.left][edge.right] ?? Tie(sum: 0, count: 0)
            tie.sum += edge.weight - unscored
            tie.count += 1
            ties[edge.left][edge.right] = tie
            ties[edge.right][edge.left] = tie
        }
        var version = [Int](repeating: 0, count: members.count)
        var heap = MaxHeap<Pair>()
        func pair(_ a: Int, _ b: Int, _ tie: Tie) -> Pair? {
            let all = Double(sizes[a]) * Double(sizes[b])
            let mean = unscored + tie.sum / (tie.count + damping * (all - tie.count))
            guard mean >= joinFrom else { return nil }
            let (left, right) = (min(a, b), max(a, b))
            return Pair(mean: mean, left: left, right: right, leftVersion: version[left], rightVersion: version[right])
        }
        for edge in edges {
            if let tie = ties[edge.left][edge.right], let found = pair(edge.left, edge.right, tie) { heap.push(found) }
        }
        while let best = heap.pop() {
            guard version[best.left] == best.leftVersion, version[best.right] == best.rightVersion else { continue }
            // The one with fewer ties moves, so that a row moves seldom.
            let keepsLeft = ties[best.left].count >= ties[best.right].count
            let (to, from) = keepsLeft ? (best.left, best.right) : (best.right, best.left)
            members[to] += members[from]
            members[from] = []
            sizes[to] += sizes[from]
            version[to] += 1
            version[from] = -1
            for (other, tie) in ties[from] where other != to {
                var sum = ties[to][other] ?? Tie(sum: 0, count: 0)
                sum.sum += tie.sum
                sum.count += tie.count
                ties[to][other] = sum
                ties[other][from] = nil
            }
            ties[to][from] = nil
            ties[from] = [:]
            // The heap orders by mean and rows, so the order of pushing does not matter.
            for (other, tie) in ties[to] {
                ties[other][to] = tie
                if let found = pair(to, other, tie) { heap.push(found) }
            }
        }
        return members.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }
}
