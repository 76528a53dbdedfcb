/// Passes UTF-8 on and writes each byte of an ill-formed sequence (Unicode 15, table 3-7) as `\xNN`, so that it stays
/// visible and can be told from any other.
struct UTF8Repair {
    /// Ill-formed sequences so far.
    private(set) var badCount = 0
    /// The offset of the first one.
    private(set) var firstBad: Int?

    private var pending: [UInt8] = []
    private var offset = 0

    /// Passes the next piece on; characters may be cut at its end. False where `body` asks to stop. O(n).
    mutating func push(
        _ piece: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws -> Bool {
        try convert(pending + piece, isLast: false, body)
    }

    /// Passes on what is left of a character that is cut short.
    mutating func finish(_ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
        _ = try convert(pending, isLast: true, body)
    }

    private mutating func convert(
        _ bytes: [UInt8], isLast: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws -> Bool {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var i = 0
        pending = []
        while i < bytes.count {
            let (length, isGood) = Self.sequence(bytes, at: i)
            if isGood {
                output.append(contentsOf: bytes[i..<i + length])
            } else if i + length == bytes.count, !isLast, length < 4, Self.isOpen(bytes[i...]) {
                pending = Array(bytes[i...])
                break
            } else {
                badCount += 1
                if firstBad == nil { firstBad = offset + i }
                for byte in bytes[i..<i + length] { output.append(contentsOf: Self.shown(byte)) }
            }
            i += length
        }
        offset += i
        guard !output.isEmpty else { return true }
        return try output.withUnsafeBufferPointer(body)
    }

    private static func shown(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [0x5C, 0x78, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// The length of the sequence that begins at a byte, or of the longest ill-formed part of one.
    private static func sequence(_ bytes: [UInt8], at start: Int) -> (length: Int, isGood: Bool) {
        let first = bytes[start]
        if first < 0x80 { return (1, true) }
        let needed = needed(first)
        guard needed > 0 else { return (1, false) }
        var (low, high) = bounds(first)
        var length = 1
        while length <= needed {
            guard start + length < bytes.count, bytes[start + length] >= low, bytes[start + length] <= high else {
                return (length, false)
            }
            (low, high) = (0x80, 0xBF)
            length += 1
        }
        return (length, true)
    }

    /// Whether the bytes are the beginning of a sequence that the next piece may complete.
    private static func isOpen(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        return bytes.count <= needed(first)
    }

    private static func needed(_ first: UInt8) -> Int {
        switch first {
        case 0xC2...0xDF: 1
        case 0xE0...0xEF: 2
        case 0xF0...0xF4: 3
        default: 0
        }
    }

    private static func bounds(_ first: UInt8) -> (UInt8, UInt8) {
        switch first {
        case 0xE0: (0xA0, 0xBF)
        case 0xED: (0x80, 0x9F)
        case 0xF0: (0x90, 0xBF)
        case 0xF4: (0x80, 0x8F)
        default: (0x80, 0xBF)
        }
    }
}
