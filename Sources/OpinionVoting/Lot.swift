/// A lot that anyone can repeat: the seed is drawn in public and written into the rule file.
///
/// The tied ids are put in order of their UTF-8 bytes and shuffled by Fisher and Yates with SplitMix64 (Steele, Lea and
/// Flood 2014) without modulo bias, so that the draw depends on the seed and on who is tied, and on nothing else.
struct Lot {
    private var state: UInt64

    init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

    /// `count` (0 … ids.count) of the ids, each with the same chance.
    func draw(_ count: Int, of ids: [String]) -> Set<String> {
        var generator = self
        var pool = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var drawn = Set<String>()
        while drawn.count < count, !pool.isEmpty {
            drawn.insert(pool.remove(at: generator.next(below: pool.count)))
        }
        return drawn
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 to `bound` − 1; `bound` ≥ 1.
    private mutating func next(below bound: Int) -> Int {
        let bound = UInt64(bound)
        // Numbers below 2^64 mod bound would favour the small remainders.
        let reject = (0 &- bound) % bound
        while true {
            let number = next()
            if number >= reject { return Int(number % bound) }
        }
    }
}
