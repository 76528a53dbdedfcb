import Foundation

/// A conditional random field in training (`TaggerTrainer.Learner.randomField`), with AdaGrad's sums of squared gradients.
struct RandomFieldWeights: LearnableWeights {
    private struct Table {
        var now: [Float]
        var squares: [Float]

        init(_ count: Int) {
            now = [Float](repeating: 0, count: count)
            // The first steps are no larger than ten times the rate.
            squares = [Float](repeating: 0.01, count: count)
        }

        /// One step against a gradient.
        @inline(__always)
        mutating func step(_ index: Int, _ gradient: SIMD4<Float>, _ rate: Float) {
            for tag in 0..<4 {
                squares[index + tag] += gradient[tag] * gradient[tag]
                now[index + tag] -= rate * gradient[tag] / squares[index + tag].squareRoot()
            }
        }
    }

    private var unigrams: Table
    private var bigrams: Table
    private var windows = Table(FeatureLayout.windows * 4)
    private var words = Table(FeatureLayout.wordStates * 4)
    private var repeats = Table(FeatureLayout.repeats * 4)
    private var paths = Table(FeatureLayout.paths * 4)
    private let pairs: PairRows
    private var rate: Float
    private let blindness: Double
    private var random: Shuffler
    /// Later passes take smaller steps.
    private static let decay: Float = 0.85
    /// Smaller gradients are not followed: most characters of a sentence are sure after the first pass.
    private static let smallest: Float = 1e-3

    init(
        _ corpus: TrainingCorpus, codeCount: Int, minimumPairCount: Int, rate: Float, blindness: Double, seed: UInt64
    ) {
        unigrams = Table(codeCount * FeatureLayout.unigramRow)
        pairs = PairRows(corpus, minimumCount: minimumPairCount)
        bigrams = Table(pairs.keys.count * FeatureLayout.bigramRow)
        self.rate = rate
        self.blindness = blindness
        random = Shuffler(state: seed)
    }

    mutating func endEpoch() { rate *= Self.decay }

    var trained: TrainedWeights {
        func all(_ table: Table) -> [Double] { table.now.map(Double.init) }
        return TrainedWeights(
            unigrams: all(unigrams), pairs: pairs.keys, bigrams: all(bigrams), windows: all(windows),
            words: all(words), repeats: all(repeats), paths: all(paths))
    }

    mutating func learn(_ sentence: Int, _ corpus: TrainingCorpus) -> Bool {
        let start = corpus.starts[sentence]
        let count = corpus.starts[sentence + 1] - start
        let isBlind = Double(random.next() >> 11) / Double(1 << 53) < blindness
        let scores = scores(sentence, start, count, isBlind, corpus)
        let marginals = Lattice(scores, count: count).marginals()
        let codeStart = corpus.codeStarts[sentence]
        var isWrong = false
        for position in 0..<count {
            // The gradient of -ln(probability of the right tags): the tag's probability, less one where it is right.
            var gradient = marginals[position]
            let gold = Int(corpus.gold[start + position])
            if gradient[gold] < 0.5 { isWrong = true }
            gradient[gold] -= 1
            guard max(gradient.max(), -gradient.min()) >= Self.smallest else { continue }
            for index in position...(position + 4) {
                let row = Int(corpus.codes[codeStart + index]) * FeatureLayout.unigramRow
                unigrams.step(row + (position - index + 4) * 4, gradient, rate)
            }
            for index in position...(position + 3) {
                let pair = Int(pairs.rows[codeStart + index])
                guard pair >= 0 else { continue }
                bigrams.step(pair * FeatureLayout.bigramRow + (position - index + 3) * 4, gradient, rate)
            }
            windows.step(Int(corpus.windows[start + position]) * 4, gradient, rate)
            repeats.step(Int(corpus.repeats[start + position]) * 4, gradient, rate)
            guard !isBlind else { continue }
            words.step(Int(corpus.words[start + position]) * 4, gradient, rate)
            paths.step(Int(corpus.paths[start + position]) * 4, gradient, rate)
        }
        return isWrong
    }

    /// The score of each tag of each character; a forbidden tag's is so low that it has no probability.
    private func scores(
        _ sentence: Int, _ start: Int, _ count: Int, _ isBlind: Bool, _ corpus: TrainingCorpus
    ) -> [SIMD4<Float>] {
        let codeStart = corpus.codeStarts[sentence]
        func row(_ table: Table, _ index: Int) -> SIMD4<Float> {
            SIMD4(table.now[index], table.now[index + 1], table.now[index + 2], table.now[index + 3])
        }
        return (0..<count).map { position in
            var sum = row(windows, Int(corpus.windows[start + position]) * 4)
            sum += row(repeats, Int(corpus.repeats[start + position]) * 4)
            if !isBlind {
                sum += row(words, Int(corpus.words[start + position]) * 4)
                sum += row(paths, Int(corpus.paths[start + position]) * 4)
            }
            for index in position...(position + 4) {
                let first = Int(corpus.codes[codeStart + index]) * FeatureLayout.unigramRow
                sum += row(unigrams, first + (position - index + 4) * 4)
            }
            for index in position...(position + 3) {
                let pair = Int(pairs.rows[codeStart + index])
                if pair >= 0 { sum += row(bigrams, pair * FeatureLayout.bigramRow + (position - index + 3) * 4) }
            }
            let forbidden = corpus.forbidden[start + position]
            for tag in 0..<4 where forbidden >> UInt8(tag) & 1 != 0 { sum[tag] = -10_000 }
            return sum
        }
    }

    /// All sequences of tags that fit each other, with two states: between words and inside one.
    private struct Lattice {
        private let scores: [SIMD4<Float>]
        private let count: Int
        private static let impossible: Float = -1e9

        init(_ scores: [SIMD4<Float>], count: Int) {
            self.scores = scores
            self.count = count
        }

        /// ln(eᵃ + eᵇ)
        private static func add(_ a: Float, _ b: Float) -> Float {
            let larger = max(a, b)
            return larger < impossible / 10 ? larger : larger + log1p(exp(-abs(a - b)))
        }

        /// The probability of each tag of each character (forward-backward algorithm).
        func marginals() -> [SIMD4<Float>] {
            var outside = [Float](repeating: Self.impossible, count: count + 1)
            var inside = outside
            outside[0] = 0
            for position in 0..<count {
                let score = scores[position]
                outside[position + 1] = Self.add(
                    outside[position] + score[Tag.single], inside[position] + score[Tag.end])
                inside[position + 1] = Self.add(
                    outside[position] + score[Tag.begin], inside[position] + score[Tag.middle])
            }
            let all = outside[count]
            var marginals = [SIMD4<Float>](repeating: .zero, count: count)
            var (outsideAfter, insideAfter) = (Float(0), Self.impossible)
            for position in stride(from: count - 1, through: 0, by: -1) {
                let score = scores[position]
                let (before, within) = (outside[position], inside[position])
                marginals[position] = SIMD4(
                    exp(before + score[Tag.begin] + insideAfter - all),
                    exp(within + score[Tag.middle] + insideAfter - all),
                    exp(within + score[Tag.end] + outsideAfter - all),
                    exp(before + score[Tag.single] + outsideAfter - all))
                let next = Self.add(score[Tag.single] + outsideAfter, score[Tag.begin] + insideAfter)
                insideAfter = Self.add(score[Tag.end] + outsideAfter, score[Tag.middle] + insideAfter)
                outsideAfter = next
            }
            return marginals
        }
    }
}
