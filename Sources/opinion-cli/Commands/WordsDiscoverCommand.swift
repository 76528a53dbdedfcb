import ArgumentParser
import ChineseSegmenter
import Foundation
import OpinionPipeline
import OpinionReports
import OpinionStore

/// `opinion words discover`: words that texts use and no list has.
struct WordsDiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover", abstract: "找出诉求里常用而词典没有的词，供人挑选。",
        discussion: """
            来源是数据库（--store）或文本文件（UTF-8，每行一件；- 表示标准输入），可以同时给出。随附词表和 --user-dict 里\
            已有的词不再列出。--out 写出可编辑的表：第一栏填“收”，再用 opinion words accept --from 收入用户词典。
            """)

    @Argument(help: "文本文件（UTF-8），每行一件；- 表示标准输入。") var files: [String] = []
    @Option(name: .customLong("store"), help: "数据库文件（由 opinion run 生成）。") var storePath: String?
    @Option(name: .customLong("user-dict"), help: "用户词典（词 频次 词性），可多次给出；其中的词不再列出。")
    var userDictionaries: [String] = []
    @Option(help: "最少出现次数，2 至 1000000；相同的话只算一次。") var minCount = 5
    @Option(help: "最少出现在几件不同的诉求里，1 至 1000000。") var minTexts = 3
    @Option(help: "最长几个字，2 至 8。") var maxLength = 8
    @Option(help: "最多列出多少个，0 至 1000000；0 表示全部。") var limit = 200
    @Option(help: "写出可编辑的表（tsv），供标记收与不收；不覆盖已有的文件。") var out: String?
    @OptionGroup var format: FormatOptions

    func validate() throws {
        guard !files.isEmpty || storePath != nil else { throw ValidationError("请给出文本文件、-（标准输入）或 --store 数据库") }
        guard files.count(where: { $0 == "-" }) <= 1 else { throw ValidationError("-（标准输入）只能给出一次") }
        guard (2...1_000_000).contains(minCount) else { throw ValidationError("--min-count 应为 2 至 1000000") }
        guard (1...1_000_000).contains(minTexts) else { throw ValidationError("--min-texts 应为 1 至 1000000") }
        guard (2...8).contains(maxLength) else { throw ValidationError("--max-length 应为 2 至 8") }
        guard (0...1_000_000).contains(limit) else { throw ValidationError("--limit 应为 0 至 1000000") }
    }

    func run() throws {
        try CommandFailure.reporting {
            // Marks that a person made are never written over.
            if let out, FileManager.default.fileExists(atPath: out) {
                throw CommandFailure(.cannotCreate, "\(out)：已经存在，里面可能有标记；请换一个文件名")
            }
            let candidates = try search()
            if let out {
                try Output.write(Data(WordChoices.table(candidates).utf8), to: out)
                Console.note(
                    "\(candidates.count) 个候选 → \(out)；第一栏填“收”，再运行 opinion words accept --from \(out) --dict 词典")
            } else {
                try Results.print(
                    WordTable.table(candidates), json: candidates.map(WordTable.JSON.init), format: format.format)
            }
        }
    }

    private func search() throws -> [WordCandidate] {
        var settings = WordDiscovery.Settings()
        settings.minimumFrequency = minCount
        settings.minimumTexts = minTexts
        settings.maximumLength = maxLength
        settings.limit = limit
        let lists = try userDictionaries.map { path in
            let list = try WordList(contentsOf: path)
            for problem in list.problems { Console.warn("\(problem)") }
            return list
        }
        var stage = try WordDiscoveryStage(
            DataFolder.find(program: DataFolder.runningProgram), userLists: lists, settings: settings)
        defer { Console.endProgress() }
        if let storePath {
            try stage.add(Store(path: storePath, mode: .readOnly)) { Console.progress("读入 \($0) 件") }
        }
        for file in files {
            var broken = 0
            try TextLines.read(file) { line in
                let text = String(decoding: line, as: UTF8.self)
                if text.unicodeScalars.contains("\u{FFFD}") { broken += 1 }
                try stage.add(line: text)
                if stage.count % 1_000 == 0 { Console.progress("读入 \(stage.count) 行") }
            }
            if broken > 0 {
                Console.endProgress()
                Console.warn("\(file == "-" ? "标准输入" : file)：\(broken) 行含非 UTF-8 字节，坏字节处当作断开")
            }
        }
        Console.progress("查找新词……")
        return stage.candidates()
    }
}

/// Candidates for new words as a table and as JSON.
enum WordTable {
    static func table(_ candidates: [WordCandidate]) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("名次", .right), .init("词", maximumWidth: 20), .init("次数", .right), .init("件数", .right),
                .init("凝固度", .right), .init("左自由度", .right), .init("右自由度", .right), .init("例句", maximumWidth: 60),
            ],
            rows: candidates.enumerated().map { index, candidate in
                [
                    "\(index + 1)", candidate.word, "\(candidate.frequency)", "\(candidate.texts)",
                    Results.one(candidate.cohesion), Results.one(candidate.leftEntropy),
                    Results.one(candidate.rightEntropy), candidate.contexts.first.map { "…" + $0 + "…" } ?? "",
                ]
            })
    }

    struct JSON: Encodable {
        var word: String
        var frequency: Int
        var texts: Int
        var cohesion: Double
        var normalizedCohesion: Double
        var leftEntropy: Double
        var rightEntropy: Double
        var agreement: Double
        var score: Double
        var contexts: [String]

        init(_ candidate: WordCandidate) {
            word = candidate.word
            frequency = candidate.frequency
            texts = candidate.texts
            cohesion = candidate.cohesion
            normalizedCohesion = candidate.normalizedCohesion
            leftEntropy = candidate.leftEntropy
            rightEntropy = candidate.rightEntropy
            agreement = candidate.agreement
            score = candidate.score
            contexts = candidate.contexts
        }
    }
}
