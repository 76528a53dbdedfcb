/// What can be wrong with a dictionary.
public enum DictionaryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file can't be opened or mapped.
    case unreadable(path: String, reason: String)
    /// The file is no compiled dictionary, is damaged or of another version.
    case damaged(path: String, expected: String, found: String)
    /// A line of a word list can't be used.
    case badLine(path: String, line: Int, reason: String)
    /// There are no words.
    case noWords(path: String)

    /// The error in one Chinese line that names the file and what was expected.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "无法读取词典 \(path)：\(reason)"
        case .damaged(let path, let expected, let found):
            "\(path) 不是可用的词典文件：应为 \(expected)，实为 \(found)"
        case .badLine(let path, let line, let reason): "\(path) 第 \(line) 行：\(reason)"
        case .noWords(let path): "\(path) 里没有词"
        }
    }
}
