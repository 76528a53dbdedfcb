import ArgumentParser
import OpinionIngest
import OpinionStore

/// `opinion issues`: the issues of a store, and which issue each input row is in.
struct IssuesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issues", abstract: "列出热点问题；人工合并、拆分、改名、固定、排除；查看编号的去向。",
        discussion: """
            例：opinion issues merge 12 57 --author 王芳 --reason 同一路口的同一件事 --store 民声.sqlite
                opinion issues split 12 LX20240501001 LX20240502003 --author 王芳 --reason 另一条路 --store 民声.sqlite
            决定存入数据库，下次 opinion run 时执行，以后每次运行都遵守；要马上执行，运行 opinion issues apply。
            """,
        subcommands: [
            List.self, Members.self, IssuesThemesCommand.self, IssuesMergeCommand.self, IssuesSplitCommand.self,
            IssuesRenameCommand.self,
            IssuesPinCommand.self, IssuesExcludeCommand.self, IssuesUndoCommand.self, IssuesDecisionsCommand.self,
            IssuesLogCommand.self, IssuesApplyCommand.self,
        ], defaultSubcommand: List.self)

    /// `opinion issues [list]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "list", abstract: "列出热点问题，件数多的在前。")

        @OptionGroup var store: StoreOptions
        @OptionGroup var format: FormatOptions
        @Option(help: "最多列出多少个；0 表示全部。") var limit = 0

        func run() throws {
            try CommandFailure.reporting {
                let store = try store.open()
                let issues = try store.issues()
                let shown = limit > 0 ? Array(issues.prefix(limit)) : issues
                let people = try store.peopleCounts().mapValues(\.people)
                try Results.print(
                    IssueTable.table(shown, people: people),
                    json: shown.map { IssueTable.JSON($0, people: people[$0.id] ?? 0) }, format: format.format)
            }
        }
    }

    /// `opinion issues members`: for programs, without header; 0 = in no issue.
    struct Members: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "members", abstract: "每个收下的输入行一行：原编号、所属热点问题编号（0 表示不属于任何问题）。")

        /// The formats of this list.
        enum Format: String, ExpressibleByArgument, CaseIterable { case tsv }

        @OptionGroup var store: StoreOptions
        @Option(help: "输出格式：tsv（无表头）。") var format: Format = .tsv
        @Flag(help: "加一列来源文件。") var source = false

        func run() throws {
            try CommandFailure.reporting {
                let output = try LineOutput(path: nil)
                try store.open().forEachIssueMember { member in
                    var line = Self.cell(member.number ?? "") + "\t\(member.issue?.rawValue ?? 0)"
                    if source { line += "\t" + Self.cell(member.source.file) }
                    output.append(line + "\n")
                    try output.flushIfFull()
                }
                try output.close()
            }
        }

        /// Tabs and line ends would break the table; they become spaces.
        private static func cell(_ text: String) -> String {
            guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return text }
            return String(decoding: text.utf8.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }, as: UTF8.self)
        }
    }
}
