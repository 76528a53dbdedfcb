import ArgumentParser
import Foundation
import OpinionPipeline
import OpinionRanking
import OpinionStore

/// `opinion proposals draft`: material for a deputy's own investigation, from an issue.
struct ProposalsDraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "根据一个热点问题归纳参考稿，供代表调研后自拟建议。",
        discussion: """
            稿中只有事实、人数件数、时间地点和脱敏的原话片段（每段不超过 40 字、不超过原文一半），不转交任何来信；\
            “代表调研所见”和“方案”留空，由代表本人填写。举报件不用。
            """)

    @Argument(help: "热点问题编号，如 12 或 issue:12。") var issue: String
    @OptionGroup var store: StoreOptions
    @Option(help: "写出的文件；省略则写到标准输出。") var out: String?
    @OptionGroup var format: ReportFormatOptions
    @OptionGroup var clock: ClockOptions

    func run() throws {
        try CommandFailure.reporting {
            let digits = issue.hasPrefix("issue:") ? String(issue.dropFirst(6)) : issue
            guard let number = Int(digits) else { throw ValidationError("热点问题编号应为数字，如 12 或 issue:12") }
            let store = out == nil ? try store.open() : try Store(path: store.path, mode: .existing)
            guard let draft = try IssueDraft(of: IssueID(rawValue: number), in: store) else {
                throw CommandFailure(.noInput, "\(issue)：数据库里没有这个热点问题，或其中没有可以引用的诉求")
            }
            guard let out else {
                if format.format == .json { return try Results.printJSON(draft) }
                return try Results.write(DraftText.text(draft))
            }
            if FileManager.default.fileExists(atPath: out) {
                throw CommandFailure(.cannotCreate, "\(out)：已经存在，里面可能有代表填写的内容；请换一个文件名")
            }
            try store.audit("export", detail: "{\"kind\":\"draft\",\"issue\":\(number)}", time: clock.clock())
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let bytes = format.format == .json ? try encoder.encode(draft) : Data(DraftText.text(draft).utf8)
            try Output.write(bytes, to: out)
            Console.note("参考稿 → \(out)")
        }
    }
}
