import TermVectors

/// Finds which earlier matters a proposal is about: cosine of its words with the summed words of each matter's records.
///
/// An inverted index over the matters, so a proposal costs the postings of its own words.
public struct SupportFinder: Sendable {
    /// A matter that is alike.
    public struct Match: Sendable, Hashable {
        /// The matter's number, in the order given.
        public var matter: Int
        /// Cosine, 0…1.
        public var likeness: Double

        /// A match.
        public init(matter: Int, likeness: Double) {
            self.matter = matter
            self.likeness = likeness
        }
    }

    private var offsets: [Int]
    private var matters: [Int32]
    private var weights: [Float]
    private let count: Int

    /// - Parameters:
    ///   - matrix: rows of all records.
    ///   - groups: the rows of each matter; a matter without rows is never found.
    public init(matrix: SparseMatrix, groups: [[Int]]) {
        count = groups.count
        var entries: [(column: Int32, matter: Int32, weight: Float)] = []
        for (number, rows) in groups.enumerated() {
            var sum: [Int32: Float] = [:]
            for row in rows {
                for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                    sum[matrix.columns[entry], default: 0] += matrix.weights[entry]
                }
            }
            let sorted = sum.sorted { $0.key < $1.key }
            let length = sorted.reduce(Float(0)) { $0 + $1.value * $1.value }.squareRoot()
            guard length > 0 else { continue }
            for (column, weight) in sorted {
                entries.append((column, Int32(truncatingIfNeeded: number), weight / length))
            }
        }
        var starts = [Int](repeating: 0, count: matrix.columnCount + 1)
        for entry in entries { starts[Int(entry.column) + 1] += 1 }
        for column in 0..<matrix.columnCount { starts[column + 1] += starts[column] }
        var next = starts
        matters = [Int32](repeating: 0, count: entries.count)
        weights = [Float](repeating: 0, count: entries.count)
        for entry in entries {
            matters[next[Int(entry.column)]] = entry.matter
            weights[next[Int(entry.column)]] = entry.weight
            next[Int(entry.column)] += 1
        }
        offsets = starts
    }

    /// The matters that are at least so much alike a row of the same matrix, most alike first (ties: lower number).
    public func matches(_ matrix: SparseMatrix, row: Int, from least: Double, limit: Int) -> [Match] {
        var scores = [Float](repeating: 0, count: count)
        for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
            let column = Int(matrix.columns[entry])
            for posting in offsets[column]..<offsets[column + 1] {
                scores[Int(matters[posting])] += matrix.weights[entry] * weights[posting]
            }
        }
        let found = scores.indices.filter { Double(scores[$0]) >= least && scores[$0] > 0 }
        return found.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(limit).map {
            Match(matter: $0, likeness: min(1, Double(scores[$0])))
        }
    }
}
