import ArgumentParser
import Classification
import Foundation
import OpinionPipeline
import OpinionReports
import OpinionStore

/// `opinion classify review`: what the model is least sure of, for a person to decide; decisions train the next model.
struct ClassifyReviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review", abstract: "列出最没有把握的分类供人复核；改正用于下次训练。",
        discussion: """
            先用 --out 写出复核表：第一栏“改为”填正确的类别，判对的填“对”，不填的不算。再用 --from 收回复核表，改正存入\
            “模型文件名.corrections.tsv”，下次 opinion classify train 写同一模型时自动并入；同一编号以后一次为准。
            """)

    @Argument(help: "文本文件（UTF-8）：编号、文本，制表符分隔；- 表示标准输入。") var file: String?
    @Option(help: "模型文件（由 opinion classify train 生成）。") var model: String
    @Option(name: .customLong("store"), help: "数据库文件：复核其中的诉求。") var storePath: String?
    @Option(help: "最多列出几件，1 至 100000。") var limit = 50
    @Option(help: "写出复核表（tsv）；不覆盖已有的文件。") var out: String?
    @Option(name: .customLong("from"), help: "收回填好的复核表。") var filled: String?
    @Flag(help: "收回时允许模型里没有的类别。") var newClasses = false
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var format: FormatOptions

    func validate() throws {
        let sources = [file, storePath, filled].count { $0 != nil }
        guard sources == 1 else { throw ValidationError("请给出文本文件、--store 数据库或 --from 复核表，三者取一") }
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit 应为 1 至 100000") }
    }

    func run() throws {
        try CommandFailure.reporting {
            if let filled { return try collect(filled) }
            if let out, FileManager.default.fileExists(atPath: out) {
                throw CommandFailure(.cannotCreate, "\(out)：已经存在，里面可能有改正；请换一个文件名")
            }
            let classifier = try TextClassifier(DataFolder.find(program: DataFolder.runningProgram), model: model)
            var queue = ReviewQueue(limit: limit, classes: classifier.model.classes)
            if let storePath {
                let store = try Store(path: storePath, mode: .readOnly)
                try classifier.classify(store, terms: 0, threads: threads.count) { queue.add($0) }
            } else {
                try LineBatches.read(file, size: TextClassifier.batch) { lines in
                    queue.add(classifier.classify(lines: lines, hasLabels: false, terms: 0, threads: threads.count))
                }
            }
            let items = queue.items()
            if let out {
                try Output.write(Data(ReviewTable.text(items).utf8), to: out)
                Console.note(
                    "\(items.count) 件 → \(out)；第一栏填正确的类别或“对”，再运行 opinion classify review --model \(model) --from \(out)"
                )
            } else {
                try Results.print(Self.table(items), json: items, format: format.format)
            }
        }
    }

    /// Keeps what a person filled in.
    private func collect(_ path: String) throws {
        let classes = try LinearClassifier(path: model).classes
        let reading = ReviewTable.read(
            String(decoding: try LabelledFile.read(path), as: UTF8.self), known: newClasses ? nil : Set(classes))
        for problem in reading.problems.prefix(20) { Console.warn("\(path) \(problem)") }
        if reading.problems.count > 20 { Console.warn("\(path)：另有 \(reading.problems.count - 20) 行不能用") }
        guard !reading.corrections.isEmpty else { throw CommandFailure(.badData, "\(path)：没有填好的行（第一栏填类别或“对”）") }
        let target = Corrections.path(model: model)
        var content =
            FileManager.default.fileExists(atPath: target)
            ? String(decoding: try LabelledFile.read(target), as: UTF8.self) : ""
        if !content.isEmpty, !content.hasSuffix("\n") { content += "\n" }
        for row in reading.corrections { content += "\(row.id)\t\(row.label)\t\(row.text)\n" }
        try Output.write(Data(content.utf8), to: target)
        Console.note("收下 \(reading.corrections.count) 件 → \(target)；下次训练写同一模型时并入")
        if !reading.problems.isEmpty { throw ExitCode(CommandFailure.Code.partly.rawValue) }
    }

    private static func table(_ items: [ReviewItem]) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("编号", maximumWidth: 24), .init("判为", maximumWidth: 24), .init("把握", .right),
                .init("次选", maximumWidth: 24), .init("文本", maximumWidth: 60),
            ],
            rows: items.map {
                [$0.id, $0.guess, String(format: "%.4f", $0.confidence), $0.runnerUp, String($0.text.prefix(60))]
            })
    }
}
