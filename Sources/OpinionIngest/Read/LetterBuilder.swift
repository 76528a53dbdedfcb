import Foundation

/// Makes one row of a letter's lines: its title, its text, its date, and the labelled lines (`联系电话：…`) above the text.
struct LetterBuilder {
    /// Bytes in one letter.
    static let limit = 32 << 20

    private var lines: [String] = []
    private var size = 0
    private var count = 0

    /// Whether there is anything in it.
    var isBlank: Bool { lines.allSatisfy(\.isBlankText) }

    /// Adds a line or a paragraph. Throws `rowTooLong` beyond the limit.
    mutating func add(_ line: String, file: String) throws {
        size += line.utf8.count + 1
        guard size <= Self.limit else {
            throw IngestError.rowTooLong(file: file, row: lines.count + 1, limit: Self.limit)
        }
        lines.append(line)
    }

    /// The cells of the row; nil for nothing but white space.
    ///
    /// - Parameter title: what the file calls itself, where the text has no title line of its own.
    func cells(title: String? = nil) -> [(key: String, value: String)]? {
        guard let first = lines.firstIndex(where: { !$0.isBlankText }),
            let last = lines.lastIndex(where: { !$0.isBlankText })
        else { return nil }
        var rest = lines[first...last]
        var cells: [(key: String, value: String)] = []
        var heading: String?
        if rest.count > 1, let line = rest.first, Self.label(line) == nil, Self.isTitle(line) {
            heading = line.trimmedText.trimmingPrefix { $0 == "#" }.trimmedCopy
            rest = rest.dropFirst()
        }
        var body: [String] = []
        if Self.label(rest.first { !$0.isBlankText } ?? "") != nil {
            (cells, body) = Self.form(rest)
        } else {
            body = Array(rest)
        }
        let keys = Set(cells.compactMap { ColumnNames.match($0.key)?.field })
        if let text = heading ?? title.flatMap({ $0.isBlankText ? nil : $0.trimmedText }), !keys.contains(.title) {
            cells.insert(("来信标题", text), at: 0)
        } else if let heading {
            body.insert(heading, at: 0)
        }
        let text = body.joined(separator: "\n").trimmingCharacters(in: .newlines)
        if !text.isBlankText { cells.append(("来信内容", text)) }
        if !keys.contains(.received), let line = body.last(where: { !$0.isBlankText }), let date = Self.date(line) {
            cells.append(("来信时间", date))
        }
        return cells
    }

    /// Labelled lines until the text begins. A label of the text itself (`反映内容：`) takes all that follows, up to the next
    /// short labelled line.
    private static func form(
        _ lines: ArraySlice<String>
    ) -> (cells: [(key: String, value: String)], body: [String]) {
        var cells: [(key: String, value: String)] = []
        var body: [String] = []
        var seen = Set<String>()
        var isInText = false
        for line in lines {
            if let (name, value, field) = label(line), !seen.contains(name), value.utf8.count <= 300 || field == .body,
                !isInText || body.isEmpty || field != .body
            {
                if field == .body {
                    isInText = true
                    if !value.isBlankText { body.append(value) }
                    continue
                }
                if !isInText || value.utf8.count <= 90 {
                    seen.insert(name)
                    cells.append((name, value))
                    continue
                }
            }
            if !line.isBlankText, !isInText { isInText = true }
            if isInText { body.append(line) }
        }
        return (cells, body)
    }

    /// `联系电话：…` with a known name before the colon.
    private static func label(_ line: String) -> (name: String, value: String, field: RecordField)? {
        guard let colon = line.firstIndex(where: { $0 == "：" || $0 == ":" }) else { return nil }
        let name = String(line[..<colon]).trimmedText
        guard (3...36).contains(name.utf8.count), ColumnNames.knownCount([name]) == 1,
            let field = ColumnNames.match(name)?.field
        else { return nil }
        return (name, String(line[line.index(after: colon)...]).trimmedText, field)
    }

    /// A short first line that is no sentence and no salutation.
    private static func isTitle(_ line: String) -> Bool {
        let text = line.trimmedText
        guard let last = text.last, text.count <= 40 else { return false }
        return !"。！？；，、：,.!?;:".contains(last)
    }

    /// The date that a letter ends with.
    private static func date(_ line: String) -> String? {
        let text = line.filter { !$0.isWhitespace }
        guard text.utf8.count >= 8, text.utf8.count <= 48, DateParser.parse(text) != nil else { return nil }
        return text
    }
}

extension Substring {
    /// A string of it without white space at its ends.
    var trimmedCopy: String { String(self).trimmedText }
}

/// Reads plain text: one letter, or several with a line of five or more `-`, `=`, `*`, `_`, `#` or `—` (or a form feed)
/// between them.
struct LetterReader: RowReader {
    private let text: TextStream

    /// A reader of a text.
    init(text: TextStream) { self.text = text }

    /// Delivers one row for each letter, numbered from 1. O(bytes); memory for one letter.
    func read(_ body: (RowEvent) throws -> Void) throws {
        try body(.table(name: nil))
        let file = text.source.name
        let lines = LineSplitter()
        var letter = LetterBuilder()
        var columns = NamedColumns()
        var number = 0
        var nulCount = 0
        func end() throws {
            defer { letter = LetterBuilder() }
            guard let cells = letter.cells() else { return }
            number += 1
            try columns.deliver(number, cells, body)
        }
        func take(_ line: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws {
            if Self.isSeparator(bytes) { return try end() }
            if bytes.contains(0) {
                nulCount += bytes.count { $0 == 0 }
                try letter.add(String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self), file: file)
            } else {
                try letter.add(String(decoding: bytes, as: UTF8.self), file: file)
            }
        }
        let bad = try text.forEachChunk { chunk in
            try lines.push(chunk, take)
            return true
        }
        try lines.finish(take)
        try end()
        if let bad { try body(.notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset)))) }
        if nulCount > 0 { try body(.notice(IngestNotice(.nulRemoved(count: nulCount)))) }
    }

    private static func isSeparator(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.first else { return false }
        if first == 0x0C { return bytes.allSatisfy { $0 <= 0x20 } }
        guard "-=*_#\u{2014}".utf8.contains(first), bytes.count >= 5, bytes.count <= 600 else { return false }
        let line = String(decoding: bytes, as: UTF8.self).trimmedText
        guard let sign = line.first, "-=*_#—".contains(sign) else { return false }
        return line.count >= 5 && line.allSatisfy { $0 == sign }
    }
}
