import ArgumentParser
import Foundation
import OpinionPipeline
import OpinionReports
import OpinionStore

/// `opinion ingest report`: the ledger of a store, and its rejected rows as a sheet to correct.
struct IngestReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "查看台账：每个文件各行的去向、未收的原因、各列的含义和提示；导出未收的行。",
        discussion: """
            --rejects 导出的表是原来的各列，加上“未收原因”和出处。改好内容后原样读入（opinion ingest 未收.xlsx --store …），\
            “未收标识”一列说明改的是哪一行，请勿改动。表中是未脱敏的原文，请妥善保管。
            """)

    @OptionGroup var store: StoreOptions
    @Option(help: "把未收的行导出到这个文件：.xlsx（每个来源一张工作表）或 .csv（合成一张表）。") var rejects: String?
    @OptionGroup var format: ReportFormatOptions
    @OptionGroup var clock: ClockOptions

    func validate() throws {
        guard let rejects else { return }
        guard ["xlsx", "csv"].contains(Self.kind(rejects)) else {
            throw ValidationError("--rejects 应为 .xlsx 或 .csv 文件")
        }
    }

    func run() throws {
        try CommandFailure.reporting {
            // An export is entered in the audit log.
            let store = rejects == nil ? try store.open() : try Store(path: store.path, mode: .existing)
            var written: Int?
            if let rejects { written = try export(store, to: rejects) }
            let ledger = try LedgerText(store, written: written.map { ($0, rejects ?? "") })
            if format.format == .json { return try Results.printJSON(ledger) }
            try Results.write(ledger.text)
        }
    }

    private func export(_ store: Store, to path: String) throws -> Int {
        let now = try clock.clock()
        let url = URL(fileURLWithPath: path)
        let isBook = Self.kind(path) == "xlsx"
        let tables = isBook ? try RejectExport.tables(store) : [try RejectExport.joined(store)]
        let count = tables.reduce(0) { $0 + $1.rows.count }
        guard count > 0 else { return 0 }
        if isBook, let cell = RejectExport.tooLong(tables) {
            throw CommandFailure(
                .cannotCreate,
                "\(path)：表“\(cell.table)”第 \(cell.row) 行有 \(cell.length) 字的单元格，.xlsx 的单元格最多 "
                    + "\(WorkbookExport.longestText) 字；请改用 .csv 文件名，内容不会截断")
        }
        // Entered first: what leaves the store is never without its entry.
        let name = try JSONEncoder().encode(url.lastPathComponent)
        try store.audit(
            "export",
            detail: "{\"kind\":\"rejects\",\"file\":\(String(decoding: name, as: UTF8.self)),\"rows\":\(count)}",
            time: now)
        try Self.makePrivate(path)
        if isBook {
            try CommandFailure.naming(path) { try WorkbookExport.write(tables, clock: now, to: url) }
        } else {
            let handle = try LineOutput(path: path)
            TableExport.csv(tables[0]).withUnsafeBufferPointer { handle.append($0) }
            try handle.close()
        }
        try? FileManager.default.setAttributes([.posixPermissions: NSNumber(value: 0o600)], ofItemAtPath: path)
        return count
    }

    /// Makes the file before anything is in it, for its owner alone.
    private static func makePrivate(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure(.cannotCreate, "\(path)：无法写出（\(String(cString: strerror(errno)))）")
        }
        close(descriptor)
    }

    private static func kind(_ path: String) -> String { URL(fileURLWithPath: path).pathExtension.lowercased() }
}
