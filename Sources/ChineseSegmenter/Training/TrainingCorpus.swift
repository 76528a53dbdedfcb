/// Segmented sentences as the features see them, in flat arrays.
struct TrainingCorpus {
    /// Sentence `i` is characters `starts[i]..<starts[i + 1]`.
    private(set) var starts: [Int] = [0]
    /// For each sentence, where its codes begin: two codes of padding stand before and after the characters'.
    private(set) var codeStarts: [Int] = []
    private(set) var codes: [UInt16] = []
    /// For each character the class window, the dictionary state and the repeats.
    private(set) var windows: [UInt16] = []
    private(set) var words: [UInt8] = []
    private(set) var repeats: [UInt8] = []
    private(set) var paths: [UInt8] = []
    private(set) var forbidden: [UInt8] = []
    /// The tag of each character.
    private(set) var gold: [UInt8] = []
    /// Sentences left out because the segmenter's rules for digits, letters and signs contradict their words.
    private(set) var contradicting = 0

    /// The number of sentences.
    var count: Int { starts.count - 1 }

    /// Reads sentences; `encoder` supplies codes, rules and dictionary, its weights do not matter.
    ///
    /// - Parameter jackknife: leaves words out of a sentence's dictionary features that no other sentence has, so that a
    ///   dictionary made from this very corpus does not look better than it will be on new text.
    init(_ sentences: [[Substring]], encoder: Segmenter, jackknife: Bool) {
        let others = jackknife ? WordOccurrences(sentences, dictionary: encoder.dictionary) : nil
        let scratch = Segmenter.Scratch()
        for sentence in sentences {
            var text = sentence.joined()
            guard !text.isEmpty else { continue }
            text.withUTF8 { bytes in
                var begin = 0
                var word = 0
                var left = sentence.first.map { $0.utf8.count } ?? 0
                // A long sentence is read in the pieces in which it would be segmented.
                while begin < bytes.count {
                    let next = encoder.collect(bytes, from: begin, into: scratch)
                    guard next > begin else { return contradicting += 1 }
                    if let others { others.findWords(scratch, sentence, encoder) } else { encoder.findWords(scratch) }
                    append(scratch, sentence, &word, &left)
                    begin = next
                }
            }
        }
    }

    private mutating func append(
        _ scratch: Segmenter.Scratch, _ sentence: [Substring], _ word: inout Int, _ left: inout Int
    ) {
        let mark = gold.count
        var fits = true
        var isFirst = left == (word < sentence.count ? sentence[word].utf8.count : 0)
        for position in 0..<scratch.count {
            left -= Int(scratch.offsets[position + 1] - scratch.offsets[position])
            let tag: Int
            if left <= 0 {
                tag = isFirst ? Tag.single : Tag.end
                word += 1
                left = word < sentence.count ? sentence[word].utf8.count : 0
                isFirst = true
            } else {
                tag = isFirst ? Tag.begin : Tag.middle
                isFirst = false
            }
            if scratch.forbidden[position] >> UInt8(tag) & 1 != 0 { fits = false }
            gold.append(UInt8(tag))
        }
        // A piece that begins or ends inside a word, or contradicts the rules, teaches nothing.
        if let last = gold.last, last == UInt8(Tag.begin) || last == UInt8(Tag.middle) { fits = false }
        if gold.count > mark, gold[mark] == UInt8(Tag.middle) || gold[mark] == UInt8(Tag.end) { fits = false }
        guard fits, scratch.count > 0 else {
            gold.removeLast(gold.count - mark)
            contradicting += 1
            return
        }
        codeStarts.append(codes.count)
        for position in 0..<(scratch.count + 4) { codes.append(scratch.codes[position]) }
        let classes = scratch.classes + 2
        let own = scratch.codes + 2
        var window = 0
        for position in -2..<2 { window = window * 6 + Int(classes[position]) }
        for position in 0..<scratch.count {
            window = (window * 6 + Int(classes[position + 2])) % FeatureLayout.windows
            windows.append(UInt16(window))
            words.append(
                UInt8(WordState.index(scratch.starts[position], scratch.ends[position], scratch.insides[position])))
            var echo: UInt8 = 0
            if own[position] == own[position - 1] { echo |= 1 }
            if own[position] == own[position - 2] { echo |= 2 }
            if own[position] == own[position + 1] { echo |= 4 }
            if own[position] == own[position + 2] { echo |= 8 }
            repeats.append(echo)
            paths.append(UInt8(PathState.index(scratch.path + position)))
            forbidden.append(scratch.forbidden[position])
        }
        starts.append(gold.count)
    }
}

/// How often each dictionary word occurs in a corpus, to leave a sentence's own words out of its features.
struct WordOccurrences {
    private let dictionary: WordDictionary
    private var counts: [Int32: Int] = [:]

    init(_ sentences: [[Substring]], dictionary: WordDictionary) {
        self.dictionary = dictionary
        for sentence in sentences {
            for word in sentence { if let cell = cell(of: word) { counts[cell, default: 0] += 1 } }
        }
    }

    private func cell(of word: Substring) -> Int32? {
        var cell: Int32 = 1
        for unit in word.unicodeScalars {
            guard unit.value < 65_536, dictionary.codes[Int(unit.value)] != 0,
                let next = dictionary.child(of: cell, code: dictionary.codes[Int(unit.value)])
            else { return nil }
            cell = next
        }
        return cell
    }

    /// As `Segmenter.findWords`, without the words that only this sentence has.
    func findWords(_ scratch: Segmenter.Scratch, _ sentence: [Substring], _ encoder: Segmenter) {
        var own: [Int32: Int] = [:]
        for word in sentence { if let cell = cell(of: word) { own[cell, default: 0] += 1 } }
        let count = scratch.count
        for position in 0..<count {
            scratch.starts[position] = 0
            scratch.ends[position] = 0
            scratch.insides[position] = 0
            scratch.pathCosts[position + 1] = .max
        }
        scratch.pathCosts[0] = 0
        for start in 0..<count {
            let before = scratch.pathCosts[start]
            func step(to end: Int, _ cost: Int32) {
                guard before &+ cost < scratch.pathCosts[end] else { return }
                scratch.pathCosts[end] = before &+ cost
                scratch.pathFrom[end] = Int32(start)
            }
            step(to: start + 1, dictionary.unknownCost)
            var cell: Int32 = 1
            var at = start
            while at < count, at < start + 8 {
                let code = dictionary.codes[Int(scratch.scalars[at])]
                guard code != 0, let next = dictionary.child(of: cell, code: code) else { break }
                cell = next
                at += 1
                let length = at - start
                let cost = dictionary.costs[Int(cell)]
                guard cost != WordDictionary.none, (counts[cell] ?? 0) - (own[cell] ?? 0) > 0 else { continue }
                step(to: at, Int32(cost))
                guard length > 1 else { continue }
                let capped = UInt8(min(length, FeatureLayout.wordCap))
                scratch.starts[start] = max(scratch.starts[start], capped)
                scratch.ends[at - 1] = max(scratch.ends[at - 1], capped)
                for inside in (start + 1)..<max(start + 1, at - 1) {
                    scratch.insides[inside] = max(scratch.insides[inside], capped)
                }
            }
        }
        encoder.tracePath(scratch)
    }
}
