/// A set of code points of the BMP as a bitmap: membership costs one load, without hashing.
struct HanSet: Sendable {
    private var words = [UInt64](repeating: 0, count: 1_024)

    /// The code points of a text above ASCII; those beyond the BMP are left out.
    init(_ text: String) { self.init(text.unicodeScalars.lazy.map(\.value).filter { $0 > 0x7F }) }

    /// These code points; those beyond the BMP are left out.
    init(_ values: some Sequence<UInt32>) {
        for value in values where value < 0x10000 { words[Int(value >> 6)] |= 1 << UInt64(value & 63) }
    }

    /// Whether a code point is in the set. O(1).
    @inline(__always)
    func contains(_ value: UInt32) -> Bool { value < 0x10000 && words[Int(value >> 6)] >> UInt64(value & 63) & 1 != 0 }
}

/// A set of words of one to four code points of the BMP, each packed into one number.
struct WordSet: Sendable {
    private var packed: Set<UInt64> = []
    private let first: HanSet

    /// The words of a text, separated by white space. A word that can't be packed is a mistake of the program's author:
    /// it would never be found, and `HanSetTests` looks for it.
    init(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map { $0.unicodeScalars.map(\.value) }
        first = HanSet(words.compactMap(\.first))
        for word in words { if let number = Self.pack(word) { packed.insert(number) } }
    }

    /// How many different words the set has.
    var count: Int { packed.count }

    /// Whether the run is one of the words. O(1).
    @inline(__always)
    func contains(_ run: some Collection<UInt32>) -> Bool {
        guard let value = run.first, first.contains(value), let number = Self.pack(run) else { return false }
        return packed.contains(number)
    }

    /// Whether one of the words begins with the code point.
    @inline(__always)
    func mayBegin(with value: UInt32) -> Bool { first.contains(value) }

    @inline(__always)
    private static func pack(_ run: some Collection<UInt32>) -> UInt64? {
        guard run.count <= 4 else { return nil }
        var number: UInt64 = 0
        for value in run {
            guard value > 0, value < 0x10000 else { return nil }
            number = number << 16 | UInt64(value)
        }
        return number
    }
}

/// What is known by a first or last character; most characters are turned away by the bitmap.
struct CueTable<Value: Sendable>: Sendable {
    private let known: HanSet
    private let values: [UInt32: [Value]]

    /// A table of these lists.
    init(_ values: [UInt32: [Value]]) {
        self.values = values
        // ASCII counts here too: V and Q are cues.
        known = HanSet(values.keys)
    }

    /// The list of a character, empty for most.
    @inline(__always)
    subscript(value: UInt32) -> [Value] { known.contains(value) || value >= 0x10000 ? values[value] ?? [] : [] }

    /// The characters that have a list.
    var keys: some Collection<UInt32> { values.keys }
}
