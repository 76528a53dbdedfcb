/// Spreads what is known of some texts over a graph of like texts (Zhou, Bousquet, Lal, Weston and Schölkopf 2004, "Learning
/// with local and global consistency").
///
/// Each round a text's votes become `pull` × the mean of its neighbours' votes + (1 − `pull`) × its own. Deterministic:
/// sums are taken in the order of the edges. O(rounds × edges × classes).
public struct LabelPropagation: Sendable {
    /// How much neighbours count beside a text's own words, 0…1.
    public var pull: Double
    /// Rounds; the votes hardly change after twenty.
    public var rounds: Int

    /// A propagation.
    public init(pull: Double = 0.8, rounds: Int = 20) {
        self.pull = min(1, max(0, pull))
        self.rounds = max(0, rounds)
    }

    /// The votes of each text after spreading.
    ///
    /// - Parameters:
    ///   - votes: for each text its votes by class; all zero where nothing is known.
    ///   - edges: for each text the other texts with the likeness, 0…1.
    public func spread(_ votes: [[Float]], edges: [[(to: Int, weight: Float)]]) -> [[Float]] {
        guard let classes = votes.first?.count, votes.count == edges.count else { return votes }
        // Symmetric normalisation, so that a text with many neighbours does not shout.
        let degrees = edges.map { list in list.reduce(Float(0)) { $0 + $1.weight } }
        let scales = degrees.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
        let (near, own) = (Float(pull), Float(1 - pull))
        var current = votes
        for _ in 0..<rounds {
            var next = votes.map { $0.map { $0 * own } }
            for (row, list) in edges.enumerated() {
                for edge in list where current.indices.contains(edge.to) {
                    let weight = near * edge.weight * scales[row] * scales[edge.to]
                    for number in 0..<classes { next[row][number] += weight * current[edge.to][number] }
                }
            }
            current = next
        }
        return current
    }
}
