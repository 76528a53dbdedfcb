/// Records about the same matter, as indices into the vectors' rows.
public struct Cluster: Sendable, Equatable {
    /// Rows, ascending; at least two.
    public var members: [Int]
    /// The member with the largest summed cosine to the others (ties: the lower row).
    public var medoid: Int
    /// Mean cosine of the other members to the medoid, 0 to 1.
    public var cohesion: Double

    /// A cluster.
    public init(members: [Int], medoid: Int, cohesion: Double) {
        self.members = members
        self.medoid = medoid
        self.cohesion = cohesion
    }
}
