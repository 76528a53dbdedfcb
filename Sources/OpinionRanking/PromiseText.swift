/// A reply as code points with full-width digits folded, and the small matchers that the promise parser is made of.
/// Every position is checked; reading past the end gives nothing.
struct PromiseText {
    /// Code points, one for each of the original's.
    let points: [UInt32]
    private let original: [Unicode.Scalar]

    init(_ text: String) {
        original = Array(text.unicodeScalars)
        points = original.map { (0xFF10...0xFF19).contains($0.value) ? $0.value - 0xFF10 + 0x30 : $0.value }
    }

    var count: Int { points.count }

    /// The original text of a range.
    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: original[range.clamped(to: 0..<original.count)])
        return String(view)
    }

    func at(_ index: Int) -> UInt32? { points.indices.contains(index) ? points[index] : nil }

    /// Whether a literal stands at a place.
    func has(_ literal: Literal, at index: Int) -> Bool {
        guard index >= 0, index + literal.points.count <= points.count else { return false }
        for (offset, point) in literal.points.enumerated() where points[index + offset] != point { return false }
        return true
    }

    /// The end of the first of some literals that stands at a place.
    func end(of literals: [Literal], at index: Int) -> Int? {
        for literal in literals where has(literal, at: index) { return index + literal.points.count }
        return nil
    }

    /// Where the first of some literals begins in a range, with its end; the earliest, then the one listed first.
    func first(of literals: [Literal], in range: Range<Int>) -> (start: Int, end: Int)? {
        for index in range {
            if let end = end(of: literals, at: index), end <= range.upperBound { return (index, end) }
        }
        return nil
    }

    /// A number of up to four digits, or of Chinese numerals up to 999, with its end.
    func number(at index: Int) -> (value: Int, end: Int)? {
        var end = index
        var value = 0
        while let point = at(end), (0x30...0x39).contains(point) {
            guard end - index < 4 else { return nil }
            value = value * 10 + Int(point - 0x30)
            end += 1
        }
        if end > index { return (value, end) }
        var total = 0
        var digit: Int?
        while end - index < 6, let point = at(end), let numeral = Self.numerals[point] {
            if numeral < 10 {
                guard digit == nil else { return nil }
                digit = numeral
            } else {
                total += (digit ?? 1) * numeral
                digit = nil
            }
            end += 1
        }
        return end > index ? (total + (digit ?? 0), end) : nil
    }

    /// The end of the run of digits or numerals at a place and of a 年 or 月 after it, at least one place on: 年内 in
    /// 99999年内 must not be read on its own.
    func skippingNumber(at index: Int) -> Int {
        var end = index
        while let point = at(end), (0x30...0x39).contains(point) || Self.numerals[point] != nil { end += 1 }
        if end > index, let unit = at(end), unit == 0x5E74 || unit == 0x6708 { end += 1 }
        return max(end, index + 1)
    }

    private static let numerals: [UInt32: Int] = [
        0x4E00: 1, 0x4E8C: 2, 0x4E24: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x516D: 6, 0x4E03: 7, 0x516B: 8, 0x4E5D: 9,
        0x5341: 10, 0x767E: 100,
    ]

    /// Words to look for, as code points.
    struct Literal: Sendable, ExpressibleByStringLiteral {
        let text: String
        let points: [UInt32]

        init(stringLiteral value: String) {
            text = value
            points = value.unicodeScalars.map(\.value)
        }
    }
}
