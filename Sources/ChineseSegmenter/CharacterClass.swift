/// What the segmenter's rules and features need to know of a character.
enum CharacterClass: UInt8 {
    /// Punctuation, symbols, controls, emoji, broken bytes; also what lies beyond the text.
    case symbol = 0
    /// Anything that dictionaries may hold: Han, kana, other letters.
    case han = 1
    /// ASCII and full-width digits.
    case digit = 2
    /// ASCII and full-width Latin letters.
    case letter = 3
    /// Han numerals: 一 to 十, 百, 千, 万, 亿, 零, 两.
    case numeral = 4
    /// Units of dates and times: 年 月 日 时 分 秒.
    case dateUnit = 5
    /// White space and line ends; never inside a piece.
    case space = 6

    /// How many classes a character of a piece can have.
    static let count = 6

    /// The class of a Unicode scalar value. O(1).
    static func of(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x30...0x39, 0xFF10...0xFF19: .digit
        case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .letter
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
        // 一 二 三 四 五 六 七 八 九 十 百 千 万 亿 零 两 〇 ○
        case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E, 0x5343, 0x4E07,
            0x4EBF, 0x96F6, 0x4E24, 0x3007, 0x25CB:
            .numeral
        // 年 月 日 时 分 秒
        case 0x5E74, 0x6708, 0x65E5, 0x65F6, 0x5206, 0x79D2: .dateUnit
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005...0x3006, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
        case 0x3041...0x30FF, 0xAC00...0xD7AF, 0xC0...0x24F, 0x370...0x52F: .han
        default: .symbol
        }
    }
}

/// One decoded character of the source.
struct Decoded {
    /// The scalar value; 0xFFFD for bytes that are no UTF-8.
    var scalar: UInt32
    /// Bytes taken, 1 to 4; a broken sequence takes one byte.
    var length: Int
}

/// Decodes UTF-8 one character at a time without ever failing.
enum UTF8Decoder {
    /// The character at `index`; overlong forms, surrogates and cut sequences give one byte of 0xFFFD.
    @inline(__always)
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Decoded {
        let first = UInt32(bytes[index])
        if first < 0x80 { return Decoded(scalar: first, length: 1) }
        let left = bytes.count - index
        // Most Han characters: no overlong form and no surrogate begins with these.
        if first &- 0xE3 <= 0xEC - 0xE3, left >= 3 {
            let b = UInt32(bytes[index + 1])
            let c = UInt32(bytes[index + 2])
            if (b | c << 8) & 0xC0C0 == 0x8080 {
                return Decoded(scalar: (first & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F), length: 3)
            }
            return Decoded(scalar: 0xFFFD, length: 1)
        }
        return decodeOther(bytes, at: index, first: first, left: left)
    }

    private static func decodeOther(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, first: UInt32, left: Int
    ) -> Decoded {
        if first & 0xF0 == 0xE0, left >= 3 {
            let b = UInt32(bytes[index + 1])
            let c = UInt32(bytes[index + 2])
            let scalar = (first & 0x0F) << 12 | (b & 0x3F) << 6 | (c & 0x3F)
            if (b & 0xC0) | (c & 0xC0) << 8 == 0x8080, scalar >= 0x800, scalar &- 0xD800 > 0x7FF {
                return Decoded(scalar: scalar, length: 3)
            }
            return Decoded(scalar: 0xFFFD, length: 1)
        }
        return decodeRare(bytes, at: index, first: first, left: left)
    }

    private static func decodeRare(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, first: UInt32, left: Int
    ) -> Decoded {
        func tail(_ offset: Int) -> UInt32? {
            guard offset < left else { return nil }
            let byte = UInt32(bytes[index + offset])
            return byte & 0xC0 == 0x80 ? byte & 0x3F : nil
        }
        if first & 0xE0 == 0xC0, let b = tail(1) {
            let scalar = (first & 0x1F) << 6 | b
            if scalar >= 0x80 { return Decoded(scalar: scalar, length: 2) }
        } else if first & 0xF8 == 0xF0, let b = tail(1), let c = tail(2), let d = tail(3) {
            let scalar = (first & 0x07) << 18 | b << 12 | c << 6 | d
            if scalar >= 0x10000 && scalar <= 0x10FFFF { return Decoded(scalar: scalar, length: 4) }
        }
        return Decoded(scalar: 0xFFFD, length: 1)
    }
}
