import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport

/// A store of issues without texts: groups of records go in, issues with ids come out, decisions are taken in between.
struct DecidedIssues {
    static let clock = CivilTime(year: 2025, month: 1, day: 5) ?? CivilTime(seconds: 0)

    var earlier = EarlierIssues()
    var trail: [[IssueChange]] = []
    /// Every id that was ever given, with the run in which it was first seen.
    var given: [IssueID: Int] = [:]

    static func id(_ number: Int) -> RecordID {
        let digits = String(number)
        return RecordID(rawValue: String(repeating: "0", count: 16 - digits.count) + digits)
    }

    static func number(_ id: RecordID) -> Int { Int(id.rawValue) ?? -1 }

    static func issue(_ members: [Int], id: Int = 1) -> OpinionRanking.Issue {
        let members = members.sorted().map(Self.id)
        return Issue(
            id: IssueID(rawValue: id), label: "问题\(members[0].rawValue.suffix(3))", keywords: [], medoid: members[0],
            members: members, cohesion: 1, copies: [])
    }

    /// Likeness of two records: close numbers are alike.
    static var likeness: DecisionStage.Likeness {
        DecisionStage.Likeness(cosine: { 1 / Float(1 + abs($0 - $1)) }, medoid: { $0.sorted()[$0.count / 2] })
    }

    /// What the decisions make of groups of record numbers.
    func decided(_ groups: [[Int]], records: Int) -> [[Int]] {
        earlier.decisionStage.groups(groups, ids: (0..<records).map(Self.id), likeness: Self.likeness)
    }

    /// A run that finds these groups of record numbers.
    @discardableResult
    mutating func run(_ groups: [[Int]], records: Int) -> [IssueChange] {
        let issues = decided(groups, records: records).map { Self.issue($0) }
        let result = earlier.identityStage.identified(issues)
        let update = earlier.update(result, run: nil, time: Self.clock)
        earlier = EarlierIssues(issues: result.issues, numbering: update.numbering, decisions: earlier.decisions)
        trail.append(result.changes)
        for issue in result.issues where given[issue.id] == nil { given[issue.id] = trail.count }
        return result.changes
    }

    @discardableResult
    mutating func take(_ request: IssueCorrection.Request) throws -> IssueDecision {
        let decision = try IssueCorrection(earlier).checked(request, author: "王芳", reason: "核对原文", at: Self.clock)
        earlier = EarlierIssues(
            issues: earlier.issues, numbering: earlier.numbering, decisions: earlier.decisions + [decision])
        return decision
    }

    /// The record numbers of each issue.
    var members: [Int: [Int]] {
        var members: [Int: [Int]] = [:]
        for issue in earlier.issues { members[issue.id.rawValue] = issue.members.map(Self.number) }
        return members
    }

    /// The issue of each record number.
    var issueOf: [Int: IssueID] {
        var issues: [Int: IssueID] = [:]
        for issue in earlier.issues { for member in issue.members { issues[Self.number(member)] = issue.id } }
        return issues
    }
}

extension DecidedIssues {
    /// A random partition of some of the records into groups of two and more.
    static func partition(_ records: Int, groups: Int, _ random: inout SeededGenerator) -> [[Int]] {
        var parts = [[Int]](repeating: [], count: groups)
        for record in 0..<records where Int.random(in: 0..<8, using: &random) > 0 {
            parts[Int.random(in: 0..<groups, using: &random)].append(record)
        }
        return parts.filter { $0.count > 1 }
    }

    /// A partition near another: some records move, go or come, sometimes groups are joined or halved.
    static func near(_ groups: [[Int]], records: Int, _ random: inout SeededGenerator) -> [[Int]] {
        var groups = groups
        let grouped = Set(groups.joined())
        for record in 0..<records where !groups.isEmpty && Int.random(in: 0..<10, using: &random) == 0 {
            for index in groups.indices { groups[index].removeAll { $0 == record } }
            if grouped.contains(record) || Bool.random(using: &random) {
                groups[Int.random(in: groups.indices, using: &random)].append(record)
            }
        }
        if groups.count > 2, Int.random(in: 0..<3, using: &random) == 0 {
            let last = groups.removeLast()
            groups[Int.random(in: groups.indices, using: &random)] += last
        }
        if let longest = groups.indices.max(by: { groups[$0].count < groups[$1].count }),
            groups[longest].count > 3, Int.random(in: 0..<3, using: &random) == 0
        {
            let half = groups[longest].count / 2
            groups.append(Array(groups[longest].suffix(half)))
            groups[longest].removeLast(half)
        }
        return groups.filter { $0.count > 1 }
    }
}
