import ChineseSegmenter
import OpinionTestSupport
import Testing

/// Model and dictionary files that were cut, lengthened or changed end in a clear error; with a checksum that was made
/// right, in an error or a segmenter that keeps its laws.
@Suite struct ModelDamageTests {
    /// Bytes of a header of either file; the checksum is at `sum`.
    private static let header = 64
    private static let sum = 32..<40

    /// Where the parts of a model begin, and its end, as docs/guides/Segmenter.md describes the file: codes, characters,
    /// pairs' keys, pairs, pairs' displacements, class windows, dictionary states, repeats, path.
    private static func borders(ofModel bytes: [UInt8]) -> [Int] {
        let codes = number(bytes, at: 12)
        let slots = number(bytes, at: 16)
        return borders([
            65_536 * 2, codes * 40, slots * 4, (slots + 1) * 32, slots / 4 * 2, 7_776 * 8, 216 * 8, 16 * 8, 125 * 8,
        ])
    }

    /// The same of a dictionary: codes, cells, tags, names.
    private static func borders(ofDictionary bytes: [UInt8]) -> [Int] {
        let cells = number(bytes, at: 12)
        return borders([65_536 * 2, cells * 8, cells, number(bytes, at: 20)])
    }

    private static func borders(_ lengths: [Int]) -> [Int] {
        lengths.reduce(into: [8, 12, header]) { $0.append(($0.last ?? 0) + $1) }
    }

    private static func number(_ bytes: [UInt8], at offset: Int) -> Int {
        (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    /// Makes the checksum of a changed model right: that of the file without the checksum's field.
    private static func seal(model bytes: inout [UInt8]) {
        seal(&bytes, [0..<sum.lowerBound, sum.upperBound..<bytes.count])
    }

    /// Makes the checksum of a changed dictionary right: that of the header's numbers and of the content.
    private static func seal(dictionary bytes: inout [UInt8]) { seal(&bytes, [8..<28, header..<bytes.count]) }

    private static func seal(_ bytes: inout [UInt8], _ covered: [Range<Int>]) {
        let value = bytes.withUnsafeBytes { raw in
            covered.reduce(UInt64(0)) { $0 ^ Checksum.fnv1a64(UnsafeRawBufferPointer(rebasing: raw[$1])) }
        }
        withUnsafeBytes(of: value.littleEndian) { bytes.replaceSubrange(sum, with: $0) }
    }

    /// Each border, a byte to each side of it, and nothing at all.
    private static func cuts(_ borders: [Int], below end: Int) -> [Int] {
        ([0, 1, end - 1] + borders.flatMap { [$0 - 1, $0, $0 + 1] }).filter { (0..<end).contains($0) }
    }

    /// The error names the file and does not speak of anything else.
    private static func refusal(_ open: () throws -> Void) -> String? {
        do {
            try open()
            return nil
        } catch { return error is DictionaryError ? "\(error)" : nil }
    }

    @Test func aModelCutAtAnyBorderIsRefused() throws {
        let folder = try TemporaryFolder()
        let good = try TinyModel.model.get().compiled
        let borders = Self.borders(ofModel: good)
        #expect(borders.last == good.count, "the borders are those of the layout")
        for length in Self.cuts(borders, below: good.count) {
            let file = try folder.write(good.prefix(length), to: "cut.model")
            let error = try #require(Self.refusal { _ = try TaggerModel(path: file.path) }, "cut to \(length) bytes")
            #expect(error.contains("cut.model"))
        }
    }

    @Test func aDictionaryCutAtAnyBorderIsRefused() throws {
        let folder = try TemporaryFolder()
        let good = try TinyModel.dictionary().compiled
        let borders = Self.borders(ofDictionary: good)
        #expect(borders.last == good.count, "the borders are those of the layout")
        for length in Self.cuts(borders, below: good.count) {
            let file = try folder.write(good.prefix(length), to: "cut.words")
            let error = try #require(Self.refusal { _ = try WordDictionary(path: file.path) }, "cut to \(length) bytes")
            #expect(error.contains("cut.words"))
        }
    }

    @Test func aLengthenedFileIsRefused() throws {
        let folder = try TemporaryFolder()
        let model = try TinyModel.model.get().compiled
        let words = try TinyModel.dictionary().compiled
        for extra in [1, 7, 8, 4_096] {
            let tail = [UInt8](repeating: 0, count: extra)
            let longModel = try folder.write(model + tail, to: "long.model")
            let longWords = try folder.write(words + tail, to: "long.words")
            #expect(throws: DictionaryError.self) { try TaggerModel(path: longModel.path) }
            #expect(throws: DictionaryError.self) { try WordDictionary(path: longWords.path) }
        }
    }

    /// One bit anywhere in a part of the file is seen; `sections` begin the parts, so that small ones are hit too.
    private static func flips(_ bytes: [UInt8], sections: [Int], random: inout SeededGenerator) -> [(Int, UInt8)] {
        zip(sections, sections.dropFirst()).flatMap { start, end in
            (0..<12).map { _ in
                (Int.random(in: start..<end, using: &random), UInt8(1) << UInt8.random(in: 0..<8, using: &random))
            }
        }
    }

    @Test func aFlippedBitIsSeenInEveryPart() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 19)
        let model = try TinyModel.model.get().compiled
        for (place, bit) in Self.flips(model, sections: [0] + Self.borders(ofModel: model), random: &random) {
            var bad = model
            bad[place] ^= bit
            let file = try folder.write(bad, to: "flipped.model")
            #expect(throws: DictionaryError.self, "byte \(place), bit \(bit)") { try TaggerModel(path: file.path) }
        }
        let words = try TinyModel.dictionary().compiled
        for (place, bit) in Self.flips(words, sections: [0] + Self.borders(ofDictionary: words), random: &random) {
            var bad = words
            bad[place] ^= bit
            let file = try folder.write(bad, to: "flipped.words")
            #expect(throws: DictionaryError.self, "byte \(place), bit \(bit)") { try WordDictionary(path: file.path) }
        }
    }

