/// The search for the best tags of one piece.
extension Segmenter {
    /// Scores every tag of the collected piece and finds the best path; the result is in `scratch.back` and
    /// `scratch.lastIsSingle`.
    func tag(_ scratch: Scratch) {
        findWords(scratch, costs: PlainCosts())
        findPairs(scratch)
        addWeights(scratch)
        if let user { user.apply(to: scratch) }
        viterbi(scratch)
    }

    /// Looks up where the row of each pair of neighbours begins, two places beyond the text on either side included.
    ///
    /// A loop of its own: the look-ups do not wait for one another.
    private func findPairs(_ scratch: Scratch) {
        let codes = scratch.codes
        let rows = scratch.pairRows
        for index in 0..<(scratch.count + 3) {
            rows[index] = Int32(truncatingIfNeeded: model.pairRow(codes[index], codes[index + 1]))
        }
    }

    /// Adds up the weights of each character's tags.
    private func addWeights(_ scratch: Scratch) {
        let count = scratch.count
        let codes = scratch.codes + 2
        let classes = scratch.classes + 2
        let pairRows = scratch.pairRows
        let scores = UnsafeMutableRawPointer(scratch.scores + FeatureLayout.padding * FeatureLayout.tags)
        let unigrams = model.unigrams
        let bigrams = model.bigrams
        // Bytes of one position's weights and of a character's row.
        let cell = FeatureLayout.tags * 2
        let row = FeatureLayout.unigramRow * 2
        @inline(__always) func weights(_ at: UnsafeRawPointer) -> SIMD4<Int16> {
            at.loadUnaligned(as: SIMD4<Int16>.self)
        }
        var window = 0
        for position in -2..<2 { window = window * 6 + Int(classes[position]) }
        let path = scratch.path + 1
        var pathState = Int(path[-1]) * 5 + Int(path[0])
        for position in 0..<count {
            let own = codes + position
            let pairs = pairRows + position
            // A character's row has its weights for the tags of two places before it to two after it.
            var one = weights(unigrams + (Int(own[-2]) * row + 4 * cell))
            one &+= weights(unigrams + (Int(own[-1]) * row + 3 * cell))
            one &+= weights(unigrams + (Int(own[0]) * row + 2 * cell))
            one &+= weights(unigrams + (Int(own[1]) * row + cell))
            one &+= weights(unigrams + Int(own[2]) * row)
            // A pair's row has those of one place before its first character to one after its second.
            one &+= weights(bigrams + (Int(pairs[0]) + 3 * cell))
            one &+= weights(bigrams + (Int(pairs[1]) + 2 * cell))
            one &+= weights(bigrams + (Int(pairs[2]) + cell))
            one &+= weights(bigrams + Int(pairs[3]))
            window = window * 6 + Int(classes[position + 2])
            pathState = pathState * 5 + Int(path[position + 1])
            one &+= weights(model.windows + window * cell)
            one &+= weights(model.paths + pathState * cell)
            window -= Int(classes[position - 2]) * (FeatureLayout.windows / 6)
            pathState -= Int(path[position - 1]) * 25
            one &+= weights(model.repeats + RepeatState.index(own) * cell)
            let word = WordState.index(scratch.starts[position], scratch.ends[position], scratch.insides[position])
            one &+= weights(model.words + word * cell)
            (scores + position * cell).storeBytes(of: one, as: SIMD4<Int16>.self)
        }
    }

    /// What a forbidden tag costs: more than all scores of a piece, so that a path with one never wins while there is one
    /// without.
    private static var penalty: Int { -1 << 40 }

    /// For each set of forbidden tags the penalty of each tag.
    private static let penalties: [Int] = (0..<16).flatMap { forbidden in
        (0..<FeatureLayout.tags).map { forbidden >> $0 & 1 == 0 ? 0 : penalty }
    }

