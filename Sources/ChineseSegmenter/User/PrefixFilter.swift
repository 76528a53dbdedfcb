/// Tells fast that no user word begins with two given characters; now and then it says "perhaps" too much.
struct PrefixFilter: Sendable {
    /// One bit for each value of the hash.
    private let bits: [UInt64]
    private let shift: UInt32
    /// One bit for each character that is a word by itself; empty where none is.
    private let singles: [UInt64]

    /// A filter over words given as characters of the basic plane; O(words).
    init(_ words: [[UInt16]]) {
        // Sixteen bits a word: about one pair in sixteen is let through for nothing.
        var log: UInt32 = 10
        while log < 22, 1 << log < words.count * 16 { log += 1 }
        shift = 32 - log
        var bits = [UInt64](repeating: 0, count: 1 << (log - 6))
        var singles: [UInt64] = []
        for word in words {
            if word.count == 1 {
                if singles.isEmpty { singles = [UInt64](repeating: 0, count: 1_024) }
                singles[Int(word[0] >> 6)] |= 1 << UInt64(word[0] & 63)
            } else if word.count > 1 {
                let hash = Self.hash(word[0], word[1]) >> (32 - log)
                bits[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
            }
        }
        self.bits = bits
        self.singles = singles
    }

    /// Calls `visit` with each position where a word may begin, from left to right.
    @inline(__always)
    func forEachStart(_ scalars: UnsafePointer<UInt16>, _ count: Int, _ visit: (Int) -> Void) {
        bits.withUnsafeBufferPointer { bits in
            singles.withUnsafeBufferPointer { singles in
                for start in 0..<count {
                    let first = scalars[start]
                    if start + 1 < count {
                        let hash = Self.hash(first, scalars[start + 1]) >> shift
                        if bits[Int(hash >> 6)] >> UInt64(hash & 63) & 1 != 0 {
                            visit(start)
                            continue
                        }
                    }
                    if !singles.isEmpty, singles[Int(first >> 6)] >> UInt64(first & 63) & 1 != 0 { visit(start) }
                }
            }
        }
    }

    @inline(__always)
    private static func hash(_ first: UInt16, _ second: UInt16) -> UInt32 {
        (UInt32(first) &* 0x9E37_79B1) ^ (UInt32(second) &* 0x85EB_CA6B)
    }
}
