import ChineseSegmenter
import OpinionTestSupport
import Testing

/// Laws of the search for new words, over the small model and sentences written here.
@Suite struct WordDiscoveryTests {
    private static let characters = Array("河桥树山花鸟鱼虫风云雨雪春夏秋冬梅兰竹菊松柏江湖海田")

    /// A search in which nothing but the dictionary is known.
    private func discovery(
        _ settings: WordDiscovery.Settings = .init(), known: Set<String> = [], stopWords: Set<String> = [],
        opaque: [String] = []
    ) throws -> WordDiscovery {
        let dictionary = try TinyModel.dictionary()
        // The planted word is a word to the segmenter wherever it stands, so that only the statistics decide.
        return try WordDiscovery(
            segmenter: TinyModel.segmenter("晴岚轩 !\n茗萃居 !"), known: { known.contains($0) || dictionary.contains($0) },
            stopWords: stopWords, opaque: opaque, settings: settings)
    }

    private var settings: WordDiscovery.Settings {
        var settings = WordDiscovery.Settings()
        settings.limit = 0
        settings.minimumNormalizedCohesion = 0
        return settings
    }

    /// Sentences around a planted word, all different.
    private func sentences(_ word: String, count: Int = 60, seed: UInt64 = 3) -> [String] {
        var random = SeededGenerator(seed: seed)
        func noise(_ count: Int) -> String {
            String((0..<count).map { _ in Self.characters.randomElement(using: &random) ?? "河" })
        }
        return (0..<count).map { "\(noise(6))\(word)\(noise(6))，\(noise(5))\($0)号。" }
    }

    @Test func aPlantedWordIsFound() throws {
        let found = try discovery(settings).candidates(in: sentences("晴岚轩"))
        let word = try #require(found.first)
        #expect(word.word == "晴岚轩" && word.frequency == 60 && word.texts == 60)
        #expect(word.cohesion > 4 && word.leftEntropy > 3 && word.rightEntropy > 3 && word.agreement == 1)
        #expect(word.contexts.count == 2 && word.contexts.allSatisfy { $0.contains("晴岚轩") })
        #expect(Set(word.contexts).count == 2)
    }

