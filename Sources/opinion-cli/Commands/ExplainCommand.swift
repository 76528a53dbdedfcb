import ArgumentParser
import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore

/// `opinion explain`: why two records are, or are not, taken for one matter.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "说明两件诉求为什么归为（或不归为）同一个问题：每项依据、分值和结论。",
        discussion: """
            两个参数是记录标识（16 位）或来源编号。词的稀有程度取决于全部记录，所以要重读数据库。
            --pairs 写出一次运行会比较的全部记录对及其依据（制表符分隔），供重新拟合权重用。
            """)

    @Argument(help: "第一件：记录标识或来源编号。") var first: String?
    @Argument(help: "第二件。") var second: String?
    @Option(help: "把全部记录对写到这个文件。") var pairs: String?
    @Option(help: "运行配置（JSON），应与运行时相同。") var config: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: ReportFormatOptions

    func validate() throws {
        guard (first == nil) == (second == nil), (first == nil) != (pairs == nil) else {
            throw ValidationError("请给出两件诉求，或者 --pairs 文件")
        }
    }

    func run() throws {
        try CommandFailure.reporting {
            let store = try store.open()
            let settings =
                try config.map { try RunConfiguration(contentsOf: URL(fileURLWithPath: $0)) } ?? RunConfiguration()
            let analyzer = try Analyzer(
                configuration: settings, data: try DataFolder.find(program: DataFolder.runningProgram),
                threads: ProcessInfo.processInfo.activeProcessorCount)
            if let pairs {
                let output = try LineOutput(path: pairs)
                try analyzer.candidatePairs(in: store) { output.append($0 + "\n") }
                return try output.close()
            }
            let (left, right) = (try find(first ?? "", store), try find(second ?? "", store))
            guard let found = try analyzer.explain(left, right, in: store) else {
                throw CommandFailure(.noInput, "数据库里没有这两件诉求")
            }
            let same = try store.issue(of: left).map { try store.issue(of: right) == $0 } ?? false
            switch format.format {
            case .json: try Results.printJSON(JSON(found, inOneIssue: same))
            case .text: try Results.write(Self.text(found, inOneIssue: same))
            }
        }
    }

    private func find(_ name: String, _ store: Store) throws -> RecordID {
        if try store.shownRecord(RecordID(rawValue: name)) != nil { return RecordID(rawValue: name) }
        guard let id = try store.find(number: name).first else {
            throw CommandFailure(.noInput, "\(name)：数据库里没有这个记录标识或来源编号")
        }
        return id
    }

    private static func text(_ found: PairExplanation, inOneIssue: Bool) -> String {
        func number(_ value: Double) -> String { String(format: "%+.2f", value) }
        var text = ""
        if found.areCopies { text += "两件文字相同或几乎相同，直接归为同一个问题。\n" }
        text += "是同一件事的可能性：\(String(format: "%.2f", found.probability))"
        text += "（各组平均达到 \(String(format: "%.2f", found.limit)) 才合并）\n"
        if !found.isCompared { text += "两件用词相差太远，运行时不会直接比较。\n" }
        text += inOneIssue ? "结论：现在在同一个问题里。\n" : "结论：现在不在同一个问题里。\n"
        text += "依据（值 → 加减分，合计即对数几率）：\n  起点 \(number(found.bias))\n"
        let parts = found.parts.filter { $0.contribution != 0 }
            .sorted { (abs($1.contribution), $0.name) < (abs($0.contribution), $1.name) }
        for part in parts {
            text += "  \(part.name) \(String(format: "%.2f", part.value)) → \(number(part.contribution))\n"
        }
        return text
    }

    private struct JSON: Encodable {
        struct Part: Encodable {
            var name: String
            var value: Double
            var contribution: Double
        }
        var probability: Double
        var limit: Double
        var bias: Double
        var areCopies: Bool
        var isCompared: Bool
        var inOneIssue: Bool
        var parts: [Part]

        init(_ found: PairExplanation, inOneIssue: Bool) {
            probability = found.probability
            limit = found.limit
            bias = found.bias
            areCopies = found.areCopies
            isCompared = found.isCompared
            self.inOneIssue = inOneIssue
            parts = found.parts.map { Part(name: $0.name, value: $0.value, contribution: $0.contribution) }
        }
    }
}
