/// Names that no label announces, told by what follows them: 赵铁柱同志, 方根宝等28人, 薛建国 敬上, 李强13900001111.
extension MaskScanner {
    /// Masks the full name before an honorific; a surname alone (王女士) stays. Returns where to go on.
    mutating func honorific(at index: Int, width: Int) -> Int {
        let (value, _) = glyph(at: index)
        for (word, kind) in PersonWords.honorifics[value] {
            guard let end = match(word, at: index), glyph(at: end).value != 0x4EEC else { continue }  // 们
            if kind == .likely, !isFollowedAsPerson(end) { continue }
            nameBefore(index, frequent: kind != .sure, likely: kind == .office)
            return end
        }
        for word in PersonWords.closings[value] {
            guard let end = match(word, at: index), !UTF8Scan.isHan(glyph(at: end).value) else { continue }
            nameBefore(skipSpaces(before: index))
            return end
        }
        return index + width
    }

    /// Masks the name before 等28人, 等三户.
    mutating func countedName(at index: Int, width: Int) -> Int {
        let next = index + width
        var at = next
        var places = 0
        while places < 4 {
            let (value, width) = glyph(at: at)
            guard width > 0, Self.isDigit(value) || Self.isCountNumeral(value) else { break }
            places += 1
            at += width
        }
        guard places > 0, "人户戶名位".unicodeScalars.contains(where: { $0.value == glyph(at: at).value }) else {
            return next
        }
        nameBefore(index, frequent: true)
        return next
    }

    private static func isCountNumeral(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value) {
        case "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "几", "多", "数": true
        default: false
        }
    }

    /// Masks the name before 反映, 来电, 投诉 where a clause begins with it: 邱建华反映, 市民林芳来电.
    mutating func nameBeforeVerb(at index: Int, width: Int) -> Int {
        let (value, _) = glyph(at: index)
        for word in PersonWords.verbs[value] where match(word, at: index) != nil {
            // 华谊兄弟 is a company: of two brothers or a couple the whole name is asked for.
            let minimum = PersonWords.isPair(word) ? 3 : 2
            nameBefore(index, frequent: true, likely: true, minimum: minimum)
            break
        }
        return index + width
    }

    /// Whether a person is what stands before `index`: the end, no Han character, or a word such as 反映.
    private func isFollowedAsPerson(_ index: Int) -> Bool {
        guard UTF8Scan.isHan(glyph(at: index).value) else { return true }
        return PersonWords.personFollowers.contains { match($0, at: index) != nil }
    }

    func skipSpaces(before index: Int) -> Int {
        var at = index
        for _ in 0..<8 where glyph(before: at).value == 0x20 { at -= glyph(before: at).width }
        return at
    }

    /// Masks the name that ends at `end`, where what stands before it lets one begin.
    ///
    /// Three characters are tried before two, unless the first is a preposition that is a surname too: 向李明同志.
    /// `table` lets a name stand right after the name of a unit; `frequent` asks for one of the usual surnames, `likely`
    /// for given names of usual characters.
    mutating func nameBefore(
        _ end: Int, table: Bool = false, frequent: Bool = false, likely: Bool = false, listed: Int = 0,
        minimum: Int = 2
    ) {
        let floor = spans.last { $0.range.upperBound <= end }?.range.upperBound ?? 0
        // Most calls are after a verb that has no surname before it.
        if !mayBeginName(before: end) { return }
        var run: [UInt32] = []
        var starts: [Int] = []
        run.reserveCapacity(4)
        starts.reserveCapacity(4)
        var at = end
        while run.count < 4 {
            let (value, width) = glyph(before: at)
            guard width > 0, UTF8Scan.isHan(value), at - width >= floor else { break }
            at -= width
            run.insert(value, at: 0)
            starts.insert(at, at: 0)
        }
        for count in [4, 3, 2] where run.count >= count && count >= minimum {
            let name = Array(run.suffix(count))
            guard let surname = Surnames.length(name), count < 4 || surname == 2 else { continue }
            if frequent, surname == 1, !Surnames.isFrequent(name[0]) { continue }
            if PersonWords.isPreposition(name) { continue }
            if likely, !GivenNames.areLikely(name[surname...]) { continue }
            let start = starts[run.count - count]
            guard PersonWords.isName(name, surname: surname), PersonWords.isBoundary(self, start, table: table) else {
                continue
            }
            _ = add(.name, start, end, surname: Self.text(name.prefix(surname)))
            let (mark, width) = glyph(before: start)
            if mark == 0x3001, listed < 20 { listedBefore(start - width, floor: floor, listed: listed + 1) }  // 、
            return
        }
    }

    /// Whether one of the two to four characters before `end` may be a surname.
    private func mayBeginName(before end: Int) -> Bool {
        var at = end
        for place in 1...4 {
            let (value, width) = glyph(before: at)
            guard width > 0, UTF8Scan.isHan(value) else { return false }
            at -= width
            if place > 1, Surnames.mayBegin(value) { return true }
        }
        return false
    }

    /// Masks the names before a name: 彭建军、彭建国反映. Their spans are put where they belong.
    private mutating func listedBefore(_ end: Int, floor: Int, listed: Int) {
        guard end > floor else { return }
        let last = spans.removeLast()
        nameBefore(end, frequent: true, likely: true, listed: listed)
        spans.append(last)
        nameEnd = last.range.upperBound
    }

    static func text(_ scalars: some Sequence<UInt32>) -> String {
        String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) }))
    }
}
