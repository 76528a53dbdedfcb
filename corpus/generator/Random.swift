/// The generator's only source of chance: SplitMix64 (Steele, Lea and Flood 2014), the same bytes on every machine.
struct Random: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A whole number from the range, both ends included.
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// True with the given probability.
    mutating func chance(_ probability: Double) -> Bool {
        Double(next() >> 11) / 9_007_199_254_740_992 < probability
    }

    /// One element; the list must not be empty.
    mutating func pick<T>(_ list: [T]) -> T { list[int(0...(list.count - 1))] }

    /// Up to `count` different elements in random order.
    mutating func sample<T>(_ list: [T], _ count: Int) -> [T] { Array(shuffled(list).prefix(count)) }

    /// Fisher–Yates, written out so that the order does not depend on the library's version.
    mutating func shuffled<T>(_ list: [T]) -> [T] {
        var list = list
        for index in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(index, int(0...index)) }
        return list
    }

    /// One of the keys, drawn by weight.
    mutating func weighted<T>(_ options: [(T, Int)]) -> T {
        var rest = int(1...max(1, options.reduce(0) { $0 + $1.1 }))
        for (value, weight) in options {
            rest -= weight
            if rest <= 0 { return value }
        }
        return options[options.count - 1].0
    }
}
