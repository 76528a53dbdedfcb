/// Applying user words to a scored piece.
///
/// Between two characters is a place. A rule says of a place that it is always or never a boundary; the strongest rule
/// of a place holds, so that rules never make a piece impossible.
extension UserWords {
    /// Marks in the upper half of `Scratch.forbidden`, about the place before the character; gone when `apply` returns.
    private enum Mark {
        /// Inside a word that is never split.
        static let kept: UInt8 = 0x10
        /// Inside a forced word.
        static let joined: UInt8 = 0x20
        /// Cut, or at the edge of a forced word.
        static let cut: UInt8 = 0x40
        /// A forced word may begin with the character.
        static let begins: UInt8 = 0x80
        static let tags: UInt8 = 0x0F
    }

    /// How much better than its best split a preferred word is, in the model's units.
    private static let margin = 400

    /// Forbids what rules exclude and adds to the scores of preferred words.
    func apply(to scratch: Segmenter.Scratch) {
        if hasRules { applyRules(scratch) }
        if hasPreferred { prefer(scratch) }
    }

    /// Calls `visit` with the end and the kind of each user word that begins at `start`, shorter ones first.
    @inline(__always)
    private func walk(
        _ scratch: Segmenter.Scratch, from start: Int, to limit: Int, _ visit: (_ end: Int, _ cell: Int32) -> Void
    ) {
        let scalars = scratch.scalars
        var cell: Int32 = 1
        var at = start
        while at < limit {
            let code = dictionary.codes[Int(scalars[at])]
            guard code != 0, let next = dictionary.child(of: cell, code: code) else { return }
            cell = next
            at += 1
            if dictionary.cost(at: cell) != WordDictionary.none { visit(at, cell) }
        }
    }

    // MARK: Rules

    private func applyRules(_ scratch: Segmenter.Scratch) {
        let marks = scratch.forbidden
        var isMarked = false
        prefixes.forEachStart(scratch.scalars, scratch.count) { start in
            walk(scratch, from: start, to: scratch.count) { end, cell in
                switch dictionary.cost(at: cell) {
                case Kind.neverSplit:
                    for place in (start + 1)..<max(end, start + 1) { marks[place] |= Mark.kept }
                case Kind.forced:
                    marks[start] |= Mark.begins
                case Kind.cut:
                    var places = cutPlaces[cell] ?? 0
                    while places != 0 {
                        marks[start + places.trailingZeroBitCount] |= Mark.cut
                        places &= places - 1
                    }
                default: return
                }
                isMarked = true
            }
        }
        guard isMarked else { return }
        force(scratch)
        settle(scratch)
    }

    /// Chooses among forced words from the left, the longest first; one that a cut goes through does not count.
    private func force(_ scratch: Segmenter.Scratch) {
        let marks = scratch.forbidden
        let count = scratch.count
        var free = 0
        for start in 0..<count where marks[start] & Mark.begins != 0 && start >= free {
            var limit = start + 1
            while limit < count, marks[limit] & Mark.cut == 0 { limit += 1 }
            var end = start
            walk(scratch, from: start, to: limit) { to, cell in
                if dictionary.cost(at: cell) == Kind.forced { end = to }
            }
            guard end > start else { continue }
            for place in (start + 1)..<end where end - start > 1 { marks[place] |= Mark.joined }
            if start > 0 { marks[start] |= Mark.cut }
            if end < count { marks[end] |= Mark.cut }
            free = end
        }
    }

    /// Turns marks into forbidden tags, over what the segmenter's own rules said of the same place.
    private func settle(_ scratch: Segmenter.Scratch) {
        let marks = scratch.forbidden
        marks[0] &= Mark.tags
        for place in 1..<max(1, scratch.count) {
            let mark = marks[place]
            marks[place] &= Mark.tags
            if mark & Mark.cut != 0 {
                marks[place - 1] = Self.right(of: marks[place - 1], isBoundary: true)
                marks[place] = Self.left(of: marks[place], isBoundary: true)
            } else if mark & (Mark.joined | Mark.kept) != 0 {
                marks[place - 1] = Self.right(of: marks[place - 1], isBoundary: false)
                marks[place] = Self.left(of: marks[place], isBoundary: false)
            }
        }
        scratch.hasForbidden = true
    }

