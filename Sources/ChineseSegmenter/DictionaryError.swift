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

    /// The error in one line that names the file and what was expected.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read the dictionary \(path): \(reason)"
        case .damaged(let path, let expected, let found):
            "\(path) is not a usable compiled dictionary: expected \(expected), found \(found)"
        case .badLine(let path, let line, let reason): "\(path), line \(line): \(reason)"
        case .noWords(let path): "\(path) has no words"
        }
    }
}
