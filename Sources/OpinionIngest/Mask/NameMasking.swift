extension MaskScanner {
    /// Masks the name after a cue that stands at `index`; returns where to go on.
    mutating func nameCue(at index: Int) -> Int {
        let (value, width) = glyph(at: index)
        for (word, cue) in MaskCues.names[value] {
            guard let end = match(word, at: index), !isPartOfWord(word, at: index) else { continue }
            return name(after: end, cue) ?? end
        }
        return index + width
    }

    /// Whether a cue is the end of one word and the beginning of another: 妇女儿童, 国家长江.
    private func isPartOfWord(_ word: [UInt32], at index: Int) -> Bool {
        switch (Unicode.Scalar(glyph(before: index).value), word) {
        case ("妇", [0x5973, 0x513F]), ("国", [0x5BB6, 0x957F]), ("大", [0x5BB6, 0x957F]): true  // 女儿 家长
        default: false
        }
    }

    /// Masks a name with a middle dot after a label: 阿依古丽·买买提. Nil where none stands at `index`.
    private mutating func dottedName(at index: Int) -> Int? {
        var at = index
        var length = 0
        var dots = 0
        var end = index
        while length < 20 {
            let (value, width) = glyph(at: at)
            let isDot = value == 0xB7 || value == 0x2022 || value == 0x30FB
            guard width > 0, UTF8Scan.isHan(value) || (isDot && length > 1) else { break }
            if isDot { dots += 1 }
            length += 1
            at += width
            end = at
        }
        guard dots > 0, length >= 4, length < 20,
            !"·•・".unicodeScalars.contains(where: { $0.value == glyph(before: end).value })
        else { return nil }
        return add(.name, index, end, surname: Self.text([glyph(at: index).value]))
    }

    /// Masks another name after 、 in a list: 联系人：张三、李四.
    mutating func listedName(at index: Int) -> Int {
        name(Candidate(self, at: index), .iAm, labelled: false) ?? index
    }

    private mutating func name(after index: Int, _ cue: MaskCues.NameCue) -> Int? {
        var at = index
        var labelled = false
        for _ in 0..<4 {
            let (value, width) = glyph(at: at)
            switch Unicode.Scalar(value) {
            case ":", "(", "\u{2236}", "【", "[": labelled = true
            case " ", "\t", "-", "_": labelled = labelled || cue == .label
            case "是" where cue != .iAm, "为" where cue == .label, "叫" where cue != .iAm: break
            default: return named(at: at, cue, labelled: labelled)
            }
            at += width
        }
        return named(at: at, cue, labelled: labelled)
    }

    private mutating func named(at index: Int, _ cue: MaskCues.NameCue, labelled: Bool) -> Int? {
        if labelled || cue == .label || cue == .called, let end = dottedName(at: index) { return end }
        return name(Candidate(self, at: index, spaced: labelled), cue, labelled: labelled)
    }

    /// The Han characters after a cue.
    private struct Candidate {
        /// The code points, at most twelve.
        var scalars: [UInt32] = []
        /// Where each one ends.
        var ends: [Int] = []
        var start: Int
        /// Whether the run of Han characters ends within the twelve.
        var isWhole = false

        /// `spaced` lets a space stand in a name of two characters: 章　明.
        init(_ scanner: borrowing MaskScanner, at index: Int, spaced: Bool = false) {
            start = index
            scalars.reserveCapacity(12)
            ends.reserveCapacity(12)
            var at = index
            while scalars.count < 12 {
                let (value, width) = scanner.glyph(at: at)
                if spaced, scalars.count == 1, value == 0x20, Surnames.isFrequent(scalars[0]) {
                    let (given, second) = scanner.glyph(at: at + width)
                    let after = scanner.glyph(at: at + width + second).value
                    if UTF8Scan.isHan(given), !UTF8Scan.isHan(after), given != 0x7537, given != 0x5973 {  // 男 女
                        scalars.append(given)
                        ends.append(at + width + second)
                    }
                    isWhole = true
                    return
                }
                guard width > 0, UTF8Scan.isHan(value), !scanner.isPlate(value, at: at, width: width) else {
                    isWhole = true
                    return
                }
                at += width
                scalars.append(value)
                ends.append(at)
            }
            isWhole = at >= scanner.bytes.count
        }
    }

    /// Masks the name at the start of the candidate; the end of the span, or nil where it is no name.
    private mutating func name(_ candidate: Candidate, _ cue: MaskCues.NameCue, labelled: Bool) -> Int? {
        let run = candidate.scalars
        guard run.count >= 2, let surname = Surnames.length(run), run.count > surname else { return nil }
        if NameWords.isNoName(run, surname: surname) { return nil }
        if cue == .called || labelled, candidate.isWhole, run.count <= 8, run.count > surname + 2,
            GivenNames.isSoundedOut(run)
        {
            return add(.name, candidate.start, candidate.ends[run.count - 1], surname: Self.text(run.prefix(1)))
        }
        let likely = isLikely(run, surname: surname)
        if cue == .label, !labelled, !likely, Surnames.isWordLike(run[0]) { return nil }
        if cue == .title, !likely { return nil }
        let byRole = cue == .role || cue == .kin || cue == .title
        // In the middle of a sentence only a usual surname begins a name: 家长明明白白, 学生成才培育.
        if byRole, !labelled, surname == 1, !Surnames.isFrequent(run[0]), !candidate.isWhole,
            NameWords.followerLength(run.dropFirst(3)) < 2
        {
            return nil
        }
        if byRole, !labelled, PersonWords.isPreposition(run) || PersonWords.continuesRole(run[0]) { return nil }
        if byRole, surname == 1, !labelled, !likely, Surnames.isWordLike(run[0]) || !Surnames.isFrequent(run[0]) {
            return nil
        }
        let strict = cue == .myself || cue == .iAm || byRole
        var given = 0
        if candidate.isWhole, run.count <= surname + 2 {
            given = run.count - surname
            if byRole, !likely, !PersonWords.isName(run, surname: surname) { return nil }
            if NameWords.containsNever(run) || (strict && !likely && NameWords.hasRoleEnding(run)) { return nil }
            // 签名：毕胜男 may be 毕胜, a man: the whole is masked where a label says that a name comes.
            if !labelled, let shorter = followedGiven(run, surname, strict: strict), shorter < given { given = shorter }
        } else if cue != .iAm, !(cue == .myself && Surnames.isWordLike(run[0])) {
            given = followedGiven(run, surname, strict: strict) ?? 0
            if given == 0, !strict, labelled || cue == .called {
                let whole = run.prefix(surname + 2)
                if !NameWords.containsNever(whole), !NameWords.looksLikeBody(run) { given = 2 }
            }
        }
        if given == 0, likely, cue != .iAm, cue != .myself, !NameWords.containsNever(run.prefix(surname + 2)) {
            given = 2
        }
        guard given > 0 else { return nil }
        if byRole, !(likely && given == 2), !PersonWords.isName(Array(run.prefix(surname + given)), surname: surname) {
            return nil
        }
        return add(
            .name, candidate.start, candidate.ends[surname + given - 1], surname: Self.text(run.prefix(surname)))
    }

    /// Whether the run begins with a surname and two characters that are common in given names: 徐桂英今年.
    private func isLikely(_ run: [UInt32], surname: Int) -> Bool {
        run.count >= surname + 2 && !PersonWords.isOpening(run) && GivenNames.areLikely(run[surname..<(surname + 2)])
    }

    /// How many given characters stand before a word that follows names, such as 电话; the longest such word decides.
    private func followedGiven(_ run: [UInt32], _ surname: Int, strict: Bool) -> Int? {
        var best: (given: Int, follower: Int)?
        for given in [2, 1] where run.count > surname + given {
            let rest = run[(surname + given)...]
            let length = NameWords.followerLength(rest)
            guard length > (strict ? 1 : 0) || (strict && length == 1 && NameWords.isSureFollower(rest.first)) else {
                continue
            }
            if NameWords.containsNever(run.prefix(surname + given)) { continue }
            if best.map({ length > $0.follower }) ?? true { best = (given, length) }
        }
        return best?.given
    }
}
