import CSQLite
import Foundation
import GRDB
import GRDBSQLite

/// One SQLite file that keeps what came in, what was made of it, and who did what.
///
/// Every change is one transaction: a crash at any point leaves the state before or after it. Reading goes on while
/// another thread or process writes (WAL); each read sees one state. Methods block. Inside the closure of a read or of
/// `ingest` the store may be read, which then shows the state that the closure sees; a write inside `ingest` throws.
public final class Store: Sendable {
    /// How a store is opened.
    public enum Mode: Sendable {
        /// Made where there is none; migrated where it is of an older version.
        case create
        /// Must be there; migrated where it is of an older version.
        case existing
        /// Must be there in the current version; nothing is written.
        case readOnly
    }

    /// The file's path as given.
    public let path: String
    let pool: DatabasePool

    /// Opens the store at a path.
    ///
    /// - Parameters:
    ///   - path: The file, made readable to its owner alone; SQLite keeps `path-wal` and `path-shm` beside it while it is open.
    ///   - mode: Whether it may be made and written.
    ///   - busyTimeout: Seconds to wait for another process's write; the largest run's last write takes some ten.
    /// - Throws: `StoreError`, which names the path and what to do.
    public init(path: String, mode: Mode = .create, busyTimeout: Double = 60) throws {
        self.path = path
        _ = Self.settings
        try Self.checkFile(path: path, mode: mode)
        do {
            if mode == .create { try Self.makeFile(path: path) }
            pool = try Self.whileBusy(for: busyTimeout) {
                let content = try Self.inspect(path: path, busyTimeout: busyTimeout)
                try Self.check(content, path: path, mode: mode)
                let pool = try DatabasePool(
                    path: path, configuration: Self.configuration(readOnly: mode == .readOnly, busyTimeout: busyTimeout)
                )
                if mode != .readOnly, content != .store(version: Schema.version) { try Self.migrate(pool) }
                return pool
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    /// Ends all reading and writing and folds the write-ahead log into the file.
    ///
    /// Not necessary before the program ends; the store cannot be used afterwards.
    public func close() throws { try mapped { try pool.close() } }

    /// Gives back the memory in which pages of the file are kept. Nothing is lost; what is read next comes from the file.
    public func releaseMemory() { pool.releaseMemory() }

    /// Makes writes fail as on a full disk once the file has this many pages; for tests.
    package func limitPages(_ count: Int) throws {
        try mapped { try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(count)") } }
    }

    /// Whether what is written on the store's own connection must name parents that are there; for tests.
    package func looksUpParents() throws -> Bool {
        try mapped { try pool.writeWithoutTransaction { try Bool.fetchOne($0, sql: "PRAGMA foreign_keys") ?? false } }
    }

    // MARK: Access

    /// One write transaction. GRDB's own `write` stops the program when it is nested; this throws.
    func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try mapped {
            try pool.unsafeReentrantWrite { db in
                if db.isInsideTransaction { throw StoreError.nestedWrite }
                do { return try Self.transaction(db, .immediate, body) } catch let error as DatabaseError {
                    // The connection remembers the errno of its last I/O error; later it may be another one.
                    throw StoreError(error, path: path, systemError: sqlite3_system_errno(db.sqliteConnection))
                }
            }
        }
    }

    /// One read of one state; nested in another access, a part of that one.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try mapped {
            try pool.unsafeReentrantRead { db in
                if db.isInsideTransaction { return try body(db) }
                return try Self.transaction(db, .deferred, body)
            }
        }
    }

    private static func transaction<Value>(
        _ db: Database, _ kind: Database.TransactionKind, _ body: (Database) throws -> Value
    ) throws -> Value {
        var value: Value?
        try db.inTransaction(kind) {
            value = try body(db)
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
    }

    /// Makes what was committed survive a power failure too, and keeps the log short. A failure is not an error: the
    /// data is safe in the log, and the next checkpoint takes it over.
    func checkpoint() { _ = try? pool.writeWithoutTransaction { _ = try $0.checkpoint(.passive) } }

    private func mapped<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as DatabaseError { throw StoreError(error, path: path) }
    }
}

// MARK: Opening

extension Store {
    /// What is set for the whole process before its first store is opened. Without a lock at each allocation a row is stored
    /// in some three percent less time; SQLite refuses where something else has opened a database, which is no harm.
    private static let settings = csqlite_forgo_memory_statistics()

