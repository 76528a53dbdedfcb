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
        public var joinFrom: Double = 0.16
        /// How groups are found.
        public var method: Method = .evidence
        /// Cosine from which two records are compared by their evidence, 0.05…0.95.
        public var compareFrom: Double = 0.06
        /// Mean probability of one matter from which groups are joined, 0.03…0.99.
        public var sameFrom: Double = 0.18
        /// Records, in order of time, that a common word is followed back to for candidates, 16…100,000.
        public var window: Int = 512

        /// The defaults.
        public init() {}

        /// The ways to find groups.
        public enum Method: String, Sendable, Codable {
            /// Whispers and refinement over cosines alone: `threshold`, `leaveBelow`, `joinFrom` count.
            case cosine
            /// Edge scores and damped linkage: `compareFrom` and `sameFrom` count.
            case evidence
        }
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

    /// Clusters of two rows and more by the evidence of each pair: candidates → edge scores → damped average linkage.
    ///
    /// Largest first (ties: the lower medoid). Candidates are each row's strongest neighbours by cosine, in order of time.
    public func clusters(_ evidence: EdgeEvidence, model: EdgeModel) -> [Cluster] {
        let groups = DampedLinkage(joinFrom: settings.sameFrom, threads: threads)
            .groups(scored(evidence, model: model))
        return groups.filter { $0.count > 1 }.map { Self.cluster($0, evidence.matrix) }
            .sorted { ($1.members.count, $0.medoid) < ($0.members.count, $1.medoid) }
    }

    /// The pairs to compare, with their cosines.
    package func candidates(_ evidence: EdgeEvidence) -> PairGraph {
        CandidateSearch(
            threshold: Float(settings.compareFrom), limit: settings.neighbors, window: settings.window, threads: threads
        ).pairs(evidence.matrix, order: evidence.timeOrder)
    }

    /// Probabilities below this are no edge.
    static let leastProbability: Float = 0.03

    /// The candidate pairs with their probabilities, where they are no edge left out.
    package func scored(_ evidence: EdgeEvidence, model: EdgeModel) -> PairGraph {
        scored(candidates(evidence), evidence, model: model)
    }

    /// The given pairs with their probabilities, where they are no edge left out.
    package func scored(_ candidates: PairGraph, _ evidence: EdgeEvidence, model: EdgeModel) -> PairGraph {
        let bound = EdgeModel.Bound(model, least: Self.leastProbability)
        let chunks = ParallelChunks.map(count: candidates.rowCount, size: 512, threads: threads) { rows in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: EdgeFeature.count) { buffer in
                buffer.initialize(repeating: 0)
                var found: [(row: Int32, lower: Int32, probability: Float)] = []
                for row in rows {
                    for pair in candidates.offsets[row]..<candidates.offsets[row + 1] {
                        let lower = candidates.lower[pair]
                        guard let probability = evidence.probability(Int(lower), row, bound, buffer) else { continue }
                        found.append((Int32(row), lower, probability))
                    }
                }
                return found
            }
        }
        return PairGraph(rowCount: candidates.rowCount) { add in
            for chunk in chunks { for pair in chunk { add(Int(pair.row), Int(pair.lower), pair.probability) } }
        }
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
