/// Mobile numbers that shapes of plain digits do not show: 一三八〇〇〇〇一二三四, 幺三八 零零零零 一二三四, 138.0000.1234.
extension MaskScanner {
    /// Masks eleven Han digits that are a mobile number's; returns where to go on.
    mutating func hanNumber(at index: Int, width: Int) -> Int {
        let next = index + width
        guard Self.hanDigit(glyph(before: index).value) == nil else { return next }
        var digits: [UInt32] = []
        var at = index
        var end = index
        while digits.count < 12 {
            let (value, width) = glyph(at: at)
            if let digit = Self.hanDigit(value) {
                digits.append(digit)
                at += width
                end = at
            } else if !digits.isEmpty, value == 0x20 || value == 0x2D || value == 0x2014, at == end {
                at += width
            } else {
                break
            }
        }
        guard digits.count == 11, digits[0] == 1, digits[1] >= 3 else { return next }
        return add(.mobile, index, end)
    }

    /// The digit that a Han numeral writes, plain, spoken (幺) or formal (壹); nil for every other character.
    private static func hanDigit(_ value: UInt32) -> UInt32? {
        switch Unicode.Scalar(value) {
        case "〇", "零", "○", "Ｏ": 0
        case "一", "幺", "壹": 1
        case "二", "贰", "貳", "两": 2
        case "三", "叁", "參", "叄": 3
        case "四", "肆": 4
        case "五", "伍": 5
        case "六", "陆", "陸": 6
        case "七", "柒", "拐": 7
        case "八", "捌": 8
        case "九", "玖": 9
        default: nil
        }
    }

    /// Masks `138.0000.1234` and `138_0000_1234`; nil where the digits at `index` are none.
    mutating func pointedMobile(at index: Int) -> Int? {
        let before = glyph(before: index).value
        guard !Self.isAlphanumeric(before), before != 0x2E, before != 0x5F else { return nil }
        var at = index
        var separator: UInt32 = 0
        for (part, count) in [3, 4, 4].enumerated() {
            for place in 0..<count {
                let (value, width) = glyph(at: at)
                guard Self.isDigit(value), part > 0 || place > 0 || value == 0x31 else { return nil }
                guard part > 0 || place != 1 || value >= 0x33 else { return nil }
                at += width
            }
            guard part < 2 else { break }
            let (value, width) = glyph(at: at)
            guard value == 0x2E || value == 0x5F, separator == 0 || value == separator else { return nil }
            separator = value
            at += width
        }
        let (after, width) = glyph(at: at)
        guard !Self.isAlphanumeric(after), !(after == 0x2E && Self.isDigit(glyph(at: at + width).value)) else {
            return nil
        }
        return add(.mobile, index, at)
    }
}
