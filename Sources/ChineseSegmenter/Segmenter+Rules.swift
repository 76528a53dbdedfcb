/// The rules that forbid tags: runs of letters and digits, signs, placeholders, numbers with their units.
///
/// They hold in training too, so that the model never decides against them.
extension Segmenter {
    /// Forbids everything but the tags of `allowed` (bit 0 = B … bit 3 = S).
    @inline(__always)
    private static func only(_ allowed: UInt8) -> UInt8 { ~allowed & 15 }
    /// Tags after which a word goes on: B, M.
    private static var goesOn: UInt8 { 0b0011 }
    /// Tags before which a word began: M, E.
    private static var continues: UInt8 { 0b0110 }

    /// What the rules say of a symbol, digit or letter at position `count`.
    func rule(
        _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, next: Int, _ count: Int, _ scratch: Scratch
    ) {
        let classes = scratch.classes + 2
        let kind = classes[count]
        let before = count > 0 ? classes[count - 1] : 0
        let afterRun = Self.isRun(before)
        if kind != CharacterClass.symbol.rawValue {
            // Letters and digits in a row are one token.
            if afterRun { join(count, scratch) }
            if kind == CharacterClass.digit.rawValue { ordinal(count, scratch) }
            return
        }
        if afterRun, joins(scalar, bytes, next: next, before) {
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
    func placeholder(_ scalar: UInt32, _ count: Int, _ scratch: Scratch) {
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
    private func joins(
        _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, next index: Int, _ before: UInt8
    ) -> Bool {
        guard scalar < 0x80 else {
            // ％ and full-width points between digits.
            return before == CharacterClass.digit.rawValue && scalar == 0xFF05
        }
        let afterDigit = before == CharacterClass.digit.rawValue
        switch UInt8(scalar) {
        case UInt8(ascii: "%"): return afterDigit
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"),
            UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "?"):
            guard index < bytes.count else { return false }
            let next = bytes[index]
            if next == UInt8(ascii: "/"), scalar == 0x3A || scalar == 0x2F { return true }
            let after = CharacterClass.of(UInt32(next))
            if scalar == 0x2C { return afterDigit && after == .digit }
            return after == .digit || after == .letter
        default: return false
        }
    }

    // MARK: Numbers and their units

    /// 第 takes its numeral with it: 第3, 第一.
    @inline(__always)
    func ordinal(_ count: Int, _ scratch: Scratch) {
        guard count > 0, scratch.scalars[count - 1] == 0x7B2C, scratch.scalars[count] != 0x4E24 else { return }
        join(count, scratch)
    }

    /// What the rules say of a unit right after digits, by the convention of the PKU corpora:
    ///
    /// - 万 and 亿 belong to the number: `20万`.
    /// - 年 belongs to four digits, and to two where a digit follows (`2019年`, `19年3月`): a year; after others it is a
    ///   token apart (`3 年`), and so is what begins with 年 (`3 年级`, `90 年代`, `2019 年度`).
    /// - 月, and 日 unless 元 本 内 语 follows (`500 日元`, `3 日 内`), belong to one or two digits: `1月`, `27日`.
    ///
    /// Of all other units the model decides.
    func unit(
        _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, next: Int, _ count: Int, _ scratch: Scratch
    ) {
        switch scalar {
        case 0x5E74, 0x6708, 0x65E5, 0x4E07, 0x4EBF: break
        default: return
        }
        guard scratch.codes[count + 1] == CharacterCode.digit else { return }
        let classes = scratch.classes + 2
        var first = count
        var isPlain = true
        while first > 0, count - first <= 5, classes[first - 1] == CharacterClass.digit.rawValue {
            first -= 1
            if scratch.codes[first + 2] != CharacterCode.digit { isPlain = false }
        }
        if first > 0, classes[first - 1] == CharacterClass.letter.rawValue { return }
        let digits = count - first
        // What follows the unit; nothing at the end of the text.
        let after = next < bytes.count ? UTF8Decoder.decode(bytes, at: next).scalar : 0
        switch scalar {
        case 0x4E07, 0x4EBF: join(count, scratch)
        case 0x5E74:
            guard isPlain else { return }
            // 代 级 度
            let isOther = after == 0x4EE3 || after == 0x7EA7 || after == 0x5EA6
            if !isOther, digits == 4 || (digits == 2 && CharacterClass.of(after) == .digit) {
                join(count, scratch)
            } else {
                cut(count, scratch)
            }
        case 0x6708:
            if isPlain, digits <= 2 { join(count, scratch) }
        default:
            // 元 本 内 语
            let isOther = after == 0x5143 || after == 0x672C || after == 0x5185 || after == 0x8BED
            if isPlain, digits <= 2, !isOther { join(count, scratch) }
        }
    }

    /// Demands a word boundary between `count - 1` and `count`.
    private func cut(_ count: Int, _ scratch: Scratch) {
        scratch.forbidden[count - 1] |= Self.goesOn
        scratch.forbidden[count] |= Self.continues
        scratch.hasForbidden = true
    }
}
