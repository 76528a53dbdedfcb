/// What `DateReader` reads: a digit, a separator or a Chinese unit, whatever width or script it was written in.
enum DateSymbol: Equatable {
    case digit(Int)
    case dash, slash, dot, comma, colon, space, plus, t, zulu
    /// 民国 before its year.
    case republic
    /// 上旬, 中旬 or 下旬, a third of a month.
    case third
    /// An English month, 1 to 12.
    case named(Int)
    case year, month, day, hour, minute, second, half, whole
    case part(Part)

    /// A part of the day that decides how its hours are read.
    enum Part: Equatable { case night, morning, noon, afternoon, evening }

    /// Units that need no space beside them.
    var isUnit: Bool {
        switch self {
        case .year, .month, .day, .hour, .minute, .second: true
        default: false
        }
    }
}

/// Turns text into date symbols.
enum DateSymbols {
    private static let limit = 96
    private static let chineseDigits: [UInt32: Int] = {
        var digits: [UInt32: Int] = [:]
        for (value, scalar) in "〇一二三四五六七八九".unicodeScalars.enumerated() { digits[scalar.value] = value }
        for scalar in "零○".unicodeScalars { digits[scalar.value] = 0 }
        digits[0x5341] = 10  // 十
        return digits
    }()

    /// The symbols of a text without the white space around it and without its weekday; nil where a character or a
    /// Chinese number belongs to no date, or the text is longer than any date.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> [DateSymbol]? {
        guard let scalars = trimmedScalars(bytes) else { return nil }
        var symbols: [DateSymbol] = []
        var index = 0
        while index < scalars.count {
            let value = scalars[index]
            if value >= 0x30, value <= 0x39 {
                symbols.append(.digit(Int(value - 0x30)))
                index += 1
            } else if chineseDigits[value] != nil {
                var run: [Int] = []
                while index < scalars.count, let digit = chineseDigits[scalars[index]] {
                    run.append(digit)
                    index += 1
                }
                guard let digits = arabic(run) else { return nil }
                if case .digit = symbols.last { return nil }
                symbols += digits.map { .digit($0) }
                if index < scalars.count, (0x30...0x39).contains(scalars[index]) { return nil }
            } else if value == 0x20 {
                if let last = symbols.last, !last.isUnit, last != .space { symbols.append(.space) }
                index += 1
            } else if let length = weekday(scalars, at: index) {
                if symbols.last != .space, symbols.last?.isUnit != true { symbols.append(.space) }
                index += length
            } else if let (month, length) = monthName(scalars, at: index) {
                symbols.append(.named(month))
                index += length
            } else if let (symbol, length) = symbol(scalars, at: index) {
                // 元月 is January, but 1元月 is nothing.
                if case .digit = symbol, case .digit = symbols.last { return nil }
                if symbol.isUnit, symbols.last == .space { symbols.removeLast() }
                symbols.append(symbol)
                index += length
            } else {
                return nil
            }
        }
        if symbols.last == .space { symbols.removeLast() }
        return symbols
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// The English month at `index`, whole or its first three letters (`Sept` too), and its length.
    private static func monthName(_ scalars: [UInt32], at index: Int) -> (Int, Int)? {
        let word = scalars[index...].prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }.prefix(10)
        guard word.count >= 3 else { return nil }
        let text = String(decoding: word.map { UInt8(truncatingIfNeeded: $0 | 0x20) }, as: UTF8.self)
        let found = months.firstIndex { $0 == text || $0.prefix(3) == text || (text == "sept" && $0 == "september") }
        return found.map { ($0 + 1, word.count) }
    }

    /// The separator, unit or part of the day at `index` and its length.
    private static func symbol(_ scalars: [UInt32], at index: Int) -> (DateSymbol, Int)? {
        guard let first = Unicode.Scalar(scalars[index]) else { return nil }
        switch first {
        case "-", "\u{2212}": return (.dash, 1)
        case "/": return (.slash, 1)
        case ".": return (.dot, 1)
        case ":": return (.colon, 1)
        case ",": return (.comma, 1)
        case "+": return (.plus, 1)
        case "T": return (.t, 1)
        case "Z": return (.zulu, 1)
        case "年": return (.year, 1)
        case "月": return (.month, 1)
        case "日", "号", "號": return (.day, 1)
        case "时", "時": return (.hour, 1)
        case "分": return (.minute, 1)
        case "秒": return (.second, 1)
        case "半": return (.half, 1)
        case "整": return (.whole, 1)
        default: break
        }
        let second = index + 1 < scalars.count ? Unicode.Scalar(scalars[index + 1]) : nil
        switch (first, second) {
        case ("点", "钟"), ("點", "鐘"): return (.hour, 2)
        case ("点", _), ("點", _): return (.hour, 1)
        case ("凌", "晨"): return (.part(.night), 2)
        case ("上", "午"), ("早", "上"), ("早", "晨"), ("清", "晨"), ("A", "M"), ("a", "m"): return (.part(.morning), 2)
        case ("中", "午"): return (.part(.noon), 2)
        case ("下", "午"), ("P", "M"), ("p", "m"): return (.part(.afternoon), 2)
        case ("元", "月"), ("元", "年"): return (.digit(1), 1)
        case ("民", "国"), ("民", "國"): return (.republic, 2)
        case ("上", "旬"), ("中", "旬"), ("下", "旬"): return (.third, 2)
        case ("傍", "晚"), ("晚", "上"): return (.part(.evening), 2)
        default: return nil
        }
    }

    /// Half-width code points without white space at the ends, white space inside as plain spaces; nil beyond the limit.
    private static func trimmedScalars(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32]? {
        var scalars: [UInt32] = []
        var index = 0
        while index < bytes.count {
            let space = WhiteSpaceFolder.whiteSpace(bytes, at: index)
            let (value, width) = UTF8Scan.scalar(bytes, at: index)
            index += width
            if value == 0xFEFF { continue }
            if space > 0 {
                if !scalars.isEmpty { scalars.append(0x20) }
            } else {
                scalars.append(UTF8Scan.halfWidth(value))
            }
        }
        while scalars.last == 0x20 { scalars.removeLast() }
        return scalars.count <= limit ? scalars : nil
    }

    /// The digits of a Chinese number: 二〇二三 → 2 0 2 3, 十二 → 1 2, 三十 → 3 0; nil for anything else with 十.
    private static func arabic(_ run: [Int]) -> [Int]? {
        guard let ten = run.firstIndex(of: 10) else { return run }
        guard run.count <= 3, ten <= 1, run.count - ten <= 2 else { return nil }
        let tens = ten == 0 ? 1 : run[0]
        let ones = ten + 1 < run.count ? run[ten + 1] : 0
        guard (1...9).contains(tens), ones < 10, ten + 1 == run.count || ones > 0 else { return nil }
        return [tens, ones]
    }

    /// The length of 星期一, 周日 or （星期三） at `index`; nil where there is none.
    private static func weekday(_ scalars: [UInt32], at index: Int) -> Int? {
        var at = index
        let open = scalars[at] == 0x28
        if open { at += 1 }
        let names: [[UInt32]] = [[0x661F, 0x671F], [0x793C, 0x62DC], [0x5468]]  // 星期 礼拜 周
        guard let name = names.first(where: { scalars.dropFirst(at).starts(with: $0) }) else { return nil }
        at += name.count
        guard at < scalars.count else { return nil }
        let day = scalars[at]
        let known = day == 0x65E5 || day == 0x5929 || (1...6).contains(chineseDigits[day] ?? 0)  // 日 天 一…六
        guard known else { return nil }
        at += 1
        if open {
            guard at < scalars.count, scalars[at] == 0x29 else { return nil }
            at += 1
        }
        return at - index
    }
}
