import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore

/// The trail of issue ids in Chinese.
enum IssueChangeText {
    /// When a row came about: the day and the run.
    static func time(_ change: IssueChange) -> String {
        let day = change.time.map { String($0.description.prefix(10)) } ?? ""
        return day + (change.run.map { "第 \($0.rawValue) 次运行" } ?? "")
    }

    /// The line under the summary of a run; empty where no id changed.
    static func summary(_ changes: [IssueChange]) -> String {
        guard !changes.isEmpty else { return "" }
        let first = changes.prefix(5).map(\.summary).joined(separator: "；")
        let more = changes.count > 5 ? "……共 \(changes.count) 处" : ""
        return "问题编号变动：\(first)\(more)。详见 opinion issues log\n"
    }

    /// What is shown in place of an issue whose id ended.
    static func gone(_ fate: IssueFate) -> String {
        let label = fate.changes.last?.label ?? ""
        var text = "热点问题 \(fate.issue)“\(label)”的编号已不再使用。\n"
        for change in fate.changes { text += "  \(time(change))：\(change.summary)\n" }
        let now = fate.now.map(\.description).joined(separator: "、")
        text += now.isEmpty ? "现在没有问题含有它的诉求。\n" : "它的诉求现在在问题 \(now)，用 opinion show 查看。\n"
        return text
    }

    /// The trail as a table.
    static func table(_ changes: [IssueChange]) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("时间"), .init("运行", .right), .init("变动"), .init("原编号", .right), .init("现编号", .right),
                .init("件数", .right), .init("原名称", maximumWidth: 52),
            ],
            rows: changes.map { change in
                let name =
                    switch change.kind {
                    case .merged: "并入"
                    case .split: "拆出"
                    case .ended: "结束"
                    }
                return [
                    change.time?.description ?? "", change.run.map { "\($0.rawValue)" } ?? "", name,
                    "\(change.from)", change.to?.description ?? "—", "\(change.members)", change.label,
                ]
            })
    }

    struct JSON: Encodable {
        var kind: IssueChange.Kind
        var from: Int
        var to: Int?
        var records: Int
        var label: String
        var run: Int?
        var time: String?

        init(_ change: IssueChange) {
            kind = change.kind
            from = change.from.rawValue
            to = change.to?.rawValue
            records = change.members
            label = change.label
            run = change.run?.rawValue
            time = change.time?.description
        }
    }
}
