/// Some rows of a matrix and, for each of their used columns, the rows that have it.
struct LatentColumns: Sendable {
    /// The used columns, ascending.
    var used: [Int32] = []
    private var rowOffsets: [Int] = [0]
    private var rowColumns: [Int32] = []
    private var rowWeights: [Float] = []
    private var columnOffsets: [Int]
    private var columnRows: [Int32]
    private var columnWeights: [Float]

    init(_ matrix: SparseMatrix, rows: [Int], isUsed: [Bool]) {
        var seen = [Int](repeating: 0, count: matrix.columnCount)
        for row in rows {
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] where isUsed[Int(matrix.columns[entry])] {
                seen[Int(matrix.columns[entry])] += 1
            }
        }
        used = (0..<Int32(matrix.columnCount)).filter { seen[Int($0)] > 0 }
        var place = [Int32](repeating: -1, count: matrix.columnCount)
        columnOffsets = [0]
        for (number, column) in used.enumerated() {
            place[Int(column)] = Int32(number)
            columnOffsets.append(columnOffsets[number] + seen[Int(column)])
        }
        var next = columnOffsets
        columnRows = [Int32](repeating: 0, count: columnOffsets[used.count])
        columnWeights = [Float](repeating: 0, count: columnRows.count)
        for (number, row) in rows.enumerated() {
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                let column = place[Int(matrix.columns[entry])]
                guard column >= 0 else { continue }
                rowColumns.append(column)
                rowWeights.append(matrix.weights[entry])
                columnRows[next[Int(column)]] = Int32(number)
                columnWeights[next[Int(column)]] = matrix.weights[entry]
                next[Int(column)] += 1
            }
            rowOffsets.append(rowColumns.count)
        }
    }

    /// The matrix × a basis of its columns. Each part sums over one row only, so threads change nothing.
    func rows(_ basis: [Float], _ size: Int, _ threads: Int) -> [Float] {
        Self.product(rowOffsets, rowColumns, rowWeights, basis, size, threads)
    }

    /// The transposed matrix × a basis of its rows.
    func columns(_ basis: [Float], _ size: Int, _ threads: Int) -> [Float] {
        Self.product(columnOffsets, columnRows, columnWeights, basis, size, threads)
    }

    private static func product(
        _ offsets: [Int], _ indices: [Int32], _ weights: [Float], _ basis: [Float], _ size: Int, _ threads: Int
    ) -> [Float] {
        let rows = offsets.count - 1
        return [Float](unsafeUninitializedCapacity: rows * size) { result, count in
            // Each chunk writes the rows of its own range only.
            nonisolated(unsafe) let result = result
            _ = ParallelChunks.map(count: rows, size: 512, threads: threads) { range in
                basis.withUnsafeBufferPointer { basis in
                    for row in range {
                        let sum = UnsafeMutableBufferPointer(rebasing: result[(row * size)..<((row + 1) * size)])
                        sum.initialize(repeating: 0)
                        for entry in offsets[row]..<offsets[row + 1] {
                            LatentVectors.add(basis, Int(indices[entry]), weights[entry], size, to: sum)
                        }
                    }
                }
            }
            count = rows * size
        }
    }
}
