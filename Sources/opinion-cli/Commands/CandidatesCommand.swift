import ArgumentParser
import OpinionReports
import OpinionStore

/// `opinion candidates`: the ranked candidates, with every part of the score.
struct CandidatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "candidates", abstract: "列出民生实事候选，得分由各项相加。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOptions
    @Option(help: "最多列出多少个；0 表示全部。") var limit = 0
    @Flag(help: "逐项列出得分来源。") var parts = false

    func run() throws {
        try CommandFailure.reporting {
            let all = try store.open().candidates()
            let shown = limit > 0 ? Array(all.prefix(limit)) : all
            guard parts, format.format != .json else {
                return try Results.print(
                    CandidateTable.table(shown), json: shown.map(CandidateTable.JSON.init), format: format.format)
            }
            let rows = shown.flatMap { candidate in
                candidate.parts.map { part in
                    [
                        "\(candidate.rank)", candidate.title, part.name, Results.one(part.value),
                        Results.one(part.weight), Results.one(part.points), part.explanation,
                    ]
                } + [["\(candidate.rank)", candidate.title, "合计", "", "", Results.one(candidate.score), ""]]
            }
            let table = TerminalTable(
                columns: [
                    .init("名次", .right), .init("候选项目", maximumWidth: 30), .init("项"), .init("数值", .right),
                    .init("权重", .right), .init("得分", .right), .init("说明", maximumWidth: 80),
                ], rows: rows)
            try Results.write(format.format == .tsv ? table.tsv() : table.text())
        }
    }
}
