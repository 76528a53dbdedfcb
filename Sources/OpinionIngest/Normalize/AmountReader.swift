/// The grammar of `AmountParser` over half-width code points.
struct AmountReader {
    /// A code point and where it stands.
    struct Scalar {
        var value: UInt32
        var start: Int
        var end: Int
    }

    let scalars: [Scalar]

    /// The sums, from left to right.
    func matches() -> [AmountMatch] {
        var found: [AmountMatch] = []
        var index = 0
        while index < scalars.count {
            guard isStart(index) else {
                index += 1
                continue
            }
            if let (fen, end) = amount(at: index) {
                found.append(AmountMatch(amount: Amount(fen: fen), range: scalars[index].start..<scalars[end - 1].end))
                index = end
            } else {
                index = skip(index)
            }
        }
        return found
    }

    /// Whether a number or a sign of money begins at `index`.
    private func isStart(_ index: Int) -> Bool {
        let value = scalars[index].value
        return Self.digit(value) != nil || Self.unit(value) == 10 || Self.isSign(value) || value == 0x4EBA
            || value == 0x52
            || value == 0x72
    }

    /// Past the number at `index`, so that no number is read from its middle.
    private func skip(_ index: Int) -> Int {
        var at = index
        while at < scalars.count, Self.isNumeric(scalars[at].value) { at += 1 }
        return max(at, index + 1)
    }

    private static func isSign(_ value: UInt32) -> Bool { value == 0xA5 || value == 0xFFE5 }

    private static func isNumeric(_ value: UInt32) -> Bool {
        digit(value) != nil || unit(value) != nil || (value >= 0x2C && value <= 0x2E && value != 0x2D)
    }

    /// The code point at an index; 0 beyond the end.
    func value(_ index: Int) -> UInt32 { index < scalars.count ? scalars[index].value : 0 }

    /// Past up to two spaces.
    func skipSpaces(_ index: Int) -> Int {
        var at = index
        while value(at) == 0x20, at - index < 2 { at += 1 }
        return at
    }

    /// The sum that begins at `index`, in fen, and the index after it.
    private func amount(at index: Int) -> (fen: Int64, end: Int)? {
        var at = index
        let money = currency(at)
        if let money { at = skipSpaces(money) }
        guard let (number, next) = number(at) else { return nil }
        at = skipSpaces(next)
        if [0x4F59, 0x591A, 0x6765].contains(value(at)) { at += 1 }  // 余 多 来
        if let yuan = yuanEnd(at) {
            guard let fen = number.fen() else { return nil }
            return small(fen, yuan)
        }
        if money != nil, let fen = number.fen() { return (fen, next) }
        // 5角, 8毛 alone; 分 alone is more often a score or a minute.
        if value(at) == 0x89D2 || value(at) == 0x6BDB, number.places == 0, let fen = number.fen(times: 10),
            !isWord(after: at)
        {
            return (fen, at + 1)
        }
        return nil
    }

    /// The index after `￥`, `RMB` or 人民币.
    private func currency(_ index: Int) -> Int? {
        if Self.isSign(value(index)) { return index + 1 }
        let text = [value(index), value(index + 1), value(index + 2)]
        if text == [0x4EBA, 0x6C11, 0x5E01] || text == [0x4EBA, 0x6C11, 0x5E63] { return index + 3 }  // 人民币 人民幣
        return text.map { $0 | 0x20 } == [0x72, 0x6D, 0x62] ? index + 3 : nil
    }

    /// The index after 元, 圆, 块 or 块钱; nil where it is none or begins another word such as 元月.
    private func yuanEnd(_ index: Int) -> Int? {
        switch Unicode.Scalar(value(index)) {
        case "元", "圆", "圓":
            let next = Unicode.Scalar(value(index + 1)) ?? " "
            return "月旦宵件素老首".unicodeScalars.contains(next) ? nil : index + 1
        case "块", "塊":
            let next = Unicode.Scalar(value(index + 1)) ?? " "
            if next == "钱" || next == "錢" { return index + 2 }
            // 三块石板, 一块地 are no money; 块 counts at the end of a clause, before digits and before 5毛.
            return UTF8Scan.isHan(value(index + 1)) && Self.digit(value(index + 1)) == nil
                && !"左多的一每".unicodeScalars.contains(next)
                ? nil : index + 1
        default: return nil
        }
    }

    /// Whether 角 or 毛 at `index` begins another word: 毛坯, 角落.
    private func isWord(after index: Int) -> Bool {
        "坯巾病落度色线笔囊孩衣竹豆".unicodeScalars.contains(Unicode.Scalar(value(index + 1)) ?? " ")
    }

    /// Adds 角 and 分 after the yuan and takes 整 or 正 with it.
    private func small(_ yuan: Int64, _ index: Int) -> (fen: Int64, end: Int)? {
        var fen = yuan
        var end = index
        for (units, factor) in [([UInt32(0x89D2), 0x6BDB], Int64(10)), ([0x5206], 1)] {
            var at = end
            if value(at) == 0x96F6 { at += 1 }  // 零 as in 三元零五分
            guard let digit = Self.digit(value(at)), Self.digit(value(at + 1)) == nil, units.contains(value(at + 1))
            else { continue }
            let (sum, overflow) = fen.addingReportingOverflow(Int64(digit) * factor)
            if overflow { return nil }
            fen = sum
            end = at + 2
        }
        if value(end) == 0x6574 || value(end) == 0x6B63 {  // 整 正
            let next = value(end + 1)
            if value(end) == 0x6574 || !UTF8Scan.isHan(next) { end += 1 }
        }
        return (fen, end)
    }
}
