/// Reads the dates that offices write: `2019/1/7 8:52:12`, `2019年12月`, `2019/1/7 上午8:52`, `二〇二三年五月一日`,
/// `20200108221800`, `2020-01-08T22:18:00.5+08:00` and spreadsheet serial numbers as text (`43512.369`).
///
/// Rules:
/// - Without a zone the wall clock that was written is kept. A time with one (`Z`, `+09:00`) becomes China Standard Time,
///   UTC+8, the one zone of China: `2024-01-01T20:00:00Z` is 2024-01-02 04:00.
/// - The year comes first and has four digits. Exceptions: `24.1.5` with full stops (00–69 are 2000–2069, 70–99 are
///   1970–1999); `31/12/2019` and `12/31/2019`, where only one order is possible (`5/1/2024` is nil); `民国113年` (2024);
///   English months (`Jan 5 2024`, `5 January 2024`, `5-Jan-2024`).
/// - 元月 is January. `2024年1月上旬` is a month. `5月1日` needs a reference year. 昨天, 月底 and every other word is nil.
/// - Whole digits: 4 are a year, 6 year and month, 8 a date, 12 and 14 a date and time. 5 digits from 20000
///   (1954-10-03) to 80000 (2119-01-11), with or without a fraction, are a serial number of the 1900 date system.
///   10 digits from 1000000000 to 2000000000 are seconds since 1970 UTC and 13 milliseconds (2001 to 2033), as UTC+8.
/// - 24:00 is the next day's 00:00. Whatever names no real time, such as 2023-02-30, is nil.
///
/// No `DateFormatter`: the result depends on nothing but the text. O(n), and nil at once beyond 96 bytes.
public enum DateParser {
    /// The time that the whole text says, or nil; `referenceYear` stands in for a missing year.
    public static func parse(_ text: String, referenceYear: Int? = nil) -> CivilTime? {
        var text = text
        if let plain = text.withUTF8({ PlainDate.read($0) }) { return plain }
        guard text.utf8.count <= 4_096, let symbols = text.withUTF8({ DateSymbols.read($0) }) else { return nil }
        var reader = DateReader(symbols: symbols)
        return reader.read(referenceYear: referenceYear)
    }
}

/// The grammar of `DateParser` over symbols.
struct DateReader {
    private let symbols: [DateSymbol]
    private var index = 0

    init(symbols: [DateSymbol]) { self.symbols = symbols }

    mutating func read(referenceYear: Int?) -> CivilTime? {
        if accept(.republic) {
            guard let (year, length) = number(upTo: 3), length > 0, index < symbols.count, symbols[index] == .year
            else { return nil }
            return afterYear(year + 1911)
        }
        if let month = monthName() { return afterMonthName(month) }
        guard let (first, length) = number(upTo: 14) else { return nil }
        switch length {
        case 1, 2: return afterSmall(first, length, referenceYear: referenceYear)
        case 4: return afterYear(first)
        case 5: return serial(first)
        case 6 where atEnd: return CivilTime(year: first / 100, month: first % 100, precision: .month)
        case 8: return dayAndTime(year: first / 10_000, month: first / 100 % 100, day: first % 100, compact: true)
        case 10 where atEnd && (1_000_000_000...2_000_000_000).contains(first): return instant(first)
        case 13 where atEnd && (1_000_000_000_000...2_000_000_000_000).contains(first): return instant(first / 1_000)
        case 12 where atEnd: return time(first / 10_000, clock: first % 10_000 * 100, precision: .minute)
        case 14 where atEnd: return time(first / 1_000_000, clock: first % 1_000_000, precision: .second)
        default: return nil
        }
    }

    private var atEnd: Bool { index == symbols.count }

    /// China Standard Time's distance from UTC, in minutes.
    private static let chinaOffset = 480

    /// The wall clock in China at so many seconds since 1970 UTC.
    private func instant(_ seconds: Int) -> CivilTime {
        CivilTime(seconds: Int64(seconds + Self.chinaOffset * 60), precision: .second)
    }

