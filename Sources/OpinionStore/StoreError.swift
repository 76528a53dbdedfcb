import GRDB

/// What can go wrong with a store. No case carries a value from a record.
public enum StoreError: Error, Equatable, Sendable {
    /// There is no file at the path.
    case missing(path: String)
    /// The folder that should hold the file does not exist.
    case missingFolder(path: String)
    /// The path names a folder.
    case directory(path: String)
    /// The file or its folder may not be read or written.
    case permission(path: String)
    /// The file is not an SQLite database.
    case notADatabase(path: String)
    /// The file is an SQLite database of another program.
    case notAStore(path: String)
    /// The store was written by a newer program.
    case newerSchema(path: String, found: Int, known: Int)
    /// The store was opened read-only and needs a migration first.
    case olderSchema(path: String, found: Int, known: Int)
    /// There is no room left on the disk; what was stored before is intact.
    case full(path: String)
    /// Another process kept the store locked longer than the time to wait.
    case busy(path: String)
    /// The file cannot be read as a store any more; `detail` names the table or the check.
    case damaged(path: String, detail: String)
    /// Reading or writing the file failed; `code` is SQLite's extended result code.
    case inputOutput(path: String, code: Int)
    /// Something that the schema forbids was to be stored; `constraint` names the rule as SQLite does.
    case constraint(String)
    /// A row of a file was reported twice.
    case repeatedRow(file: String, row: Int)
    /// The analysis speaks of a record that is not in the store.
    case unknownRecord(id: String, table: String)
    /// No run or ballot of this name is in the store, or it is in the wrong state.
    case unknownEntry(String)
    /// A batch was used after its file was finished.
    case batchFinished
    /// A write was begun inside another write.
    case nestedWrite
    /// Anything else; `code` is SQLite's extended result code.
    case other(path: String, code: Int, message: String)
}

extension StoreError: CustomStringConvertible {
    /// What happened, where, and what to do about it.
    public var description: String {
        switch self {
        case .missing(let path): "\(path): no store here; run `opinion run` with --store first"
        case .missingFolder(let path): "\(path): its folder does not exist; create the folder first"
        case .directory(let path): "\(path): is a folder, expected a store file"
        case .permission(let path):
            "\(path): no permission to open or write; check the rights of the file and its folder"
        case .notADatabase(let path): "\(path): is not an SQLite database; choose another file for the store"
        case .notAStore(let path): "\(path): is a database of another program; choose another file for the store"
        case .newerSchema(let path, let found, let known):
            "\(path): has schema version \(found), this program knows up to \(known); use a newer program"
        case .olderSchema(let path, let found, let known):
            "\(path): has schema version \(found), expected \(known); open it once with write access to migrate it"
        case .full(let path): "\(path): the disk is full; what was stored before is intact; make room and run again"
        case .busy(let path): "\(path): is in use by another process; try again when it has finished"
        case .damaged(let path, let detail): "\(path): is damaged (\(detail)); restore a backup"
        case .inputOutput(let path, let code):
            "\(path): reading or writing failed (SQLite code \(code)); check the disk"
        case .constraint(let rule): "the store refused a value: \(rule)"
        case .repeatedRow(let file, let row): "\(file): row \(row) was reported twice"
        case .unknownRecord(let id, let table): "record \(id) named in \(table) is not in the store"
        case .unknownEntry(let name): "\(name) is not in the store or not in a state for this"
        case .batchFinished: "a row was added after its file was finished"
        case .nestedWrite: "a write was begun inside another write of the same store"
        case .other(let path, let code, let message): "\(path): SQLite code \(code): \(message)"
        }
    }

    /// Translates an error of the database. Only SQLite's own message is kept: it names tables and rules, never values.
    init(_ error: DatabaseError, path: String) {
        let code = Int(error.extendedResultCode.rawValue)
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, detail: "SQLite code \(code)")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: self = .permission(path: path)
        case .SQLITE_IOERR: self = .inputOutput(path: path, code: code)
        case .SQLITE_CONSTRAINT: self = .constraint(error.message ?? "constraint \(code)")
        default: self = .other(path: path, code: code, message: error.message ?? "unknown")
        }
    }
}
