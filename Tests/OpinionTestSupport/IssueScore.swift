/// How well a grouping of records into issues agrees with a given one: B-cubed precision and recall (Bagga and Baldwin
/// 1998) without the record itself, so that a grouping into singletons scores 0.
///
/// Precision is averaged over the records that the prediction puts with others, recall over those that the truth does.
/// Only records that the truth names count; issue 0 means in no issue.
public struct IssueScore: Sendable, Equatable {
    /// The share of a record's predicted companions that are true ones, 0…1.
    public let precision: Double
    /// The share of a record's true companions that were predicted, 0…1.
    public let recall: Double

    /// The harmonic mean of both, 0…1: the figure IF.
    public var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    /// Scores a grouping. O(records · size of an issue).
    ///
    /// - Parameters:
    ///   - predicted: the issue of each record; a record that is missing is in no issue.
    ///   - truth: the true issue of each record.
    public init(predicted: [String: Int], truth: [String: Int]) {
        let records = truth.keys.sorted()
        let found = Self.companions(records) { predicted[$0] ?? 0 }
        let wanted = Self.companions(records) { truth[$0] ?? 0 }
        func mean(_ own: [Set<String>], _ other: [Set<String>]) -> Double {
            var sum = 0.0
            var count = 0.0
            for (mine, theirs) in zip(own, other) where mine.count > 1 {
                sum += Double(mine.intersection(theirs).count - 1) / Double(mine.count - 1)
                count += 1
            }
            return count > 0 ? sum / count : 0
        }
        precision = mean(found, wanted)
        recall = mean(wanted, found)
    }

    /// The records in the issue of each record, itself among them.
    private static func companions(_ records: [String], _ issue: (String) -> Int) -> [Set<String>] {
        var members: [Int: Set<String>] = [:]
        for record in records where issue(record) != 0 { members[issue(record), default: []].insert(record) }
        return records.map { issue($0) == 0 ? [$0] : members[issue($0)] ?? [$0] }
    }
}
