import OpinionPipeline
import OpinionReports
import OpinionStore

/// People's decisions on issues as a table and as JSON.
enum DecisionTable {
    /// A row for each decision; those taken back say by which.
    static func table(_ decisions: [IssueDecision]) -> TerminalTable {
        var undoneBy: [Int: Int] = [:]
        for decision in decisions { if let undone = decision.undoes { undoneBy[undone] = decision.id } }
        return TerminalTable(
            columns: [
                .init("序号", .right), .init("时间"), .init("决定", maximumWidth: 60), .init("状态"),
                .init("决定人", maximumWidth: 20), .init("理由", maximumWidth: 48),
            ],
            rows: decisions.map { decision in
                let state = undoneBy[decision.id].map { "已由第 \($0) 号撤销" }
                return [
                    "\(decision.id)", decision.time.description, decision.summary,
                    state ?? (decision.kind == .undo ? "" : "有效"), decision.author, decision.reason,
                ]
            })
    }

    struct JSON: Encodable {
        struct Side: Encodable {
            var issue: Int?
            var records: [String]
        }
        var id: Int
        var kind: IssueDecision.Kind
        var time: String
        var author: String
        var reason: String
        var sides: [Side]
        var label: String?
        var undoes: Int?
        var stands: Bool

        init(_ decision: IssueDecision, stands: Bool) {
            id = decision.id
            kind = decision.kind
            time = decision.time.description
            author = decision.author
            reason = decision.reason
            sides = decision.sides.map { .init(issue: $0.issue?.rawValue, records: $0.records.map(\.rawValue)) }
            label = decision.label
            undoes = decision.undoes
            self.stands = stands
        }
    }
}
