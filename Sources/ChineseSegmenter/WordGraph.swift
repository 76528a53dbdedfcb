/// The search for the best path through one piece: characters that are neither white space nor symbols.
extension Segmenter {
    /// The most characters of one piece: longer runs are cut, so memory and costs stay bounded on hostile input.
    static var pieceLimit: Int { 4_096 }

    /// Collects the characters of the piece at `start`; the index after it is returned.
    func collect(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into scratch: inout Scratch) -> Int {
        scratch.clear()
        var index = start
        while index < bytes.count && scratch.count < Self.pieceLimit {
            let character = UTF8Decoder.decode(bytes, at: index)
            var kind = CharacterClass.of(character.scalar)
            if kind == .symbol {
                guard joins(character.scalar, bytes, at: index, scratch) else { break }
                kind = .letter
            }
            guard kind != .space else { break }
            scratch.append(character.scalar, class: kind, at: index)
            index += character.length
        }
        scratch.offsets.append(Int32(truncatingIfNeeded: index))
        return index
    }

    /// Whether a symbol belongs to the letters and digits around it: `3.5`, `2019/1/7`, `a-b@c.cn`, `http://x`.
    private func joins(
        _ scalar: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ scratch: Scratch
    ) -> Bool {
        guard scalar < 0x80, let last = scratch.scalars.last, let kind = scratch.classes.last,
            kind == .digit || kind == .letter, last < 0x80
        else { return false }
        switch UInt8(scalar) {
        case UInt8(ascii: "%"): return kind == .digit
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"),
            UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "="), UInt8(ascii: "?"):
            guard index + 1 < bytes.count else { return false }
            let next = bytes[index + 1]
            if next == UInt8(ascii: "/") && (scalar == 0x3A || scalar == 0x2F) { return true }
            let after = CharacterClass.of(UInt32(next))
            if scalar == 0x2C { return kind == .digit && after == .digit }
            return after == .digit || after == .letter
        default: return false
        }
    }

    /// Fills the best-path tables of the collected piece.
    func solve(_ scratch: inout Scratch) {
        scratch.prepare()
        let count = scratch.count
        scratch.best[0] = 0
        // Ends of the runs of letters and digits, from the right.
        var runEnd: Int32 = 0
        for index in stride(from: count - 1, through: 0, by: -1) {
            if scratch.classes[index] == .han { runEnd = 0 } else if runEnd == 0 { runEnd = Int32(index + 1) }
            scratch.runEnds[index] = runEnd
        }
        for index in 0..<count where scratch.best[index] != .max {
            if scratch.runEnds[index] != 0 {
                stepRun(from: index, &scratch)
            } else {
                step(from: index, to: index + 1, cost: general.unknownCost, kind: .word, tag: 0, &scratch)
            }
            stepWords(from: index, in: general, isUser: false, &scratch)
            if let user { stepWords(from: index, in: user, isUser: true, &scratch) }
        }
    }

    @inline(__always)
    private func step(
        from start: Int, to end: Int, cost: Int32, kind: Token.Kind, tag: UInt8, _ scratch: inout Scratch
    ) {
        let total = scratch.best[start] &+ cost
        // On equal costs the earlier start, which is the longer last step, stays.
        if total < scratch.best[end] {
            scratch.best[end] = total
            scratch.from[end] = Int32(start)
            scratch.kinds[end] = kind
            scratch.tags[end] = tag
        }
    }

    /// Steps along the dictionary words that begin at a position and cut no run of letters and digits.
    private func stepWords(from start: Int, in layer: WordDictionary, isUser: Bool, _ scratch: inout Scratch) {
        var cell: Int32 = 1
        var end = start
        while end < scratch.count {
            let scalar = scratch.scalars[end]
            guard scalar < 65_536 else { return }
            let code = layer.codes[Int(scalar)]
            guard code != 0, let next = layer.child(of: cell, code: code) else { return }
            cell = next
            end += 1
            let cost = layer.costs[Int(cell)]
            guard cost != WordDictionary.none else { continue }
            if end < scratch.count, scratch.runEnds[end - 1] != 0, scratch.runEnds[end] == scratch.runEnds[end - 1] {
                continue
            }
            let tag = isUser ? tag(user: cell, of: layer) : tag(general: cell)
            step(from: start, to: end, cost: Int32(cost), kind: .word, tag: tag, &scratch)
        }
    }

    /// Steps over a run of letters and digits, alone or with the character that the rules join to it.
    private func stepRun(from start: Int, _ scratch: inout Scratch) {
        let end = Int(scratch.runEnds[start])
        var digits = true
        var letters = 0
        for index in start..<end where scratch.classes[index] != .digit {
            let scalar = scratch.scalars[index]
            if CharacterClass.of(scalar) == .letter {
                digits = false
                letters += 1
            }
        }
        let kind: Token.Kind = digits ? .number : .latin
        step(from: start, to: end, cost: general.unknownCost / 2, kind: kind, tag: 0, &scratch)
        guard end < scratch.count else { return }
        let next = scratch.scalars[end]
        if digits, Self.numberSuffixes.contains(next) {
            step(from: start, to: end + 1, cost: general.unknownCost / 2, kind: .number, tag: 0, &scratch)
        } else if !digits, letters <= 2, end - start <= 4, Self.placeSuffixes.contains(next) {
            step(from: start, to: end + 1, cost: general.unknownCost / 2, kind: .latin, tag: 0, &scratch)
        }
    }

    /// 年 月 日 时 万 亿
    private static var numberSuffixes: [UInt32] { [0x5E74, 0x6708, 0x65E5, 0x65F6, 0x4E07, 0x4EBF] }
    /// 省 市 区 县 州 镇 乡 村 路 街
    private static var placeSuffixes: [UInt32] {
        [0x7701, 0x5E02, 0x533A, 0x53BF, 0x5DDE, 0x9547, 0x4E61, 0x6751, 0x8DEF, 0x8857]
    }

    /// Appends the tokens of the best path.
    func emit(_ scratch: Scratch, into tokens: inout [Token]) {
        let first = tokens.count
        var end = scratch.count
        while end > 0 {
            let start = Int(scratch.from[end])
            tokens.append(
                Token(
                    start: Int(scratch.offsets[start]), end: Int(scratch.offsets[end]), kind: scratch.kinds[end],
                    tag: scratch.tags[end]))
            end = start
        }
        tokens[first...].reverse()
    }
}
