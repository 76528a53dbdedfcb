import OpinionIngest
import OpinionRanking
import OpinionStore

/// Stage: the issues of the run before and of this one → what became of those that fell together, fell apart or ended.
///
/// An issue whose id is not there any more is `merged` where another holds at least half of its records. Otherwise it is
/// `split` into every issue that holds some of them, and `ended` too where less than half of them are in any issue. An issue that
/// is still there is `split` where an issue with another id that was not there before has two or more of its records and
/// from no other so many. Records that move between issues that were there before leave no trail. Linear in the records.
struct IssueTrailStage: Sendable {
    /// The issues of the run before, ascending.
    let known: [Issue]

    /// The rows, by the earlier issue, then by where its records are.
    ///
    /// - Parameters:
    ///   - ids: the id of each issue of this run.
    ///   - groupOf: the issue of each record, as an index into `ids`.
    func changes(ids: [IssueID], groupOf: [RecordID: Int]) -> [IssueChange] {
        let before = Set(known.map(\.id))
        let now = Set(ids)
        var shared: [[Int: Int]] = []
        // For each issue of this run, the earlier issue that most of its known records come from; ties the lower id.
        var source = [(known: Int, count: Int)?](repeating: nil, count: ids.count)
        for (index, issue) in known.enumerated() {
            var counts: [Int: Int] = [:]
            for member in issue.members { if let group = groupOf[member] { counts[group, default: 0] += 1 } }
            for (group, count) in counts where count > source[group]?.count ?? 0 { source[group] = (index, count) }
            shared.append(counts)
        }
        var changes: [IssueChange] = []
        for (index, issue) in known.enumerated() {
            let parts = shared[index].sorted { (ids[$0.key], $0.value) < (ids[$1.key], $1.value) }
            if now.contains(issue.id) {
                for (group, count) in parts
                where !before.contains(ids[group]) && count > 1 && source[group]?.known == index {
                    changes.append(
                        .init(kind: .split, from: issue.id, to: ids[group], members: count, label: issue.label))
                }
                continue
            }
            let most = parts.max { ($0.value, $1.key) < ($1.value, $0.key) }
            if let most, most.value * 2 >= issue.members.count {
                changes.append(
                    .init(kind: .merged, from: issue.id, to: ids[most.key], members: most.value, label: issue.label))
                continue
            }
            for (group, count) in parts {
                changes.append(.init(kind: .split, from: issue.id, to: ids[group], members: count, label: issue.label))
            }
            let kept = parts.reduce(0) { $0 + $1.value }
            if kept * 2 < issue.members.count {
                changes.append(
                    .init(kind: .ended, from: issue.id, members: issue.members.count - kept, label: issue.label))
            }
        }
        return changes
    }
}
