extension MaskScanner {
    /// Looks at the digits at `index`; returns where to go on.
    mutating func number(at index: Int) -> Int {
        guard !continuesNumber(at: index) else { return afterDigits(index) }
        if let end = pointedMobile(at: index) { return end }
        collect(at: index)
        guard let first = token.groups.first else { return index + glyph(at: index).width }
        if let end = room(first) { return end }
        guard first.count + (token.groups.count > 1 ? 8 : 0) >= 5 else { return first.end }

        let cue = numberCue(before: first.start)
        let letter = Self.isLetter(glyph(before: first.start).value) || glyph(before: first.start).value == 0x5F
        for count in stride(from: token.groups.count, through: 1, by: -1) where token.total(count) <= 40 {
            if let end = classify(count, cue, afterLetter: letter) { return end }
        }
        return first.end
    }

    /// Whether the digits go on after a decimal point, as in 3.14159265358.
    private func continuesNumber(at index: Int) -> Bool {
        let (point, width) = glyph(before: index)
        return point == 0x2E && Self.isDigit(glyph(before: index - width).value)
    }

    private func afterDigits(_ index: Int) -> Int {
        var at = index
        while true {
            let (value, width) = glyph(at: at)
            guard width > 0, Self.isDigit(value) else { return max(at, index + 1) }
            at += width
        }
    }

    /// Reads the groups at `index` into `token`.
    private mutating func collect(at index: Int) {
        token.groups.removeAll(keepingCapacity: true)
        token.digits.removeAll(keepingCapacity: true)
        var at = index
        var total = 0
        while token.groups.count < NumberToken.maxGroups, total <= NumberToken.maxDigits {
            let start = at
            var count = 0
            while true {
                let (value, width) = glyph(at: at)
                guard width > 0, Self.isDigit(value) else { break }
                if token.digits.count < NumberToken.maxDigits { token.digits.append(UInt8(value - 0x30)) }
                count += 1
                at += width
            }
            guard count > 0 else { break }
            token.groups.append(.init(start: start, end: at, count: count))
            total += count
            let (separator, width) = glyph(at: at)
            let bracket = separator == 0x29 && token.groups.count == 1 && glyph(before: index).value == 0x28
            let slash =
                separator == 0x2F && token.groups.count == 1 && (3...4).contains(count) && token.digits.first == 0
            guard Self.isSeparator(separator) || bracket || slash else { break }
            at += width
            if bracket, glyph(at: at).value == 0x20 { at += 1 }
        }
    }

    private static func isSeparator(_ value: UInt32) -> Bool {
        value == 0x20 || value == 0x2D || value == 0x2013 || value == 0x2014 || value == 0xB7
    }

    /// What the first `count` groups are, given what stands before them; the end of the span that was added.
    private mutating func classify(_ count: Int, _ cue: MaskCues.NumberCue, afterLetter: Bool) -> Int? {
        guard let first = token.groups.first, count <= token.groups.count else { return nil }
        let start = first.start
        let end = token.groups[count - 1].end
        let total = token.total(count)
        let digits = token.digits[..<min(total, token.digits.count)]
        guard digits.count == total else { return nil }
        let sign = glyph(before: start).value
        let free = cue != .other && !afterLetter && sign != 0xA5 && sign != 0xFFE5 && sign != 0x24  // ¥ ￥ $

        if let idEnd = idCard(digits, count, end, cue, free: free) {
            nameBefore(skipSpaces(before: start), table: true)
            return add(.idCard, start, idEnd)
        }
        let byPhone = cue == .phone || cue == .person || cue == .qq || cue == .weChat
        if free || byPhone, byPhone || !amountFollows(end) {
            if let from = mobile(digits, count, start, cued: cue == .phone) {
                nameBefore(skipSpaces(before: from), table: true)
                return add(.mobile, from, end)
            }
            if let from = landline(digits, count, start) {
                nameBefore(skipSpaces(before: from), table: true)
                return add(.landline, from, extensionEnd(count, end))
            }
        }
        if bankCard(digits, count, cue, free: free) { return add(.bankCard, start, end) }
        if count == 1, (5...11).contains(total) {
            if cue == .qq { return add(.qq, start, end) }
            if cue == .weChat { return add(.weChat, start, end) }
        }
        let bare = digits[0] >= 2 && token.hasShape(NumberShapes.bare, count: count)
        if bare, cue == .phone || (cue == .person && count == 1), !amountFollows(end), !afterLetter || cue == .phone {
            return add(.landline, start, extensionEnd(count, end))
        }
        return nil
    }

