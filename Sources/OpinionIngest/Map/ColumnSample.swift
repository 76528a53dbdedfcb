/// What the first rows of a table say about each column.
package struct ColumnSample: Sendable {
    private var filled: [Int] = []
    private var distinct: [Set<String>] = []
    /// The rows looked at.
    package private(set) var rows = 0

    /// No rows.
    package init() {}

    /// The rows below a header; blank ones are left out.
    package init(_ rows: some Sequence<RawRow>) {
        for row in rows where !row.isBlank { add(row) }
    }

    private mutating func add(_ row: RawRow) {
        rows += 1
        for (column, cell) in row.cells.enumerated() {
            while filled.count <= column {
                filled.append(0)
                distinct.append([])
            }
            guard !cell.isBlankText else { continue }
            filled[column] += 1
            distinct[column].insert(String(cell.prefix(64)))
        }
    }

    /// Whether the column has nothing in any row looked at; unknown without rows.
    package func isEmpty(_ column: Int) -> Bool {
        rows > 0 && (filled.indices.contains(column) ? filled[column] : 0) == 0
    }

    /// Whether at least so many rows have something in it, and all the same.
    package func isConstant(_ column: Int, rows: Int) -> Bool {
        filled.indices.contains(column) && filled[column] >= rows && distinct[column].count == 1
    }

    /// How many different values it has.
    package func distinctCount(_ column: Int) -> Int { distinct.indices.contains(column) ? distinct[column].count : 0 }
}
