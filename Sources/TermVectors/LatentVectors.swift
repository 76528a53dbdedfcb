import Foundation

/// What rows are about when different words say the same: their directions in the space that explains most of the
/// corpus (latent semantic analysis; Deerwester et al. 1990), found by subspace iteration from a fixed start (Halko,
/// Martinsson and Tropp 2011).
///
/// Only cosines are asked for, and these don't depend on the basis of the subspace, so no singular values are computed.
/// Directions are kept as 8-bit numbers: `dimensions` bytes a row, cosines to about 0.005. The same rows give the same
/// bytes whatever the number of threads.
public struct LatentVectors: Sendable {
    /// Numbers a row.
    public var dimensions: Int { space.size }
    package private(set) var codes: [Int8]
    /// What the rows are directions in.
    package let space: Space

    /// A subspace: for each used column what it adds.
    package struct Space: Sendable {
        /// Its dimensions, 1 and up.
        package let size: Int
        /// The place of each column in `basis`, -1 for columns that say nothing.
        package let place: [Int32]
        /// `size` numbers for each place.
        package let basis: [Float]

        /// A space; nil where a column has no place in the basis.
        package init?(size: Int, place: [Int32], basis: [Float]) {
            guard size > 0, basis.count % size == 0, place.allSatisfy({ Int($0) < basis.count / size }) else {
                return nil
            }
            (self.size, self.place, self.basis) = (size, place, basis)
        }

        fileprivate init(_ size: Int, _ place: [Int32], _ basis: [Float]) {
            (self.size, self.place, self.basis) = (size, place, basis)
        }

        /// The directions of rows; columns beyond those known say nothing. O(entries × size).
        fileprivate func codes(_ matrix: SparseMatrix, threads: Int) -> [Int8] {
            ParallelChunks.map(count: matrix.rowCount, size: 512, threads: threads) { rows -> [Int8] in
                var result: [Int8] = []
                result.reserveCapacity(rows.count * size)
                var sum = [Float](repeating: 0, count: size)
                for row in rows {
                    basis.withUnsafeBufferPointer { basis in
                        sum.withUnsafeMutableBufferPointer { sum in
                            sum.update(repeating: 0)
                            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                                let column = Int(matrix.columns[entry])
                                guard column < place.count, place[column] >= 0 else { continue }
                                LatentVectors.add(basis, Int(place[column]), matrix.weights[entry], size, to: sum)
                            }
                        }
                    }
                    let length = sum.reduce(0) { $0 + $1 * $1 }.squareRoot()
                    let scale = length > 1e-6 ? 127 / length : 0
                    for value in sum { result.append(Int8(max(-127, min(127, (value * scale).rounded())))) }
                }
                return result
            }.flatMap { $0 }
        }
    }

    /// Directions in a space found before.
    package init(_ matrix: SparseMatrix, in space: Space, threads: Int = 1) {
        self.space = space
        codes = space.codes(matrix, threads: threads)
    }

    /// Directions found before, `space.size` numbers a row.
    package init(codes: [Int8], space: Space) {
        self.space = space
        self.codes = codes
    }

    /// Adds rows of the same space.
    package mutating func append(_ other: LatentVectors) { codes += other.codes }

    /// Directions of the rows of a matrix. O(entries × dimensions × iterations) over at most `sample` rows, and O(entries ×
    /// dimensions) over the others.
    ///
    /// - Parameters:
    ///   - matrix: the rows.
    ///   - isUsed: whether a column counts.
    ///   - dimensions: 1 and up; fewer where the matrix has fewer rows.
    ///   - iterations: 1 and up.
    ///   - sample: the space is learnt from so many rows; 1 and up.
    ///   - names: a number for each column that stays the same when rows are added and columns are numbered anew, such as a hash of
    ///     its term; nil: the column's own number. Start and sample are taken from these, so that a few more rows change little.
    ///   - remembers: whether the space is kept, for rows that come later.
    ///   - threads: 1 and up.
    public init(
        _ matrix: SparseMatrix, isUsed: [Bool], dimensions: Int = 50, iterations: Int = 4, sample: Int = 20_000,
        names: [UInt32]? = nil, remembers: Bool = true, threads: Int = 1
    ) {
        let size = max(1, min(dimensions, matrix.rowCount / 4))
        let chosen = Self.sample(of: matrix, max(1, sample), isUsed: isUsed, names: names)
        let part = LatentColumns(matrix, rows: chosen, isUsed: isUsed)
        var basis = Self.start(part.used.map { names?[Int($0)] ?? UInt32(bitPattern: $0) }, size)
        for _ in 0..<iterations {
            // Rows are fewer than columns: it is the rows' side that is made orthonormal on the way.
            var middle = part.rows(basis, size, threads)
            Self.orthonormalise(&middle, size, threads)
            basis = part.columns(middle, size, threads)
        }
        Self.orthonormalise(&basis, size, threads)
        // The place of each column in the basis; columns that the sample lacks say nothing.
        var place = [Int32](repeating: -1, count: matrix.columnCount)
        for (number, column) in part.used.enumerated() { place[Int(column)] = Int32(number) }
        let found = Space(size, place, basis)
        codes = found.codes(matrix, threads: threads)
        space = remembers ? found : Space(size, [], [])
    }

    /// The cosine of two rows, about 0 for rows without any used column. O(dimensions).
    public func cosine(_ left: Int, _ right: Int) -> Float {
        codes.withUnsafeBufferPointer { codes in
            let (a, b) = (left * dimensions, right * dimensions)
            var sum: Int32 = 0
            for index in 0..<dimensions { sum &+= Int32(codes[a + index]) &* Int32(codes[b + index]) }
            return max(-1, min(1, Float(sum) / (127 * 127)))
        }
    }

    /// The rows that the space is learnt from, ascending: those whose columns' names come to the smallest numbers, which is as good
    /// as drawn by lot, and a row more or less changes the choice by a row (bottom-k sampling, Cohen and Kaplan 2007).
    private static func sample(
        of matrix: SparseMatrix, _ size: Int, isUsed: [Bool], names: [UInt32]?
    ) -> [Int] {
        guard matrix.rowCount > size else { return Array(0..<matrix.rowCount) }
        var lots: [(lot: UInt64, row: Int)] = []
        lots.reserveCapacity(matrix.rowCount)
        for row in 0..<matrix.rowCount {
            var lot: UInt64 = 0
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] where isUsed[Int(matrix.columns[entry])] {
                let column = matrix.columns[entry]
                // The order of columns does not count.
                lot &+= mixed(UInt64(names?[Int(column)] ?? UInt32(bitPattern: column)))
            }
            lots.append((mixed(lot), row))
        }
        return lots.sorted { $0 < $1 }.prefix(size).map(\.row).sorted()
    }

    /// A number that looks like chance (SplitMix64; Steele, Lea and Flood 2014).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value &+ 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A start of +1 and −1 that depends on nothing but the column.
    private static func start(_ columns: [UInt32], _ size: Int) -> [Float] {
        var basis: [Float] = []
        basis.reserveCapacity(columns.count * size)
        for column in columns {
            var state = (UInt64(column) &+ 1) &* 0x9E37_79B9_7F4A_7C15
            for _ in 0..<size {
                state ^= state >> 12
                state ^= state << 25
                state ^= state >> 27
                basis.append((state &* 0x2545_F491_4F6C_DD1D) >> 63 == 0 ? 1 : -1)
            }
        }
        return basis
    }

    /// Adds a multiple of a row of a matrix with `size` columns to a sum.
    @inline(__always)
    static func add(
        _ basis: UnsafeBufferPointer<Float>, _ row: Int, _ weight: Float, _ size: Int,
        to sum: UnsafeMutableBufferPointer<Float>
    ) {
        let base = row * size
        var index = 0
        while index < size {
            sum[index] += weight * basis[base + index]
            index += 1
        }
    }
}

