import Foundation

/// The text of a numeric cell: a date where its format is one, otherwise the number.
package struct SpreadsheetNumber: Sendable {
    /// What a number format shows.
    package enum Kind: Sendable, Equatable {
        /// A number.
        case number
        /// A date, with or without a time.
        case date
        /// A year and a month (`2019年12月`).
        case month
        /// A time of the day.
        case time
    }

    /// Whether day 0 is 1904-01-01 (old Macintosh workbooks) and not 1899-12-30.
    package var is1904: Bool

    /// Numbers of a workbook with one of the two epochs.
    package init(is1904: Bool) { self.is1904 = is1904 }

    /// What a number format shows, by its built-in number (those of Chinese Excel included) or its own code.
    package static func kind(format: Int, code: String?) -> Kind {
        if let code { return kind(code: code) }
        switch format {
        case 14, 15, 16, 22, 28...31, 50, 51, 53, 54, 58: return .date
        case 17, 27, 36, 52, 57: return .month
        case 18...21, 32...35, 45, 47, 55, 56: return .time
        default: return .number
        }
    }

    private static func kind(code: String) -> Kind {
        var letters = Set<Character>()
        var quoted = false
        var iterator = code.lowercased().makeIterator()
        if code.lowercased() == "general" { return .number }
        while let character = iterator.next() {
            if quoted {
                quoted = character != "\""
                continue
            }
            switch character {
            case "\"": quoted = true
            case "\\", "_", "*": _ = iterator.next()
            case "[":
                var inside = ""
                while let next = iterator.next(), next != "]" { inside.append(next) }
                // [h]:mm is a length of time and no date.
                if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) { return .number }
            case ";": return kind(letters)
            case "y", "m", "d", "h", "s": letters.insert(character)
            default: break
            }
        }
        return kind(letters)
    }

    private static func kind(_ letters: Set<Character>) -> Kind {
        if letters.contains("d") || letters.contains("y") && letters.contains("h") { return .date }
        if letters.contains("y") { return .month }
        if letters.contains("h") || letters.contains("s") { return .time }
        return letters.contains("m") ? .date : .number
    }

    /// The text of a number as the file has it: dates as ISO 8601 (`2019-06-20T10:55:18`, `2019-06-20`, `2019-06`),
    /// whole numbers without the `.0` or exponent that some writers add, everything else as written.
    package func text(_ raw: String, kind: Kind) -> String {
        guard let value = Double(raw), value.isFinite else { return raw }
        if kind == .number { return Self.plain(raw, value) }
        return moment(value, kind: kind) ?? Self.plain(raw, value)
    }

    /// The same for the bytes of a cell. Dates of up to fifteen digits, as programs write them, need no string.
    func text(_ raw: UnsafeBufferPointer<UInt8>, kind: Kind) -> String {
        if kind != .number, let value = Self.short(raw), let text = moment(value, kind: kind) { return text }
        return text(String(decoding: raw, as: UTF8.self), kind: kind)
    }

    /// The number that up to fifteen digits with at most one point among them are; nil for anything else.
    ///
    /// Both the digits and the power of ten are exact, so their quotient is the number nearest to what is written (Clinger,
    /// "How to Read Floating Point Numbers Accurately", 1990).
    package static func short(_ raw: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let first = raw.first, let last = raw.last, first != 0x2E, last != 0x2E else { return nil }
        var digits = 0
        var scale: Double?
        var value = 0
        for byte in raw {
            if byte == 0x2E, scale == nil {
                scale = 1
                continue
            }
            guard (0x30...0x39).contains(byte), digits < 15 else { return nil }
            digits += 1
            value = value * 10 + Int(byte - 0x30)
            scale = scale.map { $0 * 10 }
        }
        return Double(value) / (scale ?? 1)
    }

    /// The text of a number that is a date or a time; nil where it is none.
    private func moment(_ value: Double, kind: Kind) -> String? {
        // Excel counts a 29 February 1900 that never was; before March 1900 its days are one less.
        let first = CivilTime.dayNumber(year: is1904 ? 1904 : 1899, month: is1904 ? 1 : 12, day: is1904 ? 1 : 30)
        guard value >= 0, value < 2_958_466 else { return nil }
        let seconds = Int64((value * 86_400).rounded())
        let day = Int(seconds / 86_400) + (!is1904 && value < 60 && value >= 1 ? 1 : 0)
        let time = seconds % 86_400
        let start = Int64(day + first) * 86_400
        if kind == .time, day == 0 {
            return String(CivilTime(seconds: time).description.dropFirst("1970-01-01T".count))
        }
        let whole = CivilTime(seconds: start + time, precision: time == 0 ? .day : .second)
        if kind == .month, time == 0, whole.day == 1 { return CivilTime(seconds: start, precision: .month).description }
        return whole.description
    }

    private static func plain(_ raw: String, _ value: Double) -> String {
        guard raw.utf8.contains(where: { $0 == 0x2E || $0 == 0x45 || $0 == 0x65 }) else { return raw }
        guard value == value.rounded(), abs(value) <= 9_007_199_254_740_992 else { return raw }
        return String(Int64(value))
    }
}
