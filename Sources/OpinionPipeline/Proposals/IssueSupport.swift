import OpinionIngest
import OpinionRanking
import Proposals

/// Which issues and records stand behind a proposal, and how many people.
struct IssueSupport: Sendable {
    private let reading: ProposalReading
    private let counter: PeopleCounter
    private let finder: SupportFinder
    /// The rows of each matter: first the issues', then single records.
    private let groups: [[Int]]
    private let issues: [Issue]
    private let needs: [Candidate]
    /// The records that are no proposals.
    private let citizens: Set<RecordID>

    init(_ reading: ProposalReading, issues: [Issue], candidates: [Candidate]) {
        self.reading = reading
        self.issues = issues
        needs = candidates.filter { $0.key.hasPrefix("need:") }
        citizens = Set(reading.facts.filter { $0.channel != .proposal }.map(\.id))
        var rowOf: [RecordID: Int] = [:]
        for (row, facts) in reading.facts.enumerated() { rowOf[facts.id] = row }
        // Proposals are no support for a proposal: they are grouped.
        var groups = issues.map { issue in
            issue.members.compactMap { rowOf[$0] }.filter { reading.facts[$0].channel != .proposal }
        }
        let grouped = Set(issues.flatMap(\.members))
        for (row, facts) in reading.facts.enumerated()
        where facts.channel != .proposal && !grouped.contains(facts.id) {
            groups.append([row])
        }
        self.groups = groups
        finder = SupportFinder(matrix: reading.texts, groups: groups)
        counter = PeopleCounter(
            facts: reading.facts.map {
                RecordFacts(id: $0.id, channel: $0.channel, received: $0.received, person: $0.person)
            }, issues: issues)
    }

    /// The support of a proposal, by its place. The issue that it was put into itself counts, however alike.
    func support(of index: Int, from least: Double, limit: Int) -> ProposalReport.Support {
        var matches = finder.matches(reading.queries, row: index, from: least, limit: limit)
        let id = reading.proposals[index].facts.id
        if let own = issues.firstIndex(where: { $0.members.contains(id) }), !groups[own].isEmpty,
            !matches.contains(where: { $0.matter == own })
        {
            matches = Array(matches.prefix(limit - 1)) + [.init(matter: own, likeness: least)]
        }
        let rows = matches.flatMap { groups[$0.matter] }.sorted()
        let ids = rows.map { reading.facts[$0].id }
        let total = counter.count(ids)
        let lines = needLines(of: id)
        return ProposalReport.Support(
            issues: matches.map { match in
                let count = counter.count(groups[match.matter].map { reading.facts[$0].id })
                let issue = match.matter < issues.count ? issues[match.matter] : nil
                return .init(
                    issue: issue?.id.rawValue, label: issue?.label, likeness: match.likeness, people: count.people,
                    posts: count.posts)
            }, people: total.people, posts: total.posts, records: ids.map(\.rawValue), needs: lines,
            note: ids.isEmpty && lines.isEmpty ? "未找到相关诉求" : nil)
    }

    /// The kinds of projects that a record speaks of, where anybody but deputies does.
    private func needLines(of id: RecordID) -> [ProposalReport.NeedLine] {
        needs.filter { $0.records.contains(id) }.compactMap { need in
            let count = counter.count(need.records.filter { citizens.contains($0) })
            return count.posts > 0
                ? .init(candidate: need.key, title: need.title, people: count.people, posts: count.posts) : nil
        }
    }
}
