/// One pass of the masker over one text.
struct MaskScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let table: UnsafeBufferPointer<UInt16>
    /// What was found, in order.
    var spans: [MaskSpan] = []
    /// Where the last phone number ended, for lists of numbers after one cue.
    var phoneEnd = -1
    /// Where the last name ended, for lists of names.
    var nameEnd = -1
    /// The number being looked at; kept to save allocations.
    var token = NumberToken()

    init(bytes: UnsafeBufferPointer<UInt8>, table: UnsafeBufferPointer<UInt16>) {
        self.bytes = bytes
        self.table = table
    }

    /// Fills `spans`. Every step moves forward, and looks ahead or back a bounded number of characters, so the pass is
    /// linear.
    mutating func scan() {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                index = byte < 0x30 ? index + 1 : ascii(byte, at: index)
            } else if byte >= 0xE0, byte < 0xF0 {
                let (value, width) = UTF8Scan.scalar(bytes, at: index)
                let flags = table[Int(value & 0xFFFF)]
                index = flags == 0 ? index + width : flagged(flags, at: index, width: width)
            } else {
                index += UTF8Scan.scalar(bytes, at: index).width
            }
        }
        signature()
    }

    @inline(__always)
    private mutating func ascii(_ byte: UInt8, at index: Int) -> Int {
        if byte <= 0x39 { return number(at: index) }
        if byte == 0x40 { return mail(at: index, width: 1) }
        if byte | 0x20 == 0x76 || byte | 0x20 == 0x77 { return weChatLetters(at: index) }
        return index + 1
    }

    private mutating func flagged(_ flags: UInt16, at index: Int, width: Int) -> Int {
        if flags & MaskCues.digitFlag != 0 { return number(at: index) }
        var next = index + width
        if flags & MaskCues.nameFlag != 0 { next = max(next, nameCue(at: index)) }
        if flags & MaskCues.plateFlag != 0 { next = max(next, plate(at: index, width: width)) }
        if flags & MaskCues.buildingFlag != 0 { next = max(next, building(at: index, width: width)) }
        if flags & MaskCues.weChatFlag != 0 { next = max(next, weChat(at: index, width: width)) }
        if flags & MaskCues.hanDigitFlag != 0 { next = max(next, hanNumber(at: index, width: width)) }
        if flags & MaskCues.verbFlag != 0 { next = max(next, nameBeforeVerb(at: index, width: width)) }
        if flags & MaskCues.mailFlag != 0 { next = max(next, mail(at: index, width: width)) }
        if flags & MaskCues.plateCueFlag != 0 { next = max(next, plateAfterCue(at: index, width: width)) }
        if flags & MaskCues.honorificFlag != 0 { next = max(next, honorific(at: index, width: width)) }
        if flags & MaskCues.countFlag != 0 { next = max(next, countedName(at: index, width: width)) }
        if flags & MaskCues.listFlag != 0, nameEnd == index { next = max(next, listedName(at: index + width)) }
        return next
    }

    /// Records a span and returns its end.
    mutating func add(_ kind: MaskKind, _ start: Int, _ end: Int, surname: String = "") -> Int {
        spans.append(MaskSpan(kind: kind, range: start..<end, replacement: surname + kind.replacement))
        switch kind {
        case .mobile, .landline: phoneEnd = end
        case .name: nameEnd = end
        default: break
        }
        return end
    }

    /// The code point at `index`, half width, and its bytes; 0 and 0 at the end.
    @inline(__always)
    func glyph(at index: Int) -> (value: UInt32, width: Int) {
        guard index < bytes.count else { return (0, 0) }
        let (value, width) = UTF8Scan.scalar(bytes, at: index)
        return (UTF8Scan.halfWidth(value), width)
    }

    /// The code point before `index`, half width, and its bytes; 0 and 0 at the start of the text. Behind an e-mail
    /// address it is the bracket that ends the replacement, so that a masked text is read as this one was.
    @inline(__always)
    func glyph(before index: Int) -> (value: UInt32, width: Int) {
        if let last = spans.last, last.range.upperBound == index, last.kind == .mail { return (0x5D, 1) }
        let (value, width) = UTF8Scan.scalar(bytes, before: index)
        return (UTF8Scan.halfWidth(value), width)
    }

    /// The end of `word` where it stands at `index`; nil where it does not.
    func match(_ word: [UInt32], at index: Int) -> Int? {
        var at = index
        for scalar in word {
            let (value, width) = glyph(at: at)
            guard value == scalar, width > 0 else { return nil }
            at += width
        }
        return at
    }

    /// The start of `word` where it ends at `index`; nil where it does not.
    func match(_ word: [UInt32], endingAt index: Int) -> Int? {
        var at = index
        for scalar in word.reversed() {
            let (value, width) = glyph(before: at)
            guard width > 0, value == UTF8Scan.halfWidth(scalar) else { return nil }
            at -= width
        }
        return at
    }

    static func isDigit(_ value: UInt32) -> Bool { value >= 0x30 && value <= 0x39 }
    static func isLetter(_ value: UInt32) -> Bool {
        (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A)
    }
    static func isAlphanumeric(_ value: UInt32) -> Bool { isDigit(value) || isLetter(value) }
}
