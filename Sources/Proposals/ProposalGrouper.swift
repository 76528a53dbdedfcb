import Clustering
import TermVectors

/// Groups proposals on one matter, so that they can be handled together (并案) while every deputy is answered.
///
/// Likeness is that of ``ProposalEvidence``, a mean over several views of title and text; groups are joined by damped
/// average linkage, so that a chain of half-like proposals makes no group. Candidates are found exactly through an inverted
/// index over words; pairs are never all compared.
public struct ProposalGrouper: Sendable {
    /// The settings; defaults were chosen by reading pairs (docs/guides/Proposals.md).
    public struct Settings: Sendable, Hashable {
        /// How much each view counts.
        public var weights = ProposalEvidence.Weights()
        /// Mean likeness from which proposals are handled as one matter, 0…1.
        public var joinFrom = 0.28
        /// Likeness from which a pair is shown as worth a look, 0…1, at most `joinFrom`.
        public var showFrom = 0.20
        /// Likeness by words alone from which a pair is looked at, 0…1.
        public var compareFrom = 0.08

        /// The defaults.
        public init() {}
    }

    /// Two proposals that are alike.
    public struct Pair: Sendable, Hashable {
        /// The earlier row.
        public var left: Int
        /// The later row.
        public var right: Int
        /// 0…1.
        public var likeness: Double
    }

    /// What grouping gives.
    public struct Groups: Sendable, Hashable {
        /// Groups of two and more rows, each ascending, ordered by first row.
        public var groups: [[Int]]
        /// The pairs from `showFrom` on that are in no common group, most alike first.
        public var nearby: [Pair]
        /// The pairs within groups, most alike first.
        public var inside: [Pair]
    }

    private let settings: Settings
    private let threads: Int

    /// A grouper.
    public init(settings: Settings = Settings(), threads: Int = 1) {
        self.settings = settings
        self.threads = threads
    }

    /// Groups rows; the same for any number of threads. O(postings of the rows' words + candidates × length).
    public func groups(_ evidence: ProposalEvidence) -> Groups { groups(graph(evidence)) }

    /// Groups the rows of a graph that ``graph(_:)`` gave.
    public func groups(_ graph: NeighborGraph) -> Groups {
        guard graph.edges.count > 1 else { return Groups(groups: [], nearby: [], inside: []) }
        let all = DampedLinkage(joinFrom: settings.joinFrom).groups(graph)
        var groupOf = [Int](repeating: 0, count: graph.edges.count)
        for (number, rows) in all.enumerated() { for row in rows { groupOf[row] = number } }
        var (inside, nearby): ([Pair], [Pair]) = ([], [])
        for (row, edges) in graph.edges.enumerated() {
            for edge in edges where Int(edge.to) > row {
                let pair = Pair(left: row, right: Int(edge.to), likeness: Double(edge.weight))
                if groupOf[row] == groupOf[Int(edge.to)] {
                    inside.append(pair)
                } else if pair.likeness >= settings.showFrom {
                    nearby.append(pair)
                }
            }
        }
        func order(_ a: Pair, _ b: Pair) -> Bool { (-a.likeness, a.left, a.right) < (-b.likeness, b.left, b.right) }
        return Groups(
            groups: all.filter { $0.count > 1 }, nearby: nearby.sorted(by: order), inside: inside.sorted(by: order))
    }

    /// The pairs that share words, with their likeness; each at both ends.
    public func graph(_ evidence: ProposalEvidence) -> NeighborGraph {
        let candidates = NeighborSearch(
            threshold: Float(max(0.01, settings.compareFrom)), limit: 50, threads: threads
        ).graph(words(evidence))
        let edges = ParallelChunks.map(count: evidence.count, size: 64, threads: threads) { rows in
            rows.map { row in
                candidates.edges[row].map { edge in
                    let (low, high) = (min(row, Int(edge.to)), max(row, Int(edge.to)))
                    return NeighborGraph.Edge(
                        to: edge.to, weight: Float(evidence.likeness(low, high, weights: settings.weights)))
                }
            }
        }
        return NeighborGraph(edges: edges.flatMap { $0 })
    }

    /// The words of title and text side by side, so that the dot product of two rows is the mean of both cosines.
    private func words(_ evidence: ProposalEvidence) -> SparseMatrix {
        let (titles, texts) = (evidence.titles, evidence.texts)
        var matrix = SparseMatrix(
            offsets: [0], columns: [], weights: [], columnCount: titles.columnCount + texts.columnCount)
        for row in 0..<evidence.count {
            // A proposal without a title is judged by its text alone.
            let own: Float = evidence.hasTitle(row) ? 0.5 : 0
            for (part, scale, first) in [
                (titles, own.squareRoot(), 0), (texts, (1 - own).squareRoot(), titles.columnCount),
            ] {
                for entry in part.offsets[row]..<part.offsets[row + 1] {
                    matrix.columns.append(part.columns[entry] + Int32(first))
                    matrix.weights.append(part.weights[entry] * scale)
                }
            }
            matrix.offsets.append(matrix.columns.count)
        }
        return matrix
    }
}
