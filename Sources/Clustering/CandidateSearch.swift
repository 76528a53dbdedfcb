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
/// O(entries × window) at most; memory that of the index and of 3 × `limit` edges of 8 bytes a row.
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
    public func pairs(_ matrix: SparseMatrix, order: [Int32]) -> PairGraph {
        let index = InvertedIndex(matrix, order: order)
        let chunks = ParallelChunks.map(
            count: order.count, size: 256, threads: threads, state: { WindowProbe(rows: order.count) }
        ) { probe, positions in
            var found = Found()
            for position in positions {
                probe.candidates(
                    of: position, row: Int(order[position]), matrix, index, threshold: threshold, window: window,
                    limit: 2 * limit, into: &found)
            }
            return found
        }
        func forEach(_ body: (_ row: Int, _ other: Int, _ weight: Float) -> Void) {
            var position = 0
            for chunk in chunks {
                var start = 0
                for end in chunk.ends {
                    for edge in chunk.edges[start..<end] {
                        body(Int(order[position]), Int(order[Int(edge.to)]), edge.weight)
                    }
                    start = end
                    position += 1
                }
            }
        }
        var strongest = StrongestEdges(rows: order.count, limit: limit)
        forEach { strongest.offer($0, $1, $2) }
        return PairGraph(rowCount: matrix.rowCount) { add in
            forEach { if strongest.isKept($0, $1, $2) { add($0, $1, $2) } }
        }
    }

    /// What a chunk of positions found: the edges of each to earlier positions, one list after the other.
    struct Found: Sendable {
        var ends: [Int] = []
        var edges: [NeighborGraph.Edge] = []
    }
}

/// For each row its `limit` strongest edges so far (ties: to the lower row), as a heap with the weakest on top.
struct StrongestEdges {
    private let limit: Int
    private var count: [Int32]
    /// A weight's bits before the complement of the other row: larger is stronger.
    private var heaps: [UInt64]

    init(rows: Int, limit: Int) {
        self.limit = limit
        count = [Int32](repeating: 0, count: rows)
        heaps = [UInt64](repeating: 0, count: rows * limit)
    }

    static func key(_ weight: Float, to row: Int) -> UInt64 {
        UInt64(weight.bitPattern) << 32 | UInt64(~UInt32(truncatingIfNeeded: row))
    }

    /// Tells both ends of an edge; its weight is 0 at least.
    mutating func offer(_ row: Int, _ other: Int, _ weight: Float) {
        push(Self.key(weight, to: other), to: row)
        push(Self.key(weight, to: row), to: other)
    }

    /// Whether an edge that was offered is among the strongest of either end.
    func isKept(_ row: Int, _ other: Int, _ weight: Float) -> Bool {
        Self.key(weight, to: other) >= weakest(row) || Self.key(weight, to: row) >= weakest(other)
    }

    /// The weakest key that a row keeps; 0 while it has room.
    func weakest(_ row: Int) -> UInt64 { Int(count[row]) < limit ? 0 : heaps[row * limit] }

    /// Tells one end of an edge.
    mutating func push(_ key: UInt64, to row: Int) {
        let size = Int(count[row])
        heaps.withUnsafeMutableBufferPointer { heaps in
            let heap = UnsafeMutableBufferPointer(rebasing: heaps[row * limit..<(row + 1) * limit])
            if size < limit {
                WeakestFirst.up(heap, from: size, key)
            } else if key > heap[0] {
                WeakestFirst.down(heap, key)
            }
        }
        if size < limit { count[row] += 1 }
    }
}

/// One thread's accumulator over all positions.
struct WindowProbe {
    private var scores: [Float]
    /// The positions with a score, the first `count` of them.
    private var touched: [Int32]
    /// How many have each term, before its place in the row: rarest first once sorted.
    private var terms: [UInt64] = []
    private var strongest: [UInt64] = []

    init(rows: Int) {
        scores = [Float](repeating: 0, count: rows)
        touched = [Int32](repeating: 0, count: rows + 1)
    }

