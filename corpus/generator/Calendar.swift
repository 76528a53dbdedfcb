import Foundation

/// Days on the calendar as whole numbers (1970-01-01 is 0), and the ways in which offices write them.
enum Calendar {
    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let yearOfEra = y - y / 400 * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return y / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The inverse of `day`.
    static func date(_ number: Int) -> (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = z / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// `2023-01..2024-12` or `2023-01-05..2024-12-20` as first and last day.
    static func window(_ text: String) -> ClosedRange<Int> {
        let ends = text.components(separatedBy: "..").map { $0.split(separator: "-").compactMap { Int($0) } }
        let first = ends[0]
        let last = ends[ends.count - 1]
        let start = day(first[0], first[1], first.count > 2 ? first[2] : 1)
        let end =
            last.count > 2
            ? day(last[0], last[1], last[2])
            : day(last[1] == 12 ? last[0] + 1 : last[0], last[1] == 12 ? 1 : last[1] + 1, 1) - 1
        return start...max(start, end)
    }

    /// The day `count` working days later (weekends are skipped; public holidays are not known).
    static func addingWorkdays(_ count: Int, to day: Int) -> Int {
        var day = day
        var left = count
        while left > 0 {
            day += 1
            if (day + 3) % 7 < 5 { left -= 1 }
        }
        return day
    }

    /// `2024-03-05`.
    static func iso(_ number: Int) -> String {
        let (year, month, day) = date(number)
        return "\(year)-\(two(month))-\(two(day))"
    }

    /// `2024-03-05 08:07:31`, from the day and the second of the day.
    static func isoTime(_ number: Int, _ second: Int) -> String { "\(iso(number)) \(clock(second))" }

    /// `2024/3/5 8:07:31`, as spreadsheets show it.
    static func slashTime(_ number: Int, _ second: Int) -> String {
        let (year, month, day) = date(number)
        return "\(year)/\(month)/\(day) \(second / 3600):\(two(second / 60 % 60)):\(two(second % 60))"
    }

    /// `2024年3月5日`.
    static func chinese(_ number: Int) -> String {
        let (year, month, day) = date(number)
        return "\(year)年\(month)月\(day)日"
    }

    static func clock(_ second: Int) -> String {
        "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }

    static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
