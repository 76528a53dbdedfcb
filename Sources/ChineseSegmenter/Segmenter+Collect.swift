/// Reading one piece of text: characters up to white space, with the rules that forbid tags.
extension Segmenter {
    /// The most characters of one piece: longer ones are cut, so memory stays bounded on hostile input.
    static var pieceLimit: Int { 4_096 }
    /// After this many characters a piece is cut at the next sentence end, to keep its tables in the cache.
    private static var pieceAim: Int { 384 }

    /// Collects the characters of the piece at `start`; the index after it is returned.
    func collect(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into scratch: Scratch) -> Int {
        scratch.reserve(min(Self.pieceLimit, bytes.count - start))
        scratch.hasForbidden = false
        scratch.hasBonus = false
        let offsets = scratch.offsets
        let scalars = scratch.scalars
        let letters = scratch.letters
        let codes = scratch.codes + 2
        let classes = scratch.classes + 2
        let forbidden = scratch.forbidden
        var count = 0
        var index = start
        // Whether the character before is a digit, a letter or a sign within a run of them, as the rules left it.
        var isAfterRun = false
        let limit = min(Self.pieceLimit, scratch.capacity)
        while index < bytes.count && count < limit {
            let character = UTF8Decoder.decode(bytes, at: index)
            let scalar = character.scalar
            let entry = table.entry(scalar)
            if entry.rule == CharacterTable.Rule.space { break }
            offsets[count] = Int32(truncatingIfNeeded: index)
            scalars[count] = scalar < 65_536 ? UInt16(truncatingIfNeeded: scalar) : 0
            letters[count] = entry.letter
            codes[count] = entry.code
            classes[count] = entry.kind
            forbidden[count] = 0
            index += character.length
            // Symbols, digits and letters are rare in Chinese text: the rules look closer at those and what follows.
            if entry.rule == CharacterTable.Rule.special {
                rule(scalar, bytes, next: index, count, scratch)
                isAfterRun = Self.isRun(classes[count])
                if entry.kind == CharacterClass.symbol.rawValue, count >= Self.pieceAim, Self.endsSentence(scalar) {
                    count += 1
                    break
                }
            } else {
                if isAfterRun {
                    placeholder(scalar, count, scratch)
                    unit(scalar, bytes, next: index, count, scratch)
                    isAfterRun = false
                }
                if entry.kind == CharacterClass.numeral.rawValue { ordinal(count, scratch) }
            }
            count += 1
        }
        scratch.count = count
        offsets[count] = Int32(truncatingIfNeeded: index)
        letters[count] = 0
        for pad in 0..<2 {
            codes[count + pad] = CharacterCode.beyond
            classes[count + pad] = 0
        }
        return index
    }

    /// Whether a class belongs to a run of Latin letters and digits.
    @inline(__always)
    static func isRun(_ kind: UInt8) -> Bool {
        kind == CharacterClass.digit.rawValue || kind == CharacterClass.letter.rawValue
    }

    /// 。 ！ ？ ； and their ASCII forms but the full stop.
    private static func endsSentence(_ scalar: UInt32) -> Bool {
        scalar == 0x3002 || scalar == 0xFF01 || scalar == 0xFF1F || scalar == 0xFF1B || scalar == 0x21
            || scalar == 0x3F || scalar == 0x3B
    }
}
