import TermVectors

/// How clusters stand to each other, by the cosine of the sums of their rows: which is most like which, and which belong
/// together under one theme.
///
/// A sum is cut to its `longest` strongest columns. Pairs are found by ``CandidateSearch``, so the time is near linear in the
/// clusters; themes are joined by damped average linkage, so that a chain of alike clusters is no theme. The same clusters in
/// the same order give the same result whatever the number of threads.
public struct ClusterRelations: Sendable {
    /// Cosine from which two clusters are compared, above 0.
    public var compareFrom: Float = 0.06
    /// Strongest others looked at for each cluster, 1 and up.
    public var neighbors = 20
    /// Clusters that a common word is followed back to, 1 and up.
    public var window = 256
    /// Columns kept of a sum, 1 and up.
    public var longest = 48
    /// Mean cosine from which clusters belong to one theme, 0…1.
    public var themeFrom = 0.11
    /// Threads to use, 1 and up.
    public var threads: Int

    /// Relations with the default limits.
    public init(threads: Int = 1) { self.threads = threads }

    /// A cluster's most similar other one.
    public struct Nearest: Sendable, Equatable {
        /// The other cluster.
        public var cluster: Int
        /// The cosine of both sums, `compareFrom`…1.
        public var cosine: Double
    }

    /// For each cluster the one most like it (ties: the earlier), nil where none is alike. O(entries of all rows) and the search.
    public func nearest(_ clusters: [[Int]], _ matrix: SparseMatrix) -> [Nearest?] {
        let graph = graph(sums(clusters, matrix) { _ in true })
        var best = [Nearest?](repeating: nil, count: clusters.count)
        func offer(_ cluster: Int, _ other: Int, _ weight: Float) {
            let cosine = Double(weight)
            if let known = best[cluster], (known.cosine, -known.cluster) >= (cosine, -other) { return }
            best[cluster] = Nearest(cluster: other, cosine: cosine)
        }
        for row in 0..<graph.rowCount {
            for pair in graph.offsets[row]..<graph.offsets[row + 1] {
                offer(row, Int(graph.lower[pair]), graph.weights[pair])
                offer(Int(graph.lower[pair]), row, graph.weights[pair])
            }
        }
        return best
    }

    /// The clusters in themes, each ascending, themes by their first cluster; a cluster like no other is a theme of its own.
    ///
    /// - Parameter tellsKind: whether a column tells the kind of matter rather than its place; others don't count.
    public func themes(
        _ clusters: [[Int]], _ matrix: SparseMatrix, tellsKind: (Int32) -> Bool
    ) -> [[Int]] {
        DampedLinkage(joinFrom: themeFrom, threads: threads).groups(graph(sums(clusters, matrix, tellsKind)))
    }

    private func graph(_ sums: SparseMatrix) -> PairGraph {
        CandidateSearch(threshold: compareFrom, limit: neighbors, window: window, threads: threads)
            .pairs(sums, order: (0..<Int32(sums.rowCount)).map { $0 })
    }

    /// The clusters' sums as rows of length 1.
    private func sums(_ clusters: [[Int]], _ matrix: SparseMatrix, _ isUsed: (Int32) -> Bool) -> SparseMatrix {
        let used = (0..<Int32(matrix.columnCount)).map(isUsed)
        let longest = longest
        let parts = ParallelChunks.map(count: clusters.count, size: 64, threads: threads) { range in
            range.map { Self.strongest(SparseSum(matrix, rows: clusters[$0]), used, longest) }
        }
        var result = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: matrix.columnCount)
        for row in parts.joined() {
            let length = row.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
            for entry in row {
                result.columns.append(entry.column)
                result.weights.append(entry.weight / length)
            }
            result.offsets.append(result.columns.count)
        }
        return result
    }

    private static func strongest(
        _ sum: SparseSum, _ used: [Bool], _ longest: Int
    ) -> [(column: Int32, weight: Float)] {
        var entries: [(column: Int32, weight: Float)] = []
        for (column, weight) in zip(sum.columns, sum.weights) where used[Int(column)] {
            entries.append((column, weight))
        }
        guard entries.count > longest else { return entries }
        entries.sort { ($1.weight, $0.column) < ($0.weight, $1.column) }
        return entries.prefix(longest).sorted { $0.column < $1.column }
    }
}
