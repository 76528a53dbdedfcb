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
            if let known = try Self.totals(db, of: file) { return (known, false) }
            try db.execute(
                sql: """
                    INSERT INTO source_file (name, sha256, format, encoding, first_run)
                    VALUES (\(boundText), ?, ?, ?, ?)
                    """,
                arguments: [bindable(file.name), file.sha256, file.format, file.encoding, bindable(time)])
            let batch = try IngestBatch(db, file: file, fileID: db.lastInsertedRowID)
            do { try rows(batch) } catch {
                try batch.finish()
                throw error
            }
            try batch.finish()
            return (batch.totals, true)
        }
        if isNew { checkpoint() }
        return totals
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
        coalesce(sum(outcome = 'rejected'), 0), coalesce(sum(updated), 0)
        """

    static func totals(_ row: Row, from column: Int) throws -> IngestTotals {
        IngestTotals(
            records: try row.requiredInteger(column), merged: try row.requiredInteger(column + 1),
            rejected: try row.requiredInteger(column + 2), updated: try row.requiredInteger(column + 3))
    }
}
