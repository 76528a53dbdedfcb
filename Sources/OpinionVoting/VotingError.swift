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
        case .notJSON(let what, let reason): "\(what): not readable as JSON: \(reason)"
        case .rules(let problems): "rule file: " + problems.map(\.description).joined(separator: "; ")
        case .candidates(let expected, let found): "candidates: expected \(expected), found \(found)"
        case .ballots(let line, let expected, let found): "ballots, line \(line): expected \(expected), found \(found)"
        case .paperOfOtherRules(let expected, let found):
            "ballot paper: written under rules \(found), but the rule file is \(expected)"
        case .export(let expected, let found): "export: expected \(expected), found \(found)"
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

    /// `seats: expected an integer of at least 1, found 0`.
    public var description: String { "\(field): expected \(expected), found \(found)" }
}
