/// The search for the best tags of one piece.
extension Segmenter {
    /// Scores every tag of the collected piece and finds the best path; the result is in `scratch.back` and
    /// `scratch.lastIsSingle`.
    func tag(_ scratch: Scratch) {
        findWords(scratch)
        addCharacters(scratch)
        addStates(scratch)
        if let user { user.apply(to: scratch, table: CharacterTable.shared) }
        viterbi(scratch)
    }

    /// Longest dictionary word that starts at, ends at and reaches over each character, lengths 2 to `wordCap`; and the
    /// tags of the dictionary's own best path: the words of least total cost, as in maximum-probability segmentation.
    func findWords(_ scratch: Scratch) {
        let count = scratch.count
        let starts = scratch.starts
        let ends = scratch.ends
        let insides = scratch.insides
        let pathCosts = scratch.pathCosts
        let pathFrom = scratch.pathFrom
        starts.update(repeating: 0, count: count)
        ends.update(repeating: 0, count: count)
        insides.update(repeating: 0, count: count)
        pathCosts.update(repeating: .max, count: count + 1)
        pathCosts[0] = 0
        let codes = dictionary.codes
        let cells = dictionary.cells
        let costs = dictionary.costs
        let limit = UInt32(dictionary.cellCount)
        let unknown = dictionary.unknownCost
        let scalars = scratch.scalars
        for start in 0..<count {
            let before = pathCosts[start]
            // A character that is no word still is a step.
            if before &+ unknown < pathCosts[start + 1] {
                pathCosts[start + 1] = before &+ unknown
                pathFrom[start + 1] = Int32(truncatingIfNeeded: start)
            }
            var cell: Int32 = 1
            var at = start
            var longest = 0
            let last = min(count, start + 8)
            while at < last {
                let code = codes[Int(scalars[at])]
                if code == 0 { break }
                let next = cells[Int(cell)].base &+ Int32(code)
                if UInt32(bitPattern: next) >= limit || cells[Int(next)].check != cell { break }
                cell = next
                at += 1
                let cost = costs[Int(cell)]
                if cost == WordDictionary.none { continue }
                let total = before &+ Int32(cost)
                if total < pathCosts[at] {
                    pathCosts[at] = total
                    pathFrom[at] = Int32(truncatingIfNeeded: start)
                }
                let length = at - start
                if length == 1 { continue }
                let capped = UInt8(min(length, FeatureLayout.wordCap))
                longest = Int(capped)
                let end = at - 1
                if ends[end] < capped { ends[end] = capped }
                var inside = start + 1
                while inside < end {
                    if insides[inside] < capped { insides[inside] = capped }
                    inside += 1
                }
            }
            starts[start] = UInt8(longest)
        }
        tracePath(scratch)
    }

    /// Writes the tags of the cheapest path.
    func tracePath(_ scratch: Scratch) {
        let path = scratch.path + 1
        path[-1] = UInt8(Tag.none)
        path[scratch.count] = UInt8(Tag.none)
        var end = scratch.count
        while end > 0 {
            let start = Int(scratch.pathFrom[end])
            if end - start == 1 {
                path[start] = UInt8(Tag.single)
            } else {
                path[start] = UInt8(Tag.begin)
                for position in (start + 1)..<(end - 1) where end - start > 2 { path[position] = UInt8(Tag.middle) }
                path[end - 1] = UInt8(Tag.end)
            }
            end = start
        }
    }

    /// Adds the rows of characters and pairs to the scores.
    private func addCharacters(_ scratch: Scratch) {
        let count = scratch.count
        let scores = UnsafeMutableRawPointer(scratch.scores)
        scratch.scores.update(repeating: 0, count: (count + 2 * FeatureLayout.padding) * FeatureLayout.tags)
        let codes = scratch.codes + 2
        let stride = FeatureLayout.tags * 2
        for position in -2..<(count + 2) {
            let code = codes[position]
            // The row covers positions -2 ... +2 around the character.
            let target = scores + (position - 2 + FeatureLayout.padding) * stride
            let row = model.unigrams + Int(code) * FeatureLayout.unigramRow * 2
            Self.add16(row, to: target)
            Self.add4(row + 32, to: target + 32)
            let next = position < count + 1 ? codes[position + 1] : 0
            let key = UInt32(code) << 16 | UInt32(next)
            if key != 0 {
                var slot = TaggerModel.slot(key, shift: model.bigramShift)
                while true {
                    let found = model.bigramKeys[Int(slot)]
                    if found == key {
                        let pair = scores + (position - 1 + FeatureLayout.padding) * stride
                        Self.add16(model.bigrams + Int(slot) * FeatureLayout.bigramRow * 2, to: pair)
                        break
                    }
                    if found == 0 { break }
                    slot = (slot &+ 1) & model.bigramMask
                }
            }
        }
    }

