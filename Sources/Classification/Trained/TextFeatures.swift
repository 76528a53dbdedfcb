/// The parts of a text that a linear classifier weighs: words and pairs of words, runs of one to three characters, and
/// the same once more for the beginning, where people say what they want.
///
/// White space parts nothing and counts nowhere, ASCII letters are folded, so that line ends inside a sentence (as in
/// scanned proposals) change no character runs. A feature is known by a 64-bit key; the keys of character runs are
/// distinct by construction, those of words are hashes, where a collision among a million features is about as likely as
/// 1 in 30 million. O(length).
struct TextFeatures {
    /// The kinds of features; each kind's weights make a vector of length 1 before they are put together.
    enum Block: UInt8, CaseIterable {
        case words, characters, headWords, headCharacters
    }

    /// One distinct feature of a text.
    struct Entry {
        /// The feature.
        var key: UInt64
        /// How often it stands in the text.
        var count: Int32
        /// Where it first stands, in bytes of the text.
        var start: Int32
        /// The length there, in bytes.
        var length: Int32
        /// Its kind.
        var block: Block
    }

    /// How many characters count as the beginning: about the length of a title.
    static let headLength = 40

    /// The features found by the last `extract`, in the order of their first occurrence, kind after kind.
    private(set) var entries: [Entry] = []
    private var slots: [Int32] = []
    private var mask = 0
    /// The characters that are no white space: scalar value, first byte, one past the last byte.
    private var characters: [(scalar: UInt64, start: Int32, end: Int32)] = []
    private var words: [(hash: UInt64, start: Int32, end: Int32)] = []

    /// Finds the features of a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8; broken bytes count as characters of their own.
    ///   - tokens: the byte ranges of its words, ascending; what lies outside the text is left out.
    mutating func extract(_ text: UnsafeBufferPointer<UInt8>, tokens: some Sequence<Range<Int>>) {
        entries.removeAll(keepingCapacity: true)
        readCharacters(text)
        words.removeAll(keepingCapacity: true)
        for token in tokens where token.lowerBound >= 0 && token.upperBound <= text.count && !token.isEmpty {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for index in token { hash = (hash ^ UInt64(Self.folded(text[index]))) &* 0x0000_0100_0000_01B3 }
            words.append(
                (hash, Int32(truncatingIfNeeded: token.lowerBound), Int32(truncatingIfNeeded: token.upperBound)))
        }
        let most = words.count * 2 + characters.count * 3 + Self.headLength * 5
        var size = 64
        while size < most * 2 { size *= 2 }
        if slots.count < size {
            slots = [Int32](repeating: -1, count: size)
        } else {
            for index in 0..<size { slots[index] = -1 }
        }
        mask = size - 1
        let headEnd = characters.count > Self.headLength ? characters[Self.headLength].start : Int32.max
        addWords(.words, before: .max)
        addCharacters(.characters, count: characters.count)
        addWords(.headWords, before: headEnd)
        addCharacters(.headCharacters, count: min(characters.count, Self.headLength))
    }

    @inline(__always)
    private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    private mutating func readCharacters(_ text: UnsafeBufferPointer<UInt8>) {
        characters.removeAll(keepingCapacity: true)
        var index = 0
        while index < text.count {
            let first = text[index]
            var length =
                first < 0x80 ? 1 : first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
            if index + length > text.count { length = 1 }
            var scalar = length == 1 ? UInt64(Self.folded(first)) : UInt64(first) & (0x7F >> UInt64(length))
            var position = 1
            while position < length, text[index + position] & 0xC0 == 0x80 {
                scalar = scalar << 6 | UInt64(text[index + position] & 0x3F)
                position += 1
            }
            // A sequence that breaks off counts as its bytes.
            if position < length {
                length = 1
                scalar = UInt64(first)
            }
            let isSpace = scalar <= 0x20 || scalar == 0x3000 || scalar == 0xA0 || scalar == 0x7F
            if !isSpace {
                characters.append(
                    (scalar, Int32(truncatingIfNeeded: index), Int32(truncatingIfNeeded: index + length)))
            }
            index += length
        }
    }

    private mutating func addWords(_ block: Block, before end: Int32) {
        let salt = UInt64(block.rawValue) &* 0x9E37_79B9_7F4A_7C15
        var previous: (hash: UInt64, start: Int32, end: Int32)?
        for word in words {
            guard word.start < end else { return }
            add(Self.mixed(word.hash ^ salt), word.start, word.end, block)
            if let previous {
                add(
                    Self.mixed(Self.mixed(previous.hash &+ salt &+ 1) &+ word.hash), previous.start, word.end, block)
            }
            previous = word
        }
    }

    private mutating func addCharacters(_ block: Block, count: Int) {
        // Three scalar values of 21 bits fill 63 bits: the last one tells the beginning apart.
        let salt: UInt64 = block == .headCharacters ? 1 << 63 : 0
        for index in 0..<count {
            let one = characters[index]
            var key = salt | one.scalar
            add(Self.mixed(key), one.start, one.end, block)
            guard index + 1 < count else { break }
            key |= (characters[index + 1].scalar) << 21
            add(Self.mixed(key), one.start, characters[index + 1].end, block)
            guard index + 2 < count else { continue }
            key |= (characters[index + 2].scalar) << 42
            add(Self.mixed(key), one.start, characters[index + 2].end, block)
        }
    }

    /// A bijection that spreads a key over its 64 bits (the finaliser of SplitMix64; Steele, Lea and Flood 2014).
    @inline(__always)
    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    @inline(__always)
    private mutating func add(_ key: UInt64, _ start: Int32, _ end: Int32, _ block: Block) {
        var slot = Int(truncatingIfNeeded: key) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if entries[index].key == key {
                entries[index].count += 1
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(truncatingIfNeeded: entries.count)
        entries.append(Entry(key: key, count: 1, start: start, length: end - start, block: block))
    }
}