    /// After one or two digits: `5月1日`, `24.1.5`, `31/12/2019`, `5 January 2024`.
    private mutating func afterSmall(_ first: Int, _ length: Int, referenceYear: Int?) -> CivilTime? {
        if accept(.month) {
            guard let referenceYear, let day = small(), accept(.day) else { return nil }
            return dayAndTime(year: referenceYear, month: first, day: day)
        }
        let start = index
        _ = accept(.space) || accept(.dash)
        if let month = monthName() {
            _ = accept(.comma)
            _ = accept(.space) || accept(.dash)
            guard let (year, length) = number(upTo: 4), length == 4 else { return nil }
            return dayAndTime(year: year, month: month, day: first)
        }
        index = start
        for separator in [DateSymbol.dash, .slash, .dot] where accept(separator) {
            guard let second = small(), accept(separator), let (third, digits) = number(upTo: 4) else { return nil }
            if digits == 4, first == second || first > 12 || second > 12 {
                let dayFirst = first > 12
                return dayAndTime(year: third, month: dayFirst ? second : first, day: dayFirst ? first : second)
            }
            guard separator == .dot, length == 2, digits <= 2 else { return nil }
            return dayAndTime(year: first + (first < 70 ? 2000 : 1900), month: second, day: third)
        }
        return nil
    }

    /// After an English month at the start: `Jan 5, 2024`, `January 2024`.
    private mutating func afterMonthName(_ month: Int) -> CivilTime? {
        _ = accept(.dot)
        _ = accept(.space) || accept(.dash)
        guard let (first, length) = number(upTo: 4) else { return nil }
        if length == 4 { return atEnd ? CivilTime(year: first, month: month, precision: .month) : nil }
        let comma = accept(.comma)
        guard length <= 2, accept(.space) || accept(.dash) || comma, let (year, digits) = number(upTo: 4), digits == 4
        else { return nil }
        return dayAndTime(year: year, month: month, day: first)
    }

    private mutating func monthName() -> Int? {
        guard index < symbols.count, case .named(let month) = symbols[index] else { return nil }
        index += 1
        return month
    }

    private mutating func accept(_ symbol: DateSymbol) -> Bool {
        guard index < symbols.count, symbols[index] == symbol else { return false }
        index += 1
        return true
    }

