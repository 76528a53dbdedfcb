/// The grammar of `AmountParser` over half-width code points.
struct AmountReader {
    /// A code point and where it stands.
    struct Scalar {
        var value: UInt32
        var start: Int
        var end: Int
    }

    let scalars: [Scalar]

    /// A number as whole units and decimals: 1.5 is 15 and 1 place.
    private struct Decimal {
        var value: Int64
        var places: Int

        /// In fen; nil where parts of a fen are left or 64 bits do not hold it.
        func fen(times factor: Int64 = 100) -> Int64? {
            var (product, overflow) = value.multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            for _ in 0..<places {
                guard product % 10 == 0 else { return nil }
                product /= 10
            }
            return product
        }
    }

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

    private func value(_ index: Int) -> UInt32 { index < scalars.count ? scalars[index].value : 0 }

    private func skipSpaces(_ index: Int) -> Int {
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

    /// A number in digits, with 万 and the like after it, or in Chinese.
    private func number(_ index: Int) -> (Decimal, Int)? {
        let first = value(index)
        return first >= 0x30 && first <= 0x39 ? digits(index) : chinese(index)
    }

    private func digits(_ index: Int) -> (Decimal, Int)? {
        guard let (plain, next) = plainDigits(index) else { return nil }
        var total = plain
        var at = skipSpaces(next)
        guard let (unit, end) = units(at) else { return (total, next) }
        guard let product = Self.product(total.value, unit) else { return nil }
        total.value = product
        at = end
        // 3万5千, 3万2000: a smaller part follows. 3万5 may be 30005 and 35000, and is no number.
        guard total.places == 0, let (part, after) = plainDigits(at) else { return (total, at) }
        let (factor, afterUnit) = units(after) ?? (1, after)
        guard part.places == 0, factor > 1 || after - at > 1, let scaled = Self.product(part.value, factor),
            scaled < unit
        else { return nil }
        let (sum, overflow) = total.value.addingReportingOverflow(scaled)
        if overflow { return nil }
        total.value = sum
        return (total, afterUnit)
    }

    private static func product(_ left: Int64, _ right: Int64) -> Int64? {
        let (product, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? nil : product
    }

    /// 万, 千万, 亿 and the like at `index`, multiplied.
    private func units(_ index: Int) -> (Int64, Int)? {
        var at = index
        var factor: Int64 = 1
        while let unit = Self.unit(value(at)), at - index < 3 {
            guard let product = Self.product(factor, unit) else { return nil }
            factor = product
            at += 1
        }
        return at > index ? (factor, at) : nil
    }

    /// `1200`, `1,200.50`.
    private func plainDigits(_ index: Int) -> (Decimal, Int)? {
        var at = index
        var result = Decimal(value: 0, places: 0)
        var group = 0
        var grouped = false
        var count = 0
        while true {
            let next = value(at)
            if next >= 0x30, next <= 0x39 {
                guard count < 18, let tens = Self.product(result.value, 10) else { return nil }
                result.value = tens + Int64(next - 0x30)
                if result.places > 0 { result.places += 1 }
                count += 1
                group += 1
                at += 1
            } else if next == 0x2C, result.places == 0, isGroup(at + 1), (1...3).contains(group), !grouped || group == 3
            {
                grouped = true
                group = 0
                at += 1
            } else if next == 0x2E, result.places == 0, !grouped || group == 3, value(at + 1) >= 0x30,
                value(at + 1) <= 0x39
            {
                result.places = 1
                at += 1
            } else {
                break
            }
        }
        guard count > 0, !grouped || group == 3 || result.places > 0 else { return nil }
        // A point that is followed by digits set places to 1 before the first of them.
        if result.places > 0 { result.places -= 1 }
        return (result, at)
    }

    /// Whether exactly three digits stand at `index`.
    private func isGroup(_ index: Int) -> Bool {
        (0..<3).allSatisfy { (0x30...0x39).contains(value(index + $0)) } && !(0x30...0x39).contains(value(index + 3))
    }

    /// 三万五千二百, 壹仟贰佰, 十二, 一二〇〇.
    private func chinese(_ index: Int) -> (Decimal, Int)? {
        var at = index
        var run: [UInt32] = []
        while run.count < 24, Self.chineseDigit(value(at)) != nil || Self.unit(value(at)) != nil {
            run.append(value(at))
            at += 1
        }
        guard !run.isEmpty, run.count < 24, let number = Self.chineseNumber(run) else { return nil }
        return (Decimal(value: number, places: 0), at)
    }

    private static func chineseNumber(_ run: [UInt32]) -> Int64? {
        if run.allSatisfy({ chineseDigit($0) != nil }) {
            guard run.count <= 15 else { return nil }
            return run.count == 1 || run.count >= 3
                ? run.reduce(Int64(0)) { $0 * 10 + Int64(chineseDigit($1) ?? 0) } : nil
        }
        // 三万五 is said for 35000 and would be 30005 by the rule: no number.
        if run.count > 2, let last = run.last, (chineseDigit(last) ?? 0) > 0, (unit(run[run.count - 2]) ?? 0) >= 100 {
            return nil
        }
        var total: Int64 = 0  // above the last 万 or 亿
        var section: Int64 = 0
        var digit: Int64?
        var lastUnit = Int64.max
        var lastBig = Int64.max
        for scalar in run {
            if let value = chineseDigit(scalar) {
                guard digit == nil || digit == 0 else { return nil }
                digit = Int64(value)
                continue
            }
            guard let unit = unit(scalar) else { return nil }
            if unit >= 10_000 {
                let part = section + (digit ?? 0)
                if unit == 100_000_000, lastBig == 10_000, part == 0 {
                    // 万亿
                    guard let product = product(total, unit) else { return nil }
                    total = product
                } else {
                    guard part > 0, unit < lastBig, let product = product(part, unit) else { return nil }
                    let (sum, overflow) = total.addingReportingOverflow(product)
                    if overflow { return nil }
                    total = sum
                }
                (section, digit, lastUnit, lastBig) = (0, nil, .max, unit)
            } else {
                guard unit < lastUnit, digit != 0 || unit == 10 else { return nil }
                section += (digit ?? 1) * unit
                guard digit != nil || unit == 10 else { return nil }
                (digit, lastUnit) = (nil, unit)
            }
        }
        let (sum, overflow) = total.addingReportingOverflow(section + (digit ?? 0))
        return overflow ? nil : sum
    }

    /// The value of a digit, Arabic or Chinese.
    private static func digit(_ value: UInt32) -> UInt32? {
        value >= 0x30 && value <= 0x39 ? value - 0x30 : chineseDigit(value)
    }

    private static func chineseDigit(_ value: UInt32) -> UInt32? {
        switch Unicode.Scalar(value) {
        case "〇", "零", "○": 0
        case "一", "壹": 1
        case "二", "贰", "貳", "两", "兩": 2
        case "三", "叁", "參", "叄": 3
        case "四", "肆": 4
        case "五", "伍": 5
        case "六", "陆", "陸": 6
        case "七", "柒": 7
        case "八", "捌": 8
        case "九", "玖": 9
        default: nil
        }
    }

    private static func unit(_ value: UInt32) -> Int64? {
        switch Unicode.Scalar(value) {
        case "十", "拾": 10
        case "百", "佰": 100
        case "千", "仟": 1_000
        case "万", "萬": 10_000
        case "亿", "億": 100_000_000
        default: nil
        }
    }
}
