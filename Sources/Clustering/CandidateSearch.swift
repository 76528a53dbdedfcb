import TermVectors

/// Finds for each row the others that are worth comparing closely, through an inverted index, in time linear in the number
/// of rows however common a term becomes.
///
/// Rows stand in a given order, usually of time. A term that more than `window` rows have is followed only to the `window`
/// rows before in that order: what many write about, they write about all the time, and the nearest in time are the likeliest
/// to mean the same matter. Where no term is that common, every pair with a cosine of at least `threshold` is found (the
/// L2 prefix bound of Anastasiu and Karypis 2014, as in ``NeighborSearch``). Of each row's earlier rows the strongest 2 × `limit`
/// are looked at, and an edge stays where it is among the `limit` strongest of either end.
///
/// O(entries × window) at most; memory that of the index and of 2 × `limit` edges a row.
public struct CandidateSearch: Sendable {
    /// Pairs below this cosine are no candidates; in 0…1, above 0.
    public var threshold: Float
    /// Strongest candidates of each row, 1 and up.
    public var limit: Int
    /// Rows that a term is followed back to, 1 and up.
    public var window: Int
    /// Threads to use, 1 and up; the result does not depend on it.
    public var threads: Int

    /// A search with its settings.
    public init(threshold: Float, limit: Int, window: Int, threads: Int) {
        self.threshold = threshold
        self.limit = limit
        self.window = window
        self.threads = threads
    }

    /// The candidates of rows of length 1 at most; weights are cosines over the terms followed.
    ///
    /// - Parameter order: every row once.
    public func graph(_ matrix: SparseMatrix, order: [Int32]) -> NeighborGraph {
        let index = InvertedIndex(matrix, order: order)
        let chunks = ParallelChunks.map(count: order.count, size: 256, threads: threads) { positions in
            var probe = WindowProbe(rows: order.count)
            return positions.map { position in
                probe.candidates(
                    of: position, row: Int(order[position]), matrix, index, threshold: threshold, window: window,
                    limit: 2 * limit)
            }
        }
        var edges = [[NeighborGraph.Edge]](repeating: [], count: matrix.rowCount)
        var position = 0
        for chunk in chunks {
            for list in chunk {
                let row = order[position]
                for edge in list {
                    let other = order[Int(edge.to)]
                    edges[Int(row)].append(.init(to: other, weight: edge.weight))
                    edges[Int(other)].append(.init(to: row, weight: edge.weight))
                }
                position += 1
            }
        }
        return NeighborSearch.strongest(edges, limit: limit)
    }
}

/// One thread's accumulator over all positions.
private struct WindowProbe {
    private var scores: [Float]
    private var touched: [Int32] = []
    private var terms: [(frequency: Int, entry: Int)] = []

    init(rows: Int) { scores = [Float](repeating: 0, count: rows) }

    /// The strongest earlier positions with a cosine of at least the threshold.
    mutating func candidates(
        of position: Int, row: Int, _ matrix: SparseMatrix, _ index: InvertedIndex, threshold: Float, window: Int,
        limit: Int
    ) -> [NeighborGraph.Edge] {
        terms.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
            terms.append((index.frequency(matrix.columns[entry]), entry))
        }
        terms.sort { ($0.frequency, $0.entry) < ($1.frequency, $1.entry) }
        var rest: Float = 1.000_1
        for (_, entry) in terms {
            let weight = matrix.weights[entry]
            let open = rest >= threshold * threshold
            let column = Int(matrix.columns[entry])
            let first = index.offsets[column]
            index.rows.withUnsafeBufferPointer { rows in
                index.weights.withUnsafeBufferPointer { weights in
                    scores.withUnsafeMutableBufferPointer { scores in
                        // Where our own posting is; the earlier ones stand before it.
                        var low = first
                        var high = index.offsets[column + 1]
                        while low < high {
                            let middle = (low + high) / 2
                            if Int(rows[middle]) < position { low = middle + 1 } else { high = middle }
                        }
                        for posting in max(first, low - window)..<low {
                            let other = rows[posting]
                            let score = scores[Int(other)]
                            if score == 0 {
                                guard open else { continue }
                                touched.append(other)
                            }
                            scores[Int(other)] = score + weight * weights[posting]
                        }
                    }
                }
            }
            rest -= weight * weight
        }
        var found: [NeighborGraph.Edge] = []
        for other in touched {
            let score = scores[Int(other)]
            scores[Int(other)] = 0
            if score >= threshold { found.append(.init(to: other, weight: min(1, score))) }
        }
        guard found.count > limit else { return found }
        found.sort { ($1.weight, $0.to) < ($0.weight, $1.to) }
        return Array(found.prefix(limit))
    }
}
