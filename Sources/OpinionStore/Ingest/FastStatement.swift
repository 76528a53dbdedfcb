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
    @exclusivity(unchecked) private var place: Int32 = 0

    /// The texts bound since the last run, one after the other, and where each belongs: SQLite reads them from here while
    /// it runs, which saves a copy of each on its heap.
    @exclusivity(unchecked) private var texts: [UInt8] = []
    @exclusivity(unchecked) private var bound: [(place: Int32, start: Int, count: Int)] = []

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
        text.withUTF8 { add($0) }
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
    func bind(_ number: Double?) -> FastStatement {
        guard let number else { return bindNull() }
        place += 1
        sqlite3_bind_double(statement, place, number)
        return self
    }

    @discardableResult
    func bind(_ flag: Bool?) -> FastStatement { bind(flag.map { $0 ? Int64(1) : 0 }) }

    @discardableResult
    func bind(_ time: CivilTime?) -> FastStatement {
        guard let time else { return bindNull() }
        return time.withISOBytes({ add($0) }) ? self : bind(time.description)
    }

    /// Binds the next value: a list as `JSONText` writes it.
    @discardableResult
    func bind(list: [String]) -> FastStatement {
        if list.isEmpty { return bind("[]") }
        return bind(JSONText.text(list))
    }

    /// Binds the next value: a text, or NULL where it is the same as another one.
    @discardableResult
    func bind(_ text: String, unless other: String) -> FastStatement {
        text == other ? bindNull() : bind(text)
    }

    private func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        place += 1
        bound.append((place, texts.count, bytes.count))
        texts.append(contentsOf: bytes)
        // The empty text must have an address, since none would be NULL.
        if bytes.isEmpty { texts.append(0) }
    }

    /// Runs the statement with the values bound since the last time.
    func run() throws {
        defer { reset() }
        guard step() == SQLITE_DONE else { throw Self.error(connection) }
    }

    /// Runs the statement; whether it changed a row, where it may leave one as it is.
    func changes() throws -> Bool {
        try run()
        return sqlite3_changes(connection) > 0
    }

    /// The first column of the first row, or nil where there is no row.
    func integer() throws -> Int64? {
        defer { reset() }
        switch step() {
        case SQLITE_ROW: return sqlite3_column_int64(statement, 0)
        case SQLITE_DONE: return nil
        default: throw Self.error(connection)
        }
    }

    /// Binds the texts and makes a step. SQLite looks at none of them after it, for every run binds every value anew.
    private func step() -> Int32 {
        texts.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                for text in bound {
                    sqlite3_bind_text64(
                        statement, text.place, bytes.baseAddress?.advanced(by: text.start), UInt64(text.count), nil,
                        UInt8(SQLITE_UTF8))
                }
                return sqlite3_step(statement)
            }
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
        texts.removeAll(keepingCapacity: texts.capacity < 1 << 20)
        bound.removeAll(keepingCapacity: true)
    }

    private static func error(_ connection: OpaquePointer) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: sqlite3_errmsg(connection).map { String(cString: $0) })
    }
}
