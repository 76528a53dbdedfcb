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

    /// A file with its totals.
    public init(file: SourceFileInfo, firstRun: CivilTime, totals: IngestTotals) {
        self.file = file
        self.firstRun = firstRun
        self.totals = totals
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

extension Store {
    /// Every file with its totals, in the order in which they were fed.
    public func ledger() throws -> [FileLedger] {
        try read { db in
            try Row.fetchCursor(
                db,
                sql: """
                    SELECT name, sha256, format, encoding, first_run, \(Self.totalColumns)
                    FROM source_file LEFT JOIN source_row ON source_file = id GROUP BY id ORDER BY id
                    """
            ).map { row in
                FileLedger(
                    file: SourceFileInfo(
                        name: try row.requiredText(0), sha256: try row.requiredText(1),
                        format: try row.requiredText(2), encoding: try row.text(3)),
                    firstRun: try row.requiredTime(4), totals: try Self.totals(row, from: 5))
            }.asArray()
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
                    FROM source_row w CROSS JOIN source_file f ON f.id = w.source_file
                    CROSS JOIN source_sheet h ON h.source_file = w.source_file AND h.position = w.sheet
                    WHERE w.record = (SELECT seq FROM record WHERE id = ?) ORDER BY w.source_file, w.sheet, w.row
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
