/// What the segmenter knows of each character of the basic plane, in one word each, so that reading a character costs one
/// look-up: its code in the model, its code in the dictionary and its class.
///
/// Half a megabyte, made with a segmenter; read-only afterwards, so sharing it is safe.
final class CharacterTable: @unchecked Sendable {
    /// One character's entry.
    struct Entry {
        /// The model's code (`CharacterCode`).
        var code: UInt16
        /// The dictionary's code, 0 where no word has the character.
        var letter: UInt16
        /// The raw value of the `CharacterClass`.
        var kind: UInt8
        /// What the rules do with it (`Rule`).
        var rule: UInt8
    }

    /// How the rules look at a character, so that most characters cost one comparison.
    enum Rule {
        /// Nothing to look at but what stood before.
        static let plain: UInt8 = 0
        /// A symbol, digit or letter.
        static let special: UInt8 = 1
        /// White space: ends a piece.
        static let space: UInt8 = 2
    }

    /// The number of characters of the basic plane.
    static let count = 65_536

    let entries: UnsafePointer<Entry>

    init(model: TaggerModel, dictionary: WordDictionary) {
        let table = UnsafeMutablePointer<Entry>.allocate(capacity: Self.count)
        for scalar in 0..<Self.count {
            let kind = CharacterClass.of(UInt32(scalar))
            let rule: UInt8 =
                switch kind {
                case .space: Rule.space
                case .symbol, .digit, .letter: Rule.special
                default: Rule.plain
                }
            table[scalar] = Entry(
                code: model.codes[scalar], letter: dictionary.codes[scalar], kind: kind.rawValue, rule: rule)
        }
        entries = UnsafePointer(table)
    }

    deinit { entries.deallocate() }

    /// The entry of any character: one outside the basic plane is in no table and no word.
    @inline(__always)
    func entry(_ scalar: UInt32) -> Entry {
        if scalar < UInt32(Self.count) { return entries[Int(scalar)] }
        let kind = CharacterClass.of(scalar)
        return Entry(
            code: CharacterCode.unknown, letter: 0, kind: kind.rawValue,
            rule: kind == .symbol ? Rule.special : Rule.plain)
    }
}
