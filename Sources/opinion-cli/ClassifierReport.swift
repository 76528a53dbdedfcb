import Classification
import Foundation
import OpinionPipeline
import OpinionReports

/// How good a classifier is, as text and as JSON.
struct ClassifierReport: Encodable {
    struct ClassLine: Encodable {
        var name: String
        var texts: Int
        var precision: Double
        var recall: Double
        var f1: Double
    }

    struct Example: Encodable {
        var id: String
        var confidence: Double
        var beginning: String
    }

    struct Confusion: Encodable {
        var label: String
        var guess: String
        var count: Int
        var examples: [Example]
    }

    var texts: Int
    var features: Int?
    var accuracy: Double
    var macroF1: Double
    var calibrationError: Double
    var coverageAt95: Double
    var confidenceAt95: Double
    var classes: [ClassLine]
    var table: [[Int]]
    var confusions: [Confusion]

    private static let examples = 3

    /// Of a training.
    init(_ outcome: ClassifierTraining.Outcome, confusions limit: Int) {
        self.init(outcome.trained.heldOut, confusions: limit) { row in (outcome.ids[row], outcome.beginnings[row]) }
        features = outcome.trained.features
    }

    /// Of any results; `describe` gives a row's id and masked beginning.
    init(_ results: HeldOutResults, confusions limit: Int, describe: (Int) -> (id: String, beginning: String)) {
        texts = results.labels.count
        accuracy = results.accuracy
        macroF1 = results.macroF1
        calibrationError = results.calibrationError
        let covered = results.coverage(precision: 0.95)
        coverageAt95 = covered.share
        confidenceAt95 = covered.confidence
        classes = results.figures.map {
            ClassLine(name: $0.name, texts: $0.texts, precision: $0.precision, recall: $0.recall, f1: $0.f1)
        }
        table = results.confusionTable
        confusions = results.worstConfusions(limit).map { confusion in
            Confusion(
                label: confusion.label, guess: confusion.guess, count: confusion.rows.count,
                examples: confusion.rows.prefix(Self.examples).map { row in
                    let (id, beginning) = describe(row)
                    return Example(id: id, confidence: results.confidence(row), beginning: beginning)
                })
        }
    }

    /// For a person.
    func text(folds: Int) -> String {
        var lines = [
            "\(texts) 件，\(classes.count) 类" + (features.map { "，\($0) 个特征" } ?? "") + "；以下得分来自 \(folds) 折留出文本"
        ]
        lines += scoreLines
        return lines.joined(separator: "\n") + "\n"
    }

    /// The figures, line by line.
    var scoreLines: [String] {
        func four(_ value: Double) -> String { String(format: "%.4f", value) }
        var lines = [
            TerminalTable(
                columns: [
                    .init("类别", maximumWidth: 40), .init("件数", .right), .init("准确率", .right), .init("召回率", .right),
                    .init("F1", .right),
                ],
                rows: classes.map { [$0.name, "\($0.texts)", four($0.precision), four($0.recall), four($0.f1)] }
            ).text().trimmingCharacters(in: .newlines),
            "宏平均 F1 \(four(macroF1))  正确率 \(four(accuracy))  校准误差 ECE \(four(calibrationError))",
            "95% 准确时可自动处理 \(String(format: "%.1f", coverageAt95 * 100))%（把握不低于 \(four(confidenceAt95)) 的）",
        ]
        // A wider table fits no terminal.
        if classes.count <= 30 {
            lines.append("混淆表（行：应为；列：判为，按同样顺序编号）：")
            lines.append(
                TerminalTable(
                    columns: [.init("", .right), .init("类别", maximumWidth: 24)]
                        + classes.indices.map { .init("\($0 + 1)", .right) },
                    rows: table.enumerated().map { index, row in
                        ["\(index + 1)", classes[index].name] + row.map { $0 == 0 ? "·" : "\($0)" }
                    }
                ).text().trimmingCharacters(in: .newlines))
        }
        if !confusions.isEmpty { lines.append("最常见的混淆（应为 → 判为，例子从最有把握的错判列起，已脱敏）：") }
        for confusion in confusions {
            lines.append("\(confusion.label) → \(confusion.guess)  \(confusion.count) 件")
            lines += confusion.examples.map { "  \($0.id)  \(four($0.confidence))  \($0.beginning)…" }
        }
        return lines
    }
}
