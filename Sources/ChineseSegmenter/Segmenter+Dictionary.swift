/// What a dictionary word costs; training may see other costs than segmenting does.
protocol WordCosts {
    /// The cost of the word that ends at a cell, given the cell's own cost, or `WordDictionary.none` where it is no word.
    func cost(_ own: UInt16, at cell: Int32) -> UInt16
}

/// The dictionary's own costs.
struct PlainCosts: WordCosts {
    @inline(__always)
    func cost(_ own: UInt16, at cell: Int32) -> UInt16 { own }
}

/// What the dictionary says of a piece.
extension Segmenter {
    /// Longer words of the general dictionary are not looked for.
    static var longestWord: Int { 8 }

    /// Longest dictionary word that starts at, ends at and reaches over each character, lengths 2 to `wordCap`; and the
    /// tags of the dictionary's own best path: the words of least total cost, as in maximum-probability segmentation.
    ///
    /// Of paths that cost the same the one with the shorter last word is taken.
    @inline(__always)
    func findWords(_ scratch: Scratch, costs: some WordCosts) {
        let count = scratch.count
        let starts = scratch.starts
        let ends = scratch.ends
        let insides = scratch.insides
        // A cost × 16 plus the length of the last word: one minimum keeps both.
        let paths = scratch.pathCosts
        starts.update(repeating: 0, count: count)
        ends.update(repeating: 0, count: count)
        insides.update(repeating: 0, count: count)
        paths.update(repeating: .max, count: count + 1)
        paths[0] = 0
        let cells = dictionary.cells
        let limit = UInt32(dictionary.cellCount)
        let unknown = UInt64(dictionary.unknownCost)
        let letters = scratch.letters
        let root = cells[1].base
        for start in 0..<count {
            let before = paths[start] & ~15
            // A character that is no word still is a step.
            var single = unknown
            var next = root &+ Int32(letters[start])
            var label = letters[start]
            var at = start
            let last = min(count, start + Self.longestWord)
            var longest = 0
            while UInt32(bitPattern: next) < limit {
                let cell = cells[Int(next)]
                guard cell.label == label else { break }
                at += 1
                let cost = costs.cost(cell.cost, at: next)
                if cost != WordDictionary.none {
                    let length = at - start
                    if length == 1 {
                        single = min(single, UInt64(cost))
                    } else {
                        let total = before &+ (UInt64(cost) << 4 | UInt64(length))
                        paths[at] = min(paths[at], total)
                        longest = min(length, FeatureLayout.wordCap)
                        let capped = UInt8(truncatingIfNeeded: longest)
                        let end = at - 1
                        ends[end] = max(ends[end], capped)
                        var inside = start + 1
                        while inside < end {
                            insides[inside] = max(insides[inside], capped)
                            inside += 1
                        }
                    }
                }
                guard cell.base != 0, at < last else { break }
                label = letters[at]
                next = cell.base &+ Int32(label)
            }
            paths[start + 1] = min(paths[start + 1], before &+ (single << 4 | 1))
            starts[start] = UInt8(truncatingIfNeeded: longest)
        }
        tracePath(scratch)
    }

    /// Writes the tags of the cheapest path.
    private func tracePath(_ scratch: Scratch) {
        let path = scratch.path + 1
        path[-1] = UInt8(Tag.none)
        path[scratch.count] = UInt8(Tag.none)
        var end = scratch.count
        while end > 0 {
            let length = Int(truncatingIfNeeded: scratch.pathCosts[end] & 15)
            let start = max(0, end - max(1, length))
            if length <= 1 {
                path[start] = UInt8(Tag.single)
            } else {
                path[start] = UInt8(Tag.begin)
                var position = start + 1
                while position < end - 1 {
                    path[position] = UInt8(Tag.middle)
                    position += 1
                }
                path[end - 1] = UInt8(Tag.end)
            }
            end = start
        }
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

/// Which of the neighbours of a character are the same as it.
enum RepeatState {
    /// - Parameter codes: points to the character's code; two before and two after are looked at.
    @inline(__always)
    static func index(_ codes: UnsafePointer<UInt16>) -> Int {
        let own = codes[0]
        return (own == codes[-1] ? 1 : 0) | (own == codes[-2] ? 2 : 0) | (own == codes[1] ? 4 : 0)
            | (own == codes[2] ? 8 : 0)
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
        return cost(at: cell) == Self.none ? nil : wordTags[Int(cell)]
    }
}
