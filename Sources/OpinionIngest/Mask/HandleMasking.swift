/// Plates, e-mail addresses and WeChat ids.
extension MaskScanner {
    /// Masks a plate that begins with a province's character: 浙A12345, 浙A·12345, 浙AD12345, 浙A1234警, 浙-A12345.
    mutating func plate(at index: Int, width: Int) -> Int {
        guard let end = plateEnd(afterProvince: index + width) else { return index + width }
        return add(.plate, index, end)
    }

    /// The end of what follows a plate's province; nil where it is no plate.
    private func plateEnd(afterProvince index: Int) -> Int? {
        var start = index
        if glyph(at: start).value == 0x2D || glyph(at: start).value == 0x20 { start += glyph(at: start).width }
        return plateEnd(start)
    }

    /// Whether a whole plate stands at `index`, at a character of this value and width: no name goes on into it.
    func isPlate(_ value: UInt32, at index: Int, width: Int) -> Bool {
        value <= 0xFFFF && table[Int(value)] & MaskCues.plateFlag != 0 && plateEnd(afterProvince: index + width) != nil
    }

    /// Masks a plate without its province after 车牌 or 车牌号.
    mutating func plateAfterCue(at index: Int, width: Int) -> Int {
        var at = index + width
        guard "车車号牌照".unicodeScalars.contains(where: { $0.value == glyph(before: index).value }) else { return at }
        for _ in 0..<5 {
            let (value, width) = glyph(at: at)
            guard "号号號码碼: 是为為".unicodeScalars.contains(where: { $0.value == value }) else { break }
            at += width
        }
        guard let end = plateEnd(at) else { return index + width }
        return add(.plate, at, end)
    }

    /// The end of a plate's letter and its five or six places.
    private func plateEnd(_ index: Int) -> Int? {
        var (value, width) = glyph(at: index)
        guard Self.isLetter(value), value | 0x20 != 0x69 else { return nil }
        var at = index + width
        (value, width) = glyph(at: at)
        switch Unicode.Scalar(value) {
        case "·", "•", ".", "-", " ", "・", "‧", "—": at += width
        default: break
        }
        var places = 0
        var digits = 0
        while places < 7 {
            (value, width) = glyph(at: at)
            guard width > 0, Self.isAlphanumeric(value) else { break }
            if Self.isDigit(value) { digits += 1 }
            places += 1
            at += width
        }
        if places == 4, "学警挂港澳领超使學掛領".unicodeScalars.contains(where: { $0.value == glyph(at: at).value }) {
            at += glyph(at: at).width
            places += 1
        }
        return (5...6).contains(places) && digits >= 2 && !amountFollows(at) ? at : nil
    }

    /// Masks the e-mail address around an `@`, and drops what was found inside it before.
    mutating func mail(at index: Int, width: Int) -> Int {
        let next = index + width
        var start = index
        for _ in 0..<64 {
            let (value, width) = glyph(before: start)
            guard width > 0, Self.isMailCharacter(value) else { break }
            start -= width
        }
        guard start < index, let end = domainEnd(next) else { return next }
        while let last = spans.last, last.range.upperBound > start {
            start = min(start, last.range.lowerBound)
            spans.removeLast()
        }
        return add(.mail, start, end)
    }

    private static func isMailCharacter(_ value: UInt32) -> Bool {
        isAlphanumeric(value) || value == 0x2E || value == 0x5F || value == 0x2D || value == 0x2B || value == 0x25
    }

    /// The end of a domain with a dot and a last label of two letters or more.
    private func domainEnd(_ index: Int) -> Int? {
        var at = index
        var end: Int?
        var letters = 0
        var labels = 0
        for _ in 0..<128 {
            let (value, width) = glyph(at: at)
            guard width > 0 else { break }
            if value == 0x2E {
                guard at > index else { return nil }
                labels += 1
                letters = 0
            } else if Self.isLetter(value) {
                letters += 1
                if labels > 0, letters >= 2 { end = at + width }
            } else if Self.isDigit(value) || value == 0x2D {
                letters = 0
            } else {
                break
            }
            at += width
        }
        return end
    }

    /// After 微信, 薇信 or 威信: masks an id that begins with a letter.
    mutating func weChat(at index: Int, width: Int) -> Int {
        let next = index + width
        let (value, second) = glyph(at: next)
        // 微信, 微❤, 微心; 加微 alone before an id.
        if value == 0x4FE1 || value == 0x2764 || value == 0x5FC3 {
            var after = next + second
            if glyph(at: after).value == 0xFE0F { after += 3 }
            return weChatID(after: after) ?? next
        }
        let before = glyph(before: index).value
        return before == 0x52A0 || before == 0x6DFB ? weChatID(after: next) ?? next : next  // 加 添
    }

    /// After `vx`, `wx` or `v信` at the start of a word: masks the id.
    mutating func weChatLetters(at index: Int) -> Int {
        let next = index + 1
        let before = glyph(before: index).value
        guard !Self.isAlphanumeric(before) else { return next }
        for word in Self.weChatWords {
            if let end = matchLetters(word, at: index) { return weChatID(after: end) ?? next }
        }
        let (value, width) = glyph(at: next)
        if glyph(at: index).value | 0x20 == 0x76, before == 0x52A0 || before == 0x2B || before == 0x6DFB,  // 加 + 添
            value != 0x4FE1, value | 0x20 != 0x78
        {
            return weChatID(after: next) ?? next
        }
        guard value | 0x20 == 0x78 || value == 0x4FE1 else { return next }
        return weChatID(after: next + width) ?? next
    }

    private static let weChatWords = ["wechat", "weixin"].map { $0.unicodeScalars.map(\.value) }

    /// The end of a word of small letters at `index`, whatever the case of the text.
    private func matchLetters(_ word: [UInt32], at index: Int) -> Int? {
        var at = index
        for scalar in word {
            let (value, width) = glyph(at: at)
            guard width > 0, value | 0x20 == scalar else { return nil }
            at += width
        }
        return at
    }

    /// The end of a WeChat id after an optional 号 and separators. Letters alone need a 号 or a colon before them.
    private mutating func weChatID(after index: Int) -> Int? {
        var at = index
        var labelled = false
        for _ in 0..<6 {
            let (value, width) = glyph(at: at)
            switch Unicode.Scalar(value) {
            case "号", "號", "码", ":": labelled = true
            case " ", "是", "为", "為", "=", "(": break
            case "I",
                "i" where matchLetters([0x69, 0x64], at: at) != nil && !Self.isAlphanumeric(glyph(at: at + 2).value):
                labelled = true
                at += width
            default:
                guard Self.isLetter(value) else { return nil }
                return weChatBody(at, labelled: labelled)
            }
            at += width
        }
        return nil
    }

    private mutating func weChatBody(_ start: Int, labelled: Bool) -> Int? {
        var at = start
        var length = 0
        var telling = labelled
        while length < 21 {
            let (value, width) = glyph(at: at)
            guard width > 0, Self.isAlphanumeric(value) || value == 0x5F || value == 0x2D else { break }
            if Self.isDigit(value) || value == 0x5F { telling = true }
            length += 1
            at += width
        }
        return (6...20).contains(length) && telling ? add(.weChat, start, at) : nil
    }
}