    private func idCard(
        _ digits: ArraySlice<UInt8>, _ count: Int, _ end: Int, _ cue: MaskCues.NumberCue, free: Bool
    ) -> Int? {
        guard (15...20).contains(digits.count), token.hasShape(NumberShapes.idCard, count: count) else { return nil }
        switch digits.count {
        case 20:
            // A disabled person's certificate: the identity number, the kind and the degree.
            let kind = digits.suffix(2).first ?? 0
            let degree = digits.last ?? 0
            let valid =
                NumberChecks.idFields(digits) && NumberChecks.idCheck(digits.prefix(17)) == digits.prefix(18).last
            return valid && (1...7).contains(kind) && (1...4).contains(degree) ? end : nil
        case 17:
            let (mark, width) = glyph(at: end)
            guard mark | 0x20 == 0x78, !Self.isAlphanumeric(glyph(at: end + width).value) else { return nil }
            let valid = NumberChecks.idFields(digits) && NumberChecks.idCheck(digits) == 10
            return valid || cue == .idCard ? end + width : nil
        case 18:
            let check = NumberChecks.idCheck(digits.prefix(17))
            return cue == .idCard || (NumberChecks.idFields(digits) && check == digits.last) ? end : nil
        case 15:
            return cue == .idCard || (free && cue != .bank && NumberChecks.idFields(digits)) ? end : nil
        default: return nil
        }
    }

    /// The start of a mobile number with its country code; nil where the groups are none.
    private func mobile(_ digits: ArraySlice<UInt8>, _ count: Int, _ start: Int, cued: Bool) -> Int? {
        let prefix = digits.count - 11
        let number = digits.suffix(11)
        guard let one = number.first, one == 1, let two = number.dropFirst().first, two >= 3 else { return nil }
        switch prefix {
        case 0:
            // After 电话 any grouping will do: 1350000112 6.
            return token.hasShape(NumberShapes.mobile, count: count) || cued ? plusSign(before: start) : nil
        case 1 where digits.first == 0: return token.hasShape(NumberShapes.mobileWithZero, count: count) ? start : nil
        case 2 where digits.starts(with: [8, 6]), 4 where digits.starts(with: [0, 0, 8, 6]):
            let prefixed = NumberShapes.mobile.map { [prefix] + $0 } + [[prefix + 11]]
            return token.hasShape(prefixed, count: count) ? plusSign(before: start) : nil
        default: return nil
        }
    }

    private func plusSign(before start: Int) -> Int {
        if let from = match([0x28, 0x2B, 0x38, 0x36, 0x29], endingAt: start) { return from }  // (+86)
        let (value, width) = glyph(before: start)
        return value == 0x2B ? start - width : start
    }

    /// The start of a landline number with its area code; nil where the groups are none.
    private func landline(_ digits: ArraySlice<UInt8>, _ count: Int, _ start: Int) -> Int? {
        if let from = foreignLandline(digits, count, start) { return from }
        guard (10...12).contains(digits.count), digits[0] == 0 else { return nil }
        let area: Int
        switch (digits[1], digits[2]) {
        case (1, 0), (2, _): area = 3
        case (3..., _): area = 4
        default: return nil
        }
        let rest = digits.count - area
        guard (7...8).contains(rest), digits[area] >= 2 else { return nil }
        let shapes = [[digits.count], [area, rest], [area, rest - 4, 4], [area, 4, rest - 4]]
        guard token.hasShape(shapes, count: count) else { return nil }
        let (value, width) = glyph(before: start)
        return value == 0x28 && count > 1 && glyph(at: token.groups[0].end).value == 0x29 ? start - width : start
    }

