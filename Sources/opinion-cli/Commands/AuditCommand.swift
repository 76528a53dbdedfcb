import ArgumentParser
import OpinionReports
import OpinionStore

/// `opinion audit`: the log of imports, corrections and exports, and whether anybody tampered with it.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "查看、核验操作日志（读入、更正、导出……）。", subcommands: [Verify.self, List.self])

    /// `opinion audit verify`: exit code 0 intact, 65 broken.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "核验操作日志的哈希链：有无改动、删除、插入。",
            discussion: """
                完好时退出码为 0，有问题为 65。能写数据库文件的人也能把整条链重做一遍，所以请定期把最后的哈希抄录在别处，\
                以后用 --noted 核对它还在不在链上。
                """)

        @OptionGroup var store: StoreOptions
        @Option(help: "以前抄录的哈希（64 位）：核对它还在链上。") var noted: String?
        @OptionGroup var format: ReportFormatOptions

        struct JSON: Encodable {
            var intact: Bool
            var entries: Int
            var head: String
            var fault: String?
            var brokenAt: Int?
        }

        func run() throws {
            try CommandFailure.reporting {
                let verdict = try store.open().verifyAudit(noted: noted?.lowercased())
                if format.format == .json {
                    try Results.printJSON(
                        JSON(
                            intact: verdict.isIntact, entries: verdict.entries, head: verdict.head,
                            fault: verdict.fault?.rawValue, brokenAt: verdict.brokenAt))
                } else {
                    try Results.write(Self.text(verdict))
                }
                if !verdict.isIntact { throw ExitCode(CommandFailure.Code.badData.rawValue) }
            }
        }

        private static func text(_ verdict: AuditVerdict) -> String {
            let place = verdict.brokenAt.map { "第 \($0) 条" } ?? ""
            let end = "最后的哈希：\(verdict.head)\n"
            return switch verdict.fault {
            case nil: "操作日志完好：\(verdict.entries) 条。\n" + end
            case .gap: "操作日志有问题：\(place)缺失，或编号不连续。此前 \(verdict.entries) 条完好。\n"
            case .changed: "操作日志有问题：\(place)与写入时不同。此前 \(verdict.entries) 条完好。\n"
            case .cut: "操作日志有问题：末尾被删或被加，\(place)起不可信。\n"
            case .unknownHash: "操作日志有问题：抄录的哈希不在链上，整条链可能被重做。\n" + end
            }
        }
    }

    /// `opinion audit list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出操作日志，先后为序。")

        @OptionGroup var store: StoreOptions
        @OptionGroup var format: FormatOptions

        struct JSON: Encodable {
            var seq: Int
            var time: String
            var action: String
            var detail: String
            var hash: String
        }

        func run() throws {
            try CommandFailure.reporting {
                let log = try store.open().auditLog()
                let table = TerminalTable(
                    columns: [
                        .init("序号", .right), .init("时间"), .init("操作"), .init("内容", maximumWidth: 80), .init("哈希"),
                    ],
                    rows: log.map {
                        ["\($0.seq)", $0.time.description, Self.name($0.action), $0.detail, String($0.hash.prefix(16))]
                    })
                try Results.print(
                    table,
                    json: log.map {
                        JSON(
                            seq: $0.seq, time: $0.time.description, action: $0.action, detail: $0.detail, hash: $0.hash)
                    }, format: format.format)
            }
        }

        private static func name(_ action: String) -> String {
            switch action {
            case "import": "读入"
            case "correction": "更正"
            case "decision": "人工归并决定"
            case "taxonomy": "导入分类体系"
            case "taxonomy-mapping": "对照分类体系"
            case "export": "导出"
            case "disclosure": "调阅举报件"
            case "run": "分析"
            case "ballot": "制票"
            default: action
            }
        }
    }
}
