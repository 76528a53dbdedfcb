import ChineseSegmenter
import OpinionTestSupport
import Testing

@Suite struct TaggerModelTests {
    @Test func aMappedFileEqualsTheTrainedModel() throws {
        let folder = try TemporaryFolder()
        let trained = try TinyModel.model.get()
        let file = try folder.write(trained.compiled, to: "a.model")
        let mapped = try TaggerModel(path: file.path)
        #expect(mapped.compiled == trained.compiled)
        #expect(mapped.checksum == trained.checksum)
        #expect(mapped.codeCount == trained.codeCount && mapped.bigramCount == trained.bigramCount)
        let segmenter = try Segmenter(model: mapped, dictionary: TinyModel.dictionary())
        #expect(segmenter.words(in: "研究生命起源") == ["研究", "生命", "起源"])
    }

    /// No truncated or changed file is accepted, and none traps.
    @Test func damagedFilesAreRefused() throws {
        let folder = try TemporaryFolder()
        let good = try TinyModel.model.get().compiled
        var random = SeededGenerator(seed: 3)
        for length in [0, 1, 7, 8, 63, 64, 65, 1_000, good.count / 2, good.count - 1] {
            let file = try folder.write(good.prefix(length), to: "cut.model")
            #expect(throws: DictionaryError.self) { try TaggerModel(path: file.path) }
        }
        #expect(throws: DictionaryError.self) { try TaggerModel(bytes: good + [0]) }
        // Every byte of the header, and bytes anywhere.
        let places = Array(0..<64) + (0..<60).map { _ in Int.random(in: 0..<good.count, using: &random) }
        for place in places {
            var bad = good
            bad[place] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: DictionaryError.self, "byte \(place)") { try TaggerModel(bytes: bad) }
        }
        #expect(throws: DictionaryError.self) { try TaggerModel(path: folder.url.path + "/missing") }
        #expect(throws: DictionaryError.self) { try TaggerModel(bytes: TinyModel.dictionary().compiled) }
    }
}