    @Test func shuffledTextsGiveTheSame() throws {
        let texts = sentences("晴岚轩") + sentences("茗萃居", seed: 9) + sentences("晴岚轩", count: 9)
        let search = try discovery(settings)
        let expected = try search.candidates(in: texts)
        #expect(expected.count >= 2)
        var random = SeededGenerator(seed: 1)
        for _ in 0..<5 { #expect(try search.candidates(in: texts.shuffled(using: &random)) == expected) }
    }

    @Test func aKnownWordIsNeverProposed() throws {
        let texts = sentences("晴岚轩") + sentences("茗萃居", seed: 9) + sentences("小区电梯", seed: 4)
        let found = try discovery(settings, known: ["晴岚轩"]).candidates(in: texts).map(\.word)
        #expect(!found.contains("晴岚轩") && found.contains("茗萃居"))
        let dictionary = try TinyModel.dictionary()
        #expect(found.allSatisfy { !dictionary.contains($0) })
    }

    @Test func aStopWordIsInNoCandidate() throws {
        let texts = sentences("晴岚轩茗萃居")
        #expect(try discovery(settings).candidates(in: texts).map(\.word).contains("晴岚轩茗萃居"))
        let found = try discovery(settings, stopWords: ["茗萃居"]).candidates(in: texts).map(\.word)
        #expect(!found.contains { $0.contains("茗萃居") })
    }

    @Test func aFragmentIsNotProposed() throws {
        var loose = settings
        loose.minimumLeftEntropy = 0
        loose.minimumRightEntropy = 0
        let texts = sentences("晴岚轩茗萃居")
        let found = try discovery(loose).candidates(in: texts).map(\.word)
        #expect(found.contains("晴岚轩茗萃居") && !found.contains("晴岚轩") && !found.contains("茗萃居"))
        // Used by itself as well, the part is a word of its own.
        let both = try discovery(loose).candidates(in: texts + sentences("晴岚轩", seed: 8)).map(\.word)
        #expect(both.contains("晴岚轩茗萃居") && both.contains("晴岚轩") && !both.contains("茗萃居"))
    }

    @Test func copiesOfOneTextCountOnce() throws {
        let texts = sentences("晴岚轩")
        let search = try discovery(settings)
        let once = try search.candidates(in: texts)
        #expect(try search.candidates(in: texts + texts + [texts[0], texts[0]]) == once)
        #expect(try search.candidates(in: [String](repeating: texts[0], count: 100)).isEmpty)
    }

    /// A campaign's sentence under different beginnings counts once.
    @Test func copiedStretchesCountOnce() throws {
        let texts = (0..<50).map { "第\($0)件，山花晴岚轩。" }
        var settings = settings
        settings.minimumCohesion = 1
        #expect(try discovery(settings).candidates(in: texts).isEmpty)
        settings.copyLength = 10_000
        #expect(try discovery(settings).candidates(in: texts).map(\.word).contains("山花晴岚轩"))
    }

    @Test func nothingGivesNothing() throws {
        for texts in [[], [""], ["", "", " \n"], ["，。！"], ["路"], ["a", "1"]] as [[String]] {
            #expect(try discovery(settings).candidates(in: texts).isEmpty)
        }
    }

    @Test func numeralsDigitsLettersAndPunctuationAreInNoWord() throws {
        var loose = settings
        loose.minimumCohesion = 0
        loose.minimumLeftEntropy = 0
        loose.minimumRightEntropy = 0
        loose.minimumAgreement = 0
        var texts: [String] = []
        for (index, word) in ["三百二十", "晴2岚", "晴A岚", "晴***岚", "晴，岚", "晴 岚", "A3区"].enumerated() {
            texts += sentences(word, seed: UInt64(index + 20))
        }
        for found in try discovery(loose).candidates(in: texts) {
            #expect(!["三百二十", "百二十", "三百", "晴岚", "区河"].contains(found.word), "\(found.word)")
            #expect(found.word.unicodeScalars.allSatisfy { $0.value >= 0x3005 && $0.value <= 0x9FFF })
        }
    }

    @Test func whatStandsForSomethingLeftOutIsInNoWord() throws {
        var settings = settings
        settings.copyLength = 10_000
        let texts = sentences("[晴岚轩]") + sentences("茗萃居", seed: 9)
        #expect(try discovery(settings).candidates(in: texts).map(\.word).contains("晴岚轩"))
        let found = try discovery(settings, opaque: ["[晴岚轩]"]).candidates(in: texts).map(\.word)
        #expect(!found.contains("晴岚轩") && found.contains("茗萃居"))
    }

    /// Bytes of any kind neither trap nor make a word with something broken in it.
    @Test func hostileBytesAreHarmless() throws {
        var random = SeededGenerator(seed: 7)
        var loose = settings
        loose.minimumFrequency = 2
        loose.minimumTexts = 1
        loose.minimumCohesion = 0
        loose.minimumLeftEntropy = 0
        loose.minimumRightEntropy = 0
        loose.minimumAgreement = 0
        loose.contexts = 20
        let search = try discovery(loose, opaque: ["[手机号]", "\u{0}"])
        var texts = search.texts()
        let planted = Array("晴岚轩[手机号]𠮷野家，".utf8)
        for _ in 0..<300 {
            var bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            for _ in 0..<3 {
                let cut = Int.random(in: 0...planted.count, using: &random)
                bytes.insert(
                    contentsOf: planted[..<cut], at: Int.random(in: 0...bytes.count, using: &random))
            }
            try bytes.withUnsafeBufferPointer { try texts.add($0) }
        }
        let found = search.candidates(in: texts)
        #expect(found.contains { $0.word == "晴岚轩" })
        for candidate in found {
            #expect(!candidate.word.unicodeScalars.contains("\u{FFFD}"))
            #expect(candidate.frequency >= 2 && candidate.texts >= 1 && candidate.agreement <= 1)
        }
    }

    /// Counts and entropies against counting by hand, on random texts of few characters.
    @Test func figuresAreThoseOfCountingByHand() throws {
        var random = SeededGenerator(seed: 11)
        var loose = settings
        loose.minimumFrequency = 2
        loose.minimumTexts = 1
        loose.minimumCohesion = 0
        loose.minimumLeftEntropy = 0
        loose.minimumRightEntropy = 0
        loose.minimumAgreement = 0
        loose.fragmentRatio = 1
        loose.copyLength = 10_000
        let texts = Set(
            (0..<80).map { _ in
                String((0..<12).map { _ in ["河", "桥", "树", "，"].randomElement(using: &random) ?? "河" })
            })
        let found = try discovery(loose).candidates(in: texts.sorted())
        #expect(found.count > 10)
        for candidate in found {
            let word = Array(candidate.word)
            var count = 0
            var holders = 0
            for text in texts {
                let characters = Array(text)
                let hits = characters.indices.filter { characters[$0...].starts(with: word) }.count
                count += hits
                holders += hits > 0 ? 1 : 0
            }
            #expect(candidate.frequency == count && candidate.texts == holders, "\(candidate.word)")
        }
    }

    @Test func settingsOutsideTheirRangesAreRefused() throws {
        var changes: [(inout WordDiscovery.Settings) -> Void] = []
        changes.append { $0.minimumFrequency = 1 }
        changes.append { $0.minimumTexts = 0 }
        changes.append { $0.maximumLength = 9 }
        changes.append { $0.maximumLength = 1 }
        changes.append { $0.minimumCohesion = .nan }
        changes.append { $0.minimumNormalizedCohesion = 2 }
        changes.append { $0.minimumLeftEntropy = -1 }
        changes.append { $0.minimumRightEntropy = 21 }
        changes.append { $0.minimumAgreement = 1.5 }
        changes.append { $0.fragmentRatio = -0.1 }
        changes.append { $0.copyLength = 1 }
        changes.append { $0.limit = -1 }
        changes.append { $0.contexts = 21 }
        changes.append { $0.contextReach = -1 }
        changes.append { $0.maximumCharacters = 0 }
        for change in changes {
            var settings = WordDiscovery.Settings()
            change(&settings)
            #expect(throws: WordDiscoveryError.self) { try discovery(settings) }
        }
    }

    @Test func tooMuchTextIsAnError() throws {
        var small = settings
        small.maximumCharacters = 20
        #expect(throws: WordDiscoveryError.tooMuchText(limit: 20)) {
            try discovery(small).candidates(in: sentences("晴岚轩"))
        }
    }
}
