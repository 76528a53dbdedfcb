import ArgumentParser
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore

/// `--author`, `--reason` and `--store` of the commands that decide on issues.
struct CorrectionOptions: ParsableArguments {
    @Option(help: "由谁决定（姓名）。") var author: String
    @Option(help: "理由；其中的个人信息会脱敏。") var reason: String
    @Option(help: "数据库文件（由 opinion run 生成）。") var store = "opinion.sqlite"
    @OptionGroup var clock: ClockOptions
    @OptionGroup var format: ReportFormatOptions

    /// Takes a decision and tells it.
    ///
    /// - Parameter request: what is asked, with names looked up.
    func take(_ request: (IssueCorrection) throws -> IssueCorrection.Request) throws {
        try CommandFailure.reporting {
            let correction = try IssueCorrection(Store(path: store, mode: .existing))
            let decision = try correction.take(
                try request(correction), author: author, reason: reason, at: try clock.clock())
            if format.format == .json { return try Results.printJSON(DecisionTable.JSON(decision, stands: true)) }
            try Results.write(
                "已记下第 \(decision.id) 号决定：\(decision.summary)。\n下次 opinion run 时执行；要马上执行，运行 opinion issues apply --store \(store)\n"
            )
        }
    }
}
