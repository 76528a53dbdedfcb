import ChineseSegmenter
import Testing

@Suite struct TrainingTests {
    static func f1(_ settings: TaggerTrainer.Settings, dictionary: WordDictionary) throws -> Double {
        let model = try TaggerTrainer(settings: settings).train(text: TinyModel.corpus, dictionary: dictionary)
        let segmenter = try Segmenter(model: model, dictionary: dictionary)
        return SegmentationEvaluation(text: TinyModel.corpus, segmenter: segmenter).score.f1
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        func bytes(seed: UInt64) throws -> [UInt8] {
            var settings = TinyModel.settings(epochs: 2)
            settings.seed = seed
            return try TaggerTrainer(settings: settings)
                .train(text: TinyModel.corpus, dictionary: TinyModel.dictionary()).compiled
        }
        let first = try bytes(seed: 1)
        #expect(try bytes(seed: 1) == first)
        #expect(try bytes(seed: 2) != first)
    }

    @Test func trainingImproves() throws {
        // Without pairs and with words unknown to the text a single pass still beats no training at all.
        let dictionary = try TinyModel.dictionary()
        let once = try Self.f1(TinyModel.settings(epochs: 1), dictionary: dictionary)
        let often = try Self.f1(TinyModel.settings(epochs: 10), dictionary: dictionary)
        #expect(often > once || once == 1)
        #expect(often > 0.99)
        let blank = try TaggerTrainer(settings: TinyModel.settings(epochs: 1)).train(
            text: "。", dictionary: dictionary)
        let untrained = try Segmenter(model: blank, dictionary: dictionary)
        let score = SegmentationEvaluation(text: TinyModel.corpus, segmenter: untrained).score
        #expect(score.f1 < once)
    }

    @Test func progressIsToldAfterEachEpochAndMistakesFall() throws {
        var seen: [TaggerTrainer.Progress] = []
        _ = try TaggerTrainer(settings: TinyModel.settings(epochs: 6))
            .train(text: TinyModel.corpus, dictionary: TinyModel.dictionary()) { seen.append($0) }
        #expect(seen.map(\.epoch) == Array(1...6))
        let first = try #require(seen.first)
        let last = try #require(seen.last)
        #expect(first.sentences == 30 && first.leftOut == 0)
        #expect(last.mistakes < first.mistakes)
    }

    /// With a dictionary made from the corpus, taking a sentence's own words out changes what is learnt, whether the list
    /// has frequencies or not.
    @Test(arguments: [true, false])
    func jackknifeTakesOwnWordsOut(isCounted: Bool) throws {
        // Words that one sentence alone has.
        let corpus = TinyModel.corpus + "\n物业 收费 标准 偏高 。\n井盖 松动 。"
        let words = Set(corpus.split(whereSeparator: \.isWhitespace).map(String.init)).sorted()
        let list = WordList(entries: words.map { .init(word: $0) })
        let dictionary = try WordDictionary(compiling: isCounted ? list.counted(in: corpus) : list)
        func model(_ jackknife: Bool) throws -> [UInt8] {
            var settings = TinyModel.settings(epochs: 3)
            settings.jackknife = jackknife
            return try TaggerTrainer(settings: settings).train(text: corpus, dictionary: dictionary)
                .compiled
        }
        #expect(try model(true) != model(false))
        #expect(try model(true) == model(true))
        var settings = TinyModel.settings()
        settings.jackknife = true
        #expect(try Self.f1(settings, dictionary: dictionary) > 0.95)
    }

    @Test func fewerPairsGiveASmallerModel() throws {
        var settings = TinyModel.settings(epochs: 2)
        settings.pairs = 10
        let small = try TaggerTrainer(settings: settings).train(
            text: TinyModel.corpus, dictionary: TinyModel.dictionary())
        #expect(small.bigramCount == 10)
        #expect(try small.compiled.count < TinyModel.model.get().compiled.count)
    }

    @Test func sentencesAgainstTheRulesAreLeftOutAndCounted() throws {
        var leftOut = 0
        _ = try TaggerTrainer(settings: TinyModel.settings(epochs: 1))
            .train(text: "小区 电梯\n20 19 年\n小区 。电梯", dictionary: TinyModel.dictionary()) { leftOut = $0.leftOut }
        #expect(leftOut == 2)
        #expect(throws: DictionaryError.self) {
            try TaggerTrainer().train(text: " \n\n", dictionary: TinyModel.dictionary())
        }
    }

    /// Words of a list with larger frequencies than the text's are known from elsewhere: they stay.
    @Test func jackknifeKeepsWordsKnownFromElsewhere() throws {
        let corpus = "井盖 松动 。\n井盖 修 好 了 。"
        let words = Set(corpus.split(whereSeparator: \.isWhitespace).map(String.init)).sorted()
        let dictionary = try WordDictionary(
            compiling: WordList(entries: words.map { .init(word: $0, frequency: 100_000) }))
        func model(_ jackknife: Bool) throws -> [UInt8] {
            var settings = TinyModel.settings(epochs: 3)
            settings.jackknife = jackknife
            return try TaggerTrainer(settings: settings).train(text: corpus, dictionary: dictionary).compiled
        }
        #expect(try model(true) == model(false))
    }

    @Test func aRandomFieldLearnsToo() throws {
        var settings = TinyModel.settings(epochs: 10)
        settings.learner = .randomField(rate: 0.2, blindness: 0)
        #expect(try Self.f1(settings, dictionary: TinyModel.dictionary()) > 0.99)
        func bytes() throws -> [UInt8] {
            try TaggerTrainer(settings: settings).train(text: TinyModel.corpus, dictionary: TinyModel.dictionary())
                .compiled
        }
        #expect(try bytes() == bytes())
    }
}
