import ArgumentParser
import Foundation
import OpinionPipeline
import OpinionVoting

/// `opinion tally`: ballots counted under a rule file, with minutes that explain each result.
struct TallyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tally", abstract: "按规则文件计票，逐项说明结果。",
        discussion: "计票文件为 CSV，每个标记一行，列为 ballot、candidate、mark；空白票写一行，后两列留空。")

    @Option(help: "规则文件（JSON）。") var rules: String
    @Option(help: "计票文件（CSV）。") var ballots: String
    @Option(help: "票决票（opinion ballot 写出的 JSON）；规则文件已列候选时可省。") var paper: String?
    @OptionGroup var format: ReportFormatOptions

    func run() throws {
        try CommandFailure.reporting {
            let paper = try paper.map { try BallotPaper.read(VotingFiles.data($0)) }
            var rules = try VotingFiles.rules(rules)
            if let paper { rules = rules.with(seats: paper.seats) }
            let result = try TallyStage.count(rules: rules, paper: paper, ballots: VotingFiles.data(ballots))
            switch format.format {
            case .text: try Results.write(Minutes(result).text)
            case .json: try Results.write(String(decoding: result.jsonData(), as: UTF8.self) + "\n")
            }
        }
    }
}
