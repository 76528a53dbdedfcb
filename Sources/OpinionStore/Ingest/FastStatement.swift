import GRDB
import GRDBSQLite
import OpinionIngest

/// A statement that is run for every row of a file: values go to SQLite without being boxed, which is a third of the time
/// of storing a row. Texts are bound with their length, so a zero byte stays in them without a cast.
///
/// Values are bound one after the other, then `run()` or `integer()`. Valid within the transaction it is made in.
final class FastStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer
    private var place: Int32 = 0

    /// SQLite copies what is bound so; Swift can't import the macro.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ db: Database, sql: String) throws {
        var made: OpaquePointer?
        guard let connection = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
        let code = sqlite3_prepare_v2(connection, sql, -1, &made, nil)
        guard code == SQLITE_OK, let made else { throw Self.error(connection) }
        self.connection = connection
        statement = made
    }

    deinit { sqlite3_finalize(statement) }

    /// Binds the next value.
    @discardableResult
    func bind(_ text: String?) -> FastStatement {
        guard var text else { return bindNull() }
        place += 1
        text.withUTF8 { bytes in
            // The empty text has no address of its own, and none would be NULL.
            guard let start = bytes.baseAddress, !bytes.isEmpty else {
                sqlite3_bind_text(statement, place, "", 0, Self.copied)
                return
            }
            start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                _ = sqlite3_bind_text64(
                    statement, place, $0, UInt64(bytes.count), Self.copied, UInt8(SQLITE_UTF8))
            }
        }
        return self
    }

    @discardableResult
    func bind(_ number: Int64?) -> FastStatement {
        guard let number else { return bindNull() }
        place += 1
        sqlite3_bind_int64(statement, place, number)
        return self
    }

    @discardableResult
    func bind(_ number: Int?) -> FastStatement { bind(number.map { Int64($0) }) }

    @discardableResult
    func bind(_ flag: Bool?) -> FastStatement { bind(flag.map { $0 ? Int64(1) : 0 }) }

    @discardableResult
    func bind(_ time: CivilTime?) -> FastStatement {
        guard let time else { return bindNull() }
        let isBound = time.withISOBytes { bytes in
            place += 1
            bytes.withMemoryRebound(to: CChar.self) {
                _ = sqlite3_bind_text64(
                    statement, place, $0.baseAddress, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
            }
        }
        return isBound ? self : bind(time.description)
    }

    /// Runs the statement with the values bound since the last time.
    func run() throws {
        defer { reset() }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw Self.error(connection) }
    }

    /// The first column of the first row, or nil where there is no row.
    func integer() throws -> Int64? {
        defer { reset() }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return sqlite3_column_int64(statement, 0)
        case SQLITE_DONE: return nil
        default: throw Self.error(connection)
        }
    }

    private func bindNull() -> FastStatement {
        place += 1
        sqlite3_bind_null(statement, place)
        return self
    }

    private func reset() {
        sqlite3_reset(statement)
        place = 0
    }

    private static func error(_ connection: OpaquePointer) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}
