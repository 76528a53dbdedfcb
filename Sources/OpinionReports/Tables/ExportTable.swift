/// A table to be written as CSV or as a sheet: typed cells under Chinese headings.
public struct ExportTable: Sendable, Equatable {
    /// One value.
    public enum Cell: Sendable, Equatable {
        /// Any text, written so that no program takes it for a formula.
        case text(String)
        /// A whole number.
        case count(Int)
        /// A number shown with so many decimals (0 to 6).
        case number(Double, decimals: Int)
        /// Nothing.
        case empty

        /// The text, or nothing for nil.
        public static func optional(_ text: String?) -> Cell { text.map(Cell.text) ?? .empty }
    }

    /// A heading with the width of its column in half-width characters.
    public struct Column: Sendable, Equatable {
        /// The heading.
        public var title: String
        /// How wide the column is in a sheet.
        public var width: Int

        /// A column.
        public init(_ title: String, width: Int) {
            self.title = title
            self.width = width
        }
    }

    /// The sheet's name, at most 31 characters.
    public var name: String
    /// The file's name without a folder, for example `issues.csv`.
    public var file: String
    /// The columns.
    public var columns: [Column]
    /// The rows; each as long as `columns`.
    public var rows: [[Cell]]

    /// A table.
    public init(name: String, file: String, columns: [Column], rows: [[Cell]]) {
        self.name = name
        self.file = file
        self.columns = columns
        self.rows = rows
    }
}
