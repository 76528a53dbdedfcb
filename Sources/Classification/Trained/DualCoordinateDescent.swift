import TermVectors

/// L2-regularised squared hinge, eight one-against-the-rest problems at a time, by dual coordinate descent (Hsieh, Chang,
/// Lin, Keerthi and Sundararajan 2008, "A Dual Coordinate Descent Method for Large-scale Linear SVM").
///
/// The eight problems share rows and their order and nothing else: each lane of the vectors is one problem, so a row is
/// read once for all of them. The optimum is unique; order of rows and tolerance decide how close the result comes.
/// O(passes × entries) for eight classes.
struct DualCoordinateDescent {
    typealias Lanes = SIMD8<Float>

    /// A column's weight is in `matrix.columns`; one more column, always 1, carries the bias.
    let matrix: SparseMatrix
    /// The class of each row.
    let labels: [Int32]
    /// Cost of an error on a row of the class, by class.
    let positiveCosts: [Float]
    /// Cost of an error on a row of another class.
    let negativeCost: Float
    /// Largest violation of the optimality conditions that is left.
    let tolerance: Float
    /// Passes after which it ends in any case.
    let maximumPasses: Int

    /// What a group of problems ends with.
    struct Solution {
        /// By column, the bias last.
        var weights: [Lanes]
        /// By row of the matrix; 0 for rows left out.
        var multipliers: [Lanes]
        var passes: Int
    }

    /// Solves the problems of the classes `first..<first + 8` over some rows, from given multipliers or from zero.
    func solve(first: Int, classCount: Int, rows: [Int], from start: [Lanes]? = nil) -> Solution {
        var solution = Solution(
            weights: [Lanes](repeating: .zero, count: matrix.columnCount + 1),
            multipliers: [Lanes](repeating: .zero, count: matrix.rowCount), passes: 0)
        var lane = Lanes.zero
        for index in 0..<8 where first + index < classCount { lane[index] = 1 }
        var order = rows
        var random: UInt64 = 0x5EED
        solution.weights.withUnsafeMutableBufferPointer { weights in
            solution.multipliers.withUnsafeMutableBufferPointer { multipliers in
                if let start {
                    for row in rows {
                        multipliers[row] = start[row]
                        update(weights, row, by: start[row] * signs(row, first))
                    }
                }
                let norms = rows.isEmpty ? [] : (0..<matrix.rowCount).map(squaredLength)
                while solution.passes < maximumPasses {
                    for index in stride(from: order.count - 1, to: 0, by: -1) {
                        random &+= 0x9E37_79B9_7F4A_7C15
                        order.swapAt(index, Int(TextFeatures.mixed(random) % UInt64(index + 1)))
                    }
                    var high = Lanes.zero
                    var low = Lanes.zero
                    for row in order {
                        let sign = signs(row, first)
                        let diagonal = 0.5 / costs(row, first)
                        let old = multipliers[row]
                        let gradient = sign * product(weights, row) - 1 + old * diagonal
                        // At 0 only a step upwards is open.
                        let open = gradient.replacing(
                            with: pointwiseMin(gradient, .zero), where: old .<= Lanes.zero)
                        high = pointwiseMax(high, open * lane)
                        low = pointwiseMin(low, open * lane)
                        let new = pointwiseMax(old - gradient / (diagonal + norms[row]), .zero) * lane
                        let step = (new - old) * sign
                        guard any(step .!= Lanes.zero) else { continue }
                        multipliers[row] = new
                        update(weights, row, by: step)
                    }
                    solution.passes += 1
                    if (high - low).max() <= tolerance { return }
                }
            }
        }
        return solution
    }

    /// What each of eight problems says of a row: the larger, the more likely the class.
    func score(_ solution: Solution, _ row: Int) -> Lanes {
        solution.weights.withUnsafeBufferPointer { product(UnsafeMutableBufferPointer(mutating: $0), row) }
    }

    private func signs(_ row: Int, _ first: Int) -> Lanes {
        var sign = Lanes(repeating: -1)
        let lane = Int(labels[row]) - first
        if (0..<8).contains(lane) { sign[lane] = 1 }
        return sign
    }

    private func costs(_ row: Int, _ first: Int) -> Lanes {
        var cost = Lanes(repeating: negativeCost)
        let lane = Int(labels[row]) - first
        if (0..<8).contains(lane) { cost[lane] = positiveCosts[Int(labels[row])] }
        return cost
    }

    private func squaredLength(_ row: Int) -> Float {
        var sum: Float = 1
        for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
            sum += matrix.weights[entry] * matrix.weights[entry]
        }
        return sum
    }

    @inline(__always)
    private func product(_ weights: UnsafeMutableBufferPointer<Lanes>, _ row: Int) -> Lanes {
        var sum = weights[matrix.columnCount]
        matrix.columns.withUnsafeBufferPointer { columns in
            matrix.weights.withUnsafeBufferPointer { values in
                for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                    sum += weights[Int(columns[entry])] * values[entry]
                }
            }
        }
        return sum
    }

    @inline(__always)
    private func update(_ weights: UnsafeMutableBufferPointer<Lanes>, _ row: Int, by step: Lanes) {
        matrix.columns.withUnsafeBufferPointer { columns in
            matrix.weights.withUnsafeBufferPointer { values in
                for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                    weights[Int(columns[entry])] += step * values[entry]
                }
            }
        }
        weights[matrix.columnCount] += step
    }
}
