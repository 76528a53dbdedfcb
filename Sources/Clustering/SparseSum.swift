import TermVectors

/// A sum of matrix rows as sorted (column, weight) pairs, for average similarities between groups of rows.
struct SparseSum: Sendable {
    private(set) var columns: [Int32] = []
    private(set) var weights: [Float] = []

    init() {}

    /// The sum of some rows. O(entries × log entries).
    init(_ matrix: SparseMatrix, rows: [Int]) {
        var entries: [(Int32, Float)] = []
        for row in rows {
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                entries.append((matrix.columns[entry], matrix.weights[entry]))
            }
        }
        // Weights too decide the order, so that the rounding of a sum does not depend on the order of the rows.
        entries.sort { ($0.0, $0.1) < ($1.0, $1.1) }
        for (column, weight) in entries {
            if columns.last == column {
                weights[weights.count - 1] += weight
            } else {
                columns.append(column)
                weights.append(weight)
            }
        }
    }

    /// The dot product with another sum. O(sum of the lengths).
    func dot(_ other: SparseSum) -> Float {
        var i = 0
        var j = 0
        var sum: Float = 0
        while i < columns.count && j < other.columns.count {
            if columns[i] == other.columns[j] {
                sum += weights[i] * other.weights[j]
                i += 1
                j += 1
            } else if columns[i] < other.columns[j] {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }

    /// The dot product with a matrix row, by binary search where the sum is much longer than the row.
    func dot(_ matrix: SparseMatrix, row: Int) -> Float {
        var sum: Float = 0
        var low = 0
        for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
            let column = matrix.columns[entry]
            var high = columns.count
            while low < high {
                let middle = (low + high) / 2
                if columns[middle] < column { low = middle + 1 } else { high = middle }
            }
            if low < columns.count, columns[low] == column { sum += weights[low] * matrix.weights[entry] }
        }
        return sum
    }

    /// Both sums together. O(sum of the lengths).
    func adding(_ other: SparseSum) -> SparseSum {
        var result = SparseSum()
        result.columns.reserveCapacity(columns.count + other.columns.count)
        result.weights.reserveCapacity(columns.count + other.columns.count)
        var i = 0
        var j = 0
        while i < columns.count || j < other.columns.count {
            if j == other.columns.count || (i < columns.count && columns[i] < other.columns[j]) {
                result.columns.append(columns[i])
                result.weights.append(weights[i])
                i += 1
            } else if i == columns.count || other.columns[j] < columns[i] {
                result.columns.append(other.columns[j])
                result.weights.append(other.weights[j])
                j += 1
            } else {
                result.columns.append(columns[i])
                result.weights.append(weights[i] + other.weights[j])
                i += 1
                j += 1
            }
        }
        return result
    }
}
