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
    /// - Parameter jackknife: takes a sentence's own words out of the dictionary's counts (`WordOccurrences`).
    init(_ sentences: [[Substring]], encoder: Segmenter, jackknife: Bool) {
        let others = jackknife ? WordOccurrences(sentences, dictionary: encoder.dictionary) : nil
        let scratch = Segmenter.Scratch()
        for sentence in sentences {
            var text = sentence.joined()
            guard !text.isEmpty else { continue }
            let costs = others?.costs(without: sentence)
            text.withUTF8 { bytes in
                var begin = 0
                var word = 0
                var left = sentence.first.map { $0.utf8.count } ?? 0
                // A long sentence is read in the pieces in which it would be segmented.
                while begin < bytes.count {
                    let next = encoder.collect(bytes, from: begin, into: scratch)
                    guard next > begin else { return contradicting += 1 }
                    if let costs {
                        encoder.findWords(scratch, costs: costs)
                    } else {
                        encoder.findWords(scratch, costs: PlainCosts())
                    }
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
            repeats.append(UInt8(RepeatState.index(own + position)))
            paths.append(UInt8(PathState.index(scratch.path + position)))
            forbidden.append(scratch.forbidden[position])
        }
        starts.append(gold.count)
    }
}
