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

    /// Groups of rows, each ascending, ordered by first row; single rows included.
    ///
    /// - Parameter graph: edges whose weights are probabilities, each at both ends.
    package func groups(_ graph: NeighborGraph) -> [[Int]] {
        let parts = components(graph)
        let joined = ParallelChunks.map(count: parts.count, size: 64, threads: threads) { range in
            range.flatMap { number -> [[Int]] in
                let rows = parts[number]
                guard rows.count > 1 else { return [rows] }
                return join(Self.part(graph, rows)).map { $0.map { rows[$0] } }
            }
        }
        return joined.flatMap { $0 }.sorted { $0[0] < $1[0] }
    }

    /// Rows that a chain of pairs at or above the limit connects, each ascending, ordered by first row.
    private func components(_ graph: NeighborGraph) -> [[Int]] {
        var parent = Array(graph.edges.indices)
        func root(_ row: Int) -> Int {
            var row = row
            while parent[row] != row {
                parent[row] = parent[parent[row]]
                row = parent[row]
            }
            return row
        }
        for row in graph.edges.indices {
            for edge in graph.edges[row] where Int(edge.to) > row && Double(edge.weight) >= joinFrom {
                let (a, b) = (root(row), root(Int(edge.to)))
                if a != b { parent[max(a, b)] = min(a, b) }
            }
        }
        var number = [Int](repeating: -1, count: parent.count)
        var parts: [[Int]] = []
        for row in graph.edges.indices {
            let first = root(row)
            if number[first] < 0 {
                number[first] = parts.count
                parts.append([])
            }
            parts[number[first]].append(row)
        }
        return parts
    }

    /// The edges between some rows, ascending, which are numbered from 0.
    private static func part(_ graph: NeighborGraph, _ rows: [Int]) -> [[NeighborGraph.Edge]] {
        let number = Dictionary(uniqueKeysWithValues: rows.enumerated().map { (Int32($1), Int32($0)) })
        return rows.map { row in
            graph.edges[row].compactMap { edge in number[edge.to].map { .init(to: $0, weight: edge.weight) } }
        }
    }

    private func join(_ edges: [[NeighborGraph.Edge]]) -> [[Int]] {
        var members = edges.indices.map { [$0] }
        var ties = edges.map { list -> [Int: Tie] in
            var result: [Int: Tie] = [:]
            for edge in list { result[Int(edge.to)] = Tie(sum: Double(edge.weight) - unscored, count: 1) }
            return result
        }
        var version = [Int](repeating: 0, count: members.count)
        var heap = MaxHeap<Pair>()
        func pair(_ a: Int, _ b: Int, _ tie: Tie) -> Pair? {
            let all = Double(members[a].count) * Double(members[b].count)
            let mean = unscored + tie.sum / (tie.count + damping * (all - tie.count))
            guard mean >= joinFrom else { return nil }
            let (left, right) = (min(a, b), max(a, b))
            return Pair(mean: mean, left: left, right: right, leftVersion: version[left], rightVersion: version[right])
        }
        for row in edges.indices {
            for edge in edges[row] where Int(edge.to) > row {
                if let tie = ties[row][Int(edge.to)], let found = pair(row, Int(edge.to), tie) { heap.push(found) }
            }
        }
        while let best = heap.pop() {
            guard version[best.left] == best.leftVersion, version[best.right] == best.rightVersion else { continue }
            // The one with fewer ties moves, so that a row moves seldom.
            let keepsLeft = ties[best.left].count >= ties[best.right].count
            let (to, from) = keepsLeft ? (best.left, best.right) : (best.right, best.left)
            members[to] += members[from]
            members[from] = []
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
