import OpinionIngest

/// Why ranking refused its input.
public enum RankingError: Error, Equatable, Sendable {
    /// A setting lies outside its range.
    case setting(name: String, value: Double, range: ClosedRange<Double>)
    /// The weights of the score do not sum to 100.
    case weights(sum: Double)
    /// Two records have the same id.
    case duplicateRecord(RecordID)
    /// Two issues have the same id.
    case duplicateIssue(Int)
    /// Two needs have the same id.
    case duplicateNeed(String)
    /// An issue names a record that is not among the facts.
    case unknownMember(issue: Int, record: RecordID)
}

extension RankingError: CustomStringConvertible {
    /// What was expected, what was found and where; names ids and settings only.
    public var description: String {
        switch self {
        case .setting(let name, let value, let range):
            "ranking setting \(name): expected \(range.lowerBound) to \(range.upperBound), found \(value)"
        case .weights(let sum): "ranking weights: expected a sum of 100, found \(sum)"
        case .duplicateRecord(let id): "record facts: record \(id) is given twice"
        case .duplicateIssue(let id): "issues: issue \(id) is given twice"
        case .duplicateNeed(let id): "need catalogue: need \(id) is given twice"
        case .unknownMember(let issue, let record): "issue \(issue): member \(record) has no record facts"
        }
    }
}
