/// Reads one JSON object into named cells in the order in which they are written (RFC 8259).
///
/// Foundation's parser gives neither the order of the keys nor a number's own digits (工单编号 with 20 digits), so this
/// one reads straight into text: numbers as written, `true` and `false` as such, null as an empty cell, objects
/// flattened with a dot (`place.county`), lists of plain values joined with `、`, lists of objects as the same cell once
/// for each (`附件.名称`). O(bytes); depth at most 64.
package struct JSONObjectParser {
    /// Why a text is not a JSON object, with the byte in it.
    package struct Failure: Error, Equatable {
        /// What was expected there.
        package let expected: String
        /// The byte, from 0.
        package let offset: Int
    }

    private static let depthLimit = 64
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var cells: [(key: String, value: String)] = []

    /// The cells of the object that the bytes are.
    package static func cells(of bytes: UnsafeBufferPointer<UInt8>) throws -> [(key: String, value: String)] {
        var parser = JSONObjectParser(bytes: bytes)
        parser.skipSpace()
        guard parser.peek == UInt8(ascii: "{") else { throw parser.failure("{") }
        try parser.object(prefix: "", depth: 1)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.failure("行末") }
        return parser.cells
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ expected: String) -> Failure { Failure(expected: expected, offset: position) }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek == byte else { return false }
        position += 1
        return true
    }

    private mutating func object(prefix: String, depth: Int) throws {
        guard depth <= Self.depthLimit else { throw failure("不超过 \(Self.depthLimit) 层的对象") }
        position += 1
        if take(UInt8(ascii: "}")) { return }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw failure("键") }
            let key = prefix + (try string())
            guard take(UInt8(ascii: ":")) else { throw failure(":") }
            skipSpace()
            if peek == UInt8(ascii: "{") {
                try object(prefix: key + ".", depth: depth + 1)
            } else if peek == UInt8(ascii: "[") {
                let place = cells.count
                let text = try list(key, depth: depth + 1)
                if !text.isEmpty || cells.count == place { cells.insert((key, text), at: place) }
            } else {
                cells.append((key, try value()))
            }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw failure("}") }
    }

    private mutating func value() throws -> String {
        skipSpace()
        return peek == UInt8(ascii: "\"") ? try string() : try word()
    }

    /// A list: the plain values in it as one text, objects in it as cells of their own.
    private mutating func list(_ key: String, depth: Int) throws -> String {
        guard depth <= Self.depthLimit else { throw failure("不超过 \(Self.depthLimit) 层的列表") }
        position += 1
        if take(UInt8(ascii: "]")) { return "" }
        var parts: [String] = []
        repeat {
            skipSpace()
            switch peek {
            case UInt8(ascii: "{"): try object(prefix: key + ".", depth: depth + 1)
            case UInt8(ascii: "["): parts.append(try list(key, depth: depth + 1))
            default: parts.append(try value())
            }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw failure("]") }
        return parts.filter { !$0.isEmpty }.joined(separator: "、")
    }

    private mutating func word() throws -> String {
        let start = position
        while let byte = peek, byte != 0x2C, byte != 0x7D, byte != 0x5D, byte > 0x20 { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "true", "false": return text
        case "null": return ""
        default:
            let digits = text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
            }
            guard digits, Double(text) != nil else {
                position = start
                throw failure("值")
            }
            return text
        }
    }

    private mutating func string() throws -> String {
        position += 1
        let start = position
        while let byte = peek, byte != 0x22, byte != 0x5C { position += 1 }
        guard peek != nil else { throw failure("\"") }
        if peek == 0x22 {
            position += 1
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<position])
        while let byte = peek {
            position += 1
            if byte == 0x22 { return String(decoding: text, as: UTF8.self) }
            guard byte == 0x5C else {
                text.append(byte)
                continue
            }
            guard let escape = peek else { break }
            position += 1
            switch escape {
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try escapedScalar())).utf8)
            case 0x22, 0x5C, UInt8(ascii: "/"): text.append(escape)
            // Not JSON: a byte that could not be decoded (`UTF8Repair`), which must not cost the whole object.
            case UInt8(ascii: "x"): text.append(contentsOf: [0x5C, 0x78])
            default: throw failure("\\ 后的转义字符")
            }
        }
        throw failure("\"")
    }

    private mutating func unit() throws -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("四位十六进制数") }
        position += 4
        return value
    }

    /// After `\u`: one scalar, from a surrogate pair if need be; half a pair becomes U+FFFD, NUL as well.
    private mutating func escapedScalar() throws -> Unicode.Scalar {
        let first = try unit()
        var value = first
        if (0xD800..<0xDC00).contains(first), position + 1 < bytes.count, bytes[position] == 0x5C,
            bytes[position + 1] == UInt8(ascii: "u")
        {
            let mark = position
            position += 2
            let second = try unit()
            if (0xDC00..<0xE000).contains(second) {
                value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            } else {
                position = mark
            }
        }
        return value == 0 ? "\u{FFFD}" : Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
