import ArgumentParser
import ChineseSegmenter
import Foundation
import OpinionPipeline

/// `opinion segment`: one line in, one line out, tokens separated by two spaces.
struct SegmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment", abstract: "分词：每行输入对应一行输出，词与词之间两个空格。",
        discussion: "行以 LF 或 CRLF 结束；空行仍为空行；空白只作分隔，不算词。默认只用通用词典，--domain 加上民生与政务词表。")

    @Argument(help: "文本文件（UTF-8）；省略则读标准输入。") var file: String?
    @Option(name: .customLong("user-dict"), help: "用户词典（词 频次 词性），可多次给出。") var userDictionaries: [String] = []
    @Flag(help: "加上随附的民生、政务、地名词表。") var domain = false
    @Option(help: "写出的文件；省略则写到标准输出。") var out: String?

    func run() throws {
        try CommandFailure.reporting {
            let data = try DataFolder.find(program: DataFolder.runningProgram)
            var lists = domain ? try SegmenterFactory.domainLists(data) : []
            for path in userDictionaries {
                let list = try WordList(contentsOf: path)
                for problem in list.problems { Console.warn("\(problem)") }
                lists.append(list)
            }
            let segmenter = try SegmenterFactory.segmenter(data, userLists: lists)
            let output = try LineOutput(path: out)
            try LineSegmenter(segmenter: segmenter).run(input: file, output: output)
            try output.close()
        }
    }
}
