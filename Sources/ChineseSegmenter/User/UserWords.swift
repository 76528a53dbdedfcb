/// An office's own words, which need no training and win by stated rules (`WordRule`, `WordList.Cut`).
///
/// They are a small trie beside the general one, walked only where two characters begin some user word.
struct UserWords: Sendable {
    /// What the trie's cost column says of a string.
    enum Kind {
        static let preferred = UInt16(WordRule.preferred.rawValue)
        static let neverSplit = UInt16(WordRule.neverSplit.rawValue)
        static let forced = UInt16(WordRule.forced.rawValue)
        static let cut: UInt16 = 3
    }

    /// The words; their cost is their `Kind`.
    let dictionary: WordDictionary
    let prefixes: PrefixFilter
    /// The places of a cut by the cell where its characters end: bit n is the place after n characters.
    let cutPlaces: [Int32: UInt64]
    /// Whether any word is forced, never split or cut; whether any is preferred.
    let hasRules: Bool
    let hasPreferred: Bool

    /// Compiles lists; a later list replaces what earlier ones say of the same characters. O(n log n).
    ///
    /// Words with white space, with characters outside the basic plane, or longer than `WordList.longestWord` are left
    /// out. Nil where no word is left.
    ///
    /// - Parameter general: where words without part of speech look theirs up.
    init?(_ lists: [WordList], general: WordDictionary) throws {
        var words: [[UInt16]: Meaning] = [:]
        for list in lists { words.merge(Self.meanings(list)) { $1.keeping($0.tag) } }
        guard !words.isEmpty else { return nil }
        var kinds: [String: UInt16] = [:]
        var entries: [WordList.Entry] = []
        for (units, meaning) in words {
            let word = String(decoding: units, as: UTF16.self)
            kinds[word] = meaning.kind
            let tag = meaning.tag.isEmpty && meaning.kind != Kind.cut ? general.tagName(of: units) : meaning.tag
            entries.append(.init(word: word, tag: tag))
        }
        // The compiler sorts: the order of the dictionary above changes nothing.
        let dictionary = try WordDictionary(compiling: WordList(entries: entries), name: "user words") { word, _ in
            kinds[word] ?? Kind.preferred
        }
        var places: [Int32: UInt64] = [:]
        for (units, meaning) in words where meaning.kind == Kind.cut {
            if let cell = dictionary.cell(of: units) { places[cell] = meaning.places }
        }
        self.dictionary = dictionary
        cutPlaces = places
        prefixes = PrefixFilter(Array(words.keys))
        hasRules = words.values.contains { $0.kind != Kind.preferred }
        hasPreferred = words.values.contains { $0.kind == Kind.preferred }
    }

    /// What lists say of one string.
    private struct Meaning {
        var kind: UInt16
        var tag = ""
        var frequency = 0
        var places: UInt64 = 0

        /// The meaning with another's part of speech where it has none.
        func keeping(_ other: String) -> Meaning {
            var copy = self
            if copy.tag.isEmpty, kind != Kind.cut { copy.tag = other }
            return copy
        }
    }

    /// What one list says: of lines for the same characters the strongest rule, whatever their order.
    private static func meanings(_ list: WordList) -> [[UInt16]: Meaning] {
        var words: [[UInt16]: Meaning] = [:]
        for entry in list.entries {
            guard let units = units(entry.word) else { continue }
            let new = Meaning(kind: UInt16(entry.rule.rawValue), tag: entry.tag, frequency: entry.frequency)
            guard let old = words[units] else {
                words[units] = new
                continue
            }
            // The part of speech of the strongest and most frequent line that has one.
            let isStronger = (old.kind, old.frequency, new.tag) < (new.kind, new.frequency, old.tag)
            words[units] = isStronger ? new.keeping(old.tag) : old.keeping(new.tag)
        }
        for cut in list.cuts {
            guard cut.parts.count > 1, let units = units(cut.text) else { continue }
            var places: UInt64 = 0
            var length = 0
            for part in cut.parts {
                if length > 0, length < units.count { places |= 1 << UInt64(length) }
                length += part.utf16.count
            }
            let old = words[units].flatMap { $0.kind == Kind.cut ? $0.places : nil } ?? 0
            words[units] = Meaning(kind: Kind.cut, places: old | places)
        }
        return words
    }

    /// The characters of a word; nil where it can't be a user word.
    private static func units(_ word: String) -> [UInt16]? {
        let units = Array(word.utf16)
        guard !units.isEmpty, units.count <= WordList.longestWord,
            units.allSatisfy({
                $0 != 0 && ($0 < 0xD800 || $0 > 0xDFFF) && CharacterClass.of(UInt32($0)) != .space
            })
        else { return nil }
        return units
    }
}

extension WordDictionary {
    /// The cell where a string of characters ends, nil where no word begins so.
    fileprivate func cell(of units: [UInt16]) -> Int32? {
        var cell: Int32 = 1
        for unit in units {
            let code = codes[Int(unit)]
            guard code != 0, let next = child(of: cell, code: code) else { return nil }
            cell = next
        }
        return cell
    }

    /// The part of speech of a word, empty where it is none.
    fileprivate func tagName(of units: [UInt16]) -> String {
        guard let cell = cell(of: units), cost(at: cell) != Self.none else { return "" }
        let index = Int(wordTags[Int(cell)])
        return index < tags.count ? tags[index] : ""
    }
}