    private static func segmenter(_ model: TaggerModel, _ dictionary: WordDictionary) throws -> Segmenter {
        try Segmenter(model: model, dictionary: dictionary)
    }

    /// What holds of a segmenter even with senseless weights and words.
    private static func checkLaws(_ segmenter: Segmenter, _ random: inout SeededGenerator, _ what: String) {
        let scratch = Segmenter.Scratch()
        for round in 0..<4 {
            let bytes = SegmenterTests.randomBytes(round, &random)
            var tokens: [Token] = []
            bytes.withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens, tagging: true) }
            var next = 0
            for token in tokens {
                #expect(token.range.lowerBound == next && !token.range.isEmpty, "\(what)")
                next = token.range.upperBound
            }
            #expect(next == bytes.count, "\(what)")
        }
    }

    /// Found by `Fuzz/model`: the loader did not look at the words' parts of speech, so a file whose checksum is right
    /// gave tokens with a `tag` beyond `Segmenter.tags`, which trapped where a client looked its name up.
    @Test func aPartOfSpeechWithoutANameIsRefusedOrUnknown() throws {
        let folder = try TemporaryFolder()
        var bad = try TinyModel.dictionary().compiled
        let borders = Self.borders(ofDictionary: bad)
        let (tags, names) = (borders[borders.count - 3], borders[borders.count - 2])
        for index in tags..<names { bad[index] = 200 }
        Self.seal(dictionary: &bad)
        let file = try folder.write(bad, to: "tags.words")
        guard let dictionary = try? WordDictionary(path: file.path) else { return }
        let segmenter = try Self.segmenter(TinyModel.model.get(), dictionary)
        var tokens: [Token] = []
        Array("小区电梯".utf8).withUnsafeBufferPointer {
            segmenter.segment($0, using: Segmenter.Scratch(), into: &tokens, tagging: true)
        }
        #expect(tokens.allSatisfy { Int($0.tag) < segmenter.tags.count })
    }

    /// Sixteen bytes anywhere become random ones and the checksum is made right again, as a writer with a fault would.
    private static func scramble(_ bytes: [UInt8], at place: Int, _ random: inout SeededGenerator) -> [UInt8] {
        var bad = bytes
        for index in place..<min(bytes.count, place + 16) where !sum.contains(index) {
            bad[index] = UInt8.random(in: 0...255, using: &random)
        }
        return bad
    }

    @Test func aModelWithWrongContentUnderARightChecksumDoesNoHarm() throws {
        var random = SeededGenerator(seed: 23)
        let good = try TinyModel.model.get().compiled
        let dictionary = try TinyModel.dictionary()
        let borders = Self.borders(ofModel: good).dropLast()
        var opened = 0
        for round in 0..<120 {
            let place =
                round % 2 == 0 ? borders[round / 2 % borders.count] : Int.random(in: 8..<good.count, using: &random)
            var bad = Self.scramble(good, at: place, &random)
            Self.seal(model: &bad)
            guard let model = try? TaggerModel(bytes: bad) else { continue }
            opened += 1
            Self.checkLaws(try Self.segmenter(model, dictionary), &random, "model, byte \(place)")
        }
        #expect(opened > 20, "most places hold weights, and any weights will do")
    }

    @Test func aDictionaryWithWrongContentUnderARightChecksumDoesNoHarm() throws {
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 29)
        let good = try TinyModel.dictionary().compiled
        let model = try TinyModel.model.get()
        let borders = Self.borders(ofDictionary: good).dropLast()
        var opened = 0
        for round in 0..<120 {
            let place =
                round % 2 == 0
                ? borders[round / 2 % borders.count] : Int.random(in: borders[3]..<good.count, using: &random)
            var bad = Self.scramble(good, at: place, &random)
            Self.seal(dictionary: &bad)
            let file = try folder.write(bad, to: "wrong-\(round).words")
            guard let dictionary = try? WordDictionary(path: file.path) else { continue }
            opened += 1
            Self.checkLaws(try Self.segmenter(model, dictionary), &random, "dictionary, byte \(place)")
        }
        #expect(opened > 20, "most places hold cells, and any cells will do")
    }
}
