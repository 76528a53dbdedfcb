import OpinionIngest
import OpinionRanking
import OpinionStore

/// Why a decision on issues can't be taken.
public enum CorrectionError: Error, Equatable, Sendable {
    /// Author, reason or label is empty, too long, or has line ends.
    case badText(field: String, limit: Int)
    /// There is no such issue.
    case unknownIssue(String)
    /// The issue's id ended; it is in these issues now.
    case endedIssue(IssueID, now: [IssueID])
    /// There is no such record.
    case unknownRecord(String)
    /// Several records have the number.
    case ambiguousRecord(String, count: Int)
    /// The record is not in the issue.
    case notInIssue(RecordID, IssueID)
    /// Fewer than two issues to merge.
    case tooFewIssues
    /// All records of an issue were named to be split off, or all but nothing.
    case nothingLeft(IssueID)
    /// What was asked for holds already.
    case alreadySo(decision: IssueDecision)
    /// An earlier decision says otherwise.
    case contradicts(decisions: [IssueDecision])
    /// There is no such decision.
    case unknownDecision(Int)
    /// The decision was taken back already, or is itself the taking back of one.
    case notUndoable(Int)
}

extension CorrectionError: CustomStringConvertible {
    /// What is wrong and what to do about it, in Chinese.
    public var description: String {
        switch self {
        case .badText(let field, let limit): "\(field)应为 1 到 \(limit) 个字，不含换行"
        case .unknownIssue(let name): "\(name)：没有这个编号的热点问题；编号见 opinion issues list"
        case .endedIssue(let id, let now):
            "问题 \(id) 的编号已不再使用"
                + (now.isEmpty ? "" : "，它的诉求现在在问题 \(now.map(\.description).joined(separator: "、"))")
        case .unknownRecord(let name): "\(name)：数据库里没有这个记录标识或来源编号"
        case .ambiguousRecord(let name, let count): "\(name)：有 \(count) 件诉求用这个编号；请改用 16 位记录标识"
        case .notInIssue(let record, let issue): "诉求 \(record) 不在问题 \(issue) 中"
        case .tooFewIssues: "合并至少需要两个不同的问题"
        case .nothingLeft(let issue): "拆分时应指明问题 \(issue) 的一部分诉求，不能是全部"
        case .alreadySo(let decision): "第 \(decision.id) 号决定已经是这样（\(Self.brief(decision))）"
        case .contradicts(let decisions):
            "与\(decisions.map { "第 \($0.id) 号决定（\(Self.brief($0))）" }.joined(separator: "、"))矛盾；"
                + "确需更改的，请先撤销：opinion issues undo \(decisions.last?.id ?? 0)"
        case .unknownDecision(let id): "没有第 \(id) 号决定；见 opinion issues decisions"
        case .notUndoable(let id): "第 \(id) 号决定已经撤销，或本身就是撤销；需要时请重新作出决定"
        }
    }

    private static func brief(_ decision: IssueDecision) -> String {
        "\(decision.time.description.prefix(10)) \(decision.author)：\(decision.summary)"
    }
}

extension IssueDecision {
    /// What was decided in one line of Chinese, without the records' ids.
    public var summary: String {
        let names = issues.map(\.description)
        let count = sides.last?.records.count ?? 0
        return switch kind {
        case .merge: "问题 \(names.dropFirst().joined(separator: "、")) 并入 \(names.first ?? "")"
        case .split: "从问题 \(names.first ?? "") 拆出 \(count) 件"
        case .rename: "问题 \(names.first ?? "") 改称“\(label ?? "")”"
        case .pin: "\(count) 件固定在问题 \(names.first ?? "")"
        case .exclude: "\(count) 件不归入任何问题"
        case .undo: "撤销第 \(undoes ?? 0) 号决定"
        }
    }
}