    /// The start of a landline number with the country's code: `+86-500-81234567`.
    private func foreignLandline(_ digits: ArraySlice<UInt8>, _ count: Int, _ start: Int) -> Int? {
        guard count >= 3, digits.starts(with: [8, 6]), token.groups[0].count == 2 else { return nil }
        let area = token.groups[1].count
        let rest = digits.count - 2 - area
        let number = digits.dropFirst(2 + area)
        guard (2...4).contains(area), (7...8).contains(rest), let first = number.first, first >= 2,
            token.hasShape([[2, area, rest], [2, area, rest - 4, 4]], count: count)
        else { return nil }
        return plusSign(before: start)
    }

    /// The end of a landline number with its extension: `-8001`, `转8001`, `转分机8001`, `分机8001`.
    private func extensionEnd(_ count: Int, _ end: Int) -> Int {
        if count < token.groups.count, token.groups[count].count <= 5, glyph(at: end).value == 0x2D {
            return token.groups[count].end
        }
        for word in Self.extensionWords {
            guard let at = match(word, at: end), Self.isDigit(glyph(at: at).value) else { continue }
            return afterDigits(at)
        }
        return end
    }

    private static let extensionWords = ["转分机", "分机", "转", "轉", "ext.", "ext"].map { $0.unicodeScalars.map(\.value) }

    private func bankCard(
        _ digits: ArraySlice<UInt8>, _ count: Int, _ cue: MaskCues.NumberCue, free: Bool
    ) -> Bool {
        let fours = token.groups.prefix(count - 1).allSatisfy { $0.count == 4 } && token.groups[count - 1].count <= 4
        guard count == 1 || fours || token.hasShape(NumberShapes.card, count: count) else { return false }
        if cue == .bank { return (10...23).contains(digits.count) }
        guard free, cue != .qq, (13...19).contains(digits.count), [3, 4, 5, 6, 9].contains(digits[0]) else {
            return false
        }
        return NumberChecks.luhn(digits) && !NumberChecks.startsWithDate(digits)
    }

    /// Whether a unit follows that makes the number an amount: 元, 万, 平方米, `.50`.
    func amountFollows(_ end: Int) -> Bool {
        var at = end
        if glyph(at: at).value == 0x20 { at += glyph(at: at).width }
        let (value, width) = glyph(at: at)
        switch Unicode.Scalar(value) {
        case "元", "万", "萬", "亿", "億", "吨", "㎡", "%", "块", "塊", "户", "戶", "年", "米", "斤", "次": return true
        case "人": return glyph(at: at + width).value == 0x6B21  // 次
        case "平": return glyph(at: at + width).value == 0x65B9 || glyph(at: at + width).value == 0x7C73  // 方 米
        case ".": return at == end && Self.isDigit(glyph(at: at + width).value)
        default: return false
        }
    }

    /// What stands before a number: the nearest cue over at most ten characters such as `：`, 是 and 号.
    private func numberCue(before start: Int) -> MaskCues.NumberCue {
        var at = start
        for _ in 0..<10 {
            if at == phoneEnd { return .phone }
            let (value, width) = glyph(before: at)
            guard width > 0 else { return .none }
            for (word, cue) in MaskCues.numbers[value] {
                guard let start = match(word, endingAt: at) else { continue }
                // Q after a letter, as in FAQ, says nothing.
                if word.count == 1, Self.isAlphanumeric(glyph(before: start).value) { continue }
                return cue
            }
            guard Self.isGlue(value) else { return .none }
            at -= width
        }
        return .none
    }

    private static func isGlue(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value) {
        case " ", "\t", ":", "=", "(", "[", "\"", "-", ",", "/", "+", "是", "为", "為", "号", "號", "码", "碼", "、", "或", "和",
            "及", "【", "“", "—", "\u{2236}", "群", "人":
            return true
        default: return false
        }
    }
}
