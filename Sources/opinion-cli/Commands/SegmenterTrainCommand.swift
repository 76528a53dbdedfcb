import ArgumentParser
import ChineseSegmenter
import Foundation

/// `opinion segmenter train`: segmented text to a model file.
struct SegmenterTrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "train", abstract: "用已分词的文本训练分词模型。",
        discussion: "语料每行一句，词与词之间以空白分隔。语料、词典和参数相同，写出的模型逐字节相同。")

    @Argument(help: "已分词的语料（UTF-8）；- 表示标准输入。") var corpus: String
    @Option(help: "词典：编译好的 .words 文件，或“词 频次 词性”文本。分词时须用同一词典。") var words: String
    @Option(help: "写出的模型文件。") var out: String
    @Option(help: "训练轮数，1 至 1000。") var epochs = 5
    @Option(help: "保留的字对个数，取权重最大的。") var pairs = 200_000
    @Option(help: "句子次序的随机种子。") var seed: UInt64 = 1
    @Flag(help: "提取词典特征时从词频中减去本句的词；词典取自同一语料时用。") var jackknife = false
    @Option(help: "分词规范文件（dicts/convention.txt 的格式）：语料先按它切开。") var convention: String?
    @Option(help: "学习方法：perceptron（平均感知机，跨领域稳）或 field（条件随机场，与语料同类的文本更准）。")
    var learner = LearnerName.perceptron

    /// The learners by name.
    enum LearnerName: String, ExpressibleByArgument, CaseIterable {
        case perceptron, field

        var learner: TaggerTrainer.Learner {
            switch self {
            case .perceptron: .perceptron
            case .field: .randomField()
            }
        }
    }

    func validate() throws {
        guard (1...1_000).contains(epochs) else { throw ValidationError("--epochs 应为 1 至 1000") }
        guard (0...5_000_000).contains(pairs) else { throw ValidationError("--pairs 应为 0 至 5000000") }
    }

    func run() throws {
        try CommandFailure.reporting {
            let dictionary = try WordDictionary.open(words)
            var text = try SegmentedText.read(corpus)
            if let convention {
                text = try SegmentationConvention(text: SegmentedText.read(convention), path: convention)
                    .applied(to: text)
            }
            var settings = TaggerTrainer.Settings()
            settings.epochs = epochs
            settings.pairs = pairs
            settings.seed = seed
            settings.jackknife = jackknife
            settings.learner = learner.learner
            let model = try TaggerTrainer(settings: settings).train(text: text, dictionary: dictionary) { state in
                if state.epoch == 1, state.leftOut > 0 {
                    Console.note("与数字、字母、标点规则不合的 \(state.leftOut) 段未用")
                }
                Console.note("第 \(state.epoch)/\(epochs) 轮：\(state.sentences) 段中 \(state.mistakes) 段有误")
            }
            let bytes = model.compiled
            try Output.write(Data(bytes), to: out)
            Console.note("\(model.codeCount) 个字码、\(model.bigramCount) 个字对 → \(out)（\(bytes.count) 字节）")
        }
    }
}

/// Segmented text: one sentence a line, words separated by white space.
enum SegmentedText {
    /// Reads a file, or standard input for `-`; a byte-order mark at the beginning is skipped.
    static func read(_ path: String) throws -> String {
        let handle = try Input.open(path)
        defer { if path != "-" { try? handle.close() } }
        var data = Data()
        while let chunk = try Input.read(handle, upTo: 1 << 20), !chunk.isEmpty { data.append(chunk) }
        if data.starts(with: [0xEF, 0xBB, 0xBF]) { data = data.dropFirst(3) }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CommandFailure(.badData, "\(path)：应为 UTF-8 文本")
        }
        return text
    }
}
