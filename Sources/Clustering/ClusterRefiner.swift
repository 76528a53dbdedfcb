import TermVectors

/// Checks the groups that whispering found: members that hardly resemble their group leave it, and groups that resemble
/// each other on average are joined, closest pair first (average linkage, Sokal and Michener 1958).
///
/// Only groups joined by an edge of the graph are compared, so nothing is quadratic in the number of groups.
struct ClusterRefiner {
    /// A member whose mean cosine to the rest of its group is below this leaves the group.
    var leaveBelow: Float
    /// Two groups whose mean cosine over all pairs reaches this are joined.
    var joinFrom: Float

    /// Refined groups of rows, each ascending, ordered by their first row; single rows included.
    func refine(labels: [Int32], graph: NeighborGraph, matrix: SparseMatrix) -> [[Int]] {
        var groups = Self.groups(labels)
        groups = groups.flatMap { leave($0, matrix) }.sorted { $0[0] < $1[0] }
        return join(groups, graph: graph, matrix: matrix)
    }

    private static func groups(_ labels: [Int32]) -> [[Int]] {
        var byLabel = [[Int]](repeating: [], count: labels.count)
        for (row, label) in labels.enumerated() { byLabel[Int(label)].append(row) }
        return byLabel.filter { !$0.isEmpty }
    }

    private func leave(_ group: [Int], _ matrix: SparseMatrix) -> [[Int]] {
        guard group.count > 2 else { return [group] }
        let sum = SparseSum(matrix, rows: group)
        var stay: [Int] = []
        var gone: [[Int]] = []
        for row in group {
            let mean = (sum.dot(matrix, row: row) - matrix.dot(row, row)) / Float(group.count - 1)
            if mean < leaveBelow { gone.append([row]) } else { stay.append(row) }
        }
        return stay.isEmpty ? gone : [stay] + gone
    }

    private struct Pair: Comparable {
        var mean: Float
        var left: Int
        var right: Int
        var leftVersion: Int
        var rightVersion: Int

        static func < (a: Pair, b: Pair) -> Bool {
            if a.mean != b.mean { return a.mean < b.mean }
            return (b.left, b.right) < (a.left, a.right)
        }
    }

    private func join(_ start: [[Int]], graph: NeighborGraph, matrix: SparseMatrix) -> [[Int]] {
        var groups = start
        var groupOf = [Int](repeating: 0, count: matrix.rowCount)
        for (number, group) in groups.enumerated() { for row in group { groupOf[row] = number } }
        var neighbors = [Set<Int>](repeating: [], count: groups.count)
        for row in graph.edges.indices {
            for edge in graph.edges[row] where groupOf[Int(edge.to)] != groupOf[row] {
                neighbors[groupOf[row]].insert(groupOf[Int(edge.to)])
            }
        }
        var sums = [SparseSum?](repeating: nil, count: groups.count)
        var version = [Int](repeating: 0, count: groups.count)
        func sum(_ group: Int) -> SparseSum {
            if let known = sums[group] { return known }
            let made = SparseSum(matrix, rows: groups[group])
            sums[group] = made
            return made
        }
        func pair(_ a: Int, _ b: Int) -> Pair? {
            let (left, right) = (min(a, b), max(a, b))
            let mean = sum(left).dot(sum(right)) / Float(groups[left].count * groups[right].count)
            guard mean >= joinFrom else { return nil }
            return Pair(mean: mean, left: left, right: right, leftVersion: version[left], rightVersion: version[right])
        }
        var heap = MaxHeap<Pair>()
        for group in groups.indices {
            for other in neighbors[group].sorted() where other > group {
                if let found = pair(group, other) { heap.push(found) }
            }
        }
        while let best = heap.pop() {
            guard version[best.left] == best.leftVersion, version[best.right] == best.rightVersion else { continue }
            sums[best.left] = sum(best.left).adding(sum(best.right))
            sums[best.right] = nil
            groups[best.left] = (groups[best.left] + groups[best.right]).sorted()
            groups[best.right] = []
            version[best.left] += 1
            version[best.right] = -1
            neighbors[best.left].formUnion(neighbors[best.right])
            neighbors[best.right] = []
            let candidates = neighbors[best.left].filter { version[$0] >= 0 && $0 != best.left }
            neighbors[best.left] = candidates
            for other in candidates.sorted() {
                neighbors[other].insert(best.left)
                if let found = pair(best.left, other) { heap.push(found) }
            }
        }
        return groups.filter { !$0.isEmpty }.sorted { $0[0] < $1[0] }
    }
}

/// A binary heap that gives the largest element first.
struct MaxHeap<Element: Comparable> {
    private var items: [Element] = []

    mutating func push(_ item: Element) {
        items.append(item)
        var child = items.count - 1
        while child > 0, items[(child - 1) / 2] < items[child] {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Element? {
        guard let top = items.first else { return nil }
        let last = items.removeLast()
        guard !items.isEmpty else { return top }
        items[0] = last
        var parent = 0
        while true {
            var child = parent * 2 + 1
            guard child < items.count else { return top }
            if child + 1 < items.count, items[child] < items[child + 1] { child += 1 }
            guard items[parent] < items[child] else { return top }
            items.swapAt(parent, child)
            parent = child
        }
    }
}
