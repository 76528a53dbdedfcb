/// The names that letters end with.
///
/// A name is taken from the last four lines that are not blank where it ends its line and
/// - the line before ends with 此致, 敬礼, 盼复 or the like, or the line after is a date,
/// - or a role and a space stand before it (石门村居民 张三), or a date, 电话 or a masked number after it.
extension MaskScanner {
    /// A line without white space at its ends.
    private struct Line {
        var scalars: [UInt32] = []
        /// Where each code point starts, and the end of the last.
        var starts: [Int] = []
        var end = 0
    }

    /// Adds the spans of the signature. Reads at most four lines of at most 40 characters from the end.
    mutating func signature() {
        if endsWithoutSignature { return }
        let lines = lastLines()
        var found: [MaskSpan] = []
        for (offset, line) in lines.enumerated() where !line.scalars.isEmpty {
            let before = offset + 1 < lines.count ? lines[offset + 1].scalars : []
            let closed = PersonWords.isClosingLine(before)
            let dated = offset > 0 && Self.isDate(lines[offset - 1].scalars[...])
            if let span = signed(line, closed: closed, dated: dated) { found.append(span) }
        }
        for span in found where !spans.contains(where: { $0.range.overlaps(span.range) }) { spans.append(span) }
        if !found.isEmpty { spans.sort { $0.range.lowerBound < $1.range.lowerBound } }
    }

    /// Whether the text ends in one long run without spaces, colons and line breaks: most texts do, and have no signature.
    private var endsWithoutSignature: Bool {
        var at = bytes.count
        var length = 0
        var kept = 0
        while length < 40 {
            // Han characters, most of all: the first of three bytes is E4 to E9.
            if at >= 3, bytes[at - 3] >= 0xE4, bytes[at - 3] <= 0xE9, bytes[at - 2] >= 0x80, bytes[at - 1] >= 0x80 {
                at -= 3
                length += 1
                kept += 1
                continue
            }
            let (value, width) = glyph(before: at)
            // One run from the start on, however short, is no signature either: nothing stands before or after it.
            guard width > 0 else { return true }
            at -= width
            length += 1
            switch value {
            case 0x0A, 0x0D, 0x3A: return false
            case 0x20, 0x09: if kept > 0 { return false }
            case 0x2E, 0x3002: if kept > 0 { kept += 1 }
            default: kept += 1
            }
        }
        // A name has at most four characters, and without a line after it there is no date.
        return kept > 4
    }

    /// The last lines, the last one first.
    private func lastLines() -> [Line] {
        var lines: [Line] = []
        var at = bytes.count
        while lines.count < 4, at > 0 {
            var line = Line()
            var length = 0
            while length < 40 {
                let (value, width) = glyph(before: at)
                guard width > 0 else { break }
                at -= width
                if value == 0x0A || value == 0x0D { break }
                length += 1
                if line.scalars.isEmpty, value == 0x20 || value == 0x09 || value == 0x2E || value == 0x3002 { continue }
                if line.scalars.isEmpty { line.end = at + width }
                line.scalars.append(value)
                line.starts.append(at)
            }
            // The rest of a long line is no signature; what stands before it is none either.
            if length == 40 { at = 0 }
            while let last = line.scalars.last, last == 0x20 || last == 0x09 {
                line.scalars.removeLast()
                line.starts.removeLast()
            }
            line.scalars.reverse()
            line.starts.reverse()
            line.starts.append(line.end)
            if !line.scalars.isEmpty { lines.append(line) }
        }
        return lines
    }

    /// The span of the name in a line of the signature.
    private func signed(_ line: Line, closed: Bool, dated: Bool) -> MaskSpan? {
        let parts = line.scalars.indices.split {
            line.scalars[$0] == 0x20 || line.scalars[$0] == 0x09 || line.scalars[$0] == 0x3A
        }
        for (number, part) in parts.enumerated() {
            var part = part
            if dated, parts.count == 1, let place = placeLength(line.scalars[part.startIndex..<part.endIndex]) {
                part = part.dropFirst(place)
            }
            let run = Array(line.scalars[part.startIndex..<part.endIndex])
            guard (2...4).contains(run.count), run.allSatisfy(UTF8Scan.isHan), let surname = Surnames.length(run),
                PersonWords.isName(run, surname: surname)
            else { continue }
            let rest = line.scalars[part.endIndex...].drop { $0 == 0x20 || $0 == 0x09 }
            let before =
                number > 0 ? Array(line.scalars[parts[number - 1].startIndex..<parts[number - 1].endIndex]) : []
            let role = PersonWords.endsWithRole(before)
            let ends = rest.isEmpty && (role || dated || (closed && parts.count <= 2))
            let followed = number <= 1 && (Self.isDate(rest) || Self.isContact(rest))
            guard ends || followed, !NameWords.hasPlaceEnding(run) || role else { continue }
            return MaskSpan(
                kind: .name, range: line.starts[part.startIndex]..<line.starts[part.endIndex],
                replacement: Self.text(run.prefix(surname)) + MaskKind.name.replacement)
        }
        return nil
    }

    /// How many characters of a signature are the place before the name: 石门村 of 石门村韦小宝.
    private func placeLength(_ run: ArraySlice<UInt32>) -> Int? {
        guard (5...12).contains(run.count), run.allSatisfy(UTF8Scan.isHan) else { return nil }
        for count in [3, 2] {
            let place = run.dropLast(count)
            guard let last = place.last, "村区镇街苑组道".unicodeScalars.contains(where: { $0.value == last }) else {
                continue
            }
            return place.count
        }
        return nil
    }

    /// Whether the text is a date and nothing else: 2024年5月1日, 2024.5.1.
    private static func isDate(_ text: ArraySlice<UInt32>) -> Bool {
        guard (6...16).contains(text.count), text.contains(where: isDateUnit) else { return false }
        let parts = text.count { $0 == 0x5E74 || $0 == 0x2E || $0 == 0x2D || $0 == 0x2F }
        return parts > 0 && text.allSatisfy { isDigit($0) || isDateUnit($0) || $0 == 0x20 || isDateNumeral($0) }
    }

    private static func isDateUnit(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value) {
        case "年", "月", "日", ".", "-", "/": true
        default: false
        }
    }

    private static func isDateNumeral(_ value: UInt32) -> Bool {
        switch Unicode.Scalar(value) {
        case "〇", "○", "零", "元", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十": true
        default: false
        }
    }

    /// Whether a way to reach the sender follows: 电话, 手机, 联系.
    private static func isContact(_ text: ArraySlice<UInt32>) -> Bool {
        let words: [[UInt32]] = ["电话", "手机", "联系", "電話", "手機", "聯繫", "上", "呈"].map { $0.unicodeScalars.map(\.value) }
        return words.contains { text.starts(with: $0) && ($0.count > 1 || text.count == 1) }
    }
}
