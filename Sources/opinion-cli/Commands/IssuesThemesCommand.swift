import ArgumentParser
import OpinionRanking
import OpinionReports
import OpinionStore

/// `opinion issues themes`: the themes above the issues, for reading.
struct IssuesThemesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "themes", abstract: "按类别和主题看热点问题：不同地点的同一类事情归为一个主题。",
        discussion: "主题只供阅读，不参与计数和排名；主题的次序每次运行可能不同，问题编号不变。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOptions
    @Option(help: "只看这个类别（一级）。") var category: String?
    @Option(help: "最多列出多少个主题；0 表示全部。") var limit = 0

    func run() throws {
        try CommandFailure.reporting {
            let store = try store.open()
            let issues = Dictionary(try store.issues().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            let all = try store.themes().filter { category == nil || $0.category == category }
            let shown = limit > 0 ? Array(all.prefix(limit)) : all
            try Results.print(
                ThemeTable.table(shown, issues), json: shown.map { ThemeTable.JSON($0, issues) }, format: format.format)
        }
    }
}

/// Themes as a table and as JSON.
private enum ThemeTable {
    /// A row for each theme, with its largest issues.
    static func table(_ themes: [IssueTheme], _ issues: [IssueID: OpinionRanking.Issue]) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("类别"), .init("主题", maximumWidth: 32), .init("问题", .right), .init("件数", .right),
                .init("其中（编号 问题）", maximumWidth: 80),
            ],
            rows: themes.map { theme in
                let named = theme.issues.prefix(3).compactMap { issues[$0] }.map { "\($0.id) \($0.label)" }
                return [
                    theme.category ?? "未分类", theme.label, "\(theme.issues.count)", "\(records(theme, issues))",
                    named.joined(separator: "；") + (theme.issues.count > named.count ? " 等" : ""),
                ]
            })
    }

    private static func records(_ theme: IssueTheme, _ issues: [IssueID: OpinionRanking.Issue]) -> Int {
        theme.issues.reduce(0) { $0 + (issues[$1]?.members.count ?? 0) }
    }

    struct JSON: Encodable {
        var theme: String
        var category: String?
        var records: Int
        var issues: [Int]

        init(_ theme: IssueTheme, _ issues: [IssueID: OpinionRanking.Issue]) {
            self.theme = theme.label
            category = theme.category
            records = ThemeTable.records(theme, issues)
            self.issues = theme.issues.map(\.rawValue)
        }
    }
}
