/// House numbers of people: 家住人民路207号, 幸福路18号3幢2单元501室.
///
/// A street and its number alone say where a matter is (溪滨路208号路灯坏了) and stay. They are a residence where a word of
/// living stands before them in the same clause, or a unit or room after them; then all from the number on is masked.
extension MaskScanner {
    /// Masks the street number whose 号 ends at `numberEnd`, and the building, unit and room after it.
    mutating func residence(_ group: NumberToken.Group, after numberEnd: Int) -> Int? {
        let before = glyph(before: group.start).value
        guard Self.streetWords.contains(before) else { return nil }
        let after = Unicode.Scalar(glyph(at: numberEnd).value) ?? " "
        guard !"楼樓栋幢座线線桥橋井门門".unicodeScalars.contains(after) else { return nil }
        let tail = dwellingTail(numberEnd)
        guard tail.isFlat || isLivedAt(group.start) else { return nil }
        return add(.houseNumber, laneStart(group.start) ?? group.start, tail.end)
    }

    private static let streetWords = HanSet("路街巷弄道里坊村")

    /// The end of the building, unit, floor and room after a street number, and whether there is a unit or room.
    private func dwellingTail(_ index: Int) -> (end: Int, isFlat: Bool) {
        var end = index
        var isFlat = false
        let start = skipTailSpace(index)
        var at = start
        for (place, words) in Self.tailWords.enumerated() {
            guard let next = skip(numeral: at, then: words) else { continue }
            end = next
            at = skipTailSpace(next)
            if place == 1 { isFlat = true }
        }
        if let room = roomEnd(at) {
            let last = glyph(before: room).value
            if end > index || last == 0x5BA4 || last == 0x623F { return (room, true) }  // 室 房
        }
        return (end, isFlat)
    }

    /// Buildings, units, floors.
    private static let tailWords = [["幢", "栋", "号楼", "座", "棟"], ["单元", "單元"], ["楼", "层", "樓"]].map { words in
        words.map { $0.unicodeScalars.map(\.value) }
    }

    /// The start of `9弄` before a number, where a street stands before it: 西街9弄10号.
    private func laneStart(_ index: Int) -> Int? {
        let (lane, width) = glyph(before: index)
        guard lane == 0x5F04 || lane == 0x5DF7 else { return nil }  // 弄 巷
        var at = index - width
        let end = at
        while at > (spans.last?.range.upperBound ?? 0), Self.isDigit(glyph(before: at).value) {
            at -= glyph(before: at).width
        }
        let street = Unicode.Scalar(glyph(before: at).value) ?? " "
        return at < end && "路街道".unicodeScalars.contains(street) ? at : nil
    }

    private func skipTailSpace(_ index: Int) -> Int {
        let (value, width) = glyph(at: index)
        return value == 0x20 || value == 0x2D ? index + width : index
    }

    private static let livingWords = [
        "家住", "住在", "住址", "我家", "家在", "户籍", "现住", "租住", "居住", "住于", "暂住", "本人住", "户口", "家庭地址",
    ].map { $0.unicodeScalars.map(\.value) }

    private static let livingEnds = HanSet(livingWords.compactMap(\.last))

    /// Whether a word of living stands within sixteen characters before `index`, in the same clause.
    private func isLivedAt(_ index: Int) -> Bool {
        var at = index
        for _ in 0..<16 {
            let (value, width) = glyph(before: at)
            guard width > 0, UTF8Scan.isHan(value) || Self.isAlphanumeric(value) || value == 0x20 || value == 0x3A
            else {
                return false
            }
            if Self.livingEnds.contains(value), Self.livingWords.contains(where: { match($0, endingAt: at) != nil }) {
                return true
            }
            if value == 0x4F4F, isPlainLiving(at, width: width) { return true }  // 住
            if let start = match([0x5730, 0x5740], endingAt: at) { return isHomeAddress(start) }  // 地址
            at -= width
        }
        return false
    }

    /// Whether 住 ending at `index` means living: not 住户, 堵住.
    private func isPlainLiving(_ index: Int, width: Int) -> Bool {
        let next = glyph(at: index).value
        let previous = glyph(before: index - width).value
        return !"户戶宅房院建改民率".unicodeScalars.contains { $0.value == next }
            && !"堵挡拦围困稳记抓卡压留停遮盖罩绊顶撑守".unicodeScalars.contains { $0.value == previous }
    }

    /// Whether 地址 starting at `index` may be a home's: not 事发地址, 店铺地址.
    private func isHomeAddress(_ index: Int) -> Bool {
        let last = glyph(before: index).value
        return !"公发铺司位店册营地工目件题厂点项生校".unicodeScalars.contains { $0.value == last }
    }
}
