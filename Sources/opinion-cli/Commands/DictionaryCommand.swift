import ArgumentParser
import ChineseSegmenter
import Foundation

/// `opinion dictionary`: work on word lists.
struct DictionaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dictionary", abstract: "词典工具。", subcommands: [Compile.self])

    /// `opinion dictionary compile`: a word list in jieba's format to the memory-mapped file.
    struct Compile: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compile", abstract: "把“词 频次 词性”格式的词表编译成内存映射词典。",
            discussion: "例：zcat words.txt.gz | opinion dictionary compile - --out dicts/general.words")

        @Argument(help: "词表文件（UTF-8）；- 表示标准输入。") var list: String
        @Option(help: "写出的词典文件。") var out: String
        @Option(help: "频次低于此值的多字词不收。") var minFrequency = 0
        @Option(help: "分词规范文件（dicts/convention.txt 的格式）：规范要分开的词不收。") var convention: String?
        @Option(help: "已分词的训练语料：规范判断人名时查它，--count 从它计频次。") var corpus: String?
        @Flag(help: "频次改为词在 --corpus 中出现的次数，没有出现的记 0。") var count = false

        func validate() throws {
            if convention != nil || count, corpus == nil {
                throw ValidationError("--convention 和 --count 需要 --corpus")
            }
        }

        func run() throws {
            try CommandFailure.reporting {
                var words: WordList
                if list == "-" {
                    let data = FileHandle.standardInput.readDataToEndOfFile()
                    words = WordList(text: String(decoding: data, as: UTF8.self), path: "standard input")
                } else {
                    words = try WordList(contentsOf: list)
                }
                if let problem = words.problems.first { throw problem }
                let text = try corpus.map(SegmentedText.read)
                if count, let text { words = words.counted(in: text) }
                if let convention, let text {
                    words = try SegmentationConvention(text: SegmentedText.read(convention), path: convention)
                        .applied(to: words, corpus: text)
                }
                words.entries.removeAll { $0.frequency < minFrequency && $0.word.unicodeScalars.count > 1 }
                let dictionary = try WordDictionary(compiling: words, name: list)
                try Output.write(Data(dictionary.compiled), to: out)
                Console.note("\(dictionary.wordCount) 个词 → \(out)（\(dictionary.compiled.count) 字节）")
            }
        }
    }
}
