/// A sum of money in fen (分), a hundredth of a yuan: 3万元 is 3,000,000 fen.
public struct Amount: Sendable, Hashable, Comparable, Codable {
    /// The sum in fen, at least 0.
    public var fen: Int64

    /// A sum of so many fen.
    public init(fen: Int64) { self.fen = fen }

    /// The smaller sum is less.
    public static func < (left: Amount, right: Amount) -> Bool { left.fen < right.fen }
}

extension Amount: CustomStringConvertible {
    /// Yuan with as many decimals as there are fen: `1200.5元`, `30000元`. `AmountParser` reads it back to the same sum.
    public var description: String {
        let cents = fen % 100
        let decimals = cents == 0 ? "" : cents % 10 == 0 ? ".\(cents / 10)" : cents < 10 ? ".0\(cents)" : ".\(cents)"
        return "\(fen / 100)\(decimals)元"
    }
}

/// An amount found in a text.
public struct AmountMatch: Sendable, Equatable {
    /// The sum.
    public var amount: Amount
    /// Where it stands, unit included, in UTF-8 bytes of the text.
    public var range: Range<Int>

    /// A match.
    public init(amount: Amount, range: Range<Int>) {
        self.amount = amount
        self.range = range
    }
}

/// Reads sums of money as offices and citizens write them: `3万元`, `1,200.50元`, `￥58.8`, `叁万元整`, `三万五千块`, `2元5角`,
/// `1.5亿元`, `人民币壹仟贰佰元伍角整`.
///
/// Rules:
/// - There is a unit (元, 块, 圆, 角, 毛, 分 after 元, RMB, 人民币, `￥`, `¥`) or nothing is read: `3万` alone may be people.
/// - Digits may be full width and grouped in threes (`1,200,000`); other groupings are no number.
/// - Chinese numerals are plain, formal (壹贰叁) or traditional, with 十百千万亿 in falling order; 两 is 2, 廿 20. A list of
///   digits (一二〇〇元) is a number too. `3万5千元` is 35000 yuan, `3万2000元` 32000.
///   `三万五元`, which may be 30005 and 35000, is not guessed.
/// - More than two decimals are read where a 万 or 亿 makes whole fen of them (1.2345万元); otherwise the text is no sum.
/// - 余, 多, 左右 and 约 say that a sum is rough; the number that is written is read.
/// - Whatever does not fit 64 bits is no sum.
///
/// Depends on nothing but the text. O(n).
public enum AmountParser {
    /// The sum that the whole text says, white space around it aside; nil where it says none.
    public static func parse(_ text: String) -> Amount? {
        let trimmed = text.trimmedText
        let found = matches(in: trimmed)
        guard found.count == 1, let only = found.first, only.range == 0..<trimmed.utf8.count else { return nil }
        return only.amount
    }

    /// The sums in a text, from left to right, without overlaps. O(n).
    public static func matches(in text: String) -> [AmountMatch] {
        var text = text
        return text.withUTF8 { bytes in
            var scalars: [AmountReader.Scalar] = []
            scalars.reserveCapacity(bytes.count / 2)
            var at = 0
            while at < bytes.count {
                let (value, width) = UTF8Scan.scalar(bytes, at: at)
                scalars.append(.init(value: UTF8Scan.halfWidth(value), start: at, end: at + width))
                at += width
            }
            return AmountReader(scalars: scalars).matches()
        }
    }
}
