extension CivilTime: CustomStringConvertible {
    /// ISO 8601 without a zone, as long as the precision: `2019-12`, `2019-12-01`, `2019-12-01T08:30:00`.
    public var description: String {
        let (year, month, day) = Self.date(ofDay: dayNumber)
        // Years that records have take four digits; any other is written out.
        guard (1000...9999).contains(year) else { return slowDescription }
        return String(unsafeUninitializedCapacity: 19) { text in
            write(year: year, month: month, day: day, into: text)
        }
    }

    /// Calls `body` with the bytes of the description and returns true; false, without a call, for a year that has not four
    /// digits.
    package func withISOBytes(_ body: (UnsafeBufferPointer<UInt8>) -> Void) -> Bool {
        let (year, month, day) = Self.date(ofDay: dayNumber)
        guard (1000...9999).contains(year) else { return false }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 19) { text in
            let count = write(year: year, month: month, day: day, into: text)
            body(UnsafeBufferPointer(rebasing: text[..<count]))
        }
        return true
    }

    /// Writes the ISO form of a time whose year has four digits; returns its length, at most 19.
    private func write(year: Int, month: Int, day: Int, into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let rest = Int(seconds - Int64(dayNumber) * 86_400)
        var count = 0
        func add(_ separator: UInt8, _ value: Int) {
            if separator != 0 {
                text[count] = separator
                count += 1
            }
            text[count] = 0x30 + UInt8(truncatingIfNeeded: value / 10)
            text[count + 1] = 0x30 + UInt8(truncatingIfNeeded: value % 10)
            count += 2
        }
        add(0, year / 100)
        add(0, year % 100)
        if precision == .year { return count }
        add(0x2D, month)
        if precision == .month { return count }
        add(0x2D, day)
        if precision == .day { return count }
        add(0x54, rest / 3600)
        add(0x3A, rest / 60 % 60)
        if precision == .minute { return count }
        add(0x3A, rest % 60)
        return count
    }

    private var slowDescription: String {
        let (year, month, day) = Self.date(ofDay: dayNumber)
        let rest = Int(seconds - Int64(dayNumber) * 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        switch precision {
        case .year: return "\(year)"
        case .month: return "\(year)-\(two(month))"
        case .day: return "\(year)-\(two(month))-\(two(day))"
        case .minute: return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60))"
        case .second:
            return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        }
    }

    /// Reads what `description` writes; nil for anything else.
    public init?(iso text: String) {
        var text = text
        guard let time = text.withUTF8({ CivilTime(isoBytes: $0) }) else { return nil }
        self = time
    }

    /// The same from UTF-8.
    package init?(isoBytes bytes: UnsafeBufferPointer<UInt8>) {
        guard let parts = Self.isoParts(bytes) else { return nil }
        let numbers = parts.numbers
        let precision: Precision
        switch (parts.dates, parts.times) {
        case (1, 0): precision = .year
        case (2, 0): precision = .month
        case (3, 0): precision = .day
        case (3, 2): precision = .minute
        case (3, 3): precision = .second
        default: return nil
        }
        self.init(
            year: numbers.0, month: parts.dates > 1 ? numbers.1 : 1, day: parts.dates > 2 ? numbers.2 : 1,
            hour: numbers.3, minute: numbers.4, second: numbers.5, precision: precision)
    }

    /// The numbers of `2024-5-1T8:30:00`, how many stand before the T and how many after it; nil for other shapes. Numbers
    /// have up to nine digits.
    private static func isoParts(
        _ text: UnsafeBufferPointer<UInt8>
    ) -> (numbers: (Int, Int, Int, Int, Int, Int), dates: Int, times: Int)? {
        var numbers = (0, 0, 0, 0, 0, 0)
        var (dates, times) = (0, 0)
        var isTime = false
        var value = 0
        var digits = 0
        for index in 0...text.count {
            let byte = index < text.count ? text[index] : 0
            if byte >= 0x30, byte <= 0x39, index < text.count {
                guard digits < 9 else { return nil }
                value = value * 10 + Int(byte - 0x30)
                digits += 1
                continue
            }
            guard digits > 0, (isTime ? times : dates) < 3 else { return nil }
            switch (isTime, isTime ? times : dates) {
            case (false, 0): numbers.0 = value
            case (false, 1): numbers.1 = value
            case (false, _): numbers.2 = value
            case (true, 0): numbers.3 = value
            case (true, 1): numbers.4 = value
            case (true, _): numbers.5 = value
            }
            if isTime { times += 1 } else { dates += 1 }
            if index == text.count { break }
            switch byte {
            case 0x2D where !isTime, 0x3A where isTime: break
            case 0x54 where !isTime: isTime = true
            default: return nil
            }
            (value, digits) = (0, 0)
        }
        return (numbers, dates, times)
    }
}
