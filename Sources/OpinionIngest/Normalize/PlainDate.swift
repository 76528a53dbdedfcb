/// The shape that nearly all dates of an export have, read without making symbols of it: `2019/1/7 8:52:12`, with `-`,
/// `/` or `.` in the date, with or without a time or its seconds.
///
/// Law: where it reads a text at all, it says what `DateReader` says.
enum PlainDate {
    /// The time that a text of that shape names, `.some(nil)` where there is no such day or hour; nil for any other
    /// shape.
    static func read(_ text: UnsafeBufferPointer<UInt8>) -> CivilTime?? {
        guard (8...19).contains(text.count) else { return nil }
        var at = 0
        guard let year = number(text, &at, 4...4), at < text.count else { return nil }
        let separator = text[at]
        guard separator == 0x2F || separator == 0x2D || separator == 0x2E else { return nil }
        at += 1
        guard let month = number(text, &at, 1...2), accept(separator, text, &at), let day = number(text, &at, 1...2)
        else { return nil }
        if at == text.count { return .some(CivilTime(year: year, month: month, day: day, precision: .day)) }
        guard accept(0x20, text, &at), let hour = number(text, &at, 1...2), accept(0x3A, text, &at),
            let minute = number(text, &at, 1...2)
        else { return nil }
        // 24:00 is the next day's; the grammar knows.
        if hour > 23 { return nil }
        if at == text.count {
            return .some(CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, precision: .minute))
        }
        guard accept(0x3A, text, &at), let second = number(text, &at, 1...2), at == text.count else { return nil }
        return .some(CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
    }

    @inline(__always)
    private static func accept(_ byte: UInt8, _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Bool {
        guard at < text.count, text[at] == byte else { return false }
        at += 1
        return true
    }

    /// The run of digits at `at`, of a length in the range.
    @inline(__always)
    private static func number(
        _ text: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ lengths: ClosedRange<Int>
    ) -> Int? {
        let start = at
        var value = 0
        while at < text.count, text[at] >= 0x30, text[at] <= 0x39, at - start <= lengths.upperBound {
            value = value * 10 + Int(text[at] - 0x30)
            at += 1
        }
        return lengths.contains(at - start) ? value : nil
    }
}
