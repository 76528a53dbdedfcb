import ChineseSegmenter
import Foundation
import OpinionTestSupport
import Testing

@Suite struct WordDictionaryTests {
    /// Every word is found, nothing else is; compared with a plain dictionary on random words.
    @Test func holdsExactlyItsWords() throws {
        var random = SeededGenerator(seed: 1)
        let letters = Array("一二三四五六七八九十电梯小区")
        func word() -> String {
            String(
                (0..<Int.random(in: 1...6, using: &random)).map { _ in letters.randomElement(using: &random) ?? "一" })
        }
        var words: Set<String> = []
        while words.count < 3_000 { words.insert(word()) }
        let list = WordList(entries: words.sorted().map { .init(word: $0, frequency: 3) })
        let dictionary = try WordDictionary(compiling: list)
        #expect(dictionary.wordCount == words.count)
        for known in words { #expect(dictionary.contains(known)) }
        for _ in 0..<5_000 {
            let other = word()
            #expect(dictionary.contains(other) == words.contains(other))
        }
        #expect(!dictionary.contains(""))
        #expect(!dictionary.contains("𠀀"))
    }

    @Test func commonWordsCostLess() throws {
        let dictionary = try WordDictionary(compiling: WordList(text: "小区 1000 n\n电梯 10 n", path: "t"))
        let common = try #require(dictionary.cost(of: "小区"))
        let rare = try #require(dictionary.cost(of: "电梯"))
        #expect(common < rare)
    }

    @Test func aMappedFileEqualsTheCompiledList() throws {
        let folder = try TemporaryFolder()
        let compiled = try WordDictionary(compiling: TinyModel.words)
        let file = try folder.write(compiled.compiled, to: "a.words")
        let mapped = try WordDictionary(path: file.path)
        #expect(mapped.checksum == compiled.checksum)
        #expect(mapped.tags == compiled.tags)
        #expect(mapped.cost(of: "研究生") == compiled.cost(of: "研究生"))
        // The same list in another order gives the same bytes.
        let shuffled = WordList(entries: TinyModel.words.entries.reversed())
        #expect(try WordDictionary(compiling: shuffled).compiled == compiled.compiled)
    }

    /// No truncated or changed file is accepted, and none traps.
    @Test func damagedFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let good = try WordDictionary(compiling: TinyModel.words).compiled
        var random = SeededGenerator(seed: 3)
        for length in [0, 1, 7, 63, 64, 65, 1_000, good.count / 2, good.count - 1] {
            let file = try folder.write(good.prefix(length), to: "cut.words")
            #expect(throws: DictionaryError.self) { try WordDictionary(path: file.path) }
        }
        for _ in 0..<60 {
            var bad = good
            bad[Int.random(in: 0..<good.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            let file = try folder.write(bad, to: "flipped.words")
            // The unused header bytes are the only ones without a check.
            if (28..<32).contains(where: { bad[$0] != good[$0] }) || (40..<64).contains(where: { bad[$0] != good[$0] })
            {
                continue
            }
            #expect(throws: DictionaryError.self) { try WordDictionary(path: file.path) }
        }
        #expect(throws: DictionaryError.self) { try WordDictionary(path: folder.url.path + "/missing") }
        #expect(throws: DictionaryError.self) { try WordDictionary(path: folder.url.path) }
    }

    @Test func wordListsReportBadLinesAndKeepTheOthers() {
        let list = WordList(text: "\u{FEFF}# 注释\r\n小区 5 n\r\n\r\n电梯\n加装 v\n坏 行 太 多\n坏 x n\n", path: "u.txt")
        #expect(list.entries.map(\.word) == ["小区", "电梯", "加装"])
        #expect(list.entries.map(\.tag) == ["n", "", "v"])
        #expect(list.problems.count == 2)
        #expect("\(list.problems[0])".contains("u.txt 第 6 行"))
        #expect(throws: DictionaryError.self) { try WordDictionary(compiling: WordList(entries: [])) }
    }
}
