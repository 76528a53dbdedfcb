import Clustering
import TermVectors

/// Splits groups whose texts tell the same story of different villages: unlit lamps in 上坪村 and in 下湾村 are two matters,
/// however alike the words.
///
/// A group is split where at least two communities of the gazetteer are each the only one that `minimum` or more of its
/// texts name, and these texts are at least `share` of the group. The other texts go to the part whose medoid they
/// resemble most. A matter that several villages share, such as a river, stays whole: its texts name none or many.
package struct CommunitySplitter: Sendable {
    /// Texts that must name a community alone, 2 and up.
    package var minimum = 3
    /// The share of a group's texts that must name exactly one such community, 0.5…1.
    package var share = 0.8

    private let isCommunity: [Bool]

    /// - Parameter isCommunity: for each term of the vocabulary, whether it names a village or residential community.
    package init(isCommunity: [Bool]) { self.isCommunity = isCommunity }

    /// The clusters, split where the rule says so; linear in the terms of the clusters' texts.
    package func split(_ clusters: [Cluster], counts: TermCounts, matrix: SparseMatrix) -> [Cluster] {
        split(clusters, matrix: matrix) { counts.terms[counts.offsets[$0]..<counts.offsets[$0 + 1]] }
    }

    /// The same where the terms of a row are known elsewhere.
    func split(_ clusters: [Cluster], matrix: SparseMatrix, terms: (Int) -> ArraySlice<Int32>) -> [Cluster] {
        clusters.flatMap { cluster -> [Cluster] in
            guard let parts = parts(cluster.members, matrix, terms) else { return [cluster] }
            return parts.map { IssueClusterer.cluster($0, matrix) }
        }
    }

    private func parts(_ rows: [Int], _ matrix: SparseMatrix, _ terms: (Int) -> ArraySlice<Int32>) -> [[Int]]? {
        guard rows.count >= 2 * minimum else { return nil }
        var byCommunity: [Int32: [Int]] = [:]
        for row in rows {
            let named = terms(row).filter { isCommunity[Int($0)] }
            if named.count == 1, let only = named.first { byCommunity[only, default: []].append(row) }
        }
        var parts = byCommunity.values.filter { $0.count >= minimum }.sorted { $0[0] < $1[0] }
        let certain = parts.reduce(0) { $0 + $1.count }
        guard parts.count > 1, Double(certain) >= share * Double(rows.count) else { return nil }
        let medoids = parts.map { IssueClusterer.cluster($0, matrix).medoid }
        let placed = Set(parts.joined())
        for row in rows where !placed.contains(row) {
            var best = 0
            for part in medoids.indices.dropFirst()
            where matrix.dot(row, medoids[part]) > matrix.dot(row, medoids[best]) {
                best = part
            }
            parts[best].append(row)
        }
        return parts.map { $0.sorted() }
    }
}
