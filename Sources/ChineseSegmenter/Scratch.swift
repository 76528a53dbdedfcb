extension Segmenter {
    /// Buffers of one caller, kept between calls so that segmenting allocates nothing per token. Each thread has its own.
    public final class Scratch {
        /// Characters that the buffers hold.
        private(set) var capacity = 0
        /// Characters of the piece at hand.
        var count = 0
        /// Byte offset of each character, and of the end.
        private(set) var offsets: UnsafeMutablePointer<Int32>
        /// The model's code of each character, two codes of padding before and after.
        private(set) var codes: UnsafeMutablePointer<UInt16>
        /// The scalar value of each character, cut to 16 bits (0 outside the basic plane).
        private(set) var scalars: UnsafeMutablePointer<UInt16>
        /// The dictionary's code of each character, and 0 after the last.
        private(set) var letters: UnsafeMutablePointer<UInt16>
        /// The row of the pair that each character begins, from the two of padding on.
        private(set) var pairRows: UnsafeMutablePointer<Int32>
        /// The class of each character, two of padding before and after.
        private(set) var classes: UnsafeMutablePointer<UInt8>
        /// Tags that a rule forbids at each character: bit 0 = B … bit 3 = S.
        private(set) var forbidden: UnsafeMutablePointer<UInt8>
        /// Longest word that starts, ends at, reaches over each character.
        private(set) var starts: UnsafeMutablePointer<UInt8>
        private(set) var ends: UnsafeMutablePointer<UInt8>
        private(set) var insides: UnsafeMutablePointer<UInt8>
        /// The tag of each character on the dictionary's own best path, one of padding (`Tag.none`) before and after.
        private(set) var path: UnsafeMutablePointer<UInt8>
        /// Cost of the cheapest way to each position along dictionary words × 16, plus the length of its last word.
        private(set) var pathCosts: UnsafeMutablePointer<UInt64>
        /// Tokens of the piece, filled from the end.
        private(set) var tokens: UnsafeMutablePointer<Token>
        /// Four scores a character, `FeatureLayout.padding` characters of padding before and after.
        private(set) var scores: UnsafeMutablePointer<Int16>
        /// What the user's words add to the scores.
        private(set) var bonuses: UnsafeMutablePointer<Int32>
        /// The tag before each tag of the best path: bit 0 for B and S (set: S), bit 1 for M and E (set: M).
        private(set) var back: UnsafeMutablePointer<UInt8>
        /// Whether some rule forbids a tag, and whether some user word adds to a score.
        var hasForbidden = false
        var hasBonus = false
        /// Whether the best path ends with S.
        var lastIsSingle = true

        /// Empty buffers.
        public init() {
            offsets = .allocate(capacity: 1)
            codes = .allocate(capacity: 1)
            scalars = .allocate(capacity: 1)
            classes = .allocate(capacity: 1)
            forbidden = .allocate(capacity: 1)
            starts = .allocate(capacity: 1)
            ends = .allocate(capacity: 1)
            insides = .allocate(capacity: 1)
            path = .allocate(capacity: 1)
            pathCosts = .allocate(capacity: 1)
            letters = .allocate(capacity: 1)
            pairRows = .allocate(capacity: 1)
            tokens = .allocate(capacity: 1)
            scores = .allocate(capacity: 1)
            bonuses = .allocate(capacity: 1)
            back = .allocate(capacity: 1)
            reserve(256)
        }

        deinit { free() }

        private func free() {
            offsets.deallocate()
            codes.deallocate()
            scalars.deallocate()
            classes.deallocate()
            forbidden.deallocate()
            starts.deallocate()
            ends.deallocate()
            insides.deallocate()
            path.deallocate()
            pathCosts.deallocate()
            letters.deallocate()
            pairRows.deallocate()
            tokens.deallocate()
            scores.deallocate()
            bonuses.deallocate()
            back.deallocate()
        }

        /// Makes room for a piece of so many characters; what the buffers hold is lost.
        func reserve(_ characters: Int) {
            guard characters > capacity else { return }
            free()
            let room = characters + 8
            capacity = characters
            offsets = .allocate(capacity: room)
            codes = .allocate(capacity: room)
            scalars = .allocate(capacity: room)
            classes = .allocate(capacity: room)
            forbidden = .allocate(capacity: room)
            starts = .allocate(capacity: room)
            ends = .allocate(capacity: room)
            insides = .allocate(capacity: room)
            path = .allocate(capacity: room)
            pathCosts = .allocate(capacity: room)
            letters = .allocate(capacity: room)
            pairRows = .allocate(capacity: room)
            tokens = .allocate(capacity: room)
            scores = .allocate(capacity: (characters + 2 * FeatureLayout.padding) * FeatureLayout.tags)
            bonuses = .allocate(capacity: room * FeatureLayout.tags)
            back = .allocate(capacity: room)
            codes.initialize(repeating: 0, count: room)
            classes.initialize(repeating: 0, count: room)
        }
    }
}
