/// Reading one piece of text: characters up to white space, with the rules that forbid tags.
extension Segmenter {
    /// The most characters of one piece: longer ones are cut, so memory stays bounded on hostile input.
    static var pieceLimit: Int { 4_096 }
    /// After this many characters a piece is cut at the next sentence end, to keep its tables in the cache.
    private static var pieceAim: Int { 384 }

    /// Forbids everything but the tags of `allowed` (bit 0 = B … bit 3 = S).
    @inline(__always)
    private static func only(_ allowed: UInt8) -> UInt8 { ~allowed & 15 }
    /// Tags after which a word goes on: B, M.
    private static var goesOn: UInt8 { 0b0011 }
    /// Tags before which a word began: M, E.
    private static var continues: UInt8 { 0b0110 }

    /// Collects the characters of the piece at `start`; the index after it is returned.
    func collect(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into scratch: Scratch) -> Int {
        scratch.reserve(min(Self.pieceLimit, bytes.count - start))
        scratch.hasForbidden = false
        scratch.hasBonus = false
        let table = CharacterTable.shared
        let codes = scratch.codes + 2
        let classes = scratch.classes + 2
        var count = 0
        var index = start
        // The class of the character before, as the rules left it.
        var before = CharacterClass.symbol.rawValue
        let limit = min(Self.pieceLimit, scratch.capacity)
        while index < bytes.count && count < limit {
            let character = UTF8Decoder.decode(bytes, at: index)
            let scalar = character.scalar
            let isBasic = scalar < 65_536
            let kind = isBasic ? table.classes[Int(scalar)] : CharacterClass.of(scalar).rawValue
            if kind == CharacterClass.space.rawValue { break }
            scratch.offsets[count] = Int32(truncatingIfNeeded: index)
            scratch.scalars[count] = isBasic ? UInt16(truncatingIfNeeded: scalar) : 0
            codes[count] = isBasic ? model.codes[Int(scalar)] : CharacterCode.unknown
            classes[count] = kind
            scratch.forbidden[count] = 0
            // Symbols, digits and letters are rare in Chinese text: the rules look closer at those.
            if kind == CharacterClass.symbol.rawValue || kind == CharacterClass.digit.rawValue
                || kind == CharacterClass.letter.rawValue
            {
                rule(scalar, bytes, at: index, count, scratch)
                if kind == CharacterClass.symbol.rawValue, count >= Self.pieceAim, Self.endsSentence(scalar) {
                    count += 1
                    index += character.length
                    break
                }
            } else if before == CharacterClass.digit.rawValue || before == CharacterClass.letter.rawValue {
                placeholder(scalar, count, scratch)
            }
            before = classes[count]
            count += 1
            index += character.length
        }
        scratch.count = count
        scratch.offsets[count] = Int32(truncatingIfNeeded: index)
        for pad in 0..<2 {
            codes[count + pad] = CharacterCode.beyond
            classes[count + pad] = 0
        }
        return index
    }

    /// 。 ！ ？ ； and their ASCII forms but the full stop.
    private static func endsSentence(_ scalar: UInt32) -> Bool {
        scalar == 0x3002 || scalar == 0xFF01 || scalar == 0xFF1F || scalar == 0xFF1B || scalar == 0x21
            || scalar == 0x3F || scalar == 0x3B
    }

    /// What the rules say of a symbol, digit or letter at position `count`.
    private func rule(
        _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ count: Int, _ scratch: Scratch
    ) {
        let classes = scratch.classes + 2
        let kind = classes[count]
        let before = count > 0 ? classes[count - 1] : 0
        let afterRun = before == CharacterClass.digit.rawValue || before == CharacterClass.letter.rawValue
        if kind != CharacterClass.symbol.rawValue {
            // Letters and digits in a row are one token.
            if afterRun { join(count, scratch) }
            return
        }
        if afterRun, joins(scalar, bytes, at: index, before) {
            // Seen as a part of the run by what follows.
            classes[count] = scalar == 0x25 ? CharacterClass.digit.rawValue : before
            join(count, scratch)
        } else if count > 0, scalar == 0x2026 || scalar == 0x2014, scratch.scalars[count - 1] == UInt16(scalar) {
            // …… and —— are one sign.
            let joined = scratch.forbidden[count - 1] == Self.only(0b0100)
            scratch.forbidden[count - 1] = Self.only(joined ? 0b0010 : 0b0001)
            scratch.forbidden[count] = Self.only(0b0100)
            scratch.hasForbidden = true
        } else if Self.standsAlone(scalar) || scratch.codes[count + 2] == CharacterCode.unknown {
            scratch.forbidden[count] = Self.only(0b1000)
            scratch.hasForbidden = true
        }
    }

