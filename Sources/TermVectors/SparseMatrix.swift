/// Rows of (column, weight) with columns ascending within a row; compressed sparse rows, 8 bytes an entry.
public struct SparseMatrix: Sendable {
    /// Row `i` is `offsets[i]..<offsets[i + 1]`.
    public var offsets: [Int]
    /// The column of each entry.
    public var columns: [Int32]
    /// The weight of each entry.
    public var weights: [Float]
    /// The number of columns.
    public var columnCount: Int

    /// A matrix from its parts.
    public init(offsets: [Int], columns: [Int32], weights: [Float], columnCount: Int) {
        self.offsets = offsets
        self.columns = columns
        self.weights = weights
        self.columnCount = columnCount
    }

    /// The number of rows.
    public var rowCount: Int { offsets.count - 1 }

    /// Adds another matrix's rows after ours; it has as many columns or more.
    package mutating func append(_ other: SparseMatrix) {
        let base = columns.count
        columns += other.columns
        weights += other.weights
        offsets += other.offsets.dropFirst().map { $0 + base }
        columnCount = max(columnCount, other.columnCount)
    }

    /// The dot product of two rows; with unit rows, their cosine. O(sum of their lengths).
    public func dot(_ left: Int, _ right: Int) -> Float {
        var i = offsets[left]
        var j = offsets[right]
        let iEnd = offsets[left + 1]
        let jEnd = offsets[right + 1]
        var sum: Float = 0
        while i < iEnd && j < jEnd {
            if columns[i] == columns[j] {
                sum += weights[i] * weights[j]
                i += 1
                j += 1
            } else if columns[i] < columns[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }
}
