import ArgumentParser
import Classification
import Foundation
import OpinionPipeline
import OpinionReports
import OpinionStore

/// `opinion taxonomy map`: where the classes of one version are in the next one.
struct TaxonomyMapCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map", abstract: "对照两个版本：哪些沿用，哪些改名、移位、拆分、删除。",
        discussion: """
            编码相同或路径相同的自动对应；其余只是建议，列在前面。用 --out 写出对照表，在“确认”栏填“是”（不对的填“否”或改写“新类别”；\
            拆分的，一个旧类别写几行），再用 --from-table 收回。以后 --relabel 就把旧版的训练文本改成新版类别：\
            只有一个确定去向的照改，其余的行列出来，由人处理。
            """)

    @Option(help: "旧版名称。") var from: String
    @Option(help: "新版名称。") var to: String
    @OptionGroup var store: StoreOptions
    @Option(help: "写出对照表（tsv）；不覆盖已有的文件。") var out: String?
    @Option(name: .customLong("from-table"), help: "收回改好的对照表。") var table: String?
    @Option(help: "按对照改写的训练文本（编号、类别、文本）；写到 --out。") var relabel: String?
    @OptionGroup var format: FormatOptions
    @OptionGroup var clock: ClockOptions

    struct JSON: Encodable {
        var old: String
        var new: String
        var kind: String
        var certain: Bool
    }

    func validate() throws {
        guard from != to else { throw ValidationError("--from 与 --to 应是两个不同的版本") }
        guard table == nil || (out == nil && relabel == nil) else {
            throw ValidationError("--from-table 不与 --out、--relabel 同用")
        }
        guard relabel == nil || out != nil else { throw ValidationError("--relabel 须用 --out 指明写到哪里") }
    }

    func run() throws {
        try CommandFailure.reporting {
            if let table {
                let desk = TaxonomyDesk(try Store(path: store.path, mode: .existing))
                let mapping = try desk.saveMapping(
                    String(decoding: try LabelledFile.read(table), as: UTF8.self), source: table, from: from, to: to,
                    now: clock.clock())
                return Console.note("已收下对照：\(Self.counts(mapping))")
            }
            let mapping = try TaxonomyDesk(store.open()).mapping(from: from, to: to)
            if let relabel, let out { return try rewrite(relabel, mapping, to: out) }
            if let out {
                try Self.refuseExisting(out)
                try Output.write(Data(TaxonomyMappingTable.text(mapping).utf8), to: out)
                return Console.note("\(Self.counts(mapping)) → \(out)")
            }
            let lines = mapping.open + mapping.entries.filter { $0.isCertain && $0.kind != .carried }
            let shown = TerminalTable(
                columns: [
                    .init("关系"), .init("旧类别", maximumWidth: 50), .init("新类别", maximumWidth: 50), .init("确定"),
                ],
                rows: lines.map { [$0.kind.rawValue, $0.old, $0.new, $0.isCertain ? "是" : ""] })
            try Results.print(
                shown,
                json: mapping.entries.map {
                    JSON(old: $0.old, new: $0.new, kind: $0.kind.rawValue, certain: $0.isCertain)
                },
                format: format.format)
            if format.format == .table { Console.note(Self.counts(mapping)) }
        }
    }

    /// Writes training rows with their new classes; rows without a certain one are named and left out.
    private func rewrite(_ path: String, _ mapping: TaxonomyMapping, to out: String) throws {
        try Self.refuseExisting(out)
        let rows = LabelledRows(labelled: try LabelledFile.read(path))
        LabelledFile.warn(rows, of: path)
        var text = ""
        var lost: [String: Int] = [:]
        for row in rows.rows {
            guard let target = mapping.target(of: row.label) else {
                lost[row.label, default: 0] += 1
                continue
            }
            text += "\(row.id)\t\(target)\t\(rows.text(row))\n"
        }
        try Output.write(Data(text.utf8), to: out)
        let missing = lost.values.reduce(0, +)
        Console.note("\(rows.rows.count - missing) 行已改为“\(to)”的类别 → \(out)")
        for (label, count) in lost.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(20) {
            Console.warn("“\(label)”\(count) 行没有确定的去向，未写出")
        }
        if missing > 0 { throw ExitCode(CommandFailure.Code.partly.rawValue) }
    }

    private static func refuseExisting(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) {
            throw CommandFailure(.cannotCreate, "\(path)：已经存在，里面可能有改正；请换一个文件名")
        }
    }

    private static func counts(_ mapping: TaxonomyMapping) -> String {
        let parts = TaxonomyMapping.Kind.allCases.compactMap { kind -> String? in
            let count = mapping.entries.count { $0.kind == kind }
            return count > 0 ? "\(kind.rawValue) \(count)" : nil
        }
        return parts.joined(separator: "，") + "；待人确认 \(mapping.open.count)"
    }
}
