import CSQLite
import GRDB
import GRDBSQLite
import OpinionIngest

/// The rules of the tables that ingest fills, for values that come from outside; each names its rule as SQLite would.
///
/// They stand in the schema as CHECKs too, and a store is checked against those by `PRAGMA integrity_check`. SQLite runs them for
/// every row by interpreting patterns and reading JSON, which took a third of the time of storing a row; here they are
/// comparisons, and what a Swift type or `JSONText` vouches for (channel, flags, times, lists) is not looked at again.
///
/// Foreign keys likewise: whatever a row of a batch refers to (its file, its sheet, its record, the row it puts right) was
/// stored or found by the same transaction just before, so that looking each of them up again can find nothing else.
enum RowRules {
    /// Runs `body`, which checks every row with the functions below, without SQLite's own CHECKs and look-ups of parents.
    /// Types, NOT NULL and unique keys hold as ever. The settings are the connection's, and take statements made before
    /// along.
    static func withoutSchemaChecks<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
        try leaveOutChecks(db, true)
        let result = Result { try body() }
        let restored = Result { try leaveOutChecks(db, false) }
        let value = try result.get()
        try restored.get()
        return value
    }

    /// Goes past GRDB, which runs no statement after an error that ended the transaction, such as a full disk.
    private static func leaveOutChecks(_ db: Database, _ isOn: Bool) throws {
        let sql = "PRAGMA ignore_check_constraints = \(isOn ? 1 : 0)"
        let code = sqlite3_exec(db.sqliteConnection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
        let keys = csqlite_check_foreign_keys(db.sqliteConnection.map { UnsafeMutableRawPointer($0) }, isOn ? 0 : 1)
        guard keys == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: keys)) }
    }

    /// Throws what SQLite would for a record that breaks a rule.
    static func check(_ record: OpinionIngest.Record) throws {
        try check(isKey(record.id.rawValue), "length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*'")
        try check(record.source.row >= 1, "first_row >= 1")
        if let person = record.person {
            try check(isKey(person.rawValue), "length(person) = 16 AND person NOT GLOB '*[^0-9a-f]*'")
        }
        for time in [record.received, record.handling.dispatched, record.handling.due, record.handling.closed] {
            if let time { try check(time.year >= 1_000, "time GLOB '[0-9][0-9][0-9][0-9]*'") }
        }
        if let satisfaction = record.evaluation.satisfaction {
            try check((1...5).contains(satisfaction), "satisfaction BETWEEN 1 AND 5")
        }
        try check(record.likes >= 0, "likes >= 0")
        try check(record.dislikes >= 0, "dislikes >= 0")
        try check(record.cosigners >= 0, "cosigners >= 0")
    }

    /// The same for what became of a row.
    static func checkRow(_ row: Int, reason: String) throws {
        try check(row >= 1, "row >= 1")
        try check(!reason.isEmpty, "reason <> ''")
    }

    /// Whether a text is a key of sixteen small hexadecimal digits.
    private static func isKey(_ text: String) -> Bool {
        text.utf8.count == 16 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    private static func check(_ holds: Bool, _ rule: String) throws {
        guard !holds else { return }
        throw DatabaseError(resultCode: .SQLITE_CONSTRAINT_CHECK, message: "CHECK constraint failed: \(rule)")
    }
}
