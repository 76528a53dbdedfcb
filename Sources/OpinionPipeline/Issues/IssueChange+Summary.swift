import OpinionReports
import OpinionStore

extension IssueChange {
    /// What happened in one line of Chinese.
    public var summary: String {
        switch kind {
        case .merged: "问题 \(from) 并入问题 \(to?.description ?? "")（\(members) 件）"
        case .split: "问题 \(from) 有 \(members) 件归入问题 \(to?.description ?? "")"
        case .ended: "问题 \(from) 不再成立（\(members) 件不再归入任何问题）"
        }
    }
}

extension ReportStage {
    /// Changes that a report names one by one.
    private static let shownChanges = 20

    /// The line of the report on what became of the ids of the run before; none where nothing did.
    func changes(_ changes: [IssueChange]) -> [ReportFact] {
        guard !changes.isEmpty else { return [] }
        let shown = changes.prefix(Self.shownChanges).map(\.summary).joined(separator: "；")
        let more = changes.count > Self.shownChanges ? "……共 \(changes.count) 处，见 opinion issues log" : ""
        return [ReportFact("与上次运行相比的问题编号变动", shown + more)]
    }
}
