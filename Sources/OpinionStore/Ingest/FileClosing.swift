import Foundation
import GRDB
import OpinionIngest

/// How far the reading of a file has come.
public struct IngestState: Sendable, Hashable {
    /// What became of the rows that are stored.
    public var totals: IngestTotals
    /// How many rows are stored.
    public var rows: Int
    /// Whether the file was read to its end.
    public var isComplete: Bool
    /// What decided how it was read.
    public var settings: String
}

/// How one table of a file was read.
public struct SourceTable: Sendable, Hashable {
    /// The sheet's name as the rows' sources have it; nil for the first sheet and for a file without sheets.
    public var sheet: String?
    /// The row of the header, from 1; nil where the columns have names of their own (JSON).
    public var headerRow: Int?
    /// The channel of its rows.
    public var channel: Channel
    /// The names of its columns.
    public var header: [String]
    /// The columns of each field that has any, from 0.
    public var columns: [RecordField: [Int]]

    /// How a table was read.
    public init(
        sheet: String?, headerRow: Int?, channel: Channel, header: [String], columns: [RecordField: [Int]]
    ) {
        self.sheet = sheet
        self.headerRow = headerRow
        self.channel = channel
        self.header = header
        self.columns = columns
    }

    /// The mapping in one line, `编号←留言编号，标题←留言主题`.
    public var mappingLine: String {
        RecordField.allCases.compactMap { field in
            columns[field].map { places in
                let names = places.map { header.indices.contains($0) ? header[$0] : "第 \($0 + 1) 列" }
                return "\(field.chineseName)←\(names.joined(separator: "＋"))"
            }
        }.joined(separator: "，")
    }
}

/// What there is to say of a file that was read to its end.
public struct FileClosing: Sendable, Hashable {
    /// How its tables were read.
    public var tables: [SourceTable]
    /// What a person should know of it, line by line; without personal data.
    public var notices: [String]
    /// Why its rest could not be read, where it is damaged.
    public var failure: String?
    /// Whether the audit log is to have an entry of it.
    public var isAudited: Bool

    /// A closing; nothing to say unless given.
    public init(
        tables: [SourceTable] = [], notices: [String] = [], failure: String? = nil, isAudited: Bool = false
    ) {
        self.tables = tables
        self.notices = notices
        self.failure = failure
        self.isAudited = isAudited
    }

    /// Writes it down, with the entries of the audit log, in the transaction that stores the file's last rows.
    func write(
        _ db: Database, file: SourceFileInfo, id: Int64, totals: IngestTotals?, time: CivilTime
    ) throws {
        try db.execute(
            sql: "UPDATE source_file SET notices = \(boundText), failure = \(boundText) WHERE id = ?",
            arguments: [notices.isEmpty ? nil : bindable(JSONText.text(notices)), bindable(failure), id])
        for (index, table) in tables.enumerated() {
            var columns: [String: [Int]] = [:]
            for (field, places) in table.columns { columns[field.rawValue] = places }
            try db.execute(
                sql: """
                    INSERT INTO source_table (source_file, position, sheet, header_row, channel, header, columns)
                    VALUES (?, ?, \(boundText), ?, ?, \(boundText), ?)
                    """,
                arguments: [
                    id, index + 1, bindable(table.sheet), table.headerRow, table.channel.rawValue,
                    bindable(JSONText.text(table.header)), JSONText.text(columns),
                ])
        }
        guard isAudited, let totals else { return }
        func audit(_ action: String, _ counts: [(String, Int)]) throws {
            let numbers = counts.map { ",\"\($0)\":\($1)" }.joined()
            let detail = "{\"file\":\(JSONText.quoted(file.name)),\"sha256\":\"\(file.sha256)\"\(numbers)}"
            try AuditChain.append(db, time: time.description, action: action, detail: detail)
        }
        try audit(
            "import",
            [
                ("rows", totals.rows), ("records", totals.records), ("merged", totals.merged),
                ("rejected", totals.rejected),
            ])
        if totals.updated + totals.corrected > 0 {
            try audit("correction", [("updated", totals.updated), ("corrected", totals.corrected)])
        }
    }
}