    @inline(__always)
    private static func add16(_ row: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        let sum = row.loadUnaligned(as: SIMD16<Int16>.self) &+ target.loadUnaligned(as: SIMD16<Int16>.self)
        target.storeBytes(of: sum, as: SIMD16<Int16>.self)
    }

    @inline(__always)
    private static func add4(_ row: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
        let sum = row.loadUnaligned(as: SIMD4<Int16>.self) &+ target.loadUnaligned(as: SIMD4<Int16>.self)
        target.storeBytes(of: sum, as: SIMD4<Int16>.self)
    }

    /// Adds class windows, dictionary states and repeats.
    private func addStates(_ scratch: Scratch) {
        let count = scratch.count
        let classes = scratch.classes + 2
        let codes = scratch.codes + 2
        let scores = UnsafeMutableRawPointer(scratch.scores + FeatureLayout.padding * FeatureLayout.tags)
        var window = 0
        for position in -2..<2 { window = (window * 6 + Int(classes[position])) }
        for position in 0..<count {
            window = (window * 6 + Int(classes[position + 2])) % FeatureLayout.windows
            let word = WordState.index(scratch.starts[position], scratch.ends[position], scratch.insides[position])
            let path = PathState.index(scratch.path + position)
            let code = codes[position]
            var echo = 0
            if code == codes[position - 1] { echo |= 1 }
            if code == codes[position - 2] { echo |= 2 }
            if code == codes[position + 1] { echo |= 4 }
            if code == codes[position + 2] { echo |= 8 }
            let target = scores + position * 8
            let sum =
                target.loadUnaligned(as: SIMD4<Int16>.self)
                &+ (model.windows + window * 8).loadUnaligned(as: SIMD4<Int16>.self)
                &+ (model.words + word * 8).loadUnaligned(as: SIMD4<Int16>.self)
                &+ (model.repeats + echo * 8).loadUnaligned(as: SIMD4<Int16>.self)
                &+ (model.paths + path * 8).loadUnaligned(as: SIMD4<Int16>.self)
            target.storeBytes(of: sum, as: SIMD4<Int16>.self)
        }
    }

    /// The best sequence in which B is followed by M or E, M by M or E, E and S by B or S.
    private func viterbi(_ scratch: Scratch) {
        let count = scratch.count
        let scores = scratch.scores + FeatureLayout.padding * FeatureLayout.tags
        let back = scratch.back
        // Below any sum of 4,096 scores and bonuses, and far enough from the smallest number.
        let impossible: Int32 = -1 << 30
        // Best path that ends between words, best path that ends inside one.
        var outside: Int32 = 0
        var inside: Int32 = impossible
        var outsideIsSingle: UInt8 = 1
        var insideIsMiddle: UInt8 = 0
        let plain = !scratch.hasForbidden && !scratch.hasBonus
        for position in 0..<count {
            back[position] = outsideIsSingle | insideIsMiddle << 1
            let row = scores + position * FeatureLayout.tags
            var begin = outside &+ Int32(row[Tag.begin])
            var middle = inside &+ Int32(row[Tag.middle])
            var end = inside &+ Int32(row[Tag.end])
            var single = outside &+ Int32(row[Tag.single])
            if !plain {
                if scratch.hasBonus {
                    let bonus = scratch.bonuses + position * FeatureLayout.tags
                    begin &+= bonus[Tag.begin]
                    middle &+= bonus[Tag.middle]
                    end &+= bonus[Tag.end]
                    single &+= bonus[Tag.single]
                }
                let forbidden = scratch.forbidden[position]
                if forbidden != 0 {
                    if forbidden & 1 != 0 { begin = impossible }
                    if forbidden & 2 != 0 { middle = impossible }
                    if forbidden & 4 != 0 { end = impossible }
                    if forbidden & 8 != 0 { single = impossible }
                }
                // Sums of impossible steps must not wrap round on long pieces.
                begin = max(begin, impossible)
                middle = max(middle, impossible)
                end = max(end, impossible)
                single = max(single, impossible)
            } else {
                middle = max(middle, impossible)
                end = max(end, impossible)
            }
            outsideIsSingle = single > end ? 1 : 0
            outside = max(single, end)
            insideIsMiddle = middle > begin ? 1 : 0
            inside = max(middle, begin)
        }
        scratch.lastIsSingle = outsideIsSingle != 0
        scratch.bestScore = outside
    }

