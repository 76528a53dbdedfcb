/// What can go wrong before a vote is counted: the rule file, the candidates or the file of ballots is not usable.
///
/// A vote that is refused or void is no error: it is an outcome with its reasons (``TallyResult``). Errors name lines and
/// fields, never a ballot's number or what a ballot says.
public enum VotingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file is not JSON of the expected shape; `what` names the file, `reason` says where reading stopped.
    case notJSON(what: String, reason: String)
    /// One or more parameters of the rule file are wrong; all of them are listed.
    case rules([RuleProblem])
    /// The list of candidates does not fit the rules.
    case candidates(expected: String, found: String)
    /// A line of the file of ballots cannot be read (lines count from 1, the header is line 1).
    case ballots(line: Int, expected: String, found: String)
    /// The ballot paper was written under other rules than those given now.
    case paperOfOtherRules(expected: String, found: String)
    /// The ballots cannot be written in the asked form.
    case export(expected: String, found: String)

    /// One or more lines for a person.
    public var description: String {
        switch self {
        case .notJSON(let what, let reason): "\(what)：不是可读的 JSON：\(reason)。"
        case .rules(let problems): "规则文件：" + problems.map(\.description).joined(separator: "；") + "。"
        case .candidates(let expected, let found): "候选项目：要求\(spaced: expected)，实际为\(spaced: found)。"
        case .ballots(let line, let expected, let found): "选票文件第 \(line) 行：要求\(spaced: expected)，实际为\(spaced: found)。"
        case .paperOfOtherRules(let expected, let found):
            "票决票文件：按另一份规则（\(found)）印制，与现在的规则文件（\(expected)）不一致。"
        case .export(let expected, let found): "导出：要求\(spaced: expected)，实际为\(spaced: found)。"
        }
    }
}

/// One wrong parameter of a rule file.
public struct RuleProblem: Equatable, Sendable, CustomStringConvertible {
    /// The key in the file, such as `seats`.
    public let field: String
    /// What the key may hold.
    public let expected: String
    /// What it holds.
    public let found: String

    /// A problem with one key.
    public init(field: String, expected: String, found: String) {
        self.field = field
        self.expected = expected
        self.found = found
    }

    /// `seats：要求不小于 1 的整数，实际为 0`.
    public var description: String { "\(field)：要求\(spaced: expected)，实际为\(spaced: found)" }
}

extension String.StringInterpolation {
    /// A value with a space before it where it does not begin with Chinese: 实际为 0, 实际为空.
    fileprivate mutating func appendInterpolation(spaced value: String) {
        appendLiteral(value.unicodeScalars.first?.isASCII == true ? " " + value : value)
    }
}
