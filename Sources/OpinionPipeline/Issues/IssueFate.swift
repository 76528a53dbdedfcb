import OpinionRanking
import OpinionStore

/// What became of an issue that fell together with others, fell apart or ended: where its records went, followed over later runs to issues that are there now.
public struct IssueFate: Sendable {
    /// The issue.
    public let issue: IssueID
    /// What the trail says of it, first row first; empty where nothing happened to it.
    public let changes: [IssueChange]
    /// The issues that are there now and have records of it, in the order in which they are found.
    public let now: [IssueID]

    /// Follows the trail. Each id is visited once.
    public init(_ issue: IssueID, in store: Store) throws {
        self.issue = issue
        let own = try store.issueTrail(from: issue)
        changes = own
        var now: [IssueID] = []
        var seen: Set<IssueID> = [issue]
        var waiting = own.compactMap(\.to)
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            guard seen.insert(next).inserted else { continue }
            if try !store.members(of: next).isEmpty {
                now.append(next)
            } else {
                waiting += try store.issueTrail(from: next).compactMap(\.to)
            }
        }
        self.now = now
    }
}
