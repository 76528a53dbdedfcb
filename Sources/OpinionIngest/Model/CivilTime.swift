/// A wall-clock time without a time zone, with the precision it was written in (`2019年12月` has `.month`).
///
/// Records state local time and never a zone; keeping it civil makes every result independent of the machine's zone.
public struct CivilTime: Sendable, Hashable, Comparable {
    /// How much of the time was written down.
    public enum Precision: Int, Sendable, Codable, Comparable {
        case year, month, day, minute, second

        /// Coarser is less.
        public static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    /// Seconds since 1970-01-01 00:00:00 on the same wall clock; parts that were not written are at their start.
    public let seconds: Int64
    /// How much of the time was written down.
    public let precision: Precision

    /// A time from seconds since 1970-01-01 00:00:00 on the wall clock.
    public init(seconds: Int64, precision: Precision = .second) {
        self.seconds = seconds
        self.precision = precision
    }

    /// A time from calendar parts (proleptic Gregorian), or nil where they name no real date or time.
    ///
    /// `CivilTime(year: 2023, month: 2, day: 29)` is nil. Years 1900 to 2199 are accepted. O(1).
    public init?(
        year: Int, month: Int = 1, day: Int = 1, hour: Int = 0, minute: Int = 0, second: Int = 0,
        precision: Precision = .second
    ) {
        guard (1900...2199).contains(year), (1...12).contains(month),
            (1...Self.daysInMonth(year: year, month: month)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        let days = Self.dayNumber(year: year, month: month, day: day)
        seconds = Int64(days) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        self.precision = precision
    }

    /// Days since 1970-01-01.
    public var dayNumber: Int { Int((Double(seconds) / 86_400).rounded(.down)) }

    /// Months since January 1970; January 2024 is 648.
    public var monthNumber: Int { (year - 1970) * 12 + month - 1 }

    /// The calendar year.
    public var year: Int { Self.date(ofDay: dayNumber).year }
    /// The calendar month, 1 to 12.
    public var month: Int { Self.date(ofDay: dayNumber).month }
    /// The day of the month, 1 to 31.
    public var day: Int { Self.date(ofDay: dayNumber).day }

    /// The time moved by whole days; the precision stays.
    public func adding(days: Int) -> CivilTime {
        CivilTime(seconds: seconds + Int64(days) * 86_400, precision: precision)
    }

    /// Earlier is less.
    public static func < (left: CivilTime, right: CivilTime) -> Bool {
        (left.seconds, left.precision.rawValue) < (right.seconds, right.precision.rawValue)
    }

    /// Days from 1970-01-01 to a Gregorian date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    public static func dayNumber(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The Gregorian date of a day number; the inverse of `dayNumber(year:month:day:)`.
    public static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shifted + 2) / 5 + 1
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The number of days in a month of a year.
    public static func daysInMonth(year: Int, month: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension CivilTime: Codable {
    /// Decodes the ISO text that `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = CivilTime(iso: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "expected a time like 2024-05-01T08:30:00")
        }
        self = time
    }

    /// Encodes as ISO text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
