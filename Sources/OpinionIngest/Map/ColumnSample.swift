/// What the first rows of a table say about each column.
package struct ColumnSample: Sendable {
    private var filled: [Int] = []
    private var distinct: [Set<String>] = []
    private var kinds: [[ColumnContent: Int]] = []
    private var lengths: [Int] = []
    private var hanCells: [Int] = []
    private var codeCells: [Int] = []
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
                kinds.append([:])
                lengths.append(0)
                hanCells.append(0)
                codeCells.append(0)
            }
            guard !cell.isBlankText else { continue }
            filled[column] += 1
            distinct[column].insert(String(cell.prefix(64)))
            kinds[column][ColumnContent.of(cell: cell), default: 0] += 1
            lengths[column] += min(cell.unicodeScalars.count, 1_000)
            if cell.utf8.contains(where: { $0 >= 0xE3 }) { hanCells[column] += 1 }
            if Self.isCode(cell) { codeCells[column] += 1 }
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

    /// The share of the rows looked at that have something in it, 0…1.
    package func filledShare(_ column: Int) -> Double {
        rows == 0 || !filled.indices.contains(column) ? 0 : Double(filled[column]) / Double(rows)
    }

    /// The mean number of characters of the cells that have any.
    package func meanLength(_ column: Int) -> Double {
        filled.indices.contains(column) && filled[column] > 0 ? Double(lengths[column]) / Double(filled[column]) : 0
    }

    /// What the column looks like: what four in five of its cells look like, at least; three rows are needed to tell numbers
    /// and choices. A column that says the same in every row is a constant and never a number.
    package func content(_ column: Int) -> ColumnContent {
        guard filled.indices.contains(column), filled[column] > 0 else { return .empty }
        let count = filled[column]
        for kind in [ColumnContent.idCard, .phone, .time, .township, .county] {
            guard (kinds[column][kind] ?? 0) * 5 >= count * 4 else { continue }
            // All of a county's letters are from one county; but one telephone for all is the office's.
            return [.phone, .idCard].contains(kind) && isConstant(column, rows: 3) ? .constant : kind
        }
        if isConstant(column, rows: 2) { return .constant }
        if count >= 3, (kinds[column][.name] ?? 0) * 5 >= count * 4 { return .name }
        let different = distinct[column].count
        if hanCells[column] * 5 >= count * 4, meanLength(column) >= 10, different * 10 >= count * 7 { return .longText }
        if count >= 3, different == count, codeCells[column] * 20 >= count * 19 { return .identifier }
        return count >= 6 && different * 3 <= count && different <= 40 ? .choice : .other
    }

    /// Letters and digits with at least four digits and no white space: `12345-2024-000017`.
    private static func isCode(_ cell: String) -> Bool {
        guard cell.utf8.count >= 6, cell.utf8.count <= 64 else { return false }
        var digits = 0
        for byte in cell.utf8 {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2F, 0x5F, 0x23: continue
            default: return false
            }
        }
        return digits >= 4
    }
}
