/// The weights in training, dense, with what averaging needs: at step `t` a change of `d` adds `t·d` to `lag`, and the
/// mean over `T` steps is `now - lag / T` (Daumé 2006).
struct PerceptronWeights {
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

    private(set) var unigrams: Table
    private(set) var bigrams: Table
    private(set) var windows = Table(FeatureLayout.windows * 4)
    private(set) var words = Table(FeatureLayout.wordStates * 4)
    private(set) var repeats = Table(FeatureLayout.repeats * 4)
    private(set) var paths = Table(FeatureLayout.paths * 4)
    /// The pair of each bigram row: left code × 65,536 + right code.
    private(set) var pairs: [UInt32] = []
    /// Sentences seen so far, plus one.
    private(set) var step = 1.0

    /// For each pair of neighbouring codes of the corpus its row, or -1.
    private var pairRows: [Int32]
    private var scores: [Int32] = []
    private var back: [UInt8] = []
    private var found: [UInt8] = []

    init(_ corpus: TrainingCorpus, codeCount: Int, minimumPairCount: Int) {
        unigrams = Table(codeCount * FeatureLayout.unigramRow)
        var counts: [UInt32: Int32] = [:]
        for index in 0..<max(0, corpus.codes.count - 1) {
            let key = UInt32(corpus.codes[index]) << 16 | UInt32(corpus.codes[index + 1])
            if key != 0 { counts[key, default: 0] += 1 }
        }
        var rows: [UInt32: Int32] = [:]
        for key in counts.keys.sorted() where Int(counts[key] ?? 0) >= minimumPairCount {
            rows[key] = Int32(pairs.count)
            pairs.append(key)
        }
        bigrams = Table(pairs.count * FeatureLayout.bigramRow)
        pairRows = [Int32](repeating: -1, count: corpus.codes.count)
        for index in 0..<max(0, corpus.codes.count - 1) {
            let key = UInt32(corpus.codes[index]) << 16 | UInt32(corpus.codes[index + 1])
            pairRows[index] = rows[key] ?? -1
        }
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
                let pair = index < count + 3 ? Int(pairRows[codeStart + index]) : -1
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
            let pair = Int(pairRows[codeStart + index])
            guard pair >= 0 else { continue }
            bigrams.change(pair * FeatureLayout.bigramRow + (position - index + 3) * 4 + tag, delta, step)
        }
        windows.change(Int(corpus.windows[start + position]) * 4 + tag, delta, step)
        words.change(Int(corpus.words[start + position]) * 4 + tag, delta, step)
        repeats.change(Int(corpus.repeats[start + position]) * 4 + tag, delta, step)
        paths.change(Int(corpus.paths[start + position]) * 4 + tag, delta, step)
    }
}