extension LatentVectors {
    /// Makes the columns of a tall matrix orthonormal, by the Cholesky factor of its Gram matrix; columns that depend on
    /// earlier ones become 0.
    fileprivate static func orthonormalise(_ basis: inout [Float], _ size: Int, _ threads: Int) {
        let rows = basis.count / size
        let parts = basis.withUnsafeBufferPointer { values in
            nonisolated(unsafe) let values = values
            return ParallelChunks.map(count: rows, size: 4_096, threads: threads) { range -> [Double] in
                var gram = [Double](repeating: 0, count: size * size)
                gram.withUnsafeMutableBufferPointer { gram in
                    withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { own in
                        for row in range {
                            let base = row &* size
                            for i in 0..<size { own[i] = Double(values[base &+ i]) }
                            for i in 0..<size {
                                let value = own[i]
                                let line = i &* size
                                var j = 0
                                while j <= i {
                                    gram[line &+ j] += value * own[j]
                                    j &+= 1
                                }
                            }
                        }
                    }
                }
                return gram
            }
        }
        var gram = [Double](repeating: 0, count: size * size)
        for part in parts { for index in gram.indices { gram[index] += part[index] } }
        let factor = cholesky(gram, size)
        basis.withUnsafeMutableBufferPointer { basis in
            // Each chunk changes the rows of its own range only.
            nonisolated(unsafe) let basis = basis
            _ = ParallelChunks.map(count: rows, size: 4_096, threads: threads) { range in
                var solved = [Double](repeating: 0, count: size)
                solved.withUnsafeMutableBufferPointer { solved in
                    factor.withUnsafeBufferPointer { factor in
                        for row in range {
                            for i in 0..<size {
                                let pivot = factor[i * size + i]
                                var value = Double(basis[row * size + i])
                                var j = 0
                                while j < i {
                                    value -= factor[i * size + j] * solved[j]
                                    j += 1
                                }
                                solved[i] = pivot > 0 ? value / pivot : 0
                            }
                            for i in 0..<size { basis[row * size + i] = Float(solved[i]) }
                        }
                    }
                }
            }
        }
    }

    /// The lower factor of a Gram matrix; a pivot that is tiny beside its diagonal is 0.
    private static func cholesky(_ gram: [Double], _ size: Int) -> [Double] {
        var factor = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for j in 0...i {
                var sum = gram[i * size + j]
                for k in 0..<j { sum -= factor[i * size + k] * factor[j * size + k] }
                if i == j {
                    factor[i * size + i] = sum > 1e-10 * max(gram[i * size + i], 1e-30) ? sum.squareRoot() : 0
                } else if factor[j * size + j] > 0 {
                    factor[i * size + j] = sum / factor[j * size + j]
                }
            }
        }
        return factor
    }
}
