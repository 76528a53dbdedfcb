import TermVectors

/// Finds the clusters of records that are about one matter: neighbours → whispers → refinement → medoids.
///
/// Equal rows give equal clusters whatever the number of threads; rows in another order give the same clusters up to
/// ties between equal weights. Rows without any term are in no cluster.
public struct IssueClusterer: Sendable {
    /// Settings with their tuned defaults (how they were found: docs/guides/Clustering.md).
    public struct Settings: Sendable, Codable, Equatable {
        /// Cosine from which two records are neighbours, 0.05…0.95.
        public var threshold: Double = 0.25
        /// Strongest neighbours kept for each record, 1…200.
        public var neighbors: Int = 30
        /// Mean cosine to the rest of its cluster below which a record leaves it, 0…1.
        public var leaveBelow: Double = 0.12
        /// Mean cosine over all pairs from which two clusters are joined, 0…1.
        public var joinFrom: Double = 0.18

        /// The defaults.
        public init() {}
    }

    /// The settings.
    public var settings: Settings
    /// Threads to use, 1 and up.
    public var threads: Int

    /// A clusterer.
    public init(settings: Settings = Settings(), threads: Int = 1) {
        self.settings = settings
        self.threads = threads
    }

    /// Clusters of two rows and more, largest first (ties: the lower medoid).
    public func clusters(_ matrix: SparseMatrix) -> [Cluster] {
        let graph = NeighborSearch(
            threshold: Float(settings.threshold), limit: settings.neighbors, threads: threads
        ).graph(matrix)
        let labels = ChineseWhispers().labels(graph)
        let refiner = ClusterRefiner(leaveBelow: Float(settings.leaveBelow), joinFrom: Float(settings.joinFrom))
        let groups = refiner.refine(labels: labels, graph: graph, matrix: matrix)
        return groups.filter { $0.count > 1 }.map { Self.cluster($0, matrix) }
            .sorted { ($1.members.count, $0.medoid) < ($0.members.count, $1.medoid) }
    }

    /// The medoid and cohesion of a group of rows. O(entries of the rows).
    package static func cluster(_ rows: [Int], _ matrix: SparseMatrix) -> Cluster {
        let sum = SparseSum(matrix, rows: rows)
        var medoid = rows[0]
        var most = -Float.infinity
        for row in rows {
            let total = sum.dot(matrix, row: row)
            if total > most {
                most = total
                medoid = row
            }
        }
        var cohesion = 0.0
        for row in rows where row != medoid { cohesion += Double(matrix.dot(row, medoid)) }
        return Cluster(members: rows, medoid: medoid, cohesion: rows.count > 1 ? cohesion / Double(rows.count - 1) : 1)
    }
}
