import ChineseSegmenter
import Foundation
import OpinionTestSupport
import Testing

// The functions below stand word for word in the articles of ChineseSegmenter.docc; a test compares them.

func firstExample(dicts: String) throws -> [[String]] {
    let segmenter = try Segmenter(folder: dicts)
    let words = segmenter.words(in: "小区电梯经常故障")

    // Tokens know their place, what they are made of, and their part of speech.
    let nouns = segmenter.segment("小区电梯经常故障").filter { $0.partOfSpeech == "n" }.map { String($0.text) }

    // Words of your own, in jieba's format; "!" forces one, "/" cuts always.
    let list = WordList(text: "老旧小区 50 n\n一老一小 n!\n电梯/故障 /", path: "my-words.txt")
    for problem in list.problems { print(problem) }
    let mine = try Segmenter(folder: dicts, userLists: [list])
    return [words, nouns, mine.words(in: "老旧小区关爱一老一小")]
}

func countTokens(of texts: [[UInt8]], with segmenter: Segmenter) -> Int {
    let scratch = Segmenter.Scratch()
    var tokens: [Token] = []
    var count = 0
    for text in texts {
        tokens.removeAll(keepingCapacity: true)
        text.withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens) }
        count += tokens.count { $0.kind != .space }
    }
    return count
}

func train(text: String, words: WordList) throws -> [UInt8] {
    var settings = TaggerTrainer.Settings()
    settings.epochs = 5
    let dictionary = try WordDictionary(compiling: words)
    let model = try TaggerTrainer(settings: settings).train(text: text, dictionary: dictionary)
    return model.compiled
}

/// The articles' code is compiled and run here, and their tables hold.
@Suite struct DocumentationTests {
    static func article(_ name: String) throws -> String {
        let file = ProjectFolder.url.appendingPathComponent("Sources/ChineseSegmenter/ChineseSegmenter.docc/\(name).md")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// The blocks of code of one language.
    static func blocks(_ article: String, _ language: String) -> [String] {
        article.components(separatedBy: "```\(language)\n").dropFirst().map {
            $0.components(separatedBy: "\n```")[0]
        }
    }

    @Test(arguments: ["FirstExample", "Training"])
    func theArticlesCodeIsTheCodeOfThisFile(name: String) throws {
        let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
        let blocks = try Self.blocks(Self.article(name), "swift")
        #expect(!blocks.isEmpty)
        for block in blocks {
            let code = block.replacingOccurrences(of: "import ChineseSegmenter\n\n", with: "")
            #expect(source.contains("\n\n\(code)\n"), "\(code)")
        }
    }

    @Test func theFirstExampleReturnsWhatTheArticleSays() throws {
        let found = try firstExample(dicts: ProjectFolder.url.appendingPathComponent("dicts").path)
        let said = try Self.blocks(Self.article("FirstExample"), "text")
        #expect(said == [found.map { $0.joined(separator: " ") }.joined(separator: "\n")])
    }

    @Test func theOtherExamplesRun() throws {
        let segmenter = try TinyModel.segmenter()
        #expect(countTokens(of: [Array("小区电梯 故障".utf8), []], with: segmenter) == 3)
        #expect(try train(text: TinyModel.corpus, words: TinyModel.words).count > 1_000)
    }

    /// Every line of the table of marks is read as the table says.
    @Test func theTableOfMarksHolds() throws {
        let rows = try Self.article("UserRules").split(separator: "\n").filter { $0.hasPrefix("| `") }
        let lines = rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        let list = WordList(text: lines.joined(separator: "\n"), path: "u.txt")
        #expect(list.problems.isEmpty && list.cuts.count == 1)
        #expect(list.entries.map(\.rule) == [.preferred, .neverSplit, .forced])
        #expect(list.entries.map(\.tag) == ["vn", "", "n"])
    }
}
