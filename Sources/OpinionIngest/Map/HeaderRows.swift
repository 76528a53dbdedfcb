/// A header of one row or two, as names of columns.
///
/// Where groups of columns are merged (`基本信息` above `来电时间`, `联系人`), the details stand below, and a cell merged
/// over both rows has its name in the upper one only.
package struct HeaderRows: Sendable, Equatable {
    /// The name of each column.
    package var names: [String]
    /// The places of its first and last row among the rows looked at.
    package var range: ClosedRange<Int>

    /// The header of a table's first rows, or nil where none is known.
    package static func find(in rows: [RawRow], mapping: MappingFile? = nil) -> HeaderRows? {
        guard let index = HeaderFinder.find(in: rows, mapping: mapping) else { return nil }
        let cells = rows[index].cells
        if index > 0, rows[index].number == rows[index - 1].number + 1, isUpper(rows[index - 1].cells, of: cells) {
            return HeaderRows(names: join(rows[index - 1].cells, cells), range: index - 1...index)
        }
        if index + 1 < rows.count, isLower(rows[index + 1].cells, of: cells) {
            return HeaderRows(names: join(cells, rows[index + 1].cells), range: index...index + 1)
        }
        return HeaderRows(names: cells, range: index...index)
    }

    /// A header none of whose names is known, told by the rows below it: they have a long text and a time, a phone, an id or a
    /// district, and the header has nothing of the kind.
    package static func byContent(_ rows: [RawRow]) -> HeaderRows? {
        let filled = rows.prefix(HeaderFinder.rowsTried).indices.filter {
            rows[$0].cells.count { !$0.isBlankText } >= 2
        }
        guard let index = filled.first, rows.count >= index + 3 else { return nil }
        let cells = rows[index].cells
        let isHeader = cells.allSatisfy { cell in
            cell.isBlankText
                || cell.unicodeScalars.count <= 16 && [.other, .name].contains(ColumnContent.of(cell: cell))
                    && !cell.utf8.contains { (0x30...0x39).contains($0) }
        }
        guard isHeader else { return nil }
        let sample = ColumnSample(rows.dropFirst(index + 1))
        let contents = cells.indices.map(sample.content)
        guard contents.contains(.longText),
            contents.contains(where: { [.time, .phone, .idCard, .county].contains($0) })
        else { return nil }
        return HeaderRows(names: cells, range: index...index)
    }

    /// Whether the row above a header belongs to it: several cells, short ones, no `制表：办公室`.
    private static func isUpper(_ upper: [String], of lower: [String]) -> Bool {
        let filled = upper.filter { !$0.isBlankText }
        guard filled.count >= 2, filled.allSatisfy({ $0.utf8.count <= 60 && !$0.contains { "：:".contains($0) } })
        else { return false }
        // Each cell gives a name to an empty cell below, or is a group over one column or more.
        let names = upper.indices.filter { !upper[$0].isBlankText && cell(lower, $0).isBlankText }
        return names.contains { ColumnNames.match(upper[$0]) != nil } || isGrouped(upper, over: lower)
    }

    /// Whether the row below a header has the details of its groups: known names only, none under a single column.
    private static func isLower(_ lower: [String], of upper: [String]) -> Bool {
        let filled = lower.indices.filter { !lower[$0].isBlankText }
        guard filled.count >= 2, filled.allSatisfy({ ColumnNames.knownCount([lower[$0]]) == 1 }) else { return false }
        guard filled.allSatisfy({ cell(upper, $0).isBlankText || cell(upper, $0 + 1).isBlankText }) else {
            return false
        }
        return filled.contains { cell(upper, $0).isBlankText }
    }

    private static func isGrouped(_ upper: [String], over lower: [String]) -> Bool {
        upper.indices.contains { column in
            !upper[column].isBlankText && cell(upper, column + 1).isBlankText
                && !cell(lower, column).isBlankText && !cell(lower, column + 1).isBlankText
        }
    }

    private static func join(_ upper: [String], _ lower: [String]) -> [String] {
        var group = ""
        return (0..<max(upper.count, lower.count)).map { column in
            let (above, detail) = (cell(upper, column), cell(lower, column))
            if !above.isBlankText { group = above }
            if detail.isBlankText { return above }
            guard ColumnNames.match(detail) == nil, !group.isEmpty else { return detail }
            let joined = group.trimmedText + detail.trimmedText
            return ColumnNames.match(joined) == nil ? detail : joined
        }
    }

    private static func cell(_ cells: [String], _ column: Int) -> String {
        cells.indices.contains(column) ? cells[column] : ""
    }
}
