import ArgumentParser
import Classification
import Foundation
import OpinionPipeline
import OpinionReports
import OpinionStore

/// `opinion classify seed`: a first model without any labels, from the taxonomy's words.
struct ClassifySeedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "还没有标注时，用分类体系的名称和说明作种子词，得出初始模型。",
        discussion: """
            种子词先给文本投票，再沿相近的文本传播，最后由分类器学习。没有人核对过，把握也就低：它是两种看法\
            （种子词、没见过该文本的模型）相合的比例。请随后用 opinion classify review 复核、再用 train 训练。
            """)

    @Argument(help: "没有标注的文本（UTF-8）：编号、文本，制表符分隔；- 表示标准输入。") var file: String?
    @Option(help: "分类体系：数据库里的版本名称，或 .xlsx、.csv 文件。") var taxonomy: String
    @Option(name: .customLong("store"), help: "数据库文件：用其中的诉求（和分类体系）。") var storePath: String?
    @Option(help: "写出的模型文件。") var model: String
    @Option(help: "分到第几级，1 至 5。") var level = 1
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var format: ReportFormatOptions

    struct JSON: Encodable {
        var texts: Int
        var seeded: Int
        var learned: Int
        var agreement: Double
        var classes: [String: Int]
        var empty: [String]
    }

    func validate() throws {
        guard file != nil || storePath != nil else { throw ValidationError("请给出文本文件，或用 --store 指明数据库") }
        guard (1...5).contains(level) else { throw ValidationError("--level 应为 1 至 5") }
    }

    func run() throws {
        try CommandFailure.reporting {
            let data = try DataFolder.find(program: DataFolder.runningProgram)
            let store = try storePath.map { try Store(path: $0, mode: .readOnly) }
            let tree = try TaxonomyOption.taxonomy(taxonomy, store: store)
            var texts: [[UInt8]] = []
            if let file {
                try TextLines.read(file) { line in
                    if let tab = line.firstIndex(of: 9) { texts.append(Array(line[(tab + 1)...])) }
                }
            } else if let store {
                texts = try ColdStart.texts(of: store)
            }
            let analyzer = try Analyzer(configuration: RunConfiguration(), data: data, threads: threads.count)
            var settings = ColdStart.Settings()
            settings.level = level
            let outcome = try ColdStart(analyzer: analyzer, data: data, settings: settings).run(texts, taxonomy: tree)
            try Output.write(outcome.trained.bytes, to: model)
            if format.format == .json {
                return try Results.printJSON(
                    JSON(
                        texts: outcome.texts, seeded: outcome.seeded, learned: outcome.learned,
                        agreement: outcome.agreement,
                        classes: Dictionary(outcome.classes.map { ($0.name, $0.texts) }, uniquingKeysWith: +),
                        empty: outcome.empty))
            }
            try Results.write(Self.text(outcome, model: model))
        }
    }

    private static func text(_ outcome: ColdStart.Outcome, model: String) -> String {
        var text = "\(outcome.texts) 件文本，\(outcome.seeded) 件含种子词，用其中 \(outcome.learned) 件学习 → \(model)\n"
        text += "未经人工标注。种子词与模型相合 \(Int((outcome.agreement * 100).rounded()))%，平均把握按此折算；请复核后重新训练。\n"
        for line in outcome.classes.sorted(by: { ($1.texts, $0.name) < ($0.texts, $1.name) }).prefix(40) {
            text += "  \(line.name)\t\(line.texts)\n"
        }
        if !outcome.empty.isEmpty {
            text += "没有找到文本的类别 \(outcome.empty.count) 个：\(outcome.empty.prefix(20).joined(separator: "、"))\n"
        }
        return text
    }
}

/// `--taxonomy`: the name of a stored version, or a file.
enum TaxonomyOption {
    static func taxonomy(_ name: String, store: Store?) throws -> Taxonomy {
        if let store, try store.taxonomy(named: name) != nil { return try TaxonomyDesk(store).taxonomy(named: name) }
        if FileManager.default.fileExists(atPath: name) { return try TaxonomyDesk.read(URL(fileURLWithPath: name)) }
        guard let store else {
            throw CommandFailure(.noInput, "\(name)：没有这个文件；若是数据库里的版本名称，请加 --store")
        }
        return try TaxonomyDesk(store).taxonomy(named: name)
    }
}
