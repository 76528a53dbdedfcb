import ArgumentParser
import OpinionIngest
import OpinionRanking
import OpinionStore

/// `opinion show`: one record or issue with the people's own words, masked.
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "打开一件诉求或一个热点问题，读群众原话（已脱敏）。",
        discussion: "参数依次按记录标识（16 位）、来源编号、热点问题编号识别；问题编号也可写成 issue:12。候选与线索的标识同样可用。")

    @Argument(help: "记录标识、来源编号、热点问题编号，或候选、线索的标识。") var target: String
    @OptionGroup var store: StoreOptions
    @Option(help: "最多显示多少件；0 表示全部。") var limit = 20
    @Flag(help: "连同举报件一起显示；查阅会记入操作日志。") var informants = false
    @OptionGroup var format: ReportFormatOptions
    @OptionGroup var clock: ClockOptions

    func run() throws {
        try CommandFailure.reporting {
            let store = informants ? try Store(path: store.path, mode: .existing) : try store.open()
            guard let found = try ShownTarget.find(target, in: store) else {
                throw CommandFailure(.noInput, "\(target)：数据库里没有这个记录、问题、候选或线索")
            }
            let ids = limit > 0 ? Array(found.records.prefix(limit)) : found.records
            let records = try store.shownRecords(ids: ids)
            let disclosed = records.filter(\.facts.isInformant).map { "\"\($0.facts.id)\"" }
            if informants, !disclosed.isEmpty {
                try store.audit(
                    "disclosure", detail: "{\"records\":[\(disclosed.joined(separator: ","))]}", time: try clock.clock()
                )
            }
            // An issue tells its repeats in its heading, a record its own.
            var repeats: [RecordID: ShownRepeat] = [:]
            if found.repeats.isEmpty {
                var known: [Int: ShownRepeat] = [:]
                for record in records {
                    guard let group = try store.repeats(of: record.facts.id) else { continue }
                    let shown = try known[group.id] ?? ShownRepeat(group, in: store)
                    known[group.id] = shown
                    repeats[record.facts.id] = shown
                }
            }
            if format.format == .json {
                return try Results.printJSON(
                    ShownTarget.JSON(found, records, repeats: repeats, showsInformants: informants))
            }
            var text = found.heading
            for record in records {
                text +=
                    "\n"
                    + ShownTarget.text(
                        record, issue: try store.issue(of: record.facts.id), repeats: repeats[record.facts.id],
                        showsInformants: informants)
            }
            if ids.count < found.records.count {
                text += "\n……还有 \(found.records.count - ids.count) 件，用 --limit 0 全部显示。\n"
            }
            try Results.write(text)
        }
    }
}
