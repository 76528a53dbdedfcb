import ArgumentParser
import ChineseSegmenter
import Foundation
import OpinionPipeline

/// `opinion segment`: one line in, one line out, tokens separated by two spaces.
struct SegmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment", abstract: "分词：每行输入对应一行输出，词与词之间两个空格。",
        discussion: """
            行以 LF 或 CRLF 结束；空行仍为空行；空白只作分隔，不算词。默认只用通用词典，--domain 加上民生与政务词表。
            用户词典每行“词 频次 词性”，频次和词性可省；词性后可加一个记号：! 强制成词（一老一小 n!），+ 不拆开（老旧小区 +），\
            / 总在标出的地方分开（小区/电梯 /）。同一个词以后给出的词典为准。
            """)

    @Argument(help: "文本文件（UTF-8）；省略则读标准输入。") var file: String?
    @OptionGroup var dictionaries: UserDictionaryOptions
    @Option(help: "写出的文件；省略则写到标准输出。") var out: String?

    func run() throws {
        try CommandFailure.reporting {
            let data = try DataFolder.find(program: DataFolder.runningProgram)
            let segmenter = try SegmenterFactory.segmenter(data, userLists: dictionaries.lists(data))
            let output = try LineOutput(path: out)
            try LineSegmenter(segmenter: segmenter).run(input: file, output: output)
            try output.close()
        }
    }
}
