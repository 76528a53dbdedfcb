import ArgumentParser
import Classification
import Foundation
import OpinionPipeline
import OpinionStore

/// `opinion classify apply`: one line in, one line out.
struct ClassifyApplyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "用训练好的模型给文本或数据库里的诉求分类。",
        discussion: """
            输入每行“编号 文本”（加 --with-labels 则为“编号 类别 文本”），用制表符隔开，没有表头。每行输入对应一行输出，\
            没有表头：编号、类别、把握（0 至 1）、次选类别、起决定作用的词。没有可凭的内容时类别为“未分类”、把握为 0。
            """)

    @Argument(help: "文本文件（UTF-8）；- 表示标准输入。") var file: String?
    @Option(help: "模型文件（由 opinion classify train 生成）。") var model: String
    @Option(name: .customLong("store"), help: "数据库文件：给其中每件诉求分类。") var storePath: String?
    @Flag(help: "输入带类别；另在标准错误上给出得分。") var withLabels = false
    @Option(name: .customLong("back-off"), help: "把握低于此数（0 至 1）时退到上一级类别。") var backOff: Double?
    @Option(help: "列出几个起决定作用的词，0 至 20。") var terms = 5
    @Option(help: "写出的文件；省略则写到标准输出。") var out: String?
    @OptionGroup var threads: ThreadOptions

    func validate() throws {
        guard (file == nil) != (storePath == nil) else { throw ValidationError("请给出文本文件或 --store 数据库，二者取一") }
        guard !withLabels || file != nil else { throw ValidationError("--with-labels 只用于文本文件") }
        guard (0...20).contains(terms) else { throw ValidationError("--terms 应为 0 至 20") }
        guard backOff.map({ (0...1).contains($0) }) ?? true else { throw ValidationError("--back-off 应为 0 至 1") }
    }

    func run() throws {
        try CommandFailure.reporting {
            let classifier = try TextClassifier(DataFolder.find(program: DataFolder.runningProgram), model: model)
            let output = AnswerOutput(classifier, output: try LineOutput(path: out), backOff: backOff)
            if let storePath {
                let store = try Store(path: storePath, mode: .readOnly)
                try classifier.classify(store, terms: terms, threads: threads.count) { try output.write($0) }
            } else {
                try LineBatches.read(file, size: TextClassifier.batch) { lines in
                    try output.write(
                        classifier.classify(
                            lines: lines, hasLabels: withLabels, terms: terms, threads: threads.count))
                }
            }
            try output.close()
            if output.broken > 0 {
                Console.warn("\(output.broken) 行缺少制表符（应为编号\(withLabels ? "、类别" : "")、文本），按空文本处理")
            }
            if output.empty > 0 { Console.warn("\(output.empty) 行没有可凭的内容，记为未分类") }
            if withLabels, !output.labelled.isEmpty {
                let report = ClassifierReport(classifier.figures(output.labelled), confusions: 0) { _ in ("", "") }
                for line in report.scoreLines { Console.note(line) }
            }
        }
    }
}

/// Lines of a file, some at a time.
enum LineBatches {
    static func read(_ path: String?, size: Int, _ body: ([[UInt8]]) throws -> Void) throws {
        var lines: [[UInt8]] = []
        try TextLines.read(path) { line in
            lines.append(Array(line))
            if lines.count == size {
                try body(lines)
                lines.removeAll(keepingCapacity: true)
            }
        }
        if !lines.isEmpty { try body(lines) }
    }
}

/// Writes answers as lines of five fields and counts what there is to say about them.
final class AnswerOutput {
    private let classifier: TextClassifier
    private let output: LineOutput
    private let backOff: Double?
    /// Lines without the tabs that they should have.
    private(set) var broken = 0
    /// Lines without anything that the model knows.
    private(set) var empty = 0
    /// The labelled lines' classes and probabilities.
    private(set) var labelled: [(label: String, probabilities: [Double]?)] = []

    init(_ classifier: TextClassifier, output: LineOutput, backOff: Double?) {
        self.classifier = classifier
        self.output = output
        self.backOff = backOff
    }

    func write(_ answers: [TextClassifier.Answer]) throws {
        for answer in answers {
            if !answer.isWhole { broken += 1 }
            if let label = answer.label { labelled.append((label, answer.decision?.probabilities)) }
            answer.id.withUnsafeBufferPointer { output.append($0) }
            guard let decision = answer.decision else {
                empty += 1
                output.append("\t未分类\t0.0000\t\t\n")
                try output.flushIfFull()
                continue
            }
            let level =
                backOff.map {
                    classifier.paths.level(of: decision.best, probabilities: decision.probabilities, threshold: $0)
                }
            let name = level?.name ?? classifier.model.classes[decision.best]
            let confidence = String(format: "%.4f", level?.probability ?? decision.confidence)
            let runnerUp = classifier.model.classes[decision.runnerUp]
            output.append("\t\(name)\t\(confidence)\t\(runnerUp)\t\(decision.terms.joined(separator: "、"))\n")
            try output.flushIfFull()
        }
    }

    func close() throws { try output.close() }
}
