/// Validates UTF-8 piece by piece and counts what is good and what is not (Unicode 15, table 3-7).
package struct UTF8Check: Sendable, Equatable {
    /// Well-formed sequences of two bytes or more.
    package private(set) var multibyte = 0
    /// Maximal ill-formed subsequences.
    package private(set) var invalid = 0
    /// The offset of the first ill-formed byte in the whole input, or nil.
    package private(set) var firstInvalid: Int?

    private var offset = 0
    private var needed = 0
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Nothing seen yet.
    package init() {}

    private mutating func bad(at place: Int) {
        invalid += 1
        if firstInvalid == nil { firstInvalid = place }
    }

    /// Checks the next piece; characters may be cut at its ends. O(n).
    package mutating func push(_ bytes: UnsafeBufferPointer<UInt8>) {
        var i = 0
        let count = bytes.count
        guard let base = UnsafeRawPointer(bytes.baseAddress) else { return }
        while i < count {
            if needed == 0 {
                while i + 8 <= count,
                    base.loadUnaligned(fromByteOffset: i, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    i += 8
                }
                guard i < count else { break }
                let byte = bytes[i]
                // Han characters, the common case: E4 to E9 and two bytes that follow.
                if byte >= 0xE4, byte <= 0xE9, i + 2 < count, bytes[i + 1] & 0xC0 == 0x80, bytes[i + 2] & 0xC0 == 0x80 {
                    multibyte += 1
                    i += 3
                    continue
                }
                (low, high) = (0x80, 0xBF)
                switch byte {
                case 0..<0x80: break
                case 0xC2...0xDF: needed = 1
                case 0xE0: (needed, low) = (2, 0xA0)
                case 0xED: (needed, high) = (2, 0x9F)
                case 0xE1...0xEF: needed = 2
                case 0xF0: (needed, low) = (3, 0x90)
                case 0xF1...0xF3: needed = 3
                case 0xF4: (needed, high) = (3, 0x8F)
                default: bad(at: offset + i)
                }
                i += 1
            } else if bytes[i] >= low, bytes[i] <= high {
                (low, high) = (0x80, 0xBF)
                needed -= 1
                if needed == 0 { multibyte += 1 }
                i += 1
            } else {
                bad(at: offset + i)
                needed = 0
            }
        }
        offset += count
    }

    /// Says that the input ends here; a character cut short is counted as ill-formed.
    package mutating func finish() {
        if needed > 0 { bad(at: offset) }
        needed = 0
    }
}
