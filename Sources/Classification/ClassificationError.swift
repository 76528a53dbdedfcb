/// A table of this module cannot be read.
public enum ClassificationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Something is wrong in a line (from 1) of the named table.
    case line(table: String, line: Int, expected: String, found: String)
    /// The named table has no entry.
    case empty(table: String)

    /// One line for a person.
    public var description: String {
        switch self {
        case .line(let table, let line, let expected, let found):
            "\(table), line \(line): expected \(expected), found \(found)"
        case .empty(let table): "\(table): expected at least one entry, found none"
        }
    }
}
