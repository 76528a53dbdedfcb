/// Steps through UTF-8 bytes by code point, forwards and backwards, without trusting them to be well formed.
enum UTF8Scan {
    /// The code point that starts at `index` and its bytes; U+FFFD and 1 for a byte that starts none.
    @inline(__always)
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (value: UInt32, width: Int) {
        let first = UInt32(bytes[index])
        if first < 0x80 { return (first, 1) }
        let left = bytes.count - index
        if first >= 0xE0, first < 0xF0, left >= 3 {
            let middle = UInt32(bytes[index + 1] & 0x3F) << 6
            return ((first & 0x0F) << 12 | middle | UInt32(bytes[index + 2] & 0x3F), 3)
        }
        if first >= 0xC0, first < 0xE0, left >= 2 {
            return ((first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2)
        }
        if first >= 0xF0, left >= 4 {
            let high = (first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
            return (high | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4)
        }
        return (0xFFFD, 1)
    }

    /// The code point that ends just before `index` and its bytes; 0 and width 0 at the start.
    @inline(__always)
    static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, before index: Int) -> (value: UInt32, width: Int) {
        guard index > 0 else { return (0, 0) }
        var start = index - 1
        while start > 0, index - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let found = scalar(bytes, at: start)
        return found.width == index - start ? found : (0xFFFD, 1)
    }

    /// Appends a code point's UTF-8 bytes; a value that is no code point becomes U+FFFD.
    static func append(_ value: UInt32, to output: inout [UInt8]) {
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }

    /// Whether the code point is a Han character (unified, extensions A to H, compatibility, 〇).
    @inline(__always)
    static func isHan(_ value: UInt32) -> Bool {
        if value >= 0x4E00 && value <= 0x9FFF { return true }
        return (value >= 0x3400 && value <= 0x4DBF) || (value >= 0x20000 && value <= 0x323AF)
            || (value >= 0xF900 && value <= 0xFAFF) || value == 0x3007
    }

    /// The ASCII form of a full-width character (`Ａ` → `A`, U+3000 → space), every other code point itself.
    @inline(__always)
    static func halfWidth(_ value: UInt32) -> UInt32 {
        if value >= 0xFF01 && value <= 0xFF5E { return value - 0xFEE0 }
        return value == 0x3000 ? 0x20 : value
    }
}
