import ArgumentParser
import OpinionPipeline
import OpinionRanking
import OpinionStore

/// `opinion issues decisions`: what people decided.
struct IssuesDecisionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decisions", abstract: "列出人工决定：合并、拆分、改名、固定、排除、撤销。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOptions
    @Flag(help: "只列有效的。") var standing = false

    func run() throws {
        try CommandFailure.reporting {
            let all = try store.open().decisions()
            let valid = Set(all.standing.map(\.id))
            let shown = standing ? all.standing : all
            try Results.print(
                DecisionTable.table(shown), json: shown.map { DecisionTable.JSON($0, stands: valid.contains($0.id)) },
                format: format.format)
        }
    }
}

/// `opinion issues log`: the trail of ids.
struct IssuesLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "列出问题编号的变动：并入、拆出、结束，先后为序。")

    @Argument(help: "只看这个问题编号。") var issue: Int?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOptions
    @Flag(help: "只看最近一次运行。") var last = false

    func run() throws {
        try CommandFailure.reporting {
            let store = try store.open()
            var changes = last ? try store.lastIssueChanges() : try store.issueTrail()
            if let issue { changes = changes.filter { $0.from.rawValue == issue || $0.to?.rawValue == issue } }
            try Results.print(
                IssueChangeText.table(changes), json: changes.map(IssueChangeText.JSON.init), format: format.format)
        }
    }
}
