/// Takes a rule file apart and collects every problem instead of stopping at the first.
struct RuleReader {
    private let object: [String: JSONValue]
    private(set) var problems: [RuleProblem] = []

    init(_ object: [String: JSONValue]) { self.object = object }

    mutating func report(_ key: BallotRules.Key, expected: String, found: String) {
        problems.append(RuleProblem(field: key.rawValue, expected: expected, found: found))
    }

    private mutating func report(_ key: BallotRules.Key, expected: String) {
        report(key, expected: expected, found: object[key.rawValue]?.summary ?? "nothing")
    }

    /// A typo must not pass silently: it would leave a rule at its default.
    mutating func refuseUnknownKeys() {
        let known = Set(BallotRules.Key.allCases.map(\.rawValue))
        for key in object.keys.sorted() where !known.contains(key) {
            problems.append(
                RuleProblem(field: key, expected: "one of the keys of rules/README.md", found: "an unknown key"))
        }
    }

    mutating func integer(_ key: BallotRules.Key, atLeast least: Int) -> Int? {
        guard case .integer(let value)? = object[key.rawValue], value >= least else {
            report(key, expected: "an integer of at least \(least)")
            return nil
        }
        return value
    }

    mutating func optionalInteger(_ key: BallotRules.Key, atLeast least: Int) -> Int? {
        object[key.rawValue] == nil ? nil : integer(key, atLeast: least)
    }

    mutating func text(_ key: BallotRules.Key) -> String? {
        switch object[key.rawValue] {
        case nil: return nil
        case .string(let value)?: return value
        default:
            report(key, expected: "a text")
            return nil
        }
    }

    mutating func choice<T: RawRepresentable & CaseIterable>(_ key: BallotRules.Key, _ type: T.Type) -> T?
    where T.RawValue == String {
        guard case .string(let text)? = object[key.rawValue], let value = T(rawValue: text) else {
            report(key, expected: T.allCases.map(\.rawValue).joined(separator: " | "))
            return nil
        }
        return value
    }

    mutating func form() -> BallotRules.Form? {
        if case .string("ordinal")? = object[BallotRules.Key.ballot.rawValue] {
            // Ordinal ballots exist, but no text that we follow says how their ranks are added up.
            report(.ballot, expected: "approval | three-way", found: "\"ordinal\", which is not supported yet")
            return nil
        }
        return choice(.ballot, BallotRules.Form.self)
    }

    /// `"2/3"` or `{"numerator": 2, "denominator": 3}`.
    mutating func fraction(_ key: BallotRules.Key) -> Fraction? {
        let value: Fraction?
        switch object[key.rawValue] {
        case .string(let text)?: value = Fraction(text)
        case .object(let parts)?:
            if parts.count == 2, case .integer(let numerator)? = parts["numerator"],
                case .integer(let denominator)? = parts["denominator"]
            {
                value = Fraction(numerator, denominator)
            } else {
                value = nil
            }
        default: value = nil
        }
        if value == nil { report(key, expected: "a fraction from 0 to 1 such as \"2/3\"") }
        return value
    }

    mutating func ids(_ key: BallotRules.Key) -> [String]? {
        guard let value = object[key.rawValue] else { return nil }
        let expected = "a list of candidate ids, each once"
        guard case .array(let values) = value else {
            report(key, expected: expected)
            return nil
        }
        var ids: [String] = []
        for value in values {
            guard case .string(let id) = value, !id.isEmpty, !ids.contains(id) else {
                report(key, expected: expected, found: "\(value.summary) in the list")
                return nil
            }
            ids.append(id)
        }
        return ids
    }

    /// A number, a list of ids, or a list of objects with `id` and optionally `title` and `basis`.
    mutating func candidates() -> BallotRules.Candidates? {
        let key = BallotRules.Key.candidates
        guard let value = object[key.rawValue] else { return nil }
        let largest = BallotRules.largestCandidateCount
        let expected = "a number from 1 to \(largest), or a list of ids, each once, or of {id, title, basis}"
        switch value {
        case .integer(let count) where (1...largest).contains(count): return .count(count)
        case .array(let values) where !values.isEmpty:
            var list: [BallotCandidate] = []
            var seen = Set<String>()
            for value in values {
                guard let candidate = Self.candidate(value), seen.insert(candidate.id).inserted else {
                    report(key, expected: expected, found: "\(value.summary) in the list")
                    return nil
                }
                list.append(candidate)
            }
            return .list(list)
        default:
            report(key, expected: expected)
            return nil
        }
    }

    private static func candidate(_ value: JSONValue) -> BallotCandidate? {
        switch value {
        case .string(let id): return id.isEmpty ? nil : BallotCandidate(id: id)
        case .object(let fields):
            var texts: [String: String] = [:]
            for (key, value) in fields {
                guard ["id", "title", "basis"].contains(key), case .string(let text) = value else { return nil }
                texts[key] = text
            }
            guard let id = texts["id"], !id.isEmpty else { return nil }
            return BallotCandidate(id: id, title: texts["title"], basis: texts["basis"] ?? "")
        default: return nil
        }
    }
}
