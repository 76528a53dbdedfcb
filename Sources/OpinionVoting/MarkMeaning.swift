/// What a mark beside a candidate says on one form of ballot.
package enum MarkMeaning: Hashable, Sendable {
    /// A vote that the form provides for.
    case vote(Vote)
    /// Nothing is marked: the cell is empty or says so (空白).
    case nothing
    /// Approval ballots: an explicit "not this one", as in lists of all candidates with 1 and 0.
    case notApproved
    /// Approval ballots: 反对 or 弃权, for which the form has no box; counts as not approved, and is noted.
    case notForeseen
    /// None of the marks of the form.
    case unreadable

    /// Reads a mark whatever its case, width and surrounding white space.
    ///
    /// × is 反对 on three-way ballots. On an approval ballot it is unreadable: abroad a cross chooses, here it opposes.
    package init(_ text: String, form: BallotRules.Form) {
        let word = TextFold.fold(text)
        if word.isEmpty || Self.emptyWords.contains(word) {
            self = .nothing
        } else if Self.approvals.contains(word) {
            self = .vote(.approve)
        } else {
            switch form {
            case .approval: self = Self.onApprovalBallot(word)
            case .threeWay: self = Self.onThreeWayBallot(word)
            }
        }
    }

    private static func onApprovalBallot(_ word: String) -> MarkMeaning {
        if crosses.contains(word) { return .unreadable }
        if refusals.contains(word) || word == "0" || word == "0.0" { return .notApproved }
        return oppositions.contains(word) || abstentions.contains(word) ? .notForeseen : .unreadable
    }

    private static func onThreeWayBallot(_ word: String) -> MarkMeaning {
        if crosses.contains(word) || refusals.contains(word) || oppositions.contains(word) { return .vote(.oppose) }
        return abstentions.contains(word) || word == "0" || word == "0.0" ? .vote(.abstain) : .unreadable
    }

    private static let emptyWords: Set<String> = ["空", "空白", "blank", "-", "—", "——"]
    private static let approvals: Set<String> = [
        "赞成", "同意", "支持", "赞同", "是", "选", "√", "✓", "✔", "☑", "✅", "○", "〇", "◯", "v", "y", "yes", "for",
        "approve", "approved", "agree", "true", "1", "1.0", "+1",
    ]
    private static let refusals: Set<String> = ["不赞成", "不同意", "不支持", "不赞同", "否", "不选", "no", "n", "false"]
    private static let oppositions: Set<String> = ["反对", "against", "oppose", "opposed", "-1", "-1.0"]
    private static let abstentions: Set<String> = ["弃权", "abstain", "abstained", "abstention", "△"]
    private static let crosses: Set<String> = ["×", "x", "✕", "✖", "✗", "✘", "☒", "❌"]
}

/// One spelling for words that people type in several ways.
enum TextFold {
    /// Lower case, full-width letters, digits and signs as half-width ones, the minus sign as a hyphen, no white space
    /// at the ends, no emoji selectors (✔️ is ✔).
    static func fold(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: scalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            case 0x3000: scalars.append(" ")
            case 0x2212: scalars.append("-")
            case 0xFE0E, 0xFE0F: continue
            default: scalars.append(scalar)
            }
        }
        return String(trimmed(String(scalars))).lowercased()
    }

    /// The same without the white space, hyphens and underscores inside: `three_way`, `Three Way` → `threeway`.
    static func key(_ text: String) -> String {
        fold(text).filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
    }

    static func trimmed(_ text: String) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
