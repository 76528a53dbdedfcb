import ArgumentParser
import Foundation
import OpinionIngest
import OpinionReports

/// `opinion ingest inspect FILE`: what reading a file would give, and a mapping file to be edited.
struct IngestInspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "读入之前先看：格式、编码、每列当作什么、为什么、脱敏样例、哪里有疑问。",
        discussion: """
            例：opinion ingest inspect 接待.csv --save 映射.json
            什么都不写入数据库。看法不对时改 --save 写出的映射文件，读入时用 --mapping 给出。
            """)

    @Argument(help: "要看的文件。") var file: String
    @Option(help: "列映射文件（JSON），看用它会怎样。") var mapping: String?
    @Option(help: "文本的编码（utf-8、gb18030、big5、utf-16le、utf-16be）；省略则按字节判断。") var encoding: String?
    @Option(help: "把看到的对应关系写成可修改的映射文件。") var save: String?
    @OptionGroup var format: ReportFormatOptions

    func run() throws {
        try CommandFailure.reporting {
            let columns = try mapping.map { path in
                try CommandFailure.naming(path) { try MappingFile(contentsOf: URL(fileURLWithPath: path)) }
            }
            let inspection = try CommandFailure.naming(file) {
                try FileInspection(
                    URL(fileURLWithPath: file), mapping: columns, encoding: try encoding.map(TextEncoding.asked))
            }
            if let save {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
                try Output.write(try encoder.encode(inspection.mapping) + Data("\n".utf8), to: save)
            }
            switch format.format {
            case .text: try Results.write(InspectionText.text(inspection, saved: save))
            case .json: try Results.printJSON(InspectionText.JSON(inspection))
            }
            if let failure = inspection.failure {
                Console.warn(failure.description)
                throw ExitCode(
                    inspection.rows > 0 ? CommandFailure.Code.partly.rawValue : CommandFailure.Code.badData.rawValue)
            }
        }
    }
}

/// An inspection as text and as JSON.
enum InspectionText {
    static func text(_ inspection: FileInspection, saved: String?) -> String {
        var lines = ["文件：\(inspection.file)（\(inspection.format.displayName)，\(inspection.size) 字节）"]
        if let encoding = inspection.encoding {
            lines.append("编码：\(encoding.name)，把握 \(encoding.confidence)/100")
        }
        let refused = inspection.rejected.map { "\($0.reason) \($0.count)" }.joined(separator: "，")
        lines.append("行数：\(inspection.rows)，可收 \(inspection.accepted)" + (refused.isEmpty ? "" : "，未收：\(refused)"))
        if !inspection.members.isEmpty {
            let kinds = inspection.members.prefix(20).map { member in
                "\(member.name)（\(member.format.displayName)\(member.encoding.map { "，\($0.name)" } ?? "")）"
            }
            let more = inspection.members.count > 20 ? "等 \(inspection.members.count) 个" : ""
            lines.append("其中的文件：\(kinds.joined(separator: "、"))\(more)")
        }
        var result = lines.joined(separator: "\n") + "\n"
        for table in inspection.tables {
            let parts = [
                table.name.map { "表“\($0)”" } ?? "表", table.headerRow.map { "表头在第 \($0) 行" },
                table.channel.map { "渠道：\($0.chineseName)" } ?? "没有认识的列",
            ].compactMap { $0 }
            result += "\n\(parts.joined(separator: "，"))\n\(columns(table).text())"
        }
        if !inspection.unclear.isEmpty {
            result += "\n请核对：\n" + inspection.unclear.map { "  - \($0)\n" }.joined()
        }
        if let saved { result += "\n映射文件已写到 \(saved)，可修改后用 --mapping 给出。\n" }
        return result
    }

    private static func columns(_ table: FileInspection.Table) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("列", maximumWidth: 24), .init("当作"), .init("依据"), .init("看起来"), .init("有值", .right),
                .init("样例（已脱敏）", maximumWidth: 60),
            ],
            rows: table.columns.map { column in
                [
                    column.name.isEmpty ? "（无名）" : column.name, column.field?.chineseName ?? "—",
                    column.basis?.chineseName ?? "", column.content.chineseName,
                    "\(Int((column.filled * 100).rounded()))%", column.samples.joined(separator: "｜"),
                ]
            })
    }

    struct JSON: Encodable {
        struct Column: Encodable {
            var name: String
            var field: String?
            var basis: String?
            var content: String
            var filled: Double
            var samples: [String]
        }
        struct Table: Encodable {
            var name: String?
            var headerRow: Int?
            var channel: String?
            var columns: [Column]
        }
        var file: String
        var format: String
        var encoding: String?
        var confidence: Int?
        var bytes: Int
        var rows: Int
        var records: Int
        var rejected: [String: Int]
        var tables: [Table]
        var unclear: [String]
        var failure: String?

        init(_ inspection: FileInspection) {
            file = inspection.file
            format = inspection.format.rawValue
            encoding = inspection.encoding?.name
            confidence = inspection.encoding?.confidence
            bytes = inspection.size
            rows = inspection.rows
            records = inspection.accepted
            rejected = Dictionary(inspection.rejected.map { ($0.reason, $0.count) }, uniquingKeysWith: +)
            tables = inspection.tables.map { table in
                Table(
                    name: table.name, headerRow: table.headerRow, channel: table.channel?.rawValue,
                    columns: table.columns.map { column in
                        Column(
                            name: column.name, field: column.field?.rawValue, basis: column.basis?.rawValue,
                            content: column.content.rawValue, filled: column.filled, samples: column.samples)
                    })
            }
            unclear = inspection.unclear
            failure = inspection.failure?.description
        }
    }
}
