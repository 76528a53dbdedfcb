/// The text between two tags of plain XML (`XMLScanner`).
enum XMLText {
    /// Whether there are entities in a text; nil where it is not plain: control characters, carriage returns, `]]>`, bytes
    /// that are no UTF-8, characters that XML does not allow, entities other than the five and numeric ones.
    static func check(_ base: UnsafeMutablePointer<UInt8>, _ range: Range<Int>) -> Bool? {
        var hasEntities = false
        var at = range.lowerBound
        let end = range.upperBound
        while at < end {
            let byte = base[at]
            if byte >= 0x80 {
                let width = width(base + at, end - at)
                if width == 0 { return nil }
                at += width
                continue
            }
            if byte < 0x20, byte != 0x0A, byte != 0x09 { return nil }
            if byte == 0x26 {
                guard let (_, width) = reference(base + at, end - at) else { return nil }
                hasEntities = true
                at += width
                continue
            }
            if byte == 0x5D, end - at > 2, base[at + 1] == 0x5D, base[at + 2] == 0x3E { return nil }
            at += 1
        }
        return hasEntities
    }

    /// Whether there is nothing but white space.
    static func isBlank(_ base: UnsafeMutablePointer<UInt8>, _ range: Range<Int>) -> Bool {
        range.allSatisfy { base[$0] == 0x20 || base[$0] == 0x0A || base[$0] == 0x09 }
    }

    /// Delivers a text that was checked, entities expanded, in pieces.
    static func expand(
        _ base: UnsafeMutablePointer<UInt8>, _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var start = range.lowerBound
        var at = start
        func flush() {
            if at > start { body(UnsafeBufferPointer(start: base + start, count: at - start)) }
        }
        while at < range.upperBound {
            guard base[at] == 0x26, let (scalar, width) = reference(base + at, range.upperBound - at) else {
                at += 1
                continue
            }
            flush()
            Array(String(Character(scalar)).utf8).withUnsafeBufferPointer { body($0) }
            at += width
            start = at
        }
        flush()
    }

    /// The bytes of the character at `start`; 0 where none is, or one that XML does not allow.
    @inline(__always)
    private static func width(_ start: UnsafeMutablePointer<UInt8>, _ left: Int) -> Int {
        let first = start[0]
        func continues(_ index: Int) -> Bool { start[index] & 0xC0 == 0x80 }
        if first >= 0xE0, first < 0xF0 {
            guard left >= 3, continues(1), continues(2) else { return 0 }
            if first == 0xE0, start[1] < 0xA0 { return 0 }  // overlong
            if first == 0xED, start[1] >= 0xA0 { return 0 }  // surrogates
            if first == 0xEF, start[1] == 0xBF, start[2] >= 0xBE { return 0 }  // U+FFFE, U+FFFF
            return 3
        }
        if first >= 0xC2, first < 0xE0 { return left >= 2 && continues(1) ? 2 : 0 }
        guard first >= 0xF0, first <= 0xF4, left >= 4, continues(1), continues(2), continues(3) else { return 0 }
        if first == 0xF0, start[1] < 0x90 { return 0 }
        return first == 0xF4 && start[1] >= 0x90 ? 0 : 4
    }

    /// The character that `&…;` stands for and its bytes; nil where it is none of the plain ones.
    private static func reference(_ start: UnsafeMutablePointer<UInt8>, _ left: Int) -> (Unicode.Scalar, Int)? {
        var width = 1
        while width < left, width < 12, start[width] != 0x3B { width += 1 }
        guard width < left, width > 1, start[width] == 0x3B else { return nil }
        let name = UnsafeBufferPointer(start: start + 1, count: width - 1)
        switch name[0] {
        case 0x23: return number(name.dropFirst()).map { ($0, width + 1) }
        default:
            let scalar: Unicode.Scalar
            switch String(decoding: name, as: UTF8.self) {
            case "amp": scalar = "&"
            case "lt": scalar = "<"
            case "gt": scalar = ">"
            case "quot": scalar = "\""
            case "apos": scalar = "'"
            default: return nil
            }
            return (scalar, width + 1)
        }
    }

    /// The character of `10` or `x4E00`, where XML allows it.
    private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == 0x78
        let digits = isHexadecimal ? digits.dropFirst() : digits
        guard (1...7).contains(digits.count) else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value * (isHexadecimal ? 16 : 10) + UInt32(digit - 0x30)
            case 0x41...0x46 where isHexadecimal: value = value * 16 + UInt32(digit - 0x37)
            case 0x61...0x66 where isHexadecimal: value = value * 16 + UInt32(digit - 0x57)
            default: return nil
            }
        }
        guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value & 0xFFFE != 0xFFFE else {
            return nil
        }
        return Unicode.Scalar(value)
    }
}
