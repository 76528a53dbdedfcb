import ArgumentParser
import OpinionRanking
import OpinionStore

/// `opinion repeats`: the groups of repeats with what each adds.
struct RepeatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repeats", abstract: "列出重复反映：同一人就同一事再次反映，多人发来的相同或相近文本，各有什么新情况。",
        discussion: "人数与件数分开计：认不出反映人的，一组只算一人。举报件只计数，不显示编号和内容。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOptions
    @Option(help: "只列一类：samePerson（同一人）、identical（文本相同）、nearIdentical（文本相近）。") var kind: Repeat.Kind?
    @Flag(help: "只列群发（人数达到三人的相同或相近文本）。") var campaigns = false
    @Flag(help: "只列有新情况的。") var news = false
    @Option(help: "最多列出多少组；0 表示全部。") var limit = 0

    func run() throws {
        try CommandFailure.reporting {
            let store = try store.open()
            let groups = try store.repeats().filter {
                (kind == nil || $0.kind == kind) && (!campaigns || $0.isCampaign) && (!news || !$0.news.isEmpty)
            }
            let shown = try (limit > 0 ? Array(groups.prefix(limit)) : groups).map { try ShownRepeat($0, in: store) }
            try Results.print(RepeatTable.table(shown), json: shown.map(RepeatTable.JSON.init), format: format.format)
        }
    }
}

extension Repeat.Kind: ExpressibleByArgument {}
