/// What the segmenter's rules need to know of a character.
enum CharacterClass: UInt8 {
    /// Anything that dictionaries may hold: Han, kana, other letters.
    case han
    /// ASCII and full-width Latin letters.
    case letter
    /// ASCII and full-width digits.
    case digit
    /// White space and line ends.
    case space
    /// Punctuation, symbols, controls, emoji, broken bytes.
    case symbol

    /// The class of a Unicode scalar value. O(1).
    @inline(__always)
    static func of(_ scalar: UInt32) -> CharacterClass {
        switch scalar {
        case 0x30...0x39, 0xFF10...0xFF19: .digit
        case 0x41...0x5A, 0x61...0x7A, 0xFF21...0xFF3A, 0xFF41...0xFF5A: .letter
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: .space
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x3005...0x3007, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
        case 0x3041...0x30FF, 0xAC00...0xD7AF, 0xC0...0x24F, 0x370...0x52F: .han
        default: .symbol
        }
    }
}

/// One decoded character of the source.
@usableFromInline
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
        @inline(__always) func tail(_ offset: Int) -> UInt32? {
            guard offset < left else { return nil }
            let byte = UInt32(bytes[index + offset])
            return byte & 0xC0 == 0x80 ? byte & 0x3F : nil
        }
        if first & 0xF0 == 0xE0, let b = tail(1), let c = tail(2) {
            let scalar = (first & 0x0F) << 12 | b << 6 | c
            if scalar >= 0x800 && !(0xD800...0xDFFF).contains(scalar) { return Decoded(scalar: scalar, length: 3) }
        } else if first & 0xE0 == 0xC0, let b = tail(1) {
            let scalar = (first & 0x1F) << 6 | b
            if scalar >= 0x80 { return Decoded(scalar: scalar, length: 2) }
        } else if first & 0xF8 == 0xF0, let b = tail(1), let c = tail(2), let d = tail(3) {
            let scalar = (first & 0x07) << 18 | b << 12 | c << 6 | d
            if scalar >= 0x10000 && scalar <= 0x10FFFF { return Decoded(scalar: scalar, length: 4) }
        }
        return Decoded(scalar: 0xFFFD, length: 1)
    }
}
