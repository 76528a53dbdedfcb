import Clustering
import TermVectors

/// Groups proposals on one matter, so that they can be handled together (并案) while every deputy is answered.
///
/// Likeness of two proposals = `titleShare` × cosine of titles + (1 − `titleShare`) × cosine of whole texts, both over
/// TF-IDF vectors; groups are joined by damped average linkage, so that a chain of half-like proposals makes no group.
/// Neighbours are found exactly through an inverted index; pairs are never all compared.
public struct ProposalGrouper: Sendable {
    /// The settings; defaults were chosen by reading pairs (docs/guides/Proposals.md).
    public struct Settings: Sendable, Hashable {
        /// How much the title counts, 0…1.
        public var titleShare = 0.4
        /// Mean likeness from which proposals are handled as one matter, 0…1.
        public var joinFrom = 0.44
        /// Likeness from which a pair is shown as worth a look, 0…1, at most `joinFrom`.
        public var showFrom = 0.28

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

    /// Groups rows; the same for any number of threads.
    ///
    /// - Parameters:
    ///   - titles: unit rows of the titles.
    ///   - texts: unit rows of the whole texts; as many.
    public func groups(titles: SparseMatrix, texts: SparseMatrix) -> Groups {
        let matrix = joined(titles, texts)
        guard matrix.rowCount > 1 else { return Groups(groups: [], nearby: [], inside: []) }
        let graph = NeighborSearch(
            threshold: Float(max(0.02, settings.showFrom)), limit: 50, threads: threads
        ).graph(matrix)
        let all = DampedLinkage(joinFrom: settings.joinFrom).groups(graph)
        var groupOf = [Int](repeating: 0, count: matrix.rowCount)
        for (number, rows) in all.enumerated() { for row in rows { groupOf[row] = number } }
        var (inside, nearby): ([Pair], [Pair]) = ([], [])
        for (row, edges) in graph.edges.enumerated() {
            for edge in edges where Int(edge.to) > row {
                let pair = Pair(left: row, right: Int(edge.to), likeness: Double(edge.weight))
                if groupOf[row] == groupOf[Int(edge.to)] { inside.append(pair) } else { nearby.append(pair) }
            }
        }
        func order(_ a: Pair, _ b: Pair) -> Bool { (-a.likeness, a.left, a.right) < (-b.likeness, b.left, b.right) }
        return Groups(
            groups: all.filter { $0.count > 1 }, nearby: nearby.sorted(by: order), inside: inside.sorted(by: order))
    }

    /// Both vectors side by side, scaled so that the dot product of two rows is their likeness.
    private func joined(_ titles: SparseMatrix, _ texts: SparseMatrix) -> SparseMatrix {
        let rows = min(titles.rowCount, texts.rowCount)
        let share = Float(min(1, max(0, settings.titleShare)))
        var matrix = SparseMatrix(
            offsets: [0], columns: [], weights: [], columnCount: titles.columnCount + texts.columnCount)
        for row in 0..<rows {
            // A proposal without a title is judged by its text alone.
            let own = titles.offsets[row] < titles.offsets[row + 1] ? share : 0
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
