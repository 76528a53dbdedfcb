import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore

/// `opinion run`: files in, issues, candidates, leads and a report out.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "读入各渠道文件，归并热点问题，排出民生实事候选与监督线索，生成报告。",
        discussion: """
            例：opinion run 热线.csv 网络问政.jsonl 建议.xlsx --store 民声.sqlite --out 报告
            不给 --out 时只更新数据库。同样的文件再次运行不会改变结果。
            """)

    @Argument(help: "输入文件或文件夹，可多个；格式按内容判断。") var inputs: [String]
    @Option(help: "数据库文件；没有则新建。") var store = "opinion.sqlite"
    @Option(help: "报告与表格写到哪个文件夹；省略则不生成。") var out: String?
    @Option(help: "运行配置（JSON）。") var config: String?
    @Option(help: "列映射文件（JSON）：各列对应什么字段。") var mapping: String?
    @Option(help: "所有文本输入的编码，如 GB18030、Big5；省略则按字节判断。") var encoding: String?
    @Option(name: .customLong("person-key"), help: "人员密钥文件；省略则用“数据库文件名.key”，没有则新建。") var personKey: String?
    @Option(help: "线程数；省略则用全部核心。结果与线程数无关。") var threads: Int?
    @Option(help: "报告中票决票草案的应选数。") var seats = 10
    @Flag(help: "全部诉求重新分析；省略则在新增不多时只分析新增的，其余沿用上次全部分析的结果。") var full = false
    @Flag(help: "不显示进度和说明。") var quiet = false
    @OptionGroup var format: ReportFormatOptions
    @OptionGroup var clock: ClockOptions

    func validate() throws {
        guard !inputs.isEmpty else { throw ValidationError("请给出至少一个输入文件") }
        guard threads.map({ (1...256).contains($0) }) ?? true else { throw ValidationError("--threads 应在 1 到 256 之间") }
        guard (1...1_000).contains(seats) else { throw ValidationError("--seats 应在 1 到 1000 之间") }
    }

    func run() throws {
        try CommandFailure.reporting {
            let json = format.format == .json
            if quiet || json { Console.beQuiet() }
            let now = try clock.clock()
            let data = try DataFolder.find(program: DataFolder.runningProgram)
            let settings =
                try config.map { try RunConfiguration(contentsOf: URL(fileURLWithPath: $0)) } ?? RunConfiguration()
            let columns = try mapping.map { path in
                try CommandFailure.naming(path) { try MappingFile(contentsOf: URL(fileURLWithPath: path)) }
            }
            let store = try Store(path: store, mode: .create)
            let job = MainJob(
                configuration: settings, data: data, mapping: columns, encoding: encoding,
                personKey: try PersonKeyFile.load(personKey ?? self.store + ".key", create: personKey == nil), now: now,
                threads: threads ?? ProcessInfo.processInfo.activeProcessorCount, version: OpinionVersion.current,
                isFull: full)
            let summary = try job.run(try InputFiles.urls(inputs), store: store) {
                Console.progress(ProgressLine.text($0))
            }
            var written: [String] = []
            if let out {
                Console.progress(ProgressLine.text(.reporting))
                written = try CommandFailure.naming(out) {
                    try ReportStage(office: settings.office, data: data).write(
                        store, manifest: summary.manifest, to: URL(fileURLWithPath: out), ballotSeats: seats)
                }
                try store.audit("export", detail: "{\"kind\":\"report\"}", time: now)
            }
            Console.endProgress()
            RunSummaryText.warn(summary.files, notices: summary.notices)
            if json {
                try Results.printJSON(RunSummaryText.json(summary, store: self.store, out: out))
            } else if !quiet {
                try Results.write(
                    RunSummaryText.text(
                        summary, people: store.peopleCounts().mapValues(\.people), store: self.store, out: out,
                        written: written))
                try Results.write(IssueChangeText.summary(try store.lastIssueChanges()))
            }
            if summary.isPartial { throw ExitCode(CommandFailure.Code.partly.rawValue) }
        }
    }
}
