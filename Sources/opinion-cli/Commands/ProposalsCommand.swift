import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore

/// `opinion proposals`: what the office needs to know about its deputies' proposals.
struct ProposalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposals", abstract: "代表建议：并案、民意支撑、一事一件、承办单位、案由案据方案；起草参考稿。",
        subcommands: [List.self, ProposalsDraftCommand.self], defaultSubcommand: List.self)

    /// `opinion proposals [list]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "逐件列出代表建议，并给出并案组。",
            discussion: """
                先用 opinion run 读入并分析。并案、主办协办、两件事都是提示，由人核对后决定；并案办理的，每位代表仍要分别答复。\
                举报件不出现。--out 写出 proposals.csv、groups.csv、nearby.csv 和 proposals.xlsx。
                """)

        @OptionGroup var store: StoreOptions
        @Option(help: "运行配置（JSON）。") var config: String?
        @Option(help: "把表格写到哪个文件夹。") var out: String?
        @Option(name: .customLong("join-from"), help: "并案的相似度下限，0.05 至 0.95。") var joinFrom: Double?
        @OptionGroup var threads: ThreadOptions
        @OptionGroup var format: FormatOptions
        @OptionGroup var clock: ClockOptions

        func validate() throws {
            guard joinFrom.map({ (0.05...0.95).contains($0) }) ?? true else {
                throw ValidationError("--join-from 应在 0.05 到 0.95 之间")
            }
        }

        func run() throws {
            try CommandFailure.reporting {
                let data = try DataFolder.find(program: DataFolder.runningProgram)
                let configuration =
                    try config.map { try RunConfiguration(contentsOf: URL(fileURLWithPath: $0)) } ?? RunConfiguration()
                // An export is entered in the audit log.
                let store = out == nil ? try store.open() : try Store(path: store.path, mode: .existing)
                let analyzer = try Analyzer(configuration: configuration, data: data, threads: threads.count)
                var settings = ProposalStage.Settings()
                if let joinFrom {
                    settings.grouping.joinFrom = joinFrom
                    settings.grouping.showFrom = min(settings.grouping.showFrom, joinFrom)
                }
                let report = try ProposalStage(analyzer: analyzer, data: data, settings: settings).report(store)
                if let out { try write(report, store, to: out) }
                switch format.format {
                case .json: try Results.printJSON(report)
                case .tsv: try Results.write(Self.table(report).tsv())
                case .table:
                    try Results.write(Self.table(report).text())
                    for line in ProposalText.summary(report) { Console.note(line) }
                }
            }
        }

        private func write(_ report: ProposalReport, _ store: Store, to folder: String) throws {
            let now = try clock.clock()
            let tables = ProposalTables.all(report)
            try store.audit(
                "export", detail: "{\"kind\":\"proposals\",\"rows\":\(report.proposals.count)}", time: now)
            let url = URL(fileURLWithPath: folder)
            do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
                throw CommandFailure(.cannotCreate, "\(folder)：无法建立文件夹")
            }
            for table in tables {
                try Output.write(Data(TableExport.csv(table)), to: url.appendingPathComponent(table.file).path)
            }
            try CommandFailure.naming(folder) {
                try WorkbookExport.write(tables, clock: now, to: url.appendingPathComponent("proposals.xlsx"))
            }
        }

        static func table(_ report: ProposalReport) -> TerminalTable {
            TerminalTable(
                columns: [
                    .init("编号", maximumWidth: 16), .init("建议", maximumWidth: 44), .init("并案组", .right),
                    .init("人数", .right), .init("件数", .right), .init("同类需求人数", .right), .init("建议主办", maximumWidth: 24),
                    .init("建议协办", maximumWidth: 28), .init("缺少", maximumWidth: 14), .init("一事一件", maximumWidth: 30),
                    .init("记录"),
                ],
                rows: report.proposals.map { entry in
                    let isBare = entry.support.records.isEmpty
                    let needs = entry.support.needs.reduce(0) { $0 + $1.people }
                    return [
                        entry.number ?? "", entry.title, entry.group.map(String.init) ?? "",
                        entry.support.note ?? (isBare ? "" : "\(entry.support.people)"),
                        isBare ? "" : "\(entry.support.posts)", needs > 0 ? "\(needs)" : "",
                        entry.lead?.unit ?? "", entry.joint.map(\.unit).joined(separator: "、"),
                        entry.missingParts.joined(separator: "、"), entry.twoMatters.joined(separator: "；"),
                        entry.record,
                    ]
                })
        }
    }
}

/// What is said below the list of proposals.
enum ProposalText {
    static func summary(_ report: ProposalReport) -> [String] {
        var lines: [String] = []
        let grouped = report.groups.reduce(0) { $0 + $1.records.count }
        lines.append(
            "\(report.proposals.count) 件建议；\(report.groups.count) 个并案组，共 \(grouped) 件；相近未并 \(report.nearby.count) 对")
        for group in report.groups {
            let authors =
                group.unknownAuthors > 0
                ? "代表 \(group.authors.count) 名，另有 \(group.unknownAuthors) 件未载代表" : "代表 \(group.authors.count) 名"
            lines.append(
                "并案组 \(group.number)（\(group.records.count) 件，\(authors)，须分别答复）：" + group.numbers.joined(separator: "、")
            )
        }
        let bare = report.proposals.count { $0.support.note != nil }
        let missing = report.proposals.count { !$0.missingParts.isEmpty }
        let two = report.proposals.count { !$0.twoMatters.isEmpty }
        lines.append("未找到相关诉求 \(bare) 件；缺案由、案据或方案 \(missing) 件；疑似一件两事 \(two) 件")
        if let trial = report.unitTrial {
            lines.append(
                "主办单位试判（逐件留出，\(trial.proposals) 件）：首选相符 \(trial.first)，前三相符 \(trial.firstThree)；协办原有 \(trial.joint) 个，提示 \(trial.jointSuggested) 个，相符 \(trial.jointFound) 个"
            )
        }
        return lines
    }
}
