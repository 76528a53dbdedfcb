/// A date found in a text.
public struct DateMatch: Sendable, Equatable {
    /// The date.
    public var date: CivilTime
    /// Where it stands, in UTF-8 bytes of the text.
    public var range: Range<Int>

    /// A match.
    public init(date: CivilTime, range: Range<Int>) {
        self.date = date
        self.range = range
    }
}

/// Finds dates in running text: `2023年5月1日`, `二〇二三年五月一日`, `2023-05-01 08:30`, `2023.5.1`, `5月1日`.
///
/// Only what shows its units or separators is a date here; bare digits (`20230501`, serial numbers, `2023`) are as often a
/// work order's number. A day without a year takes the year that puts it nearest to the record's own date, at most half a
/// year away; without a record's date it is left out, as are 昨天, 上周 and 月底.
public enum DateFinder {
    /// So many code points of a text are tried as one date.
    private static let longest = 24

    /// The dates in a text, from left to right, without overlaps; the longest at each place. O(n).
    public static func matches(in text: String, received: CivilTime? = nil) -> [DateMatch] {
        let scalars = Array(text.unicodeScalars)
        var offsets: [Int] = [0]
        for scalar in scalars { offsets.append(offsets[offsets.count - 1] + UTF8.width(scalar)) }
        var found: [DateMatch] = []
        var index = 0
        while index < scalars.count {
            guard isNumeral(scalars[index]), index == 0 || !isNumeral(scalars[index - 1]) else {
                index += 1
                continue
            }
            if let (date, end) = date(scalars, at: index, received: received) {
                found.append(DateMatch(date: date, range: offsets[index]..<offsets[end]))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    /// The date of `day` with the year that puts it nearest to `received`; the text says month and day only.
    public static func parse(_ text: String, received: CivilTime?) -> CivilTime? {
        guard let received else { return DateParser.parse(text) }
        if let date = DateParser.parse(text) { return date }
        let candidates = [0, -1, 1].compactMap { DateParser.parse(text, referenceYear: received.year + $0) }
        let nearest = candidates.min { left, right in
            abs(left.dayNumber - received.dayNumber) < abs(right.dayNumber - received.dayNumber)
        }
        return nearest.flatMap { abs($0.dayNumber - received.dayNumber) <= 183 ? $0 : nil }
    }

    private static func date(_ scalars: [Unicode.Scalar], at index: Int, received: CivilTime?) -> (CivilTime, Int)? {
        // The stretch of characters that dates are made of, and how it may end.
        var limit = index
        while limit < scalars.count, limit - index < longest, isPart(scalars[limit]) { limit += 1 }
        var end = limit
        while end > index + 2 {
            let last = scalars[end - 1]
            let cut = end < scalars.count && isNumeral(last) && isNumeral(scalars[end])
            if !cut, last != " ", last != ":", isShown(scalars[index..<end]) {
                let piece = String(String.UnicodeScalarView(scalars[index..<end]))
                if let date = parse(piece, received: received), date.precision != .year { return (date, end) }
            }
            end -= 1
        }
        return nil
    }

    /// Whether a stretch shows that it is a date: 月, or two equal separators of a date.
    private static func isShown(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        if scalars.contains("月") { return true }
        return ["-", "/", "."].contains { separator in
            scalars.count { $0 == separator } >= 2 && scalars.prefix(4).allSatisfy { ("0"..."9").contains($0) }
        }
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || "〇零一二三四五六七八九十元".unicodeScalars.contains(scalar)
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        isNumeral(scalar) || "年月日号时点分秒半整上下午早晚晨中-/.: T".unicodeScalars.contains(scalar)
    }
}
