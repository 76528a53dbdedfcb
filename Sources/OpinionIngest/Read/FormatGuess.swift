import Foundation

/// Tells what kind of file bytes are.
enum FormatGuess {
    /// The kind of a container by its first bytes and by what is in it; nil for anything that may be text.
    ///
    /// Throws `unsupported` for known kinds that are not read.
    static func container(_ source: ByteSource, head: [UInt8], size: Int) throws -> FileScan.Format? {
        let file = source.name
        func starts(_ bytes: [UInt8]) -> Bool { head.starts(with: bytes) }
        func refuse(_ kind: String, _ advice: String) -> IngestError {
            .unsupported(file: file, kind: kind, advice: advice)
        }
        if starts([0xD0, 0xCF, 0x11, 0xE0]) { throw OldDocument.refusal(source, head: head) }
        if starts([0x50, 0x4B, 0x03, 0x04]) || starts([0x50, 0x4B, 0x05, 0x06]) {
            return try zip(source, size: size)
        }
        if starts([0x1F, 0x8B]) || starts(Array("BZh".utf8)) || starts([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00])
            || starts([0x28, 0xB5, 0x2F, 0xFD])
        {
            return .archive
        }
        if head.count > 262, head[257..<262].elementsEqual("ustar".utf8) { return .archive }
        if starts(Array("Rar!".utf8)) { throw refuse(" RAR 压缩包", "请解压后读取其中的文件，或改为 .zip。") }
        if starts([0x37, 0x7A, 0xBC, 0xAF]) { throw refuse(" 7z 压缩包", "请解压后读取其中的文件，或改为 .zip。") }
        if starts(Array("%PDF-".utf8)) {
            throw refuse(" PDF 文件", "请从原来的系统导出 .xlsx 或 .docx；扫描件请先识别文字，再存为 .docx 或 .txt。")
        }
        if starts(Array("{\\rtf".utf8)) { throw refuse(" RTF 文档", "请用 WPS 或 Word 打开后另存为 .docx。") }
        let images: [[UInt8]] = [
            [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("BM".utf8) + [0],
        ]
        if images.contains(where: starts) { throw refuse("图片", "请先识别图中的文字，再存为 .docx 或 .txt。") }
        return nil
    }

    private static func zip(_ source: ByteSource, size: Int) throws -> FileScan.Format {
        let names = try ZipArchive(source: source, size: size).names().names.map { $0.lowercased() }
        if names.contains("[content_types].xml") || names.contains("_rels/.rels") {
            if names.contains(where: { $0.hasPrefix("word/") }) { return .docx }
            if names.contains(where: { $0.hasPrefix("ppt/") }) {
                throw IngestError.unsupported(
                    file: source.name, kind: "演示文稿（.pptx）", advice: "请把文字另存为 .docx 或 .txt。")
            }
            return .xlsx
        }
        if names.contains(where: { $0.hasPrefix("xl/") }) { return .xlsx }
        if names.contains(where: { $0.hasPrefix("word/") }) { return .docx }
        if names.contains("mimetype"), names.contains("content.xml") {
            throw IngestError.unsupported(
                file: source.name, kind: " OpenDocument 文件（.ods、.odt）", advice: "请另存为 .xlsx 或 .docx。")
        }
        // A container that is cut off before the first part that tells.
        if names.isEmpty { throw IngestError.corrupt(file: source.name, part: "压缩包", row: nil) }
        return .archive
    }

    /// The kind of a text by its first bytes; the name decides only between a table and a letter.
    static func text(_ head: [UInt8], _ encoding: TextEncoding, name: String, isCut: Bool) throws -> FileScan.Format {
        var text = head
        if encoding.name != "UTF-8" || encoding.markLength > 0 {
            let stream = TextStream(source: ByteSource(bytes: head, name: name), encoding: encoding)
            text = try stream.prefix(1 << 17)
        }
        let start = text.prefix(4_096).filter { $0 > 0x20 }
        if start.first == UInt8(ascii: "<") {
            if isHTML(start) { return .html }
            if start.count > 1, isXMLStart(start[1]) { return .xml }
        }
        if let format = json(text, isCut: isCut) { return format }
        if isEmail(text) { return .email }
        return isTable(text, name: name, isCut: isCut) ? .csv : .text
    }

    /// Whether the text begins as a page does; a mark of XML may stand before it. White space is left out.
    private static func isHTML(_ start: [UInt8]) -> Bool {
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("<?xml") || text.hasPrefix("<!--") {
            return text.contains("<html") && !text.contains("<?mso-application")
        }
        return ["<html", "<!doctypehtml", "<head", "<meta", "<body", "<table", "<style", "<div", "<p>"]
            .contains { text.hasPrefix($0) }
    }

    private static func isXMLStart(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") || byte >= 0x80 || byte == UInt8(ascii: "_")
            || (0x41...0x5A).contains(byte & 0xDF)
    }

    private static func json(_ text: [UInt8], isCut: Bool) -> FileScan.Format? {
        var signs = text.lazy.filter { $0 > 0x20 }.makeIterator()
        switch (signs.next(), signs.next()) {
        case (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")): return .jsonArray
        case (UInt8(ascii: "{"), UInt8(ascii: "}")): return .jsonLines
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")): break
        default: return nil
        }
        // One object a line, or one object that holds the others?
        let lines = text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).filter { !$0.allSatisfy { $0 <= 0x20 } }
        guard let first = lines.first else { return .jsonLines }
        let isObject = first.withUnsafeBufferPointer { (try? JSONObjectParser.cells(of: $0)) != nil }
        if isObject, lines.count > 1 { return .jsonLines }
        let holdsObjects = JSONDocumentSplitter.holdsObjects(Array(isObject ? Array(first) : text))
        if isObject || lines.count == 1 && isCut { return holdsObjects ? .jsonDocument : .jsonLines }
        // Broken lines are lines still: the second begins an object as well.
        if lines.count > 1, lines[1].first(where: { $0 > 0x20 }) == UInt8(ascii: "{"), !holdsObjects {
            return .jsonLines
        }
        let ended = first.last { $0 > 0x20 }
        return ended == UInt8(ascii: "{") || ended == UInt8(ascii: ",") || ended == UInt8(ascii: "[") || holdsObjects
            ? .jsonDocument : .jsonLines
    }

    private static let mailHeaders: Set<String> = [
        "from", "to", "cc", "subject", "date", "mime-version", "received", "return-path", "message-id", "delivered-to",
        "content-type", "reply-to", "sender", "dkim-signature", "x-mailer", "content-transfer-encoding", "x-priority",
        "authentication-results", "received-spf", "arc-seal", "x-received", "x-originating-ip", "x-sender",
    ]

    /// Whether it begins with the headers of an e-mail: two known ones at least, and nothing else before the first empty line.
    private static func isEmail(_ text: [UInt8]) -> Bool {
        var known = 0
        var tried = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(60) {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let first = line.first else { break }
            if first == 0x20 || first == 0x09 {
                if tried == 0 { return false }
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon - line.startIndex <= 60 else {
                return false
            }
            let name = line[..<colon]
            guard name.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
            tried += 1
            if mailHeaders.contains(String(decoding: name, as: UTF8.self).lowercased()) { known += 1 }
        }
        return known >= 2
    }

    /// Whether delimited text is a table: by its column names, then by its name, then by rows of the same width.
    private static func isTable(_ text: [UInt8], name: String, isCut: Bool) -> Bool {
        let ending = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() } ?? ""
        if ["csv", "tsv", "tab", "xls", "xlsx", "et"].contains(ending) { return true }
        let dialect = CSVDialect.find(in: text)
        if dialect.hasSeparatorLine { return true }
        var rows: [RawRow] = []
        let parser = CSVParser(dialect: dialect)
        let collect: (RowEvent) -> Void = { event in
            if case .row(let row) = event, !row.isBlank, rows.count < 200 { rows.append(row) }
        }
        try? text.withUnsafeBufferPointer { try parser.push($0, collect) }
        if !isCut { try? parser.finish(collect) }
        if rows.prefix(HeaderFinder.rowsTried).contains(where: { ColumnNames.knownCount($0.cells) >= 2 }) {
            return true
        }
        if let first = rows.first, first.cells.count == 1, ColumnNames.knownCount(first.cells) == 1 { return true }
        let wide = rows.filter { $0.cells.count > 1 }
        if wide.count >= 2, wide.count * 10 >= rows.count * 9 {
            let widths = wide.reduce(into: [Int: Int]()) { $0[$1.cells.count, default: 0] += 1 }
            if (widths.values.max() ?? 0) * 10 >= rows.count * 8 { return true }
        }
        // Under any other name what is no table is a letter, unless it is one line of cells.
        return !["txt", "md", "text", "markdown", "log", "eml", "html", "htm", ""].contains(ending)
            && wide.count == rows.count
    }

    /// The encoding that a page or XML names in its own text.
    static func declaredEncoding(_ head: [UInt8]) -> TextEncoding? {
        let text = String(decoding: head.prefix(2_048).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        for mark in ["charset=", "encoding="] {
            guard let place = text.range(of: mark) else { continue }
            let rest = text[place.upperBound...].drop { "\"' ".contains($0) }
            if let found = TextEncoding(named: String(rest.prefix { !"\"'> ;?/".contains($0) })) { return found }
        }
        return nil
    }
}
