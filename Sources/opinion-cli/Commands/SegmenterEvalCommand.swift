import ArgumentParser
import ChineseSegmenter
import Foundation
import OpinionPipeline

/// `opinion segmenter eval`: how well a model agrees with segmented text, and what it gets wrong.
struct SegmenterEvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval", abstract: "在已分词的文本上评测分词模型。",
        discussion: "按 SIGHAN 的办法计算准确率、召回率、F1；给出 --train-words 时另算未登录词召回率。")

    @Argument(help: "标准答案（UTF-8），每行一句，词间空白；- 表示标准输入。") var gold: String
    @Option(help: "模型文件；省略则用随附的模型。") var model: String?
    @Option(help: "词典：编译好的 .words 文件，或“词 频次 词性”文本；省略则用随附的词典。") var words: String?
    @OptionGroup var dictionaries: UserDictionaryOptions
    @Option(help: "训练语料的词表，每行一词；不在其中的词算未登录词。") var trainWords: String?
    @Option(help: "列出最常见错误的条数。") var errors = 20
    @OptionGroup var format: ReportFormatOptions

    func run() throws {
        try CommandFailure.reporting {
            let segmenter = try Segmenter(
                model: TaggerModel(path: model ?? shipped().dictionary("segmenter.model").path),
                dictionary: WordDictionary.open(words ?? shipped().dictionary("general.words").path),
                userLists: dictionaries.lists(shipped()))
            let known = try trainWords.map { path in
                Set(
                    try SegmentedText.read(path).split(whereSeparator: \.isNewline).compactMap { line in
                        line.split(whereSeparator: \.isWhitespace).first.map(String.init)
                    })
            }
            let evaluation = try SegmentationEvaluation(
                text: SegmentedText.read(gold), segmenter: segmenter, known: known)
            guard evaluation.sentences > 0 else { throw CommandFailure(.badData, "\(gold)：没有句子") }
            let report = Report(evaluation, errors: errors)
            switch format.format {
            case .text: try Results.write(report.text)
            case .json: try Results.printJSON(report)
            }
        }
    }

    private func shipped() throws -> DataFolder { try DataFolder.find(program: DataFolder.runningProgram) }

    /// What is printed.
    struct Report: Encodable {
        struct Mistake: Encodable {
            var count: Int
            var gold: String
            var found: String
            var context: String
        }

        var sentences: Int
        var words: Int
        var precision: Double
        var recall: Double
        var f1: Double
        var oovRecall: Double?
        var errors: [Mistake]

        init(_ evaluation: SegmentationEvaluation, errors limit: Int) {
            let score = evaluation.score
            sentences = evaluation.sentences
            words = score.goldWords
            precision = score.precision
            recall = score.recall
            f1 = score.f1
            oovRecall = score.unknownRecall
            errors = evaluation.mostFrequent(limit).map {
                Mistake(count: $0.count, gold: $0.gold, found: $0.found, context: $0.context)
            }
        }

        var text: String {
            func four(_ value: Double) -> String { String(format: "%.4f", value) }
            var lines = [
                "\(sentences) 句，\(words) 词",
                "准确率 \(four(precision))  召回率 \(four(recall))  F1 \(four(f1))",
            ]
            if let oovRecall { lines.append("未登录词召回率 \(four(oovRecall))") }
            if !errors.isEmpty { lines.append("最常见的错误（次数  应为 → 实为  例）：") }
            lines += errors.map { "\($0.count)  \($0.gold) → \($0.found)  \($0.context)" }
            return lines.joined(separator: "\n") + "\n"
        }
    }
}