    private static func configuration(readOnly: Bool, busyTimeout: Double) -> Configuration {
        var configuration = Configuration()
        configuration.label = "opinion-store"
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(busyTimeout)
        configuration.prepareDatabase { db in
            // Bounded memory: 16 MB of pages for the connection that writes, 4 for one that reads, and a log that shrinks
            // again after a large transaction. Record ids are spread all over their index; a log of 32 MB lets many
            // batches change a page before it is written.
            try db.execute(
                sql: """
                    PRAGMA cache_size = \(db.configuration.readonly ? -4000 : -16000); PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8000;
                    PRAGMA journal_size_limit = 16777216
                    """)
        }
        return configuration
    }

    /// What the file system alone can tell, for messages better than SQLite's "unable to open database file".
    private static func checkFile(path: String, mode: Mode) throws {
        let files = FileManager.default
        var isFolder: ObjCBool = false
        if files.fileExists(atPath: path, isDirectory: &isFolder) {
            if isFolder.boolValue { throw StoreError.directory(path: path) }
            guard files.isReadableFile(atPath: path), mode == .readOnly || files.isWritableFile(atPath: path) else {
                throw StoreError.permission(path: path)
            }
            return
        }
        guard mode == .create, !path.isEmpty else { throw StoreError.missing(path: path) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw StoreError.missingFolder(path: path)
        }
        guard files.isWritableFile(atPath: folder) else { throw StoreError.permission(path: path) }
    }

    /// Makes the file where there is none, for its owner alone: it will hold texts as received. SQLite would make it
    /// readable to all, and gives `-wal` and `-shm` the rights of the file.
    ///
    /// Without O_EXCL, so that a link to a file not made yet leads to one with the same rights. An existing file is
    /// neither changed nor emptied.
    private static func makeFile(path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor < 0 else {
            _ = Foundation.close(descriptor)
            return
        }
        switch errno {
        case ENOSPC, EDQUOT: throw StoreError.full(path: path)
        case ENOENT: throw StoreError.missingFolder(path: path)
        case EIO: throw StoreError.inputOutput(path: path, code: Int(ResultCode.SQLITE_CANTOPEN.rawValue))
        default: throw StoreError.permission(path: path)
        }
    }

    /// Looks into an existing file without changing it; opening it for writing would already turn it to WAL.
    private static func inspect(path: String, busyTimeout: Double) throws -> Schema.Content {
        guard FileManager.default.fileExists(atPath: path) else { return .empty }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(busyTimeout)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        return try queue.read { try Schema.content($0) }
    }

    private static func check(_ content: Schema.Content, path: String, mode: Mode) throws {
        switch content {
        case .foreign: throw StoreError.notAStore(path: path)
        case .empty:
            if mode != .create { throw StoreError.notAStore(path: path) }
        case .store(let found):
            if found > Schema.version {
                throw StoreError.newerSchema(path: path, found: found, known: Schema.version)
            }
            if found < Schema.version, mode == .readOnly {
                throw StoreError.olderSchema(path: path, found: found, known: Schema.version)
            }
        }
    }

    /// Tries again while another process opens or closes the same file.
    ///
    /// SQLite answers "busy" at once, without waiting out its timeout, where waiting could be a deadlock: when two
    /// connections turn a new file to WAL, or one opens while the last other one folds the log into the file.
    private static func whileBusy<Value>(for seconds: Double, _ body: () throws -> Value) throws -> Value {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            do { return try body() } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < deadline
            {
                usleep(20_000)
            }
        }
    }

    /// Two processes may open a new or older store at the same moment: whoever comes second to a step finds it done, which is an
    /// error of that step, and goes on with the next one. Every error that no other process's step explains is thrown.
    private static func migrate(_ pool: DatabasePool) throws {
        // Asked of the connection that writes: one that only reads would keep the log from being folded at the end.
        func version() throws -> Int {
            try pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        }
        while true {
            let before = try version()
            do { return try Schema.migrator.migrate(pool) } catch {
                guard try version() > before else { throw error }
            }
        }
    }
}
