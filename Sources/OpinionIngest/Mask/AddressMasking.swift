extension MaskScanner {
    /// Masks `501室` and a village's `12号`; the end of the span, or nil where the group is neither.
    mutating func room(_ group: NumberToken.Group) -> Int? {
        guard group.count <= 4 else { return nil }
        if let end = dashedRoom(group) { return end }
        let (next, width) = glyph(at: group.end)
        let before = glyph(before: group.start).value
        if next == 0x5BA4, group.count >= 3, isRoomEnd(group.end + width), before != 0x7B2C {  // 室, 第
            return add(.houseNumber, group.start, group.end + width)
        }
        if next == 0x53F7 || next == 0x865F, let end = residence(group, after: group.end + width) { return end }
        guard next == 0x53F7 || next == 0x865F, Self.villageWords.contains(before) else {
            return nil
        }
        let after = Unicode.Scalar(glyph(at: group.end + width).value) ?? " "
        let public_ = "楼樓栋幢座路线線井桥橋机机门門地文公厂矿库站院台点标坑塘渠泵房变闸码".unicodeScalars
        return public_.contains(after) ? nil : add(.houseNumber, group.start, group.end + width)
    }

    private static let villageWords = HanSet("组队村屯弄組隊")

    /// Masks `3-2-501` after the name of a residence or before 室.
    private mutating func dashedRoom(_ first: NumberToken.Group) -> Int? {
        guard token.groups.count >= 2, first.count <= 2, glyph(at: first.end).value == 0x2D else { return nil }
        let count = token.hasPrefix([1...2, 1...2, 3...4]) ? 3 : token.hasPrefix([1...2, 3...4]) ? 2 : 0
        guard count > 0, glyph(at: token.groups[count - 2].end).value == 0x2D else { return nil }
        let end = token.groups[count - 1].end
        let (next, width) = glyph(at: end)
        if next == 0x5BA4, isRoomEnd(end + width) { return add(.houseNumber, first.start, end + width) }
        let before = Unicode.Scalar(glyph(before: first.start).value) ?? " "
        let residence = "区苑园城府里庭寓邸湾墅居郡轩區園灣".unicodeScalars
        guard count == 3, residence.contains(before), !Self.isDigit(next), next != 0x2D else { return nil }
        return add(.houseNumber, first.start, end)
    }

    /// Whether 室 ends a room number: not 室内, 室外, 室温.
    private func isRoomEnd(_ index: Int) -> Bool {
        let next = Unicode.Scalar(glyph(at: index).value) ?? " "
        return !"内外温友內溫".unicodeScalars.contains(next)
    }

    /// After `N栋`, `N幢`, `N座`, `N号楼` or `N单元`: masks the unit, floor and room that follow. The building stays.
    mutating func building(at index: Int, width: Int) -> Int {
        let next = index + width
        guard isNumberedBuilding(at: index) else { return next }
        let start = skipJoint(next)
        var at = start
        if let unit = skip(numeral: at, then: Self.unitWords) { at = skipJoint(unit) }
        if let floor = skip(numeral: at, then: Self.floorWords) { at = skipJoint(floor) }
        if at == start, let dashed = skipDashedUnit(at) { at = dashed }
        guard let end = roomEnd(at) else { return next }
        return add(.houseNumber, start, end)
    }

    private static let unitWords = ["单元", "單元", "门", "梯"].map { $0.unicodeScalars.map(\.value) }
    private static let floorWords = ["楼", "层", "樓", "層"].map { $0.unicodeScalars.map(\.value) }

    /// Whether a stretch is Han digits without 十.
    private func isPlainHanNumber(_ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end {
            let (value, width) = glyph(at: at)
            guard value != 0x5341, "〇零一二三四五六七八九".unicodeScalars.contains(where: { $0.value == value }) else {
                return false
            }
            at += width
        }
        return true
    }

    private func isNumberedBuilding(at index: Int) -> Bool {
        var at = index
        switch Unicode.Scalar(glyph(at: index).value) {
        case "楼", "樓":
            let (value, width) = glyph(before: at)
            guard value == 0x53F7 || value == 0x865F || value == 0x23 else { return false }  // 号 號 #
            at -= width
        case "元":
            let (value, width) = glyph(before: at)
            guard value == 0x5355 || value == 0x55AE else { return false }  // 单 單
            at -= width
        default: break
        }
        if glyph(before: at).value == 0x53F7 || glyph(before: at).value == 0x23 { at -= glyph(before: at).width }
        let value = glyph(before: at).value
        return Self.isAlphanumeric(value) || Self.isChineseNumeral(value)
    }

    private func skipJoint(_ index: Int) -> Int {
        let (value, width) = glyph(at: index)
        return value == 0x20 || value == 0x2D || value == 0x2014 || value == 0xB7 ? index + width : index
    }

    private static func isChineseNumeral(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value) {
        case "〇", "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "东", "西", "甲", "乙", "丙", "丁": return true
        default: return false
        }
    }

    /// The end of a numeral of one to three places and one of the words after it.
    func skip(numeral index: Int, then words: [[UInt32]]) -> Int? {
        var at = index
        for _ in 0..<3 {
            let (value, width) = glyph(at: at)
            guard width > 0, Self.isAlphanumeric(value) || Self.isChineseNumeral(value) else { break }
            at += width
        }
        guard at > index else { return nil }
        for word in words {
            if let end = match(word, at: at) { return end }
        }
        return nil
    }

    /// The end of `2-` before a room, as in 3栋2-501.
    private func skipDashedUnit(_ index: Int) -> Int? {
        var at = index
        for _ in 0..<2 where Self.isDigit(glyph(at: at).value) { at += glyph(at: at).width }
        let (value, width) = glyph(at: at)
        return at > index && value == 0x2D ? at + width : nil
    }

    /// The end of a room number: an optional letter, digits and 室, 房 or 号, or three to four bare digits that no
    /// counting word follows.
    func roomEnd(_ index: Int) -> Int? {
        var at = index
        if Self.isLetter(glyph(at: at).value) { at += glyph(at: at).width }
        var digits = 0
        var chinese = 0
        while digits + chinese < 6 {
            let (value, width) = glyph(at: at)
            guard width > 0 else { break }
            if Self.isDigit(value), chinese == 0 {
                digits += 1
            } else if digits == 0, Self.isChineseNumeral(value) {
                chinese += 1
            } else {
                break
            }
            at += width
        }
        if Self.isLetter(glyph(at: at).value), digits >= 3, !Self.isAlphanumeric(glyph(at: at + 1).value) {
            at += glyph(at: at).width
        }
        if digits == 2, Self.isLetter(glyph(at: at).value) {  // 12A05
            var inner = at + glyph(at: at).width
            var more = 0
            while more < 3, Self.isDigit(glyph(at: inner).value) {
                inner += glyph(at: inner).width
                more += 1
            }
            if more == 2 {
                at = inner
                digits += more
            }
        }
        let (next, width) = glyph(at: at)
        let after = Unicode.Scalar(glyph(at: at + width).value) ?? " "
        guard (1...5).contains(digits) || (2...5).contains(chinese) else { return nil }
        // 一单元二〇一: digit by digit, and nothing that is counted after it.
        if digits == 0, (3...4).contains(chinese), !UTF8Scan.isHan(next) {
            return isPlainHanNumber(index, at) ? at : nil
        }
        switch Unicode.Scalar(next) {
        case "室": return isRoomEnd(at + width) ? at + width : nil
        case "房":
            if after == "间" { return nil }
            return "屋产子价源型東产".unicodeScalars.contains(after) ? (digits >= 3 ? at : nil) : at + width
        case "号", "號": return "楼樓栋幢座线路门門".unicodeScalars.contains(after) ? nil : at + width
        default: break
        }
        guard (3...4).contains(digits) else { return nil }
        let counting = "户戶人米年元套平个個家多余层層间間月万台部辆点楼单栋幢座%.㎡块条次日".unicodeScalars
        return counting.contains { $0.value == next } ? nil : at
    }
}

extension NumberToken {
    /// Whether the first groups have sizes in these ranges.
    func hasPrefix(_ ranges: [ClosedRange<Int>]) -> Bool {
        groups.count >= ranges.count && zip(groups, ranges).allSatisfy { $1.contains($0.count) }
    }
}
