import Clustering
import OpinionIngest
import OpinionRanking

extension IssueStage {
    /// A group on its way to an issue: its distinct texts as rows of the matrix, and the records.
    typealias Draft = (cluster: Cluster, members: [Int])

    /// The drafts that fulfil people's decisions; those that did before stay as they are.
    func decided(_ drafts: [Draft], _ decisions: DecisionStage, ids: [RecordID], _ prepared: Prepared) -> [Draft] {
        guard !decisions.isEmpty else { return drafts }
        var rowOf = [Int](repeating: 0, count: ids.count)
        for (row, record) in prepared.rows.enumerated() { rowOf[record] = row }
        for record in ids.indices { rowOf[record] = rowOf[prepared.representative[record]] }
        let matrix = prepared.matrix
        func cluster(_ members: [Int]) -> Cluster {
            IssueClusterer.cluster(Set(members.map { rowOf[$0] }).sorted(), matrix)
        }
        let likeness = DecisionStage.Likeness(
            cosine: { matrix.dot(rowOf[$0], rowOf[$1]) },
            medoid: { members in
                let row = cluster(members).medoid
                return members.first { rowOf[$0] == row } ?? members[0]
            })
        var former: [[Int]: Cluster] = [:]
        for draft in drafts { former[draft.members] = draft.cluster }
        return decisions.groups(drafts.map(\.members), ids: ids, likeness: likeness)
            .map { (former[$0] ?? cluster($0), $0) }
    }

    /// The issue with its copies and medoid taken from its own records: a decision may have parted copies. An
    /// informant's report stands for it only where there is no other record.
    static func within(
        _ members: [Int], _ issue: Issue, ids: [RecordID], informants: Set<Int>, _ prepared: Prepared
    ) -> Issue {
        var issue = issue
        var copies: [Int: [Int]] = [:]
        for member in members { copies[prepared.representative[member], default: []].append(member) }
        issue.copies = copies.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { $0.map { ids[$0] } }
        if !issue.members.contains(issue.medoid), let medoid = ids.firstIndex(of: issue.medoid) {
            let same = copies[prepared.representative[medoid]] ?? []
            let stand = (same + members).first { !informants.contains($0) } ?? same.first ?? members.first
            if let stand { issue.medoid = ids[stand] }
        }
        return issue
    }
}
