import TermVectors

/// What the edge score compares beside words: pairs of neighbouring Han characters, of the whole text and of its head, and
/// numbers with their units. They find names that no dictionary has and forgive a word left out.
package struct TextMarks: Sendable {
    /// Pairs of characters of title and body.
    package var letters = HashedCounts()
    /// The same of the title and the first characters of the body, where the matter is usually named.
    package var heads = HashedCounts()
    /// Numbers with the unit that follows: 3 and 三 before 号线 are the same line.
    package var numbers = HashedCounts()

    package init() {}

    /// Characters of the body that belong to the head; spaces don't count.
    package static let headLength = 80

    /// Adds one document. O(length of the texts).
    package mutating func add(title: String, body: String) {
        var (title, body) = (title, body)
        title.withUTF8 { scan($0, headFrom: Self.headLength * 2) }
        body.withUTF8 { scan($0, headFrom: Self.headLength) }
        letters.endDocument()
        heads.endDocument()
        numbers.endDocument()
    }

    /// Adds another part's documents after ours.
    package mutating func append(_ other: TextMarks) {
        letters.append(other.letters)
        heads.append(other.heads)
        numbers.append(other.numbers)
    }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, headFrom: Int) {
        var before: UInt32?
        var seen = 0
        var at = 0
        var afterNumber = false
        while at < bytes.count {
            let byte = bytes[at]
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            defer { at += length }
            if byte <= 0x20 { continue }
            seen += 1
            let han = length == 3 ? Self.han(bytes, at) : nil
            if let han {
                if let before {
                    let pair = before &* 20_992 &+ han
                    letters.add(pair)
                    if seen <= headFrom { heads.add(pair) }
                }
            }
            before = han
            let isNumber = NumberMark.isDigit(byte) || han.map { NumberMark.value(of: $0) != nil } == true
            if isNumber, !afterNumber, let mark = NumberMark.read(bytes, at) { numbers.add(mark) }
            afterNumber = isNumber
        }
    }

    /// The number of a Han character of the basic plane, from 0; nil for anything else.
    @inline(__always)
    static func han(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> UInt32? {
        guard at + 2 < bytes.count, bytes[at] >= 0xE4, bytes[at] <= 0xE9 else { return nil }
        let point =
            (UInt32(bytes[at] & 0x0F) << 12) | (UInt32(bytes[at + 1] & 0x3F) << 6) | UInt32(bytes[at + 2] & 0x3F)
        return point >= 0x4E00 ? point - 0x4E00 : nil
    }
}

/// A number followed by a unit that makes it a name: 3号线, 139路, 二期.
enum NumberMark {
    /// Units, longer ones before their beginnings.
    private static let units: [[UInt8]] = [
        "号线", "区间", "单元", "路", "栋", "期", "号", "年", "元", "万", "小", "中", "组", "村", "标", "楼", "层", "环", "届", "级", "套",
        "孩", "胎",
    ].map { Array($0.utf8) }

    /// The values of Han digits, by the number of the character.
    private static let digits: [UInt32: UInt32] = {
        var values: [UInt32: UInt32] = [:]
        for (value, character) in "零一二三四五六七八九".unicodeScalars.enumerated() {
            values[character.value - 0x4E00] = UInt32(value)
        }
        values[("两" as Unicode.Scalar).value - 0x4E00] = 2
        values[("十" as Unicode.Scalar).value - 0x4E00] = 10
        return values
    }()

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func value(of han: UInt32) -> UInt32? { digits[han] }

    /// A name for the number that begins here and its unit; nil where no unit follows or the number is longer than five
    /// digits (three Han ones).
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32? {
        var at = start
        var value: UInt32 = 0
        if isDigit(bytes[at]) {
            while at < bytes.count, isDigit(bytes[at]) {
                guard at - start < 5 else { return nil }
                value = value * 10 + UInt32(bytes[at] - 0x30)
                at += 1
            }
            // K3路 and 3路 are different lines.
            if start > 0, bytes[start - 1] | 0x20 >= 0x61, bytes[start - 1] | 0x20 <= 0x7A {
                value += UInt32(bytes[start - 1] | 0x20) << 17
            }
        } else {
            var ten = false
            var count = 0
            while let han = TextMarks.han(bytes, at), let digit = digits[han] {
                count += 1
                guard count <= 3 else { return nil }
                if digit == 10 {
                    value = max(1, value) * 10
                    ten = true
                } else {
                    value = ten ? value + digit : value * 10 + digit
                }
                at += 3
            }
        }
        for (number, unit) in units.enumerated() where at + unit.count <= bytes.count {
            if unit.indices.allSatisfy({ bytes[at + $0] == unit[$0] }) {
                return value &* 32 &+ UInt32(number) &+ 0x1000_0000
            }
        }
        return nil
    }
}
