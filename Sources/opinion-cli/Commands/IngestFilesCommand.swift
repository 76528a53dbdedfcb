import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore

/// `opinion ingest [run] INPUT…`: files into the store.
struct IngestFilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "把文件读入数据库，不做分析。",
        discussion: "同样的文件再次读入不会改变结果；文件变长了，只增加新的行。Ctrl-C 在存完当前一批后停下，再次运行即接着读。")

    @OptionGroup var options: IngestOptions
    @Option(help: "数据库文件；没有则新建。") var store = "opinion.sqlite"
    @Option(name: .customLong("person-key"), help: "人员密钥文件；省略则用“数据库文件名.key”，没有则新建。") var personKey: String?
    @OptionGroup var format: ReportFormatOptions
    @OptionGroup var clock: ClockOptions

    func run() throws {
        try CommandFailure.reporting {
            let json = format.format == .json
            if options.quiet || json { Console.beQuiet() }
            let now = try clock.clock()
            Interruption.listen()
            let store = try Store(path: store, mode: .create)
            let job = try options.job(
                personKey: try PersonKeyFile.load(personKey ?? self.store + ".key", create: personKey == nil), now: now,
                shouldStop: { Interruption.isAsked })
            let files = try job.run(options.urls(), store: store) { Console.progress(ProgressLine.text($0)) }
            Console.endProgress()
            try IngestResult(files, store: self.store).print(json: json, quiet: options.quiet)
        }
    }
}

/// `opinion ingest check INPUT…`: reads files and stores nothing.
struct IngestCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "试读文件：看能读出多少行、各列被当作什么，什么都不存。",
        discussion: "与库中已有记录的重复不在此列，行 = 可收 + 未收。")

    @OptionGroup var options: IngestOptions
    @OptionGroup var format: ReportFormatOptions

    func run() throws {
        try CommandFailure.reporting {
            let json = format.format == .json
            if options.quiet || json { Console.beQuiet() }
            // Nothing is kept, so any key does.
            let job = try options.job(personKey: [UInt8](repeating: 0, count: 32), now: CivilTime(seconds: 0))
            let files = try job.check(options.urls()) { Console.progress(ProgressLine.text($0)) }
            Console.endProgress()
            try IngestResult(files, store: nil).print(json: json, quiet: options.quiet)
        }
    }
}
