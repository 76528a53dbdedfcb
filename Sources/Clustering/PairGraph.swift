/// Weighted pairs of rows, each once, under its higher row; flat arrays, 8 bytes a pair.
///
/// Where ``NeighborGraph`` keeps every edge at both ends in a list of its own, this is for millions of rows.
public struct PairGraph: Sendable {
    /// The pairs of row `i` are `offsets[i]..<offsets[i + 1]`.
    public private(set) var offsets: [Int]
    /// The lower row of each pair; ascending within a row.
    public private(set) var lower: [Int32]
    /// The weight of each pair.
    public private(set) var weights: [Float]

    /// The number of rows.
    public var rowCount: Int { offsets.count - 1 }

    /// Pairs of `rowCount` rows, each given once, either row first. O(pairs + rows), in two passes over `pairs`.
    ///
    /// - Parameter pairs: calls its argument with each pair, the same in the same order each time.
    package init(rowCount: Int, _ pairs: ((_ one: Int, _ other: Int, _ weight: Float) -> Void) -> Void) {
        var starts = [Int](repeating: 0, count: rowCount + 1)
        var count = 0
        pairs { one, other, _ in
            starts[max(one, other) + 1] += 1
            count += 1
        }
        for row in 0..<rowCount { starts[row + 1] += starts[row] }
        offsets = starts
        lower = [Int32](repeating: 0, count: count)
        weights = [Float](repeating: 0, count: count)
        pairs { one, other, weight in
            let row = max(one, other)
            lower[starts[row]] = Int32(min(one, other))
            weights[starts[row]] = weight
            starts[row] += 1
        }
        sortRows()
    }

    /// The pairs of a graph that has every edge at both ends.
    init(_ graph: NeighborGraph) {
        self.init(rowCount: graph.edges.count) { add in
            for row in graph.edges.indices {
                for edge in graph.edges[row] where Int(edge.to) < row { add(row, Int(edge.to), edge.weight) }
            }
        }
    }

    private mutating func sortRows() {
        var buffer: [(Int32, Float)] = []
        for row in 0..<rowCount {
            let range = offsets[row]..<offsets[row + 1]
            buffer.removeAll(keepingCapacity: true)
            var last: Int32 = -1
            var sorted = true
            for index in range {
                if lower[index] < last { sorted = false }
                last = lower[index]
                buffer.append((lower[index], weights[index]))
            }
            if sorted { continue }
            buffer.sort { $0.0 < $1.0 }
            for (index, pair) in zip(range, buffer) { (lower[index], weights[index]) = pair }
        }
    }
}
