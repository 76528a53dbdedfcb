import Foundation
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
    /// The store's person keys were made with another key file.
    case otherKey(path: String)
    /// There is no room left on the disk, or the file may not grow further (quota, `ulimit -f`); what was stored before
    /// is intact.
    case full(path: String)
    /// Another process kept the store locked longer than the time to wait.
    case busy(path: String)
    /// The file cannot be read as a store any more; `detail` names the table or the check.
    case damaged(path: String, detail: String)
    /// Reading or writing the file failed; `code` is SQLite's extended result code.
    case inputOutput(path: String, code: Int)
    /// Something that the schema forbids was to be stored; `constraint` names the rule as SQLite does.
    case constraint(String)
    /// A row of a file, or of one of its sheets, was reported twice.
    case repeatedRow(file: String, sheet: String? = nil, row: Int)
    /// The file was begun with another mapping or encoding, and only a part of it is stored.
    case otherSettings(file: String)
    /// Another program has stored rows of the file meanwhile.
    case resumedElsewhere(file: String)
    /// The analysis speaks of a record that is not in the store.
    case unknownRecord(id: String, table: String)
    /// The stored analysis is not the one that a change was made for: another program has analysed meanwhile.
    case otherBase
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
    /// What happened, where, and what to do about it, in Chinese.
    public var description: String {
        switch self {
        case .missing(let path): "\(path)：此处没有数据库文件；请先用 opinion run 建立，并以 --store 指明位置"
        case .missingFolder(let path): "\(path)：所在的文件夹不存在；请先建立该文件夹"
        case .directory(let path): "\(path)：是文件夹，不是数据库文件；请指明文件名"
        case .permission(let path): "\(path)：没有打开或写入的权限；请检查该文件及其所在文件夹的权限"
        case .notADatabase(let path): "\(path)：不是 SQLite 数据库；请另选一个文件名"
        case .notAStore(let path): "\(path)：是其他程序的数据库；请另选一个文件名"
        case .newerSchema(let path, let found, let known):
            "\(path)：由较新版本的程序写成（结构第 \(found) 版，本程序只认到第 \(known) 版）；请改用新版程序"
        case .olderSchema(let path, let found, let known):
            "\(path)：由较旧版本的程序写成（结构第 \(found) 版，应为第 \(known) 版）；请以可写方式打开一次，即自动升级"
        case .otherKey(let path):
            "\(path)：人员标识是用另一个密钥文件生成的，换用密钥会把同一人算作两人；请改用建立此数据库时的密钥文件，"
                + "确已遗失的，请新建数据库并重新导入全部文件"
        case .full(let path): "\(path)：磁盘已满，或文件大小已到上限；先前存入的数据完好；请腾出空间后重新运行"
        case .busy(let path): "\(path)：正被另一个程序使用；请等它结束后重试"
        case .damaged(let path, let detail): "\(path)：文件已损坏（\(detail)）；请用备份恢复"
        case .inputOutput(let path, let code): "\(path)：读写失败（SQLite 错误码 \(code)）；请检查磁盘"
        case .constraint(let rule): "有数据不合规则，未能存入：\(rule)"
        case .repeatedRow(let file, let sheet, let row):
            "\(file)：\(sheet.map { "工作表“\($0)”" } ?? "")第 \(row) 行重复出现；请检查文件是否完好"
        case .otherSettings(let file):
            "\(file)：上次用另一个列映射或编码只读入了一部分；请用原来的设置再运行一次，读完为止；要换设置重读，请新建数据库"
        case .resumedElsewhere(let file): "\(file)：另一个程序正在读入同一个文件；请等它结束后再运行"
        case .unknownRecord(let id, let table): "数据库中没有 \(table) 所指的诉求 \(id)；请重新运行分析"
        case .otherBase: "另一个程序同时作了分析，这次的结果未存入；请重新运行"
        case .unknownEntry(let name): "数据库中没有 \(name)，或其状态不允许此操作"
        case .batchFinished: "文件已处理完毕，不能再加入行"
        case .nestedWrite: "同一数据库正在写入，不能在其中再开始一次写入"
        case .other(let path, let code, let message): "\(path)：数据库出错（SQLite 错误码 \(code)）：\(message)"
        }
    }

    /// Translates an error of the database. Only SQLite's own message is kept: it names tables and rules, never values.
    ///
    /// - Parameter systemError: The `errno` behind an I/O error, where it is known. SQLite calls only ENOSPC "full".
    package init(_ error: DatabaseError, path: String, systemError: Int32? = nil) {
        let code = Int(error.extendedResultCode.rawValue)
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, detail: "SQLite 错误码 \(code)")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: self = .permission(path: path)
        case .SQLITE_IOERR where systemError.map { [EFBIG, EDQUOT, ENOSPC].contains($0) } ?? false:
            self = .full(path: path)
        case .SQLITE_IOERR: self = .inputOutput(path: path, code: code)
        case .SQLITE_CONSTRAINT: self = .constraint(error.message ?? "constraint \(code)")
        default: self = .other(path: path, code: code, message: error.message ?? "unknown")
        }
    }
}
