/// The weights in training, dense, with what averaging needs: at step `t` a change of `d` adds `t·d` to `lag`, and the
/// mean over `T` steps is `now - lag / T` (Daumé 2006).
struct PerceptronWeights: LearnableWeights {
    struct Table {
        var now: [Int32]
        var lag: [Double]

        init(_ count: Int) {
            now = [Int32](repeating: 0, count: count)
            lag = [Double](repeating: 0, count: count)
        }

        @inline(__always)
        mutating func change(_ index: Int, _ delta: Int32, _ step: Double) {
            now[index] &+= delta
            lag[index] += step * Double(delta)
        }

        func mean(_ index: Int, steps: Double) -> Double { Double(now[index]) - lag[index] / steps }
    }

    private var unigrams: Table
    private var bigrams: Table
    private var windows = Table(FeatureLayout.windows * 4)
    private var words = Table(FeatureLayout.wordStates * 4)
    private var repeats = Table(FeatureLayout.repeats * 4)
    private var paths = Table(FeatureLayout.paths * 4)
    /// Sentences seen so far, plus one.
    private var step = 1.0

    private let pairs: PairRows
    private var scores: [Int32] = []
    private var back: [UInt8] = []
    private var found: [UInt8] = []

    init(_ corpus: TrainingCorpus, codeCount: Int, minimumPairCount: Int) {
        unigrams = Table(codeCount * FeatureLayout.unigramRow)
        pairs = PairRows(corpus, minimumCount: minimumPairCount)
        bigrams = Table(pairs.keys.count * FeatureLayout.bigramRow)
    }

    /// The weights' means over all steps so far.
    var trained: TrainedWeights {
        func means(_ table: Table) -> [Double] { table.now.indices.map { table.mean($0, steps: step) } }
        return TrainedWeights(
            unigrams: means(unigrams), pairs: pairs.keys, bigrams: means(bigrams), windows: means(windows),
            words: means(words), repeats: means(repeats), paths: means(paths))
    }

    /// Learns from one sentence; true where its tags were found wrong.
    mutating func learn(_ sentence: Int, _ corpus: TrainingCorpus) -> Bool {
        let start = corpus.starts[sentence]
        let count = corpus.starts[sentence + 1] - start
        score(sentence, start, count, corpus)
        decode(start, count, corpus)
        var wrong = false
        for position in 0..<count {
            let right = Int(corpus.gold[start + position])
            let guess = Int(found[position])
            guard right != guess else { continue }
            wrong = true
            update(sentence, start, position, right, 1, corpus)
            update(sentence, start, position, guess, -1, corpus)
        }
        step += 1
        return wrong
    }

    mutating func endEpoch() {}

    private mutating func score(_ sentence: Int, _ start: Int, _ count: Int, _ corpus: TrainingCorpus) {
        let size = (count + 8) * 4
        if scores.count < size { scores = [Int32](repeating: 0, count: size * 2) }
        let codeStart = corpus.codeStarts[sentence]
        scores.withUnsafeMutableBufferPointer { scores in
            for index in 0..<size { scores[index] = 0 }
            // Codes stand at -2 ..< count + 2; scores have four positions of padding.
            for index in 0..<(count + 4) {
                let row = Int(corpus.codes[codeStart + index]) * FeatureLayout.unigramRow
                for cell in 0..<FeatureLayout.unigramRow { scores[index * 4 + cell] &+= unigrams.now[row + cell] }
                let pair = index < count + 3 ? Int(pairs.rows[codeStart + index]) : -1
                guard pair >= 0 else { continue }
                let pairRow = pair * FeatureLayout.bigramRow
                for cell in 0..<FeatureLayout.bigramRow { scores[index * 4 + 4 + cell] &+= bigrams.now[pairRow + cell] }
            }
            for position in 0..<count {
                for tag in 0..<4 {
                    scores[(position + 4) * 4 + tag] &+=
                        windows.now[Int(corpus.windows[start + position]) * 4 + tag]
                        &+ words.now[Int(corpus.words[start + position]) * 4 + tag]
                        &+ repeats.now[Int(corpus.repeats[start + position]) * 4 + tag]
                        &+ paths.now[Int(corpus.paths[start + position]) * 4 + tag]
                }
            }
        }
    }

    private mutating func decode(_ start: Int, _ count: Int, _ corpus: TrainingCorpus) {
        if back.count <= count {
            back = [UInt8](repeating: 0, count: count * 2 + 1)
            found = [UInt8](repeating: 0, count: count * 2 + 1)
        }
        let impossible: Int32 = -1 << 28
        var outside: Int32 = 0
        var inside = impossible
        var outsideIsSingle: UInt8 = 1
        var insideIsMiddle: UInt8 = 0
        for position in 0..<count {
            back[position] = outsideIsSingle | insideIsMiddle << 1
            let row = (position + 4) * 4
            let forbidden = corpus.forbidden[start + position]
            let begin = forbidden & 1 != 0 ? impossible : max(impossible, outside &+ scores[row])
            let middle = forbidden & 2 != 0 ? impossible : max(impossible, inside &+ scores[row + 1])
            let end = forbidden & 4 != 0 ? impossible : max(impossible, inside &+ scores[row + 2])
            let single = forbidden & 8 != 0 ? impossible : max(impossible, outside &+ scores[row + 3])
            outsideIsSingle = single > end ? 1 : 0
            outside = max(single, end)
            insideIsMiddle = middle > begin ? 1 : 0
            inside = max(middle, begin)
        }
        var isSingle = outsideIsSingle != 0
        var end = count
        while end > 0 {
            var first = end - 1
            if isSingle {
                found[first] = UInt8(Tag.single)
            } else {
                found[first] = UInt8(Tag.end)
                while first > 0, back[first] & 2 != 0 {
                    first -= 1
                    found[first] = UInt8(Tag.middle)
                }
                first = max(0, first - 1)
                found[first] = UInt8(Tag.begin)
            }
            isSingle = back[first] & 1 != 0
            end = first
        }
    }

    private mutating func update(
        _ sentence: Int, _ start: Int, _ position: Int, _ tag: Int, _ delta: Int32, _ corpus: TrainingCorpus
    ) {
        let codeStart = corpus.codeStarts[sentence]
        // The character at index `i` of the padded codes covers positions i - 4 ... i.
        for index in position...(position + 4) {
            let row = Int(corpus.codes[codeStart + index]) * FeatureLayout.unigramRow
            unigrams.change(row + (position - index + 4) * 4 + tag, delta, step)
        }
        // The pair at index `i` covers positions i - 3 ... i.
        for index in position...(position + 3) {
            let pair = Int(pairs.rows[codeStart + index])
            guard pair >= 0 else { continue }
            bigrams.change(pair * FeatureLayout.bigramRow + (position - index + 3) * 4 + tag, delta, step)
        }
        windows.change(Int(corpus.windows[start + position]) * 4 + tag, delta, step)
        words.change(Int(corpus.words[start + position]) * 4 + tag, delta, step)
        repeats.change(Int(corpus.repeats[start + position]) * 4 + tag, delta, step)
        paths.change(Int(corpus.paths[start + position]) * 4 + tag, delta, step)
    }
}
