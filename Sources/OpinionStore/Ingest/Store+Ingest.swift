import GRDB
import OpinionIngest

extension Store {
    /// Stores the rows of one file in one transaction.
    ///
    /// ```swift
    /// let totals = try store.ingest(file, runAt: clock) { batch in
    ///     for row in rows { try batch.accept(row) }   // or batch.reject(row: 7, reason: "没有内容")
    /// }
    /// ```
    /// The same file (name and SHA-256) fed again changes nothing: `rows` is not called, and the totals are those of
    /// the first time. Where `rows` throws, nothing of the file is kept.
    ///
    /// - Parameters:
    ///   - file: Which file it is.
    ///   - time: When the run takes place.
    ///   - rows: Called once with the batch that takes the rows.
    /// - Returns: What became of the rows.
    @discardableResult
    public func ingest(_ file: SourceFileInfo, runAt time: CivilTime, rows: (IngestBatch) throws -> Void) throws
        -> IngestTotals
    {
        let (totals, isNew) = try write { db -> (IngestTotals, Bool) in
            if let known = try Self.state(db, of: file), known.isComplete { return (known.totals, false) }
            return (try Self.take(db, file, time, "", 0, FileClosing(), rows), true)
        }
        if isNew { checkpoint() }
        return totals
    }

    /// Stores some rows of a file in one transaction. A file is fed in as many batches as it takes, in file order, the
    /// last one with `closing`; where a program ends in between, the file is read again from its beginning and the rows
    /// that are there (`IngestState.rows`) are left out. How a file was cut into batches leaves no trace.
    ///
    /// - Parameters:
    ///   - file: Which file it is.
    ///   - time: When the run takes place; kept is that of the first batch.
    ///   - settings: What else decides how the file is read, such as a hash of the mapping; every batch must give the same.
    ///   - done: How many rows of the file the caller knows to be stored.
    ///   - closing: What there is to say of the whole file; nil where more rows follow.
    ///   - rows: Called once with the batch that takes the rows.
    /// - Returns: What became of these rows.
    /// - Throws: `StoreError.otherSettings` where the file was begun with other settings, `.resumedElsewhere` where
    ///   another program has gone on with it; nothing of the batch is kept where anything is thrown.
    @discardableResult
    public func ingestBatch(
        _ file: SourceFileInfo, runAt time: CivilTime, settings: String = "", after done: Int = 0,
        closing: FileClosing?, rows: (IngestBatch) throws -> Void
    ) throws -> IngestTotals {
        let totals = try write { try Self.take($0, file, time, settings, done, closing, rows) }
        if closing != nil { checkpoint() }
        return totals
    }

    /// How far a file has come, or nil where it is not in the store.
    public func ingestState(of file: SourceFileInfo) throws -> IngestState? {
        try read { try Self.state($0, of: file) }
    }

    private static func state(_ db: Database, of file: SourceFileInfo) throws -> IngestState? {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT rows, complete, settings FROM source_file WHERE name = ? AND sha256 = ?",
            arguments: [file.name, file.sha256])
        return try first(rows) { row in
            IngestState(
                totals: try row.require(totals(db, of: file)), rows: try row.requiredInteger(0),
                isComplete: try row.requiredInteger(1) == 1, settings: try row.requiredText(2))
        }
    }

    /// Takes one batch within the caller's transaction.
    private static func take(
        _ db: Database, _ file: SourceFileInfo, _ time: CivilTime, _ settings: String, _ done: Int,
        _ closing: FileClosing?, _ rows: (IngestBatch) throws -> Void
    ) throws -> IngestTotals {
        let id = try begin(db, file, time, settings, done)
        let stored = try RowRules.withoutSchemaChecks(db) {
            let batch = try IngestBatch(db, file: file, fileID: id)
            do { try rows(batch) } catch {
                try batch.finish()
                throw error
            }
            try batch.finish()
            return batch.totals
        }
        try db.execute(
            sql: "UPDATE source_file SET rows = rows + ?, complete = ? WHERE id = ?",
            arguments: [stored.rows, closing != nil, id])
        if let closing { try closing.write(db, file: file, id: id, totals: totals(db, of: file), time: time) }
        return stored
    }

    /// The number of a file, entered now where it is new.
    private static func begin(
        _ db: Database, _ file: SourceFileInfo, _ time: CivilTime, _ settings: String, _ done: Int
    ) throws -> Int64 {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, rows, complete, settings FROM source_file WHERE name = ? AND sha256 = ?",
            arguments: [file.name, file.sha256])
        let known = try first(rows) { row in
            (
                id: Int64(try row.requiredInteger(0)), rows: try row.requiredInteger(1),
                complete: try row.requiredInteger(2) == 1, settings: try row.requiredText(3)
            )
        }
        if let known {
            guard known.settings == settings else { throw StoreError.otherSettings(file: file.name) }
            guard !known.complete, known.rows == done else { throw StoreError.resumedElsewhere(file: file.name) }
            return known.id
        }
        guard done == 0 else { throw StoreError.resumedElsewhere(file: file.name) }
        try db.execute(
            sql: """
                INSERT INTO source_file (name, sha256, format, encoding, first_run, complete, settings)
                VALUES (\(boundText), ?, ?, ?, ?, 0, ?)
                """,
            arguments: [bindable(file.name), file.sha256, file.format, file.encoding, bindable(time), settings])
        return db.lastInsertedRowID
    }

    /// The totals of a file that is in the store, or nil where it is not.
    public func totals(of file: SourceFileInfo) throws -> IngestTotals? { try read { try Self.totals($0, of: file) } }

    private static func totals(_ db: Database, of file: SourceFileInfo) throws -> IngestTotals? {
        try Row.fetchOne(
            db,
            sql: """
                SELECT \(totalColumns) FROM source_file LEFT JOIN source_row ON source_file = id
                WHERE name = ? AND sha256 = ? GROUP BY id
                """, arguments: [file.name, file.sha256]
        ).map { try totals($0, from: 0) }
    }

    /// The columns that `totals(_:from:)` reads, for a query grouped by file.
    static let totalColumns = """
        coalesce(sum(outcome = 'record'), 0), coalesce(sum(outcome = 'merged'), 0),
        coalesce(sum(outcome = 'rejected'), 0), coalesce(sum(updated), 0),
        (SELECT count(*) FROM reject_successor s JOIN source_row b
          ON b.source_file = s.by_file AND b.sheet = s.by_sheet AND b.row = s.by_row
          WHERE s.by_file = source_file.id AND b.outcome <> 'rejected')
        """

    static func totals(_ row: Row, from column: Int) throws -> IngestTotals {
        IngestTotals(
            records: try row.requiredInteger(column), merged: try row.requiredInteger(column + 1),
            rejected: try row.requiredInteger(column + 2), updated: try row.requiredInteger(column + 3),
            corrected: try row.requiredInteger(column + 4))
    }
}
