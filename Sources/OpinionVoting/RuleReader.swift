/// Takes a rule file apart and collects every problem instead of stopping at the first.
struct RuleReader {
    private let object: [String: JSONValue]
    let keys: JSONKeys?
    private(set) var problems: [RuleProblem] = []

    /// `keys` tells what a dictionary has lost: which keys stand twice, and the order of the candidates.
    init(_ object: [String: JSONValue], keys: JSONKeys? = nil) {
        self.object = object
        self.keys = keys
    }

    mutating func report(_ key: BallotRules.Key, expected: String, found: String) {
        problems.append(RuleProblem(field: key.rawValue, expected: expected, found: found))
    }

    private mutating func report(_ key: BallotRules.Key, expected: String) {
        report(key, expected: expected, found: object[key.rawValue]?.summary ?? "未填写")
    }

    /// The value of a key; null is as good as absent.
    func value(_ key: BallotRules.Key) -> JSONValue? {
        if case .null? = object[key.rawValue] { return nil }
        return object[key.rawValue]
    }

    /// Of two values for one key a JSON reader silently keeps one.
    mutating func refuseRepeatedKeys() {
        for key in keys?.repeated ?? [] {
            problems.append(RuleProblem(field: key, expected: "每个键只写一次", found: "重复的键"))
        }
    }

    /// A typo must not pass silently: it would leave a rule at its default. Keys that begin with `_` are remarks.
    mutating func refuseUnknownKeys() {
        let known = Set(BallotRules.Key.allCases.map(\.rawValue))
        for key in object.keys.sorted() where !known.contains(key) && !key.hasPrefix("_") {
            problems.append(
                RuleProblem(field: key, expected: "rules/README.md 所列的键（备注的键以 _ 开头）", found: "未知的键"))
        }
    }

    /// A whole number, also when written as a text: `120`, `"120"`, `"１２０"`.
    mutating func integer(_ key: BallotRules.Key, atLeast least: Int) -> Int? {
        guard let value = object[key.rawValue]?.wholeNumber, value >= least else {
            report(key, expected: "不小于 \(least) 的整数")
            return nil
        }
        return value
    }

    mutating func optionalInteger(_ key: BallotRules.Key, atLeast least: Int) -> Int? {
        value(key) == nil ? nil : integer(key, atLeast: least)
    }

    mutating func text(_ key: BallotRules.Key) -> String? {
        switch value(key) {
        case nil: return nil
        case .string(let value)?: return value
        default:
            report(key, expected: "文字")
            return nil
        }
    }

    /// One of the values, whatever its case and whether its words are joined by `-`, `_` or a space.
    mutating func choice<T: RawRepresentable & CaseIterable>(_ key: BallotRules.Key, default absent: T) -> T?
    where T.RawValue == String {
        guard let value = value(key) else { return absent }
        if case .string(let text) = value {
            let word = TextFold.key(text)
            if let match = T.allCases.first(where: { TextFold.key($0.rawValue) == word }) { return match }
        }
        report(key, expected: T.allCases.map(\.rawValue).joined(separator: " | ") + " 之一")
        return nil
    }

    mutating func form(default absent: BallotRules.Form) -> BallotRules.Form? {
        if case .string(let text)? = value(.ballot), TextFold.key(text) == "ordinal" {
            // Ordinal ballots exist, but no text that we follow says how their ranks are added up.
            report(.ballot, expected: "approval | three-way 之一", found: "\"ordinal\"（排序票），暂不支持")
            return nil
        }
        return choice(.ballot, default: absent)
    }

    /// `"2/3"` or `{"numerator": 2, "denominator": 3}`. A decimal is refused: 0.6667 of 300 is 201 deputies, not 200.
    mutating func fraction(_ key: BallotRules.Key, default absent: Fraction?) -> Fraction? {
        let found: Fraction?
        switch value(key) {
        case nil: return absent
        case .string(let text)?: found = Fraction(TextFold.fold(text))
        case .object(let parts)?:
            let known = parts.filter { !$0.key.hasPrefix("_") }
            if known.count == 2, let numerator = known["numerator"]?.wholeNumber,
                let denominator = known["denominator"]?.wholeNumber
            {
                found = Fraction(numerator, denominator)
            } else {
                found = nil
            }
        default: found = nil
        }
        if found == nil {
            report(key, expected: "0 至 1 的分数，写作 \"2/3\"（小数不精确，不接受）")
        }
        return found
    }

    mutating func ids(_ key: BallotRules.Key) -> [String]? {
        guard let value = value(key) else { return nil }
        let expected = "候选编号的列表，每个编号一次"
        guard case .array(let values) = value else {
            report(key, expected: expected)
            return nil
        }
        var ids: [String] = []
        for value in values {
            guard let id = value.identifier, !ids.contains(id) else {
                report(key, expected: expected, found: "列表中的 \(value.summary)")
                return nil
            }
            ids.append(id)
        }
        return ids
    }
}
