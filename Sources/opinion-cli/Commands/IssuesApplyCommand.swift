import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore

/// `opinion issues apply`: the analysis again without new files, so that decisions take effect now.
struct IssuesApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "不读新文件，重新分析一次，使人工决定马上生效。",
        discussion: "配置应与平时 opinion run 所用的相同，否则问题也会随配置改变。")

    @OptionGroup var store: StoreOptions
    @Option(help: "运行配置（JSON）。") var config: String?
    @Option(name: .customLong("person-key"), help: "人员密钥文件；省略则用“数据库文件名.key”。") var personKey: String?
    @OptionGroup var threads: ThreadOptions
    @Flag(help: "不显示进度和说明。") var quiet = false
    @OptionGroup var clock: ClockOptions

    func run() throws {
        try CommandFailure.reporting {
            if quiet { Console.beQuiet() }
            let now = try clock.clock()
            let settings =
                try config.map { try RunConfiguration(contentsOf: URL(fileURLWithPath: $0)) } ?? RunConfiguration()
            let open = try Store(path: store.path, mode: .existing)
            let job = MainJob(
                configuration: settings, data: try DataFolder.find(program: DataFolder.runningProgram), mapping: nil,
                personKey: try PersonKeyFile.load(personKey ?? store.path + ".key", create: false), now: now,
                threads: threads.count, version: OpinionVersion.current)
            let summary = try job.run([], store: open) { Console.progress(ProgressLine.text($0)) }
            Console.endProgress()
            guard !quiet else { return }
            let decided = try open.decisions().standing.count
            try Results.write(
                "重新分析完毕：\(summary.analysis.issues.count) 个热点问题，\(decided) 个人工决定有效。\n"
                    + IssueChangeText.summary(try open.lastIssueChanges()))
        }
    }
}
