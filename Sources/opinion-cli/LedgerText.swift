import OpinionReports
import OpinionStore

/// The ledger of a store for people and for programs.
struct LedgerText: Encodable {
    struct Reason: Encodable {
        var reason: String
        var rows: Int
        /// Rows that were fed again since, to be put right.
        var fedAgain: Int
    }

    struct Table: Encodable {
        var sheet: String?
        var headerRow: Int?
        var channel: String
        var columns: String
    }

    struct File: Encodable {
        var name: String
        var sha256: String
        var format: String
        var encoding: String?
        var firstRun: String
        var complete: Bool
        var rows: Int
        var records: Int
        var merged: Int
        var rejected: Int
        var updated: Int
        var corrected: Int
        var reasons: [Reason]
        var tables: [Table]
        var notices: [String]
        var failure: String?
    }

    var rows: Int
    var records: Int
    var merged: Int
    var rejected: Int
    /// Rejected rows that nobody fed again.
    var open: Int
    var files: [File]
    /// How many rows were written, and where to.
    var exported: Int?
    var exportedTo: String?

    init(_ store: Store, written: (count: Int, path: String)?) throws {
        let ledger = try store.ledger()
        let reasons = try store.rejectReasons()
        let total = ledger.reduce(IngestTotals()) { $0 + $1.totals }
        (rows, records, merged, rejected) = (total.rows, total.records, total.merged, total.rejected)
        open = total.rejected - reasons.reduce(0) { $0 + $1.fedAgain }
        files = ledger.map { entry in
            let totals = entry.totals
            return File(
                name: entry.file.name, sha256: entry.file.sha256, format: entry.file.format,
                encoding: entry.file.encoding, firstRun: entry.firstRun.description, complete: entry.isComplete,
                rows: totals.rows, records: totals.records, merged: totals.merged, rejected: totals.rejected,
                updated: totals.updated, corrected: totals.corrected,
                reasons: reasons.filter { $0.file == entry.file.name && $0.sha256 == entry.file.sha256 }.map {
                    Reason(reason: $0.reason, rows: $0.count, fedAgain: $0.fedAgain)
                },
                tables: entry.tables.map {
                    Table(
                        sheet: $0.sheet, headerRow: $0.headerRow, channel: $0.channel.chineseName,
                        columns: $0.mappingLine)
                }, notices: entry.notices, failure: entry.failure)
        }
        exported = written?.count
        exportedTo = written?.path
    }

    var text: String {
        var table = TerminalTable(columns: [
            .init("文件", maximumWidth: 32), .init("行", .right), .init("新增", .right), .init("合并", .right),
            .init("其中更新", .right), .init("未收", .right), .init("首次读入"), .init("备注", maximumWidth: 40),
        ])
        func counts(_ totals: [Int]) -> [String] { totals.map(String.init) }
        for file in files {
            let note =
                !file.complete
                ? "未读完，再次读入即接着读" : file.failure != nil ? "文件有损坏" : file.corrected > 0 ? "改正 \(file.corrected) 行" : ""
            table.rows.append(
                [file.name] + counts([file.rows, file.records, file.merged, file.updated, file.rejected])
                    + [file.firstRun, note])
        }
        if files.count > 1 {
            let updated = files.reduce(0) { $0 + $1.updated }
            table.rows.append(["合计"] + counts([rows, records, merged, updated, rejected]) + ["", ""])
        }
        var text = "数据台账（行 = 新增 + 合并 + 未收）\n" + table.text()
        for file in files {
            if let failure = file.failure { text += "  \(file.name) 损坏 — \(failure)\n" }
            for reason in file.reasons {
                let again = reason.fedAgain > 0 ? "，其中 \(reason.fedAgain) 行已再次读入" : ""
                text += "  \(file.name) 未收 — \(reason.reason)：\(reason.rows) 行\(again)\n"
            }
            for table in file.tables {
                let sheet = table.sheet.map { "“\($0)”" } ?? ""
                text += "  \(file.name) 各列 — \(sheet)\(table.channel)：\(table.columns)\n"
            }
            for notice in file.notices { text += "  \(file.name) 提示 — \(notice)\n" }
        }
        if rejected > 0 { text += "未收 \(rejected) 行，其中 \(open) 行未再读入。\n" }
        if let exported {
            text +=
                exported > 0
                ? "已导出 \(exported) 行到 \(exportedTo ?? "")（未脱敏的原文，请妥善保管）；改好后用 opinion ingest 读入即可。\n" : "没有待改正的行，未导出。\n"
        }
        return text
    }
}
