import TermVectors

/// The words that set a cluster apart: class-based TF-IDF (Grootendorst 2022), the share of the members that use a term
/// times the term's rarity over all clusters.
public struct KeywordRanker: Sendable {
    /// How many keywords are given, 1 and up.
    public var limit: Int

    /// A ranker that gives so many keywords.
    public init(limit: Int = 8) { self.limit = limit }

    /// The cluster's terms, most telling first (ties: lower number). O(entries of the members).
    ///
    /// - Parameters:
    ///   - rows: the cluster's members.
    ///   - matrix: the rows, whose weights already contain the rarity.
    public func keywords(_ rows: [Int], _ matrix: SparseMatrix) -> [Int32] {
        let sum = SparseSum(matrix, rows: rows)
        let order = sum.columns.indices.sorted {
            (sum.weights[$1], sum.columns[$0]) < (sum.weights[$0], sum.columns[$1])
        }
        return order.prefix(limit).map { sum.columns[$0] }
    }
}
