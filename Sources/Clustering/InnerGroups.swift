import TermVectors

/// What a cluster looks like from inside: the rows that are least alike, and the closer groups within it.
public struct InnerGroups: Sendable {
    /// Mean cosine from which rows belong to one closer group, 0…1.
    public var joinFrom = 0.18
    /// Rows that a closer group has at least, 2 and up.
    public var smallest = 3
    /// Clusters with fewer rows are not divided.
    public var dividedFrom = 6

    /// With the default limits.
    public init() {}

    /// Up to `count` rows that show how far a cluster reaches: each is the one least like the medoid and those chosen before (its
    /// largest cosine to any of them is the smallest; ties: the lower row). O(count × entries of the rows).
    public static func extremes(_ rows: [Int], medoid: Int, count: Int, _ matrix: SparseMatrix) -> [Int] {
        var closest = [Int: Float](minimumCapacity: rows.count)
        for row in rows where row != medoid { closest[row] = matrix.dot(row, medoid) }
        var chosen: [Int] = []
        while chosen.count < count, let next = closest.min(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            chosen.append(next.key)
            closest[next.key] = nil
            for (row, cosine) in closest { closest[row] = max(cosine, matrix.dot(row, next.key)) }
        }
        return chosen
    }

    /// The closer groups within a cluster, largest first (ties: first row), each ascending; empty where it has fewer than two of
    /// them. Rows in no closer group are left out. Near linear in the rows.
    public func groups(_ rows: [Int], _ matrix: SparseMatrix) -> [[Int]] {
        guard rows.count >= dividedFrom else { return [] }
        var own = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0)
        // Columns numbered anew: the search keeps a list for each.
        var number: [Int32: Int32] = [:]
        for row in rows {
            var entries: [(column: Int32, weight: Float)] = []
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                let column = matrix.columns[entry]
                let known = number[column] ?? Int32(number.count)
                number[column] = known
                entries.append((known, matrix.weights[entry]))
            }
            entries.sort { $0.column < $1.column }
            own.columns += entries.map(\.column)
            own.weights += entries.map(\.weight)
            own.offsets.append(own.columns.count)
        }
        own.columnCount = number.count
        let graph = CandidateSearch(threshold: Float(joinFrom) / 2, limit: 30, window: 256, threads: 1)
            .pairs(own, order: (0..<Int32(rows.count)).map { $0 })
        let found = DampedLinkage(joinFrom: joinFrom).groups(graph).filter { $0.count >= smallest }
        guard found.count > 1 else { return [] }
        return found.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }.map { $0.map { rows[$0] } }
    }
}