    /// Punctuation that is always a token of its own; of other symbols (`％`, `．`, `·`) the model decides.
    private static func standsAlone(_ scalar: UInt32) -> Bool {
        switch scalar {
        // 、 。 〈 〉 《 》 「 」 『 』 【 】 〔 〕 ！ （ ） ， ： ； ？ ‘ ’ “ ”
        case 0x3001, 0x3002, 0x3008...0x3011, 0x3014, 0x3015, 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F,
            0x2018, 0x2019, 0x201C, 0x201D:
            true
        // ! " ' ( ) , : ; < > ? [ ] { }
        case 0x21, 0x22, 0x27, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3C, 0x3E, 0x3F, 0x5B, 0x5D, 0x7B, 0x7D: true
        default: false
        }
    }

    /// Forbids a word boundary between `count - 1` and `count`.
    @inline(__always)
    private func join(_ count: Int, _ scratch: Scratch) {
        scratch.forbidden[count - 1] |= Self.only(Self.goesOn)
        scratch.forbidden[count] |= Self.only(Self.continues)
        // Both together leave M alone, which is right inside a run.
        scratch.hasForbidden = true
    }

    /// Placeholders such as `A3区` are one token: at most two letters and two digits before 省市区县州镇乡村路街.
    private func placeholder(_ scalar: UInt32, _ count: Int, _ scratch: Scratch) {
        let classes = scratch.classes + 2
        guard Self.isPlaceSuffix(scalar) else { return }
        var letters = 0
        var length = 0
        var at = count - 1
        while at >= 0, length <= 4 {
            if classes[at] == CharacterClass.letter.rawValue {
                letters += 1
            } else if classes[at] != CharacterClass.digit.rawValue {
                break
            }
            length += 1
            at -= 1
        }
        guard length <= 4, (1...2).contains(letters), classes[at + 1] == CharacterClass.letter.rawValue else { return }
        scratch.forbidden[at + 1] |= Self.only(0b0001)
        join(count, scratch)
        scratch.forbidden[count] |= Self.only(0b0100)
    }

    /// 省 市 区 县 州 镇 乡 村 路 街
    private static func isPlaceSuffix(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x7701, 0x5E02, 0x533A, 0x53BF, 0x5DDE, 0x9547, 0x4E61, 0x6751, 0x8DEF, 0x8857: true
        default: false
        }
    }

    /// Whether a symbol belongs to the letters and digits around it: `3.5`, `2019/1/7`, `a-b@c.cn`, `http://x`.
    private func joins(_ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ before: UInt8) -> Bool {
        guard scalar < 0x80 else {
            // ％ and full-width points between digits.
            return before == CharacterClass.digit.rawValue && scalar == 0xFF05
        }
        let afterDigit = before == CharacterClass.digit.rawValue
        switch UInt8(scalar) {
        case UInt8(ascii: "%"): return afterDigit
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"),
            UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "?"):
            guard index + 1 < bytes.count else { return false }
            let next = bytes[index + 1]
            if next == UInt8(ascii: "/"), scalar == 0x3A || scalar == 0x2F { return true }
            let after = CharacterClass.of(UInt32(next))
            if scalar == 0x2C { return afterDigit && after == .digit }
            return after == .digit || after == .letter
        default: return false
        }
    }
}

/// The classes of the basic plane in one table.
final class CharacterTable: @unchecked Sendable {
    static let shared = CharacterTable()
    let classes: UnsafePointer<UInt8>

    private init() {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 65_536)
        for scalar in 0..<65_536 { table[scalar] = CharacterClass.of(UInt32(scalar)).rawValue }
        classes = UnsafePointer(table)
    }
}
