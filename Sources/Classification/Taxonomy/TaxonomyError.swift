/// What is wrong with a taxonomy's table; offices see these, so they are in Chinese.
public struct TaxonomyError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Problem: Equatable, Sendable, CustomStringConvertible {
        /// The row as a person sees it when opening the file, from 1; nil where it is about the whole table.
        public var row: Int?
        /// What was expected and found.
        public var reason: String

        /// A problem.
        public init(row: Int?, _ reason: String) {
            self.row = row
            self.reason = reason
        }

        /// The row and the reason.
        public var description: String { row.map { "第 \($0) 行：\(reason)" } ?? reason }
    }

    /// The file's name.
    public var source: String
    /// Everything that is wrong, in the order of rows; at least one.
    public var problems: [Problem]

    /// An error.
    public init(source: String, problems: [Problem]) {
        self.source = source
        self.problems = problems
    }

    private static let shown = 10

    /// The file and its first problems, in one line.
    public var description: String {
        let more = problems.count - Self.shown
        return "\(source) 不能作为分类体系：" + problems.prefix(Self.shown).map(\.description).joined(separator: "；")
            + (more > 0 ? "；另有 \(more) 处" : "")
    }
}
