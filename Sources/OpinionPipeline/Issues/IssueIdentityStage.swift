import OpinionIngest
import OpinionRanking
import OpinionStore

/// Stage: the issues of this run → the same issues with lasting ids, and what became of those of the run before.
///
/// An issue inherits the id of the earlier issue from which it has most of its known records, if it holds at least half of
/// that issue's records; ties go to the lower id, then to the issue shown first. So at most one issue, but for an even
/// halving, can claim an id, and an id goes where most of its records are. What people decided goes before: a pinned
/// issue's id follows the pinned records; in the first run after a merge the first issue named keeps its id, after a split
/// the records that were not named keep it, and after a merge is taken back the others get theirs again. All other issues
/// get new ids in the order in which they are shown; an id that ended is not given again.
///
/// Linear in the records.
package struct IssueIdentityStage: Sendable {
    /// What the stage makes.
    package struct Result: Sendable, Equatable {
        /// The issues in the order in which they are shown.
        package var issues: [Issue]
        /// The id that the next new issue gets.
        package var next: Int
        /// What became of earlier issues, by their ids.
        package var changes: [IssueChange]
    }

    let known: [Issue]
    let next: Int
    let claims: IssueClaims

    /// A stage.
    ///
    /// - Parameters:
    ///   - known: the issues of the run before.
    ///   - numbering: where the numbering stands.
    ///   - decisions: every decision ever taken, in order.
    package init(known: [Issue] = [], numbering: IssueNumbering = IssueNumbering(), decisions: [IssueDecision] = []) {
        self.known = known.sorted { $0.id < $1.id }
        next = max(numbering.next, (known.map(\.id.rawValue).max() ?? 0) + 1)
        claims = IssueClaims(decisions, seen: numbering.decided, known: Set(known.map(\.id)))
    }

    /// The issues with their ids.
    package func identified(_ issues: [Issue]) -> Result {
        var issues = issues.sorted(by: Issue.isShownBefore)
        var groupOf: [RecordID: Int] = [:]
        groupOf.reserveCapacity(issues.reduce(0) { $0 + $1.members.count })
        for (index, issue) in issues.enumerated() { for member in issue.members { groupOf[member] = index } }

        let ids = inherited(groupOf, count: issues.count)
        var next = next
        for index in issues.indices {
            if let id = ids[index] {
                issues[index].id = id
            } else {
                issues[index].id = IssueID(rawValue: next)
                next += 1
            }
            if let label = claims.labels[issues[index].id] { issues[index].label = label }
        }
        let changes = IssueTrailStage(known: known).changes(ids: issues.map(\.id), groupOf: groupOf)
        return Result(issues: issues, next: next, changes: changes)
    }

    /// For each issue, the id that it inherits.
    private func inherited(_ groupOf: [RecordID: Int], count: Int) -> [IssueID?] {
        var ids = [IssueID?](repeating: nil, count: count)
        var taken: Set<IssueID> = []
        for claim in claims.claims where taken.insert(claim.issue).inserted {
            // Another claim may have the group already; the id then ends rather than go elsewhere.
            if let group = Self.heir(claim.records, groupOf), ids[group] == nil { ids[group] = claim.issue }
        }
        let earlier = claims.restored(known)
        var shared = [[Int: Int]](repeating: [:], count: count)
        for (index, issue) in earlier.enumerated() {
            for member in issue.records { if let group = groupOf[member] { shared[group][index, default: 0] += 1 } }
        }
        for group in ids.indices where ids[group] == nil {
            let best = shared[group].min { ($1.value, $0.key) < ($0.value, $1.key) }
            guard let best, !taken.contains(earlier[best.key].issue) else { continue }
            guard best.value * 2 >= earlier[best.key].records.count else { continue }
            ids[group] = earlier[best.key].issue
            taken.insert(earlier[best.key].issue)
        }
        return ids
    }

    /// The group that holds most of some records and at least half of them, ties the first.
    private static func heir(_ records: [RecordID], _ groupOf: [RecordID: Int]) -> Int? {
        var counts: [Int: Int] = [:]
        for record in records { if let group = groupOf[record] { counts[group, default: 0] += 1 } }
        guard let best = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) }) else { return nil }
        return best.value * 2 >= records.count ? best.key : nil
    }
}
