import Foundation
import OpinionIngest

/// What can go wrong with a report.
public enum ReportError: Error, Sendable, CustomStringConvertible {
    /// A template, style sheet or script could not be read.
    case unreadableAsset(name: String, reason: String)
    /// A template could not be parsed.
    case badTemplate(name: String, reason: String)
    /// A script or style sheet would end its own element early.
    case unsafeAsset(name: String)
    /// A candidate's score is not the sum of its parts.
    case scoreMismatch(candidate: String, score: Double, sum: Double)
    /// Something names a record that the content does not hold.
    case missingRecord(RecordID, neededBy: String)
    /// The output folder could not be made.
    case folderNotMade(reason: String)
    /// An output file could not be written.
    case notWritten(file: String, reason: String)
    /// The workbook library refused; `operation` says in Chinese what it was asked to do.
    case workbook(operation: String, code: Int)

    /// The message in Chinese, without any personal data.
    public var description: String {
        switch self {
        case .unreadableAsset(let name, let reason): "报告模板文件“\(name)”无法读取：\(reason)。"
        case .badTemplate(let name, let reason): "报告模板“\(name)”有语法错误：\(reason)。"
        case .unsafeAsset(let name): "报告模板文件“\(name)”中含有结束标签，不能嵌入网页。"
        case .scoreMismatch(let candidate, let score, let sum):
            "候选“\(candidate)”的总分应等于各分项之和 \(ShownNumber.fixed(sum, 2))，实为 \(ShownNumber.fixed(score, 2))。"
        case .missingRecord(let id, let owner): "\(owner)引用了记录 \(id)，但报告内容中没有这条记录。"
        case .folderNotMade(let reason): "无法建立输出文件夹：\(reason)。"
        case .notWritten(let file, let reason): "文件“\(file)”无法写入：\(reason)。"
        case .workbook(let operation, let code): "生成 Excel 工作簿时\(operation)失败，代码 \(code)。"
        }
    }

    /// Short Chinese words for a system error number, without any path.
    static func reason(errno code: Int32) -> String {
        switch code {
        case EACCES, EPERM, EROFS: "没有写入权限"
        case ENOSPC, EDQUOT: "磁盘空间不足"
        case ENOENT: "文件夹不存在"
        case EISDIR: "同名的是一个文件夹"
        case EEXIST, ENOTDIR: "同名的是一个文件"
        default: "系统错误 \(code)"
        }
    }
}
