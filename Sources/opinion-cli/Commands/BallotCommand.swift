import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore
import OpinionVoting

/// `opinion ballot`: the chosen candidates as a ballot under a rule file.
struct BallotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ballot", abstract: "用排在前面的候选生成票决票。",
        discussion: "默认取通过门槛的前（应选数 + 差额）名；也可用 --candidate 逐个指定。另写一份同名 .txt 供打印。")

    @OptionGroup var store: StoreOptions
    @Option(help: "应选项目数。") var seats: Int
    @Option(help: "规则文件（JSON），见 rules/README.md。") var rules: String
    @Option(help: "写出的票决票（JSON）。") var out: String
    @Option(name: .customLong("candidate"), help: "候选标识，可多次给出；省略则按名次。") var chosen: [String] = []
    @OptionGroup var clock: ClockOptions

    func validate() throws { guard seats > 0 else { throw ValidationError("--seats 应大于 0") } }

    func run() throws {
        try CommandFailure.reporting {
            let now = try clock.clock()
            let rules = try VotingFiles.rules(rules).with(seats: seats)
            let store = try Store(path: store.path, mode: .existing)
            let paper = try BallotStage.paper(
                candidates: store.candidates(), chosen: chosen, rules: rules)
            try Output.write(paper.jsonData(), to: out)
            let text = URL(fileURLWithPath: out).deletingPathExtension().appendingPathExtension("txt").path
            try Output.write(Data(paper.text().utf8), to: text)
            try BallotStage.keep(paper, in: store, at: now)
            Console.note("票决票：\(paper.candidates.count) 个候选，应选 \(paper.seats) 个 → \(out)、\(text)")
        }
    }
}

/// Reading the files of a vote.
enum VotingFiles {
    static func data(_ path: String) throws -> Data {
        let handle = try Input.open(path)
        do { return try handle.readToEnd() ?? Data() } catch {
            throw CommandFailure(.noInput, "\(path)：读取时出错（\(error.localizedDescription)）")
        }
    }

    static func rules(_ path: String) throws -> BallotRules {
        try CommandFailure.naming(path) { try BallotRules.read(data(path)) }
    }

    static func paper(_ path: String) throws -> BallotPaper {
        try CommandFailure.naming(path) { try BallotPaper.read(data(path)) }
    }
}
