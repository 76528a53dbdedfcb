import OpinionIngest
import OpinionReports
import OpinionStore

/// The rejected rows of a store as tables that can be corrected and fed in again: the columns as received, then what was
/// wrong and where. Restricted: cells are as received, personal data included.
///
/// Fed again, a row under `RejectColumns.marker` says which row it puts right, so the store lists that one no more.
public enum RejectExport {
    /// One table for each sheet of each file that has rejected rows, for the sheets of a workbook.
    ///
    /// Rows that were fed again since are left out. Linear in the rejected rows, which are held in memory.
    public static func tables(_ store: Store) throws -> [ExportTable] {
        try groups(store).enumerated().map { index, group in
            let names = group.header.indices.map { group.name($0) }
            let text = group.rows.contains(where: isLine) ? [RejectColumns.text] : []
            return ExportTable(
                name: sheetName(index + 1, group.first.source.file), file: "rejects.csv",
                columns: (names + text + added(group)).map { .init($0, width: 18) },
                rows: group.rows.map { row in
                    let cells = isLine(row) ? [] : row.cells
                    return group.header.indices.map { cell(cells, $0) } + text.map { _ in line(row) }
                        + added(row, group)
                })
        }
    }

    /// All rejected rows in one table, for a CSV file: columns that fill the same field, or bear the same name, are one.
    public static func joined(_ store: Store) throws -> ExportTable {
        let groups = try groups(store)
        var names: [String] = []
        var places: [String: Int] = [:]
        var columns: [[Int]] = []
        for group in groups {
            columns.append(
                group.header.indices.map { index in
                    let key = group.key(index)
                    if let place = places[key] { return place }
                    places[key] = names.count
                    names.append(group.name(index))
                    return names.count - 1
                })
        }
        let text = groups.contains { $0.rows.contains(where: isLine) } ? [RejectColumns.text] : []
        var rows: [[ExportTable.Cell]] = []
        for (group, places) in zip(groups, columns) {
            for row in group.rows {
                var cells = [ExportTable.Cell](repeating: .empty, count: names.count)
                if !isLine(row) {
                    for (index, place) in places.enumerated() { cells[place] = cell(row.cells, index) }
                }
                rows.append(cells + text.map { _ in line(row) } + added(row, group, all: true))
            }
        }
        return ExportTable(
            name: "未收的行", file: "rejects.csv",
            columns: (names + text + RejectColumns.added).map { .init($0, width: 18) },
            rows: rows)
    }

    /// Whether a row is a line that is no JSON object: its one cell is the line, and no column's.
    private static func isLine(_ row: OpenReject) -> Bool { row.reason.hasPrefix(RejectedRow.Reason.noObject) }

    /// The line of such a row.
    private static func line(_ row: OpenReject) -> ExportTable.Cell { isLine(row) ? cell(row.cells, 0) : .empty }

    /// The first cell that is too long for a workbook: table, row of the sheet to be, length in UTF-16 units.
    public static func tooLong(_ tables: [ExportTable]) -> (table: String, row: Int, length: Int)? {
        for table in tables {
            for (index, cells) in table.rows.enumerated() {
                for case .text(let text) in cells where text.utf8.count > WorkbookExport.longestText {
                    let length = text.utf16.count
                    if length > WorkbookExport.longestText { return (table.name, index + 2, length) }
                }
            }
        }
        return nil
    }

    /// The rejected rows of one sheet.
    private struct Group {
        var first: OpenReject
        var rows: [OpenReject] = []
        var table: SourceTable?
        var header: [String] = []

        var hasChannel: Bool { table?.columns[.channel] != nil }

        /// A heading for every column, since a table needs one to be read again.
        func name(_ index: Int) -> String {
            header[index].allSatisfy(\.isWhitespace) ? "第 \(index + 1) 列" : header[index]
        }

        func key(_ index: Int) -> String {
            for (field, places) in table?.columns ?? [:] {
                if let place = places.firstIndex(of: index) { return "field \(field.rawValue) \(place)" }
            }
            return "name \(name(index))"
        }
    }

    private static func groups(_ store: Store) throws -> [Group] {
        var tables: [String: [SourceTable]] = [:]
        for entry in try store.ledger() { tables[entry.file.sha256 + entry.file.name] = entry.tables }
        var groups: [Group] = []
        try store.forEachOpenReject { reject in
            let last = groups.last?.first
            if last?.sha256 != reject.sha256 || last?.source.file != reject.source.file
                || last?.source.sheet != reject.source.sheet
            {
                let known = tables[reject.sha256 + reject.source.file] ?? []
                groups.append(Group(first: reject, table: known.first { $0.sheet == reject.source.sheet }))
            }
            groups[groups.count - 1].rows.append(reject)
        }
        for index in groups.indices {
            var header = groups[index].table?.header ?? []
            let width = groups[index].rows.map { isLine($0) ? 0 : $0.cells.count }.max() ?? 0
            while header.count < width { header.append("") }
            groups[index].header = header
        }
        return groups
    }

    private static func cell(_ cells: [String], _ index: Int) -> ExportTable.Cell {
        cells.indices.contains(index) && !cells[index].isEmpty ? .text(cells[index]) : .empty
    }

    private static func added(_ group: Group) -> [String] {
        group.hasChannel ? Array(RejectColumns.added.dropFirst()) : RejectColumns.added
    }

    private static func added(_ row: OpenReject, _ group: Group, all: Bool = false) -> [ExportTable.Cell] {
        let channel = ExportTable.Cell.optional(group.hasChannel ? nil : group.table?.channel.chineseName)
        return (all || !group.hasChannel ? [channel] : []) + [
            .text(row.reason), .text(row.source.file), .optional(row.source.sheet), .count(row.source.row),
            .text(row.marker),
        ]
    }

    /// A name that a workbook takes: at most 31 characters, none of `[]:*?/\`, no two alike.
    private static func sheetName(_ number: Int, _ file: String) -> String {
        "\(number) " + String(file.filter { !"[]:*?/\\'".contains($0) }.prefix(24))
    }
}
