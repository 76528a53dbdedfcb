/// An office's own words, which need no training and win by stated rules.
///
/// A word is preferred: each of its tags gains half of what it lacks to its best split, and a margin. Every other way
/// through the word differs in two tags at least, so that standing alone it is one token; in running text strong context
/// can still decide otherwise. Of words within one another the longest counts. Preferred words obey the rules for digits,
/// letters and punctuation.
///
/// Words given with the part of speech `!` are forced: wherever they occur in one piece they are one token, whatever the
/// rules say, from the left and the longest first where they overlap.
struct UserWords: Sendable {
    /// The words; their cost is the gain of each character.
    let dictionary: WordDictionary
    /// Whether any word is forced.
    private let hasForced: Bool
    private let forcedTag: UInt8

    /// Compiles the words, measuring against a segmenter without them.
    init(_ entries: [WordList.Entry], plain: Segmenter) throws {
        let scratch = Segmenter.Scratch()
        // Forced in one list is forced, whatever other lists say of the word.
        let forced = Set(entries.filter { $0.tag == Self.forcedMark }.map(\.word))
        var entries = entries
        for index in entries.indices where forced.contains(entries[index].word) { entries[index].tag = Self.forcedMark }
        dictionary = try WordDictionary(compiling: WordList(entries: entries), name: "user words") { word, _ in
            var copy = word
            let gap = copy.withUTF8 { plain.gap(toOneToken: $0, using: scratch) }
            let gain = word.unicodeScalars.count == 1 ? gap + Self.margin : (gap + Self.margin + 1) / 2
            return UInt16(min(gain, Int(WordDictionary.none) - 1))
        }
        let index = dictionary.tags.firstIndex(of: Self.forcedMark)
        hasForced = index != nil
        forcedTag = UInt8(index ?? 255)
    }

    /// The part of speech of forced words.
    private static let forcedMark = "!"
    /// How much better than its best split a word is, alone, in the model's units.
    private static let margin = 400

    /// Adds the words' gains to the scores of the piece and forbids what forced words exclude.
    func apply(to scratch: Segmenter.Scratch, table: CharacterTable) {
        let count = scratch.count
        let scalars = scratch.scalars
        var forcedTo = 0
        var covered = 0
        for start in 0..<count {
            var cell: Int32 = 1
            var at = start
            var forcedEnd = 0
            var longest = 0
            var longestGain: UInt16 = 0
            while at < count {
                let code = dictionary.codes[Int(scalars[at])]
                guard code != 0, let next = dictionary.child(of: cell, code: code) else { break }
                cell = next
                at += 1
                let gain = dictionary.costs[Int(cell)]
                guard gain != WordDictionary.none else { continue }
                if hasForced, dictionary.wordTags[Int(cell)] == forcedTag { forcedEnd = at }
                longest = at
                longestGain = gain
            }
            // A word that ends no later than one begun before lies inside that one.
            if longest > covered {
                prefer(start, longest, Int32(longestGain), scratch)
                covered = longest
            }
            if forcedEnd > 0, start >= forcedTo {
                force(start, forcedEnd, scratch)
                forcedTo = forcedEnd
            }
        }
    }

    private func prefer(_ start: Int, _ end: Int, _ gain: Int32, _ scratch: Segmenter.Scratch) {
        if !scratch.hasBonus {
            scratch.bonuses.update(repeating: 0, count: scratch.count * FeatureLayout.tags)
            scratch.hasBonus = true
        }
        // Of several words over a character the largest gain counts, so that overlapping words don't add up.
        func raise(_ position: Int, _ tag: Int) {
            let place = position * FeatureLayout.tags + tag
            scratch.bonuses[place] = max(scratch.bonuses[place], gain)
        }
        if end - start == 1 { return raise(start, Tag.single) }
        raise(start, Tag.begin)
        for position in (start + 1)..<(end - 1) where end - start > 2 { raise(position, Tag.middle) }
        raise(end - 1, Tag.end)
    }

    private func force(_ start: Int, _ end: Int, _ scratch: Segmenter.Scratch) {
        scratch.hasForbidden = true
        if end - start == 1 {
            scratch.forbidden[start] = 0b0111
        } else {
            scratch.forbidden[start] = 0b1110
            for position in (start + 1)..<(end - 1) where end - start > 2 { scratch.forbidden[position] = 0b1101 }
            scratch.forbidden[end - 1] = 0b1011
        }
        // What was joined to a neighbour by rule is cut here.
        if start > 0, scratch.forbidden[start - 1] & 0b1100 == 0b1100 { scratch.forbidden[start - 1] &= ~0b1100 }
        if end < scratch.count, scratch.forbidden[end] & 0b1001 == 0b1001 { scratch.forbidden[end] &= ~0b1001 }
    }
}

extension Segmenter {
    /// How much the best path of a word scores above the path that takes it as one token; 0 and up.
    func gap(toOneToken word: UnsafeBufferPointer<UInt8>, using scratch: Scratch) -> Int {
        guard !word.isEmpty else { return 0 }
        let end = collect(word, from: 0, into: scratch)
        // Words with white space are several pieces: no gain makes them one.
        guard end == word.count else { return 0 }
        tag(scratch)
        let scores = scratch.scores + FeatureLayout.padding * FeatureLayout.tags
        let count = scratch.count
        var whole = 0
        for position in 0..<count {
            let tag = count == 1 ? Tag.single : position == 0 ? Tag.begin : position == count - 1 ? Tag.end : Tag.middle
            whole += Int(scores[position * FeatureLayout.tags + tag])
        }
        return max(0, Int(scratch.bestScore) - whole)
    }
}