    /// Adds the strongest earlier positions with a cosine of at least the threshold, in no order.
    mutating func candidates(
        of position: Int, row: Int, _ matrix: SparseMatrix, _ index: InvertedIndex, threshold: Float, window: Int,
        limit: Int, into result: inout CandidateSearch.Found
    ) {
        terms.removeAll(keepingCapacity: true)
        let start = matrix.offsets[row]
        for entry in start..<matrix.offsets[row + 1] {
            terms.append(UInt64(index.frequency(matrix.columns[entry])) << 32 | UInt64(entry - start))
        }
        terms.sort()
        var rest: Float = 1.000_1
        var count = 0
        index.postings.withUnsafeBufferPointer { postings in
            scores.withUnsafeMutableBufferPointer { scores in
                touched.withUnsafeMutableBufferPointer { touched in
                    for term in terms {
                        let entry = start + Int(UInt32(truncatingIfNeeded: term))
                        let weight = matrix.weights[entry]
                        let column = Int(matrix.columns[entry])
                        let first = index.offsets[column]
                        // Where our own posting is; the earlier ones stand before it.
                        var low = first
                        var high = index.offsets[column + 1]
                        while low < high {
                            let middle = (low + high) / 2
                            if Int(postings[middle].row) < position { low = middle + 1 } else { high = middle }
                        }
                        let followed = UnsafeBufferPointer(rebasing: postings[max(first, low - window)..<low])
                        if rest >= threshold * threshold {
                            for posting in followed {
                                let other = Int(posting.row)
                                let score = scores[other]
                                touched[count] = posting.row
                                count &+= score == 0 ? 1 : 0
                                scores[other] = score + weight * posting.weight
                            }
                        } else {
                            // No new candidates: what shares only the rest can't reach the threshold.
                            for posting in followed {
                                let other = Int(posting.row)
                                let score = scores[other]
                                scores[other] = score == 0 ? 0 : score + weight * posting.weight
                            }
                        }
                        rest -= weight * weight
                    }
                    Self.select(scores, touched[..<count], threshold, limit, into: &strongest)
                    for other in touched[..<count] { scores[Int(other)] = 0 }
                }
            }
        }
        for key in strongest {
            let weight = Float(bitPattern: UInt32(key >> 32))
            result.edges.append(.init(to: Int32(~UInt32(truncatingIfNeeded: key)), weight: min(1, weight)))
        }
        result.ends.append(result.edges.count)
    }

    /// Leaves the `limit` strongest of the scores in `strongest` (ties: the lower position), as a heap with the weakest on top.
    private static func select(
        _ scores: UnsafeMutableBufferPointer<Float>, _ touched: Slice<UnsafeMutableBufferPointer<Int32>>,
        _ threshold: Float, _ limit: Int, into strongest: inout [UInt64]
    ) {
        strongest.removeAll(keepingCapacity: true)
        for other in touched {
            let score = scores[Int(other)]
            guard score >= threshold else { continue }
            WeakestFirst.push(StrongestEdges.key(score, to: Int(other)), to: &strongest, limit: limit)
        }
    }
}

/// A heap of numbers with the smallest on top that keeps the `limit` largest.
private enum WeakestFirst {
    static func push(_ key: UInt64, to heap: inout [UInt64], limit: Int) {
        guard heap.count >= limit else {
            heap.append(key)
            return heap.withUnsafeMutableBufferPointer { up($0, from: $0.count - 1, key) }
        }
        guard key > heap[0] else { return }
        heap.withUnsafeMutableBufferPointer { down($0, key) }
    }

    /// Puts a key where it belongs between a free place and the top.
    static func up(_ heap: UnsafeMutableBufferPointer<UInt64>, from place: Int, _ key: UInt64) {
        var at = place
        while at > 0, heap[(at - 1) / 2] > key {
            heap[at] = heap[(at - 1) / 2]
            at = (at - 1) / 2
        }
        heap[at] = key
    }

    /// Puts a key in place of the top.
    static func down(_ heap: UnsafeMutableBufferPointer<UInt64>, _ key: UInt64) {
        var at = 0
        while true {
            var child = 2 * at + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1] < heap[child] { child += 1 }
            guard heap[child] < key else { break }
            heap[at] = heap[child]
            at = child
        }
        heap[at] = key
    }
}
