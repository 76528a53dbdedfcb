import GRDB
import OpinionIngest

/// Takes rows of one file, in any order, inside one transaction. Valid only within the closure it is given to.
///
/// Memory does not grow with the number of rows.
public final class IngestBatch {
    /// The batch's totals so far.
    public private(set) var totals = IngestTotals()

    private let file: SourceFileInfo
    private var statements: IngestStatements?
    private var failure: (any Error)?

    init(_ db: Database, file: SourceFileInfo, fileID: Int64) throws {
        self.file = file
        statements = try IngestStatements(db, file: fileID)
    }

    /// Stores a row that was read; its place is `record.source.sheet` and `.row`.
    ///
    /// A record whose id is in the store already is not stored again: the row is kept as merged into it, and what it
    /// says anew about handling, evaluation and likes is taken over. So is a row with other texts that is a corrected
    /// version of a stored record: same channel, number and time of receipt, texts alike (see `revisions(of:)`). O(log n) in the number of records.
    ///
    /// - Throws: `StoreError`; the batch's transaction is then rolled back, even where the error is swallowed.
    @discardableResult
    public func accept(_ normalized: NormalizedRecord) throws -> RowOutcome {
        try guarded { statements in
            try RowRules.check(normalized.record)
            let outcome = try store(normalized, statements)
            if let marker = normalized.record.corrects {
                try correct(marker, normalized.record.source, statements)
            }
            return outcome
        }
    }

    private func store(_ normalized: NormalizedRecord, _ statements: IngestStatements) throws -> RowOutcome {
        // Most rows are new, and a number at its time that nobody had yet says so: then storing finds out what a look-up
        // of the id, at a random place of the largest index, would.
        if try statements.revisions.isFirst(normalized.record) {
            if try add(normalized, statements) { return .record(normalized.record.id) }
        }
        let record = normalized.record
        if let seq = try statements.seq(of: record.id) {
            let updated = try statements.update(seq, with: normalized)
            try addMerged(record, to: seq, updated: updated, statements)
            return .merged(record.id)
        }
        if let known = try statements.revisions.record(for: normalized) {
            if !known.isKnown { try statements.revisions.keep(record, of: known.seq) }
            let updated = try statements.update(known.seq, with: normalized) || !known.isKnown
            try addMerged(record, to: known.seq, updated: updated, statements)
            return .merged(known.id)
        }
        guard try add(normalized, statements) else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        return .record(record.id)
    }

    /// Stores a record with its row; false where its id is in the store.
    private func add(_ normalized: NormalizedRecord, _ statements: IngestStatements) throws -> Bool {
        guard let seq = try statements.add(normalized) else { return false }
        try statements.addRow(
            normalized.record.source.row, sheet: normalized.record.source.sheet, number: normalized.record.number,
            record: seq, outcome: "record")
        totals.records += 1
        return true
    }

    /// Keeps a row that could not be read.
    ///
    /// - Parameters:
    ///   - row: The row in the file, or on the sheet where it has sheets, from 1.
    ///   - sheet: The sheet (工作表) that it is on, where the file has sheets.
    ///   - number: The number that the source gave it, where that much could be read.
    ///   - reason: Why it was rejected, in the words the user will see; without personal data; not empty.
    ///   - cells: The row as received, to be corrected and fed again; kept in a restricted table.
    ///   - corrects: The marker of the rejected row that it was to put right (`RejectColumns.marker`).
    /// - Throws: `StoreError`; the batch's transaction is then rolled back, even where the error is swallowed.
    public func reject(
        row: Int, sheet: String? = nil, number: String? = nil, reason: String, cells: [String] = [],
        corrects: String? = nil
    ) throws {
        try guarded { statements in
            try RowRules.checkRow(row, reason: reason)
            try statements.addRow(
                row, sheet: sheet, number: number, record: nil, outcome: "rejected", reason: reason)
            if !cells.isEmpty { try statements.keepCells(cells, row: row, sheet: sheet) }
            if let corrects { _ = try statements.correct(corrects, by: row, sheet: sheet) }
            totals.rejected += 1
        }
    }

    private func correct(_ marker: String, _ source: SourceRow, _ statements: IngestStatements) throws {
        if try statements.correct(marker, by: source.row, sheet: source.sheet) { totals.corrected += 1 }
    }

    /// Ends the batch; throws what went wrong in it, so that a swallowed error cannot leave a row out.
    func finish() throws {
        statements = nil
        if let failure { throw failure }
    }

    private func addMerged(
        _ record: OpinionIngest.Record, to seq: Int64, updated: Bool, _ statements: IngestStatements
    ) throws {
        try statements.addRow(
            record.source.row, sheet: record.source.sheet, number: record.number, record: seq, outcome: "merged",
            updated: updated)
        totals.merged += 1
        if updated { totals.updated += 1 }
    }

    private func guarded<Value>(_ body: (IngestStatements) throws -> Value) throws -> Value {
        if let failure { throw failure }
        guard let statements else { throw StoreError.batchFinished }
        do { return try body(statements) } catch {
            let known = repeatedRow(error) ?? error
            failure = known
            throw known
        }
    }

    private func repeatedRow(_ error: any Error) -> StoreError? {
        guard let error = error as? DatabaseError, let last = statements?.lastRow,
            error.extendedResultCode == .SQLITE_CONSTRAINT_PRIMARYKEY
                || error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE
        else { return nil }
        return .repeatedRow(file: file.name, sheet: last.sheet, row: last.row)
    }
}
