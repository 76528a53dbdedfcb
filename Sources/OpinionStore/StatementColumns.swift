import GRDB
import GRDBSQLite
import OpinionIngest

/// The columns of the row that a statement stands on, read without a box for each value: reading all records is a good part of a
/// run. Zero bytes stay in texts.
///
/// Valid until the statement makes its next step.
struct StatementColumns {
    private let statement: OpaquePointer

    /// - Parameter statement: one that a cursor is stepping through.
    init(_ statement: Statement) { self.statement = statement.sqliteStatement }

    /// The bytes of a text, or nil for NULL; valid within `body`.
    private func withBytes<Value>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Value) rethrows
        -> Value?
    {
        guard let start = sqlite3_column_text(statement, Int32(column)) else { return nil }
        return try body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, Int32(column)))))
    }

    private func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL }

    /// The text in a column, or nil for NULL.
    func text(_ column: Int) -> String? { withBytes(column) { String(decoding: $0, as: UTF8.self) } }

    /// The text in a column that is never NULL.
    func requiredText(_ column: Int) throws -> String { try require(text(column)) }

    /// The integer in a column, or nil for NULL.
    func integer(_ column: Int) -> Int? {
        isNull(column) ? nil : Int(sqlite3_column_int64(statement, Int32(column)))
    }

    /// The integer in a column that is never NULL.
    func requiredInteger(_ column: Int) throws -> Int { try require(integer(column)) }

    /// The number in a column, or nil for NULL.
    func number(_ column: Int) -> Double? { isNull(column) ? nil : sqlite3_column_double(statement, Int32(column)) }

    /// The flag in a column, or nil for NULL.
    func flag(_ column: Int) -> Bool? { integer(column).map { $0 != 0 } }

    /// The time in a column, or nil for NULL.
    func time(_ column: Int) throws -> CivilTime? {
        guard let time = withBytes(column, { CivilTime(isoBytes: $0) }) else { return nil }
        return try require(time)
    }

    /// The value, or an error that says the file holds something that this program never wrote.
    func require<Value>(_ value: Value?) throws -> Value {
        guard let value else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        return value
    }
}

extension Database {
    /// Calls `body` with the columns of each row of a query.
    func forEachRow(_ sql: String, _ arguments: StatementArguments = [], _ body: (StatementColumns) throws -> Void)
        throws
    {
        let statement = try makeStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        let columns = StatementColumns(statement)
        while try rows.next() != nil { try body(columns) }
    }
}

extension Statement {
    /// What `body` makes of the first row for some arguments; nil where there is no row.
    func firstRow<Value>(_ arguments: StatementArguments, _ body: (StatementColumns) throws -> Value) throws -> Value? {
        let rows = try Row.fetchCursor(self, arguments: arguments)
        return try withExtendedLifetime(rows) { try rows.next() == nil ? nil : body(StatementColumns(self)) }
    }
}
