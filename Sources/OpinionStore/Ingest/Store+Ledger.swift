import GRDB
import OpinionIngest

/// One fed file and what became of its rows.
public struct FileLedger: Sendable, Hashable {
    /// Which file it is.
    public var file: SourceFileInfo
    /// When it was first fed.
    public var firstRun: CivilTime
    /// What became of its rows.
    public var totals: IngestTotals
    /// Whether it was read to its end; where not, feeding it again goes on.
    public var isComplete: Bool
    /// How its tables were read; empty for files of schema version 1.
    public var tables: [SourceTable]
    /// What a person should know of it.
    public var notices: [String]
    /// Why its rest could not be read.
    public var failure: String?

    /// A file with its totals.
    public init(
        file: SourceFileInfo, firstRun: CivilTime, totals: IngestTotals, isComplete: Bool = true,
        tables: [SourceTable] = [], notices: [String] = [], failure: String? = nil
    ) {
        self.file = file
        self.firstRun = firstRun
        self.totals = totals
        self.isComplete = isComplete
        self.tables = tables
        self.notices = notices
        self.failure = failure
    }
}

/// A row that could not be read.
public struct RejectedRow: Sendable, Hashable {
    /// Where it is.
    public var source: SourceRow
    /// The number that the source gave it, where that much could be read.
    public var number: String?
    /// Why it was rejected.
    public var reason: String

    /// A rejected row.
    public init(source: SourceRow, number: String? = nil, reason: String) {
        self.source = source
        self.number = number
        self.reason = reason
    }
}

/// How many rows of a file were rejected for one reason.
public struct RejectReason: Sendable, Hashable {
    /// The file's name.
    public var file: String
    /// The SHA-256 of its bytes.
    public var sha256: String
    /// The reason in the words that users see.
    public var reason: String
    /// How many rows.
    public var count: Int
    /// How many of them were fed again since, to be put right.
    public var fedAgain: Int
}

/// A rejected row that waits to be put right.
public struct OpenReject: Sendable, Hashable {
    /// Where it is.
    public var source: SourceRow
    /// The SHA-256 of its file.
    public var sha256: String
    /// Why it was rejected.
    public var reason: String
    /// Its cells as received; empty where they could not be read, and for files of schema version 1.
    public var cells: [String]
    /// What names it when it is fed again (`RejectColumns.marker`).
    public var marker: String
}

extension Store {
    /// Every file with its totals, in the order in which they were fed.
    public func ledger() throws -> [FileLedger] {
        try read { db in
            let tables = try Self.tables(db)
            return try Row.fetchCursor(
                db,
                sql: """
                    SELECT name, sha256, format, encoding, first_run, complete, notices, failure, id, \(Self.totalColumns)
                    FROM source_file LEFT JOIN source_row ON source_file = id GROUP BY id ORDER BY id
                    """
            ).map { row in
                FileLedger(
                    file: SourceFileInfo(
                        name: try row.requiredText(0), sha256: try row.requiredText(1),
                        format: try row.requiredText(2), encoding: try row.text(3)),
                    firstRun: try row.requiredTime(4), totals: try Self.totals(row, from: 9),
                    isComplete: try row.requiredInteger(5) == 1,
                    tables: tables[try row.requiredInteger(8)] ?? [],
                    notices: try row.text(6).map { try row.require(JSONText.list($0)) } ?? [],
                    failure: try row.text(7))
            }.asArray()
        }
    }