    /// Appends the tokens of the best path.
    func emit(
        _ scratch: Scratch, _ bytes: UnsafeBufferPointer<UInt8>, tagging: Bool, into tokens: inout [Token]
    ) {
        let count = scratch.count
        guard count > 0 else { return }
        let first = tokens.count
        var isSingle = scratch.lastIsSingle
        var end = count
        while end > 0 {
            var start = end - 1
            if !isSingle {
                // Back over M to B.
                while start > 0, scratch.back[start] & 2 != 0 { start -= 1 }
                start = max(0, start - 1)
            }
            isSingle = scratch.back[start] & 1 != 0
            tokens.append(
                Token(
                    start: Int(scratch.offsets[start]), end: Int(scratch.offsets[end]), kind: kind(start, end, scratch),
                    tag: tagging ? partOfSpeech(start, end, scratch) : 0))
            end = start
        }
        // Found from the end: turned round in place.
        var low = first
        var high = tokens.count - 1
        while low < high {
            tokens.swapAt(low, high)
            low += 1
            high -= 1
        }
    }

    private func kind(_ start: Int, _ end: Int, _ scratch: Scratch) -> Token.Kind {
        let classes = scratch.classes + 2
        switch classes[start] {
        case CharacterClass.symbol.rawValue: return .symbol
        case CharacterClass.digit.rawValue:
            for at in (start + 1)..<max(start + 1, end) where classes[at] == CharacterClass.letter.rawValue {
                return .latin
            }
            return .number
        case CharacterClass.letter.rawValue: return .latin
        default: return .word
        }
    }

    private func partOfSpeech(_ start: Int, _ end: Int, _ scratch: Scratch) -> UInt8 {
        if let tag = user?.dictionary.partOfSpeech(scratch.scalars + start, end - start), tag != 0 {
            return UInt8(min(Int(tag) + dictionary.tags.count, 254))
        }
        return dictionary.partOfSpeech(scratch.scalars + start, end - start) ?? 0
    }
}

/// The number of a combination of longest words starting at, ending at and reaching over a character.
enum WordState {
    @inline(__always)
    static func index(_ start: UInt8, _ end: UInt8, _ inside: UInt8) -> Int {
        Int(start) * 36 + Int(end) * 6 + Int(inside)
    }
}

/// The number of a combination of three neighbouring tags of the dictionary's own path.
enum PathState {
    /// - Parameter tags: the tag before, at and after a character.
    @inline(__always)
    static func index(_ tags: UnsafePointer<UInt8>) -> Int {
        Int(tags[0]) * 25 + Int(tags[1]) * 5 + Int(tags[2])
    }
}

extension WordDictionary {
    /// The part of speech of a word given as 16-bit characters; nil where it is no word.
    func partOfSpeech(_ scalars: UnsafePointer<UInt16>, _ count: Int) -> UInt8? {
        var cell: Int32 = 1
        for index in 0..<count {
            let code = codes[Int(scalars[index])]
            guard code != 0, let next = child(of: cell, code: code) else { return nil }
            cell = next
        }
        return costs[Int(cell)] == Self.none ? nil : wordTags[Int(cell)]
    }
}
