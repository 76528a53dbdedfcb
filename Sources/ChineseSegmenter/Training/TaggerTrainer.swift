/// Trains the segmenter's weights on segmented text.
///
/// Of the pairs of characters only the weightiest are kept. The same sentences, words and settings give the same bytes.
/// O(epochs × characters); about 250 bytes of memory a distinct pair.
public struct TaggerTrainer: Sendable {
    /// How weights are learned.
    public enum Learner: Sendable, Equatable {
        /// The structured averaged perceptron (Collins 2002): for each sentence the best tags under the present weights
        /// are found; where they differ from the right ones, the features of the right tags gain one and those of the
        /// wrong ones lose one. What is kept is the weights' mean over all steps. Whole numbers: the same bytes on every
        /// machine.
        case perceptron
        /// A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): the probability of the right
        /// tags is raised by gradient steps of adaptive size (AdaGrad; Duchi, Hazan and Singer 2011).
        ///
        /// Better on text like the training text, worse on other text; about three times as slow. It uses exponentials:
        /// the same bytes on machines with the same mathematical library.
        ///
        /// - `rate`: the size of the first step, 0.01 to 1.
        /// - `blindness`: the share of sentences, 0 to 0.9, that are read without the dictionary's features, so that the
        ///   characters learn to do without it and unknown words are found better.
        case randomField(rate: Double = 0.1, blindness: Double = 0.15)
    }

    /// Settings of a training.
    public struct Settings: Sendable {
        /// How weights are learned.
        public var learner = Learner.perceptron
        /// Passes over the sentences, 1 and up.
        public var epochs = 5
        /// Pairs of characters kept, the weightiest first.
        public var pairs = 200_000
        /// Pairs that occur less often are not looked at, 1 and up.
        public var minimumPairCount = 2
        /// Characters that occur less often share one code, 1 and up.
        public var minimumCharacterCount = 2
        /// Seed of the order in which the sentences come.
        public var seed: UInt64 = 1
        /// Whether a sentence's own words are taken out of the dictionary's counts: for a list made from this corpus.
        public var jackknife = false

        /// The defaults.
        public init() {}
    }

    /// How a training goes, after each epoch.
    public struct Progress: Sendable {
        /// From 1.
        public var epoch: Int
        /// Sentences whose best tags were wrong when they were learned from.
        public var mistakes: Int
        /// Sentences in all.
        public var sentences: Int
        /// Sentences left out because the rules for digits, letters and signs contradict their words.
        public var leftOut: Int
    }

    /// The settings.
    public var settings: Settings

    /// A trainer.
    public init(settings: Settings = Settings()) { self.settings = settings }

    /// Trains a model on segmented sentences.
    ///
    /// - Parameters:
    ///   - text: one sentence a line, words separated by white space.
    ///   - dictionary: the words whose occurrence is a feature; the same must be used for segmenting.
    ///   - progress: called after each epoch.
    /// - Throws: `DictionaryError.noWords` where the text has no sentence.
    public func train(
        text: String, dictionary: WordDictionary, progress: (Progress) -> Void = { _ in }
    ) throws -> TaggerModel {
        let sentences = text.split(whereSeparator: \.isNewline).map { $0.split(whereSeparator: \.isWhitespace) }
            .filter { !$0.isEmpty }
        guard !sentences.isEmpty else { throw DictionaryError.noWords(path: "training text") }
        let codes = characterCodes(sentences)
        let blank = try TaggerModel(bytes: ModelCompiler.blank(codes: codes))
        let encoder = try Segmenter(model: blank, dictionary: dictionary)
        let corpus = TrainingCorpus(sentences, encoder: encoder, jackknife: settings.jackknife)
        var weights = learnable(corpus, codeCount: blank.codeCount)
        var order = Array(0..<corpus.count)
        var random = Shuffler(state: settings.seed)
        for epoch in 1...max(1, settings.epochs) {
            random.shuffle(&order)
            var mistakes = 0
            for sentence in order where weights.learn(sentence, corpus) { mistakes += 1 }
            weights.endEpoch()
            progress(Progress(epoch: epoch, mistakes: mistakes, sentences: corpus.count, leftOut: corpus.contradicting))
        }
        return try TaggerModel(bytes: ModelCompiler.compile(weights.trained, codes: codes, pairs: settings.pairs))
    }

    private func learnable(_ corpus: TrainingCorpus, codeCount: Int) -> any LearnableWeights {
        switch settings.learner {
        case .perceptron:
            PerceptronWeights(corpus, codeCount: codeCount, minimumPairCount: settings.minimumPairCount)
        case .randomField(let rate, let blindness):
            RandomFieldWeights(
                corpus, codeCount: codeCount, minimumPairCount: settings.minimumPairCount, rate: Float(rate),
                blindness: blindness, seed: settings.seed)
        }
    }

    /// The code of each character of the basic plane: special ones, then the corpus's, commonest first.
    private func characterCodes(_ sentences: [[Substring]]) -> [UInt16] {
        var counts = [Int](repeating: 0, count: 65_536)
        for sentence in sentences {
            for word in sentence {
                for unit in word.unicodeScalars where unit.value < 65_536 { counts[Int(unit.value)] += 1 }
            }
        }
        var codes = [UInt16](repeating: CharacterCode.unknown, count: 65_536)
        var next = CharacterCode.first
        for scalar in (0..<65_536).sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) {
            switch CharacterClass.of(UInt32(scalar)) {
            case .digit: codes[scalar] = CharacterCode.digit
            case .letter: codes[scalar] = CharacterCode.letter
            default:
                guard counts[scalar] >= max(1, settings.minimumCharacterCount) else { continue }
                codes[scalar] = next
                next += 1
            }
        }
        return codes
    }
}

/// Weights that learn from one sentence after another.
protocol LearnableWeights {
    /// Learns from one sentence; true where its best tags were wrong.
    mutating func learn(_ sentence: Int, _ corpus: TrainingCorpus) -> Bool
    /// Called after each pass over the sentences.
    mutating func endEpoch()
    /// What has been learned.
    var trained: TrainedWeights { get }
}

/// The order of sentences: Fisher and Yates over SplitMix64 (Steele, Lea and Flood 2014).
struct Shuffler {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func shuffle(_ items: inout [Int]) {
        guard items.count > 1 else { return }
        for index in stride(from: items.count - 1, to: 0, by: -1) {
            items.swapAt(index, Int(next() % UInt64(index + 1)))
        }
    }
}
