/// The numbers in sums: `1,200.50`, 3万5千, 三万五千二百.
extension AmountReader {
    /// A number as whole units and decimals: 1.5 is 15 and 1 place.
    struct Decimal {
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

    /// A number in digits, with 万 and the like after it, or in Chinese.
    func number(_ index: Int) -> (Decimal, Int)? {
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
    static func digit(_ value: UInt32) -> UInt32? {
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

    /// The value of 十, 百, 千, 万, 亿; nil for every other character.
    static func unit(_ value: UInt32) -> Int64? {
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
