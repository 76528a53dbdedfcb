import ArgumentParser
import Classification
import Foundation
import OpinionPipeline
import OpinionStore

/// `opinion classify train`: learns from labelled texts and says how good the result is.
struct ClassifyTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "用已分类的文本训练模型，并给出逐类得分。",
        discussion: """
            输入每行“编号 类别 文本”，用制表符隔开，没有表头。打印的得分来自留出折：每件文本都由没见过它的模型判断。\
            复核时改正的类别（模型文件名加 .corrections.tsv）自动并入训练。模型里没有原文。
            """)

    @Argument(help: "训练文本（UTF-8）：编号、类别、文本，制表符分隔。") var file: String
    @Option(help: "写出的模型文件。") var model: String
    @Option(help: "留出折数，2 至 20。") var folds = 5
    @Option(name: .customLong("c"), help: "错判的代价，0.001 至 1000；越大越贴合训练文本。") var cost: Double?
    @Flag(inversion: .prefixedNo, help: "按类别件数平衡：少见类别的错判代价更高。") var balanced = ClassifierSettings().isBalanced
    @Flag(help: "略去只有一件的类别；不加则报错。") var skipSmall = false
    @Option(help: "类别所属的分类体系：数据库里的版本名称，或 .xlsx、.csv 文件；其中没有的类别略去，内容哈希写进模型。") var taxonomy: String?
    @Option(name: .customLong("store"), help: "数据库文件：--taxonomy 所指的版本在其中。") var storePath: String?
    @Option(help: "列出最常见混淆的对数，0 至 1000。") var confusions = 5
    @OptionGroup var threads: ThreadOptions
    @OptionGroup var format: ReportFormatOptions

    func validate() throws {
        guard (0...1000).contains(confusions) else { throw ValidationError("--confusions 应为 0 至 1000") }
    }

    func run() throws {
        try CommandFailure.reporting {
            var settings = ClassifierSettings()
            settings.folds = folds
            if let cost { settings.cost = cost }
            settings.isBalanced = balanced
            var rows = LabelledRows(labelled: try LabelledFile.read(file))
            LabelledFile.warn(rows, of: file)
            guard !rows.rows.isEmpty else { throw CommandFailure(.badData, "\(file)：没有可用的行（编号、类别、文本）") }
            var tables = [LabelledRows]()
            let corrections = Corrections.path(model: model)
            if FileManager.default.fileExists(atPath: corrections) {
                let table = LabelledRows(labelled: try LabelledFile.read(corrections))
                LabelledFile.warn(table, of: corrections)
                let applied = rows.apply(table)
                if !applied.added.rows.isEmpty { tables.append(applied.added) }
                Console.note("\(corrections)：改正 \(applied.changed) 件，新增 \(applied.added.rows.count) 件")
            }
            var contentHash: UInt64 = 0
            if let taxonomy {
                let store = try storePath.map { try Store(path: $0, mode: .readOnly) }
                let tree = try TaxonomyOption.taxonomy(taxonomy, store: store)
                contentHash = tree.contentHash
                let unknown = rows.keep(Set(tree.paths))
                for (name, count) in unknown.prefix(20) { Console.warn("分类体系里没有类别“\(name)”，略去 \(count) 件") }
                if unknown.count > 20 { Console.warn("另有 \(unknown.count - 20) 个类别不在分类体系里") }
                for index in tables.indices { _ = tables[index].keep(Set(tree.paths)) }
            }
            if skipSmall {
                let names = rows.dropSmallClasses()
                if !names.isEmpty { Console.warn("略去只有一件的类别 \(names.count) 个：\(names.joined(separator: "、"))") }
            }
            tables.insert(rows, at: 0)
            let training = try ClassifierTraining(
                DataFolder.find(program: DataFolder.runningProgram), settings: settings)
            let outcome = try CommandFailure.naming(file) {
                try training.run(tables, contentHash: contentHash, threads: threads.count)
            }
            try Output.write(outcome.trained.bytes, to: model)
            let report = ClassifierReport(outcome, confusions: confusions)
            switch format.format {
            case .text: try Results.write(report.text(folds: folds))
            case .json: try Results.printJSON(report)
            }
        }
    }
}

/// Files of labelled rows.
enum LabelledFile {
    private static let shownProblems = 20

    /// All bytes of a file or of standard input.
    static func read(_ path: String) throws -> [UInt8] {
        let handle = try Input.open(path)
        defer { if path != "-" { try? handle.close() } }
        var bytes: [UInt8] = []
        while let chunk = try Input.read(handle, upTo: 1 << 20), !chunk.isEmpty { bytes.append(contentsOf: chunk) }
        return bytes
    }

    /// Names the lines that were left out.
    static func warn(_ rows: LabelledRows, of path: String) {
        for problem in rows.problems.prefix(shownProblems) { Console.warn("\(path) \(problem)") }
        let more = rows.problems.count - shownProblems
        if more > 0 { Console.warn("\(path)：另有 \(more) 行不能用") }
    }
}

/// Where corrections of a model's answers are kept.
enum Corrections {
    /// The file beside a model.
    static func path(model: String) -> String { model + ".corrections.tsv" }
}
