/// Finds what a text states that can be checked: dates, sums of money, counts, places, units.
///
/// A repeat with a fact that the earlier texts do not have brings news (又停了三天, 已花2000元, 换到青石镇); one without is the
/// same demand once more. Facts are short strings with their kind before them (`日期 2024-05-01`, `金额 2000元`, `数量 3天`,
/// `地点 青石镇`, `单位 县住建局`), equal for the same fact however it was written.
public struct FactFinder: Sendable {
    private let places: PlaceFinder?
    private let units: PlaceIndex
    private let unitNames: [String]

    /// A finder that knows the gazetteer's places and these units: for each its name, then other names of it.
    public init(places: PlaceFinder? = nil, units: [[String]] = []) {
        self.places = places
        unitNames = units.map { $0.first ?? "" }
        self.units = PlaceIndex(units)
    }

    /// The facts of a text in the form for matching, whose personal data is out. O(n).
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - received: when it was received, for days without a year.
    public func facts(in text: String, received: CivilTime? = nil) -> Set<String> {
        var facts: Set<String> = []
        var taken: [Range<Int>] = []
        for match in DateFinder.matches(in: text, received: received) {
            facts.insert("日期 \(match.date)")
            taken.append(match.range)
        }
        for match in AmountParser.matches(in: text) where !taken.contains(where: { $0.overlaps(match.range) }) {
            facts.insert("金额 \(match.amount)")
            taken.append(match.range)
        }
        for (count, range) in Self.counts(in: text) where !taken.contains(where: { $0.overlaps(range) }) {
            facts.insert("数量 \(count)")
        }
        for name in places?.names(in: text) ?? [] { facts.insert("地点 \(name)") }
        var text = text
        for match in text.withUTF8({ units.matches(in: $0) }) {
            for entry in match.entries { facts.insert("单位 \(unitNames[entry])") }
        }
        return facts
    }

    /// Measures of counts, longer ones before their beginnings. 年 counts years only below 100; 月, 时 and 分 alone are parts
    /// of a date.
    private static let measures = [
        "个工作日", "个小时", "个月", "小时", "分钟", "平方米", "公里", "个", "次", "天", "户", "人", "年", "周", "米", "度", "台",
        "辆", "吨", "亩", "家", "处", "栋", "层", "套", "名", "位", "回", "遍", "斤", "件", "棵", "盏", "根", "条",
    ].map { Array($0.unicodeScalars) }
    private static let digits = Array("一二三四五六七八九".unicodeScalars)

    /// Counts with their measure: 3次, 120户, 三天. Chinese numerals below ten count with 次, 天, 户 and 人 only.
    private static func counts(in text: String) -> [(String, Range<Int>)] {
        var found: [(String, Range<Int>)] = []
        let scalars = Array(text.unicodeScalars)
        var offset = 0
        var index = 0
        while index < scalars.count {
            let start = index
            let from = offset
            while index < scalars.count, ("0"..."9").contains(scalars[index]) {
                index += 1
                offset += 1
            }
            if index > start {
                guard start == 0 || !isNumberPart(scalars[start - 1]), index - start <= 9,
                    let measure = measures.first(where: { scalars[index...].starts(with: $0) })
                else { continue }
                let number = String(String.UnicodeScalarView(scalars[start..<index]))
                if measure == ["年"], number.utf8.count > 2 { continue }
                found.append((number + String(String.UnicodeScalarView(measure)), from..<offset))
                continue
            }
            if let digit = digits.firstIndex(of: scalars[index]), index + 1 < scalars.count,
                "次天户人".unicodeScalars.contains(scalars[index + 1]),
                index == 0 || !"第一二三四五六七八九十百千万几".unicodeScalars.contains(scalars[index - 1])
            {
                let width = UTF8.width(scalars[index])
                found.append(("\(digit + 1)\(Character(scalars[index + 1]))", from..<(from + width)))
            }
            offset += UTF8.width(scalars[index])
            index += 1
        }
        return found
    }

    private static func isNumberPart(_ scalar: Unicode.Scalar) -> Bool {
        ("0"..."9").contains(scalar) || scalar == "." || scalar == "-" || scalar == "第"
    }
}
