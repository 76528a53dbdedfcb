import TermVectors

/// An undirected weighted graph over records: for each, its most similar others.
public struct NeighborGraph: Sendable {
    /// One end of an edge, as seen from the other.
    public struct Edge: Sendable, Hashable {
        /// The other record.
        public var to: Int32
        /// The cosine of the two vectors, above the threshold.
        public var weight: Float

        /// An edge to a record.
        public init(to: Int32, weight: Float) {
            self.to = to
            self.weight = weight
        }
    }

    /// For each record its edges, strongest first (ties: lower record first); every edge stands at both ends.
    public var edges: [[Edge]]

    /// A graph from edge lists.
    public init(edges: [[Edge]]) { self.edges = edges }
}

/// Finds all pairs of rows with a cosine of at least a threshold through an inverted index.
///
/// Exact: no pair is missed. Each row's terms are taken rarest first; once the rest of the row is shorter than the
/// threshold, a record sharing only that rest can't reach it, so common terms never open candidates (the L2 prefix
/// bound of Anastasiu and Karypis 2014, "L2AP"). Then each record keeps its `limit` strongest edges; an edge stays when
/// either end keeps it. Time is the sum of the visited posting lists; memory that of the index and the edges.
public struct NeighborSearch: Sendable {
    /// Pairs below this cosine are no neighbours; in 0…1, above 0.
    public var threshold: Float
    /// Strongest edges kept for each record, 1 and up.
    public var limit: Int
    /// Threads to use, 1 and up; the result does not depend on it.
    public var threads: Int

    /// A search with its three settings.
    public init(threshold: Float, limit: Int, threads: Int) {
        self.threshold = threshold
        self.limit = limit
        self.threads = threads
    }

    /// The neighbour graph of rows of length 1 at most.
    public func graph(_ matrix: SparseMatrix) -> NeighborGraph {
        let index = InvertedIndex(matrix)
        let chunks = ParallelChunks.map(
            count: matrix.rowCount, size: 256, threads: threads, state: { Probe(rows: matrix.rowCount) }
        ) { probe, rows in
            rows.map { probe.neighbors(of: $0, matrix, index, threshold: threshold) }
        }
        var edges = chunks.flatMap { $0 }
        // Each pair was found once, from its later record; now both ends know it.
        for row in edges.indices {
            let own = edges[row].filter { Int($0.to) < row }
            for edge in own { edges[Int(edge.to)].append(.init(to: Int32(row), weight: edge.weight)) }
        }
        return Self.strongest(edges, limit: limit)
    }

    /// The edges, each at both ends, that are among the `limit` strongest of either end; strongest first.
    static func strongest(_ edges: [[NeighborGraph.Edge]], limit: Int) -> NeighborGraph {
        let sorted = edges.map { list in
            list.sorted { ($1.weight, $0.to) < ($0.weight, $1.to) }
        }
        guard sorted.contains(where: { $0.count > limit }) else { return NeighborGraph(edges: sorted) }
        var kept = sorted.map { Array($0.prefix(limit)) }
        for row in sorted.indices {
            for edge in sorted[row].prefix(limit) where sorted[Int(edge.to)].count > limit {
                let other = Int(edge.to)
                if !kept[other].contains(where: { Int($0.to) == row }) {
                    kept[other].append(.init(to: Int32(row), weight: edge.weight))
                }
            }
        }
        return NeighborGraph(edges: kept.map { $0.sorted { ($1.weight, $0.to) < ($0.weight, $1.to) } })
    }
}

/// For each term the rows that have it, or their positions in an order; ascending. 8 bytes an entry.
struct InvertedIndex: Sendable {
    struct Posting: Sendable {
        var row: Int32
        var weight: Float
    }

    var offsets: [Int]
    var postings: [Posting]

    /// From its parts.
    init(offsets: [Int], postings: [Posting]) { (self.offsets, self.postings) = (offsets, postings) }

    /// - Parameter order: nil: rows are named by their number; otherwise by their position in it.
    init(_ matrix: SparseMatrix, order: [Int32]? = nil) {
        offsets = [Int](repeating: 0, count: matrix.columnCount + 1)
        for column in matrix.columns { offsets[Int(column) + 1] += 1 }
        for column in 0..<matrix.columnCount { offsets[column + 1] += offsets[column] }
        var next = offsets
        postings = [Posting](repeating: Posting(row: 0, weight: 0), count: matrix.columns.count)
        for position in 0..<matrix.rowCount {
            let row = order.map { Int($0[position]) } ?? position
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                let column = Int(matrix.columns[entry])
                postings[next[column]] = Posting(row: Int32(position), weight: matrix.weights[entry])
                next[column] += 1
            }
        }
    }

    func frequency(_ column: Int32) -> Int { offsets[Int(column) + 1] - offsets[Int(column)] }
}

/// One thread's accumulator over all rows.
struct Probe {
    private var scores: [Float]
    private var touched: [Int32] = []
    private var order: [(frequency: Int, entry: Int)] = []

    init(rows: Int) { scores = [Float](repeating: 0, count: rows) }

    /// Earlier rows with a cosine of at least the threshold.
    mutating func neighbors(
        of row: Int, _ matrix: SparseMatrix, _ index: InvertedIndex, threshold: Float
    ) -> [NeighborGraph.Edge] {
        order.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
        for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
            order.append((index.frequency(matrix.columns[entry]), entry))
        }
        order.sort { ($0.frequency, $0.entry) < ($1.frequency, $1.entry) }
        var rest: Float = 1.000_1
        for (_, entry) in order {
            let weight = matrix.weights[entry]
            let column = Int(matrix.columns[entry])
            let open = rest >= threshold * threshold
            index.postings.withUnsafeBufferPointer { postings in
                scores.withUnsafeMutableBufferPointer { scores in
                    for posting in postings[index.offsets[column]..<index.offsets[column + 1]] {
                        guard posting.row < Int32(row) else { break }
                        let score = scores[Int(posting.row)]
                        if score == 0 {
                            guard open else { continue }
                            touched.append(posting.row)
                        }
                        scores[Int(posting.row)] = score + weight * posting.weight
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
        return found
    }
}