    /// How the tables of each file were read, by the file's number.
    private static func tables(_ db: Database) throws -> [Int: [SourceTable]] {
        var tables: [Int: [SourceTable]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT source_file, sheet, header_row, channel, header, columns FROM source_table
                ORDER BY source_file, position
                """)
        while let row = try rows.next() {
            var columns: [RecordField: [Int]] = [:]
            for (name, places) in try row.require(JSONText.lists(row.requiredText(5))) {
                // A field of a newer program is left out.
                if let field = RecordField(rawValue: name) { columns[field] = places }
            }
            tables[try row.requiredInteger(0), default: []].append(
                SourceTable(
                    sheet: try row.text(1), headerRow: row.integer(2),
                    channel: try row.require(Channel(rawValue: row.requiredText(3))), header: try row.list(4),
                    columns: columns))
        }
        return tables
    }

    /// How many rows were rejected for each reason in each file, files in the order in which they were fed, the most
    /// frequent reason first; rows that were fed again since are counted apart.
    public func rejectReasons() throws -> [RejectReason] {
        try read { db in
            try Row.fetchCursor(
                db,
                sql: """
                    SELECT f.name, f.sha256, w.reason, count(*), count(s.row)
                    FROM source_row w CROSS JOIN source_file f ON f.id = w.source_file
                    LEFT JOIN reject_successor s ON s.source_file = w.source_file AND s.sheet = w.sheet AND s.row = w.row
                    WHERE w.outcome = 'rejected' GROUP BY w.source_file, w.reason
                    ORDER BY w.source_file, count(*) DESC, w.reason
                    """
            ).map { row in
                RejectReason(
                    file: try row.requiredText(0), sha256: try row.requiredText(1), reason: try row.requiredText(2),
                    count: try row.requiredInteger(3), fedAgain: try row.requiredInteger(4))
            }.asArray()
        }
    }

    /// Calls `body` with each rejected row that was not fed again since, with its cells as received: restricted, they hold
    /// personal data. In the order of files, sheets and rows; memory does not grow with their number.
    public func forEachOpenReject(_ body: (OpenReject) throws -> Void) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT f.name, f.sha256, h.name, w.sheet, w.row, w.reason, o.cells
                    FROM source_row w CROSS JOIN source_file f ON f.id = w.source_file
                    CROSS JOIN source_sheet h ON h.source_file = w.source_file AND h.position = w.sheet
                    LEFT JOIN reject_original o ON o.source_file = w.source_file AND o.sheet = w.sheet AND o.row = w.row
                    WHERE w.outcome = 'rejected' AND NOT EXISTS (SELECT 1 FROM reject_successor s
                      WHERE s.source_file = w.source_file AND s.sheet = w.sheet AND s.row = w.row)
                    ORDER BY w.source_file, w.sheet, w.row
                    """)
            while let row = try rows.next() {
                let sha256 = try row.requiredText(1)
                let line = try row.requiredInteger(4)
                try body(
                    OpenReject(
                        source: SourceRow(file: try row.requiredText(0), row: line, sheet: try row.text(2)),
                        sha256: sha256, reason: try row.requiredText(5),
                        cells: try row.text(6).map { try row.require(JSONText.list($0)) } ?? [],
                        marker: RejectMarker(sha256: sha256, sheet: try row.requiredInteger(3), row: line).text))
            }
        }
    }

    /// Calls `body` with each rejected row, in the order of files, sheets and rows.
    ///
    /// Sheets are in the order in which their first row came. Memory does not grow with the number of rows.
    public func forEachReject(_ body: (RejectedRow) throws -> Void) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT f.name, w.row, w.number, w.reason, h.name
                    FROM source_row w CROSS JOIN source_file f ON f.id = w.source_file
                    CROSS JOIN source_sheet h ON h.source_file = w.source_file AND h.position = w.sheet
                    WHERE w.outcome = 'rejected' ORDER BY w.source_file, w.sheet, w.row
                    """)
            while let row = try rows.next() {
                try body(
                    RejectedRow(
                        source: SourceRow(
                            file: try row.requiredText(0), row: try row.requiredInteger(1), sheet: try row.text(4)),
                        number: try row.text(2), reason: try row.requiredText(3)))
            }
        }
    }

    /// Every rejected row, in the order of files, sheets and rows.
    public func rejects() throws -> [RejectedRow] {
        var rejects: [RejectedRow] = []
        try forEachReject { rejects.append($0) }
        return rejects
    }

    /// Every row that says what a record says, in the order of files, sheets and rows; the first is its own.
    public func rows(of id: RecordID) throws -> [SourceRow] {
        try read { db in
            try Row.fetchCursor(
                db,
                sql: """
                    SELECT f.name, w.row, h.name
                    FROM (
                      SELECT first_file AS source_file, first_sheet AS sheet, first_row AS row FROM record WHERE id = ?1
                      UNION ALL SELECT source_file, sheet, row FROM source_row
                      WHERE outcome = 'merged' AND record = (SELECT seq FROM record WHERE id = ?1)
                    ) w CROSS JOIN source_file f ON f.id = w.source_file
                    CROSS JOIN source_sheet h ON h.source_file = w.source_file AND h.position = w.sheet
                    ORDER BY w.source_file, w.sheet, w.row
                    """, arguments: [id.rawValue]
            ).map {
                SourceRow(file: try $0.requiredText(0), row: try $0.requiredInteger(1), sheet: try $0.text(2))
            }.asArray()
        }
    }
}

extension Cursor {
    /// The rest of the elements.
    func asArray() throws -> [Element] { try Array(self) }
}
