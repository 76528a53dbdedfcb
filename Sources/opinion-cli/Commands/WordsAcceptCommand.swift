import ArgumentParser
import ChineseSegmenter
import Foundation

/// `opinion words accept`: takes words into a user dictionary.
struct WordsAcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "把选中的词收入用户词典。",
        discussion: "词典是“词 频次 词性”文本，没有则新建；原有内容一字不动，已有的词不重复收入。")

    @Argument(help: "要收入的词。") var words: [String] = []
    @Option(name: .customLong("dict"), help: "用户词典文件。") var dictionary: String
    @Option(help: "词性，如 n、ns、nt；! 表示必须切成一个词。") var tag = "n"
    @Option(help: "opinion words discover --out 写出、已标记的表；取第一栏为“收”的词；- 表示标准输入。") var from: String?

    func validate() throws {
        guard !words.isEmpty || from != nil else { throw ValidationError("请给出要收入的词，或 --from 标记过的表") }
        guard !tag.isEmpty, tag.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), Int(tag) == nil else {
            throw ValidationError("--tag 应为词性，如 n、ns、nt")
        }
    }

    func run() throws {
        try CommandFailure.reporting {
            var entries = words.map { WordList.Entry(word: $0) }
            if let from { entries += try WordChoices.marked(in: SegmentedText.read(from), path: from) }
            // A link stays a link: what it leads to is replaced.
            let path = URL(fileURLWithPath: dictionary).resolvingSymlinksInPath().path
            var file = try UserDictionaryFile(bytes: existing(), path: dictionary)
            var added: [String] = []
            for var entry in entries {
                entry.tag = tag
                if try file.add(entry) { added.append(entry.word) }
            }
            if !added.isEmpty { try Output.write(Data(file.bytes), to: path) }
            let already = entries.count - added.count
            try Results.write(
                "收入 \(added.count) 个词 → \(dictionary)" + (already > 0 ? "（另 \(already) 个已在其中）" : "") + "\n")
        }
    }

    /// The dictionary's bytes; none where there is no such file yet.
    private func existing() throws -> [UInt8] {
        guard FileManager.default.fileExists(atPath: dictionary) else { return [] }
        let handle = try Input.open(dictionary)
        defer { try? handle.close() }
        var bytes: [UInt8] = []
        while let chunk = try Input.read(handle, upTo: 1 << 20), !chunk.isEmpty { bytes += chunk }
        return bytes
    }
}