    /// The best sequence in which B is followed by M or E, M by M or E, E and S by B or S.
    private func viterbi(_ scratch: Scratch) {
        Self.penalties.withUnsafeBufferPointer { table in
            guard let penalties = table.baseAddress else { return }
            if scratch.hasBonus {
                search(scratch, penalties) { position, tag in
                    Int(scratch.bonuses[position * FeatureLayout.tags + tag])
                }
            } else {
                search(scratch, penalties) { _, _ in 0 }
            }
        }
    }

    @inline(__always)
    private func search(_ scratch: Scratch, _ penalties: UnsafePointer<Int>, _ bonus: (Int, Int) -> Int) {
        let scores = scratch.scores + FeatureLayout.padding * FeatureLayout.tags
        let back = scratch.back
        let forbidden = scratch.forbidden
        // Best path that ends between words, best path that ends inside one: none at the beginning.
        var outside = 0
        var inside = Self.penalty << 13
        var outsideIsSingle: UInt8 = 1
        var insideIsMiddle: UInt8 = 0
        for position in 0..<scratch.count {
            back[position] = outsideIsSingle | insideIsMiddle << 1
            let row = scores + position * FeatureLayout.tags
            let no = penalties + Int(forbidden[position] & 15) * FeatureLayout.tags
            let begin = outside &+ (Int(row[Tag.begin]) &+ no[Tag.begin] &+ bonus(position, Tag.begin))
            let middle = inside &+ (Int(row[Tag.middle]) &+ no[Tag.middle] &+ bonus(position, Tag.middle))
            let end = inside &+ (Int(row[Tag.end]) &+ no[Tag.end] &+ bonus(position, Tag.end))
            let single = outside &+ (Int(row[Tag.single]) &+ no[Tag.single] &+ bonus(position, Tag.single))
            outsideIsSingle = single > end ? 1 : 0
            outside = max(single, end)
            insideIsMiddle = middle > begin ? 1 : 0
            inside = max(middle, begin)
        }
        scratch.lastIsSingle = outsideIsSingle != 0
    }

    /// Appends the tokens of the best path.
    func emit(_ scratch: Scratch, tagging: Bool, into tokens: inout [Token]) {
        let count = scratch.count
        guard count > 0 else { return }
        let back = scratch.back
        let offsets = scratch.offsets
        let classes = scratch.classes + 2
        let found = scratch.tokens
        var isSingle = scratch.lastIsSingle
        var end = count
        // Found from the end.
        var first = count
        while end > 0 {
            var start = end - 1
            if !isSingle {
                // Back over M to B.
                while start > 0, back[start] & 2 != 0 { start -= 1 }
                start = max(0, start - 1)
            }
            isSingle = back[start] & 1 != 0
            first -= 1
            let kind = classes[start]
            found[first] = Token(
                start: offsets[start], end: offsets[end],
                kind: kind > CharacterClass.letter.rawValue || kind == CharacterClass.han.rawValue
                    ? .word : self.kind(start, end, scratch),
                tag: tagging ? partOfSpeech(start, end, scratch) : 0)
            end = start
        }
        tokens.append(contentsOf: UnsafeBufferPointer(start: found + first, count: count - first))
    }

    private func kind(_ start: Int, _ end: Int, _ scratch: Scratch) -> Token.Kind {
        let classes = scratch.classes + 2
        switch classes[start] {
        case CharacterClass.symbol.rawValue: return .symbol
        case CharacterClass.digit.rawValue:
            for at in start..<end where classes[at] == CharacterClass.letter.rawValue { return .latin }
            return .number
        case CharacterClass.letter.rawValue: return .latin
        default: return .word
        }
    }

    private func partOfSpeech(_ start: Int, _ end: Int, _ scratch: Scratch) -> UInt8 {
        if let tag = user?.dictionary.partOfSpeech(scratch.scalars + start, end - start), tag != 0 {
            // Names beyond the 255th have no number.
            let index = Int(tag) + dictionary.tags.count
            return index < tags.count ? UInt8(truncatingIfNeeded: index) : 0
        }
        return dictionary.partOfSpeech(scratch.scalars + start, end - start) ?? 0
    }
}
