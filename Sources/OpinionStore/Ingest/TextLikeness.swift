/// Tells a text with a few corrections from another text.
enum TextLikeness {
    /// Whether two texts are versions of one: equal but for white space, or alike in at least half of their four-
    /// character pieces (Jaccard index of the sets ≥ 0.5). Empty texts are versions of nothing. Linear on average.
    static func isRevision(_ left: String, of right: String) -> Bool {
        let first = scalars(left)
        let second = scalars(right)
        guard !first.isEmpty, !second.isEmpty else { return false }
        if first == second { return true }
        let pieces = (pieces(first), pieces(second))
        let shared = pieces.0.intersection(pieces.1).count
        return shared > 0 && shared * 2 >= pieces.0.count + pieces.1.count - shared
    }

    private static func scalars(_ text: String) -> [UInt32] {
        text.unicodeScalars.lazy.filter { !$0.properties.isWhitespace }.map(\.value)
    }

    /// Runs of four characters as numbers. A number is not unique to its run, but clashes are too rare to matter.
    private static func pieces(_ scalars: [UInt32]) -> Set<UInt64> {
        guard scalars.count >= 4 else { return [] }
        var pieces = Set<UInt64>(minimumCapacity: scalars.count)
        for start in 0...scalars.count - 4 {
            var piece: UInt64 = 0
            for scalar in scalars[start..<start + 4] { piece = piece &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(scalar) }
            pieces.insert(piece)
        }
        return pieces
    }
}