    /// Forbidden tags with what they say of the character's right side kept and of its left side replaced.
    private static func left(of forbidden: UInt8, isBoundary: Bool) -> UInt8 {
        // B and M go on, E and S end.
        let goesOn = ~forbidden & 0b0011 != 0
        let ends = ~forbidden & 0b1100 != 0
        var allowed: UInt8 = 0
        if goesOn || !ends { allowed |= isBoundary ? 0b0001 : 0b0010 }
        if ends || !goesOn { allowed |= isBoundary ? 0b1000 : 0b0100 }
        return ~allowed & Mark.tags
    }

    /// The same with the right side replaced.
    private static func right(of forbidden: UInt8, isBoundary: Bool) -> UInt8 {
        // B and S begin, M and E continue.
        let begins = ~forbidden & 0b1001 != 0
        let continues = ~forbidden & 0b0110 != 0
        var allowed: UInt8 = 0
        if begins || !continues { allowed |= isBoundary ? 0b1000 : 0b0001 }
        if continues || !begins { allowed |= isBoundary ? 0b0100 : 0b0010 }
        return ~allowed & Mark.tags
    }

    // MARK: Preferred words

    /// Adds to the tags of preferred words, from the left, the longest first, leaving out what rules forbid.
    private func prefer(_ scratch: Segmenter.Scratch) {
        var free = 0
        prefixes.forEachStart(scratch.scalars, scratch.count) { start in
            guard start >= free else { return }
            var end = start
            walk(scratch, from: start, to: scratch.count) { to, cell in
                if dictionary.cost(at: cell) == Kind.preferred, isAllowed(start, to, scratch) { end = to }
            }
            guard end > start else { return }
            add(start, end, scratch)
            free = end
        }
    }

    /// Whether the rules allow the characters to be one token.
    private func isAllowed(_ start: Int, _ end: Int, _ scratch: Segmenter.Scratch) -> Bool {
        guard scratch.hasForbidden else { return true }
        let forbidden = scratch.forbidden
        if end - start == 1 { return forbidden[start] & 0b1000 == 0 }
        for position in start..<end {
            let tag: UInt8 = position == start ? 0b0001 : position == end - 1 ? 0b0100 : 0b0010
            if forbidden[position] & tag != 0 { return false }
        }
        return true
    }

    /// Adds half of what the word lacks here to its best split, and a margin, to each of its tags.
    ///
    /// Any other way between the same two ends differs in two tags at least. As a score depends on no tag but its own,
    /// the word is then one token wherever there are boundaries at both its ends.
    private func add(_ start: Int, _ end: Int, _ scratch: Segmenter.Scratch) {
        if !scratch.hasBonus {
            scratch.bonuses.update(repeating: 0, count: scratch.count * FeatureLayout.tags)
            scratch.hasBonus = true
        }
        let bonuses = scratch.bonuses
        if end - start == 1 {
            bonuses[start * FeatureLayout.tags + Tag.single] = Int32(Self.margin)
            return
        }
        let gain = Int32((scratch.lackOfWord(start, end) + Self.margin + 1) / 2)
        for position in start..<end {
            let tag = position == start ? Tag.begin : position == end - 1 ? Tag.end : Tag.middle
            bonuses[position * FeatureLayout.tags + tag] = gain
        }
    }
}

extension Segmenter.Scratch {
    /// How much the best way between two boundaries scores above the one token between them; 0 and up. O(length).
    fileprivate func lackOfWord(_ start: Int, _ end: Int) -> Int {
        let impossible = -1 << 30
        let scores = scores + FeatureLayout.padding * FeatureLayout.tags
        var outside = 0
        var inside = impossible
        var whole = 0
        for position in start..<end {
            let row = scores + position * FeatureLayout.tags
            let forbidden = hasForbidden ? self.forbidden[position] : 0
            func score(_ tag: Int) -> Int { forbidden >> UInt8(tag) & 1 == 0 ? Int(row[tag]) : impossible }
            whole += Int(row[position == start ? Tag.begin : position == end - 1 ? Tag.end : Tag.middle])
            let (before, within) = (outside, inside)
            outside = max(before + score(Tag.single), within + score(Tag.end), impossible)
            inside = max(before + score(Tag.begin), within + score(Tag.middle), impossible)
        }
        return max(0, outside - whole)
    }
}
