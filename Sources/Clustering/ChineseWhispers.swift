/// Groups the nodes of a weighted graph: each node takes the label that is strongest among its neighbours, again and
/// again (Biemann 2006, "Chinese Whispers").
///
/// The usual random order is replaced by the nodes' own order, so equal input gives equal groups; ties go to the lower
/// label. Stops when nothing changes or after `rounds`. O(rounds × edges).
public struct ChineseWhispers: Sendable {
    /// The most rounds, 1 and up; a few suffice.
    public var rounds: Int

    /// A run of at most so many rounds.
    public init(rounds: Int = 20) { self.rounds = rounds }

    /// The label of each node: the number of some node of its group.
    public func labels(_ graph: NeighborGraph) -> [Int32] {
        var labels = graph.edges.indices.map(Int32.init)
        var strength = [Float](repeating: 0, count: graph.edges.count)
        var seen: [Int32] = []
        for _ in 0..<rounds {
            var changed = false
            for node in graph.edges.indices where !graph.edges[node].isEmpty {
                for edge in graph.edges[node] {
                    let label = labels[Int(edge.to)]
                    if strength[Int(label)] == 0 { seen.append(label) }
                    strength[Int(label)] += edge.weight
                }
                var best = seen[0]
                for label in seen.dropFirst() {
                    let gain = strength[Int(label)]
                    let most = strength[Int(best)]
                    if gain > most || (gain == most && label < best) { best = label }
                }
                for label in seen { strength[Int(label)] = 0 }
                seen.removeAll(keepingCapacity: true)
                if labels[node] != best {
                    labels[node] = best
                    changed = true
                }
            }
            if !changed { break }
        }
        return labels
    }
}