    /// A run of at most `limit` digits.
    private mutating func number(upTo limit: Int) -> (value: Int, length: Int)? {
        var value = 0
        let start = index
        while index < symbols.count, case .digit(let digit) = symbols[index] {
            guard index - start < limit else { return nil }
            value = value * 10 + digit
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    private mutating func small() -> Int? { number(upTo: 2)?.value }

    private func time(_ date: Int, clock: Int, precision: CivilTime.Precision) -> CivilTime? {
        CivilTime(
            year: date / 10_000, month: date / 100 % 100, day: date % 100, hour: clock / 10_000,
            minute: clock / 100 % 100, second: clock % 100, precision: precision)
    }

    private mutating func afterYear(_ year: Int) -> CivilTime? {
        if atEnd { return CivilTime(year: year, precision: .year) }
        if accept(.year) {
            if atEnd { return CivilTime(year: year, precision: .year) }
            guard let month = small(), accept(.month) else { return nil }
            if atEnd { return CivilTime(year: year, month: month, precision: .month) }
            if accept(.third) { return atEnd ? CivilTime(year: year, month: month, precision: .month) : nil }
            guard let day = small() else { return nil }
            guard accept(.day) || atEnd else { return nil }
            return dayAndTime(year: year, month: month, day: day)
        }
        for separator in [DateSymbol.dash, .slash, .dot] where accept(separator) {
            guard let month = small() else { return nil }
            if atEnd { return CivilTime(year: year, month: month, precision: .month) }
            guard accept(separator), let day = small() else { return nil }
            return dayAndTime(year: year, month: month, day: day)
        }
        return nil
    }

    /// A serial number: days since 1899-12-30, the fraction being the time of day, rounded to the second.
    private mutating func serial(_ days: Int) -> CivilTime? {
        guard (20_000...80_000).contains(days) else { return nil }
        let midnight = Int64(days - 25_569) * 86_400
        if atEnd { return CivilTime(seconds: midnight, precision: .day) }
        guard accept(.dot), let (fraction, length) = number(upTo: 17), atEnd else { return nil }
        var scale = 1.0
        for _ in 0..<length { scale *= 10 }
        let second = Int64((Double(fraction) / scale * 86_400).rounded())
        return CivilTime(seconds: midnight + second, precision: .second)
    }

    private mutating func dayAndTime(year: Int, month: Int, day: Int, compact: Bool = false) -> CivilTime? {
        guard let date = CivilTime(year: year, month: month, day: day, precision: .day) else { return nil }
        if atEnd { return date }
        let marked = accept(.t) || accept(.space)
        if compact, marked, let clock = compactClock() { return clock.added(to: date) }
        let afterUnit = index > 0 && symbols[index - 1] == .day
        guard marked || afterUnit || isDayPart else { return nil }
        return clock()?.added(to: date)
    }

    private var isDayPart: Bool {
        guard index < symbols.count, case .part = symbols[index] else { return false }
        return true
    }

    /// `221800` or `2218` to the end; the reader stays where it is otherwise.
    private mutating func compactClock() -> Clock? {
        let start = index
        if let (value, length) = number(upTo: 6), length == 4 || length == 6, let zone = endAfterZone() {
            return length == 4
                ? Clock(hour: value / 100, minute: value % 100, second: 0, precision: .minute, zone: zone)
                : Clock(
                    hour: value / 10_000, minute: value / 100 % 100, second: value % 100, precision: .second,
                    zone: zone)
        }
        index = start
        return nil
    }

    private struct Clock {
        var hour: Int
        var minute: Int
        var second: Int
        var precision: CivilTime.Precision
        /// Minutes east of UTC.
        var zone = DateReader.chinaOffset

        func added(to date: CivilTime) -> CivilTime? {
            let endOfDay = hour == 24 && minute == 0 && second == 0
            guard (0...23).contains(hour) || endOfDay, (0...59).contains(minute), (0...59).contains(second) else {
                return nil
            }
            let inDay = Int64(hour * 3_600 + minute * 60 + second)
            let shift = Int64(DateReader.chinaOffset - zone) * 60
            let time = CivilTime(seconds: date.seconds + inDay + shift, precision: precision)
            return (1900...2200).contains(time.year) ? time : nil
        }
    }

    private mutating func clock() -> Clock? {
        var part = dayPart()
        _ = accept(.space)
        if part == nil { part = dayPart() }
        guard let hour = small() else { return nil }
        var clock = Clock(hour: hour, minute: 0, second: 0, precision: .minute)
        if accept(.colon) {
            guard let minute = small() else { return nil }
            clock.minute = minute
            if accept(.colon) {
                guard let second = small() else { return nil }
                clock.second = second
                clock.precision = .second
                if accept(.dot) { guard number(upTo: 12) != nil else { return nil } }
            }
        } else if accept(.hour) {
            if accept(.half) {
                clock.minute = 30
            } else if !accept(.whole), let minute = small() {
                clock.minute = minute
                if accept(.minute), let second = small() {
                    guard accept(.second) || atEnd else { return nil }
                    clock.second = second
                    clock.precision = .second
                }
            }
        } else {
            return nil
        }
        if !atEnd, part == nil {
            let start = index
            _ = accept(.space)
            part = dayPart()
            if part == nil { index = start }
        }
        guard let zone = endAfterZone(), let hour = Self.hour(clock.hour, in: part) else { return nil }
        clock.hour = hour
        clock.zone = zone
        return clock
    }

    private mutating func dayPart() -> DateSymbol.Part? {
        guard index < symbols.count, case .part(let part) = symbols[index] else { return nil }
        index += 1
        return part
    }

    /// The hour of the day of an hour said with 上午, 下午 …; nil where the two do not fit.
    private static func hour(_ hour: Int, in part: DateSymbol.Part?) -> Int? {
        switch part {
        case nil: return hour
        case .night: return hour == 12 ? 0 : hour < 7 ? hour : nil
        case .morning: return hour == 12 ? 0 : hour < 12 ? hour : nil
        case .noon: return hour < 3 ? hour + 12 : (10...14).contains(hour) ? hour : nil
        case .afternoon: return hour < 12 ? hour + 12 : hour < 24 ? hour : nil
        case .evening: return (5...11).contains(hour) ? hour + 12 : (17...23).contains(hour) ? hour : nil
        }
    }

    /// The zone to the end of the text in minutes east of UTC: `Z`, `+08:00`, `+0800`, `-05`; China's where nothing
    /// follows, nil where something else does.
    private mutating func endAfterZone() -> Int? {
        if atEnd { return Self.chinaOffset }
        _ = accept(.space)
        if accept(.zulu) { return atEnd ? 0 : nil }
        let east = accept(.plus)
        guard east || accept(.dash), let (value, length) = number(upTo: 4), length != 3 else { return nil }
        var minutes = length == 4 ? value / 100 * 60 + value % 100 : value * 60
        if length <= 2, accept(.colon) {
            guard let rest = small() else { return nil }
            minutes += rest
        }
        guard atEnd, minutes <= 14 * 60 else { return nil }
        return east ? minutes : -minutes
    }
}
