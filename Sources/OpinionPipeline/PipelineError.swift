/// What can go wrong between the stages.
public enum PipelineError: Error, Sendable, CustomStringConvertible {
    /// The program's own data is nowhere to be found.
    case dataMissing(tried: [String])
    /// A data or configuration file can't be read.
    case unreadable(path: String, reason: String)
    /// A configuration value is unknown or out of range.
    case badConfiguration(path: String, reason: String)
    /// There is nothing to analyse: no input file gave a record and the store is empty.
    case nothingToDo(files: [FileReport])
    /// The run was asked to stop; what was stored until then stays: the file and the rows of it that are stored.
    case interrupted(file: String, rows: Int)

    /// The error in one Chinese line that says what was expected.
    public var description: String {
        switch self {
        case .dataMissing(let tried):
            "找不到程序自带的词典（dicts/general.words）；请把环境变量 OPINION_DATA 设为词典所在的文件夹。找过："
                + tried.joined(separator: "、")
        case .unreadable(let path, let reason): "无法读取 \(path)：\(reason)"
        case .badConfiguration(let path, let reason): "\(path)：\(reason)"
        case .interrupted(let file, let rows):
            "已按要求中断：“\(file)”已存入 \(rows) 行，之前的文件都已存完。再次运行同样的命令，即从这里接着读入。"
        case .nothingToDo(let files):
            "没有可以分析的诉求。" + files.compactMap { $0.failure.map(\.description) }.joined(separator: " ")
        }
    }
}
