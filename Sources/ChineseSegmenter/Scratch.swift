extension Segmenter {
    /// Buffers of one caller, kept between calls so that segmenting allocates nothing per token. Not shared between
    /// threads; each has its own.
    public struct Scratch: Sendable {
        /// Characters of the piece at hand.
        var count = 0
        /// Byte offset of each character, and of the end.
        var offsets: [Int32] = []
        /// Scalar values.
        var scalars: [UInt32] = []
        var classes: [CharacterClass] = []
        /// For characters in a run of letters and digits: one past the run's last character; else 0.
        var runEnds: [Int32] = []
        /// Cost of the best path to each position.
        var best: [Int32] = []
        /// Where the last step of the best path begins.
        var from: [Int32] = []
        /// What the last step of the best path is.
        var kinds: [Token.Kind] = []
        var tags: [UInt8] = []

        /// Empty buffers.
        public init() {}

        mutating func clear() {
            count = 0
            offsets.removeAll(keepingCapacity: true)
            scalars.removeAll(keepingCapacity: true)
            classes.removeAll(keepingCapacity: true)
        }

        mutating func append(_ scalar: UInt32, class kind: CharacterClass, at offset: Int) {
            offsets.append(Int32(truncatingIfNeeded: offset))
            scalars.append(scalar)
            classes.append(kind)
            count += 1
        }

        /// Readies the tables of the search for the collected characters.
        mutating func prepare() {
            let size = count + 1
            if best.count < size {
                best = [Int32](repeating: .max, count: size * 2)
                from = [Int32](repeating: 0, count: size * 2)
                kinds = [Token.Kind](repeating: .word, count: size * 2)
                tags = [UInt8](repeating: 0, count: size * 2)
                runEnds = [Int32](repeating: 0, count: size * 2)
            } else {
                for index in 0..<size { best[index] = .max }
            }
        }
    }
}
