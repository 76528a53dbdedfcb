import Foundation

/// Reads an e-mail (RFC 5322, MIME): one record with subject, text, sender and time; attachments that can be read follow as
/// tables under their names. Also pages saved as one file (MHTML).
///
/// Memory: the texts and attachments of one mail, at most `partsLimit` bytes; larger attachments are reported.
struct EmailReader: RowReader {
    private let source: ByteSource
    private let options: ReadOptions

    /// A reader of a mail.
    init(source: ByteSource, options: ReadOptions) {
        self.source = source
        self.options = options
    }

    /// Delivers the mail, then its attachments. O(bytes).
    func read(_ body: (RowEvent) throws -> Void) throws {
        guard options.depth < ArchiveReader.depthLimit else {
            throw IngestError.tooDeep(file: source.name, limit: ArchiveReader.depthLimit)
        }
        let lines = LineSplitter()
        let parser = MIMEParser(file: source.name)
        try source.forEachChunk { chunk in
            try lines.push(chunk) { _, line in try parser.take(line) }
            return true
        }
        try lines.finish { _, line in try parser.take(line) }
        parser.finish()
        try body(.table(name: nil))
        var columns = NamedColumns()
        try columns.deliver(1, try mail(parser), body)
        var members = MemberReader(archive: source.name, options: options.inside)
        for part in parser.parts where part.isAttachment {
            let name = part.fileName ?? "附件"
            if part.isCut {
                let limit = MIMEParser.partsLimit
                let error = IngestError.tooLarge(file: "\(source.name)/\(name)", part: name, limit: limit)
                try body(.notice(IngestNotice(.memberFailed(name: name, error: error))))
            } else {
                _ = try members.read(ByteSource(bytes: part.bytes, name: name), body)
            }
        }
        if parser.isCutShort {
            throw IngestError.corrupt(file: source.name, part: "邮件没有结束", row: 1)
        }
        if let failure = members.failure { throw failure }
    }

    private func mail(_ parser: MIMEParser) throws -> [(key: String, value: String)] {
        let head = parser.head
        let texts = parser.parts.filter { !$0.isAttachment }
        var text = texts.filter { $0.type == "text/plain" }.map(decoded).filter { !$0.isBlankText }
            .joined(separator: "\n")
        if text.isBlankText {
            text = try texts.filter { $0.type == "text/html" }.map { part in
                let stream = TextStream(
                    source: ByteSource(bytes: part.bytes, name: source.name), encoding: encoding(of: part))
                return try HTMLBlocks.text(stream).lines.joined(separator: "\n")
            }.joined(separator: "\n")
        }
        let (name, address) = MIMEWords.sender(head.text("from") ?? head.text("sender") ?? "")
        var cells: [(key: String, value: String)] = []
        for (key, value) in [
            ("邮件主题", head.text("subject")), ("邮件正文", text.trimmingCharacters(in: .newlines)), ("发件人", name),
            ("发件邮箱", address), ("发件时间", head.text("date").map { MailDate.iso($0) ?? $0 }),
        ] {
            if let value { cells.append((key, value)) }
        }
        return cells
    }

    private func encoding(of part: MIMEParser.Part) -> TextEncoding {
        if let given = options.encoding { return given.marked(part.bytes) }
        if let named = part.charset.flatMap(TextEncoding.init(named:)) {
            // Mailers say gb2312 or us-ascii over UTF-8.
            if named.name != "UTF-8", String(validating: part.bytes, as: UTF8.self) != nil,
                part.bytes.contains(where: { $0 >= 0x80 })
            {
                return TextEncoding(name: "UTF-8", confidence: 100).marked(part.bytes)
            }
            return named.marked(part.bytes)
        }
        var check = UTF8Check()
        part.bytes.withUnsafeBufferPointer { check.push($0) }
        check.finish()
        return TextEncoding.find(
            head: Array(part.bytes.prefix(1 << 16)), check: check, sample: Array(part.bytes.prefix(1 << 16)))
    }

    private func decoded(_ part: MIMEParser.Part) -> String {
        TextStream.text(of: part.bytes, in: encoding(of: part))
    }
}

/// The date of a mail's header.
enum MailDate {
    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    /// `Tue, 5 Mar 2024 10:20:30 +0800 (CST)` as `2024-03-05T10:20:30+08:00`; nil for anything else.
    static func iso(_ text: String) -> String? {
        var words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
        if words.first?.hasSuffix(",") ?? false { words.removeFirst() }
        guard words.count >= 4, let day = Int(words[0]), let year = Int(words[2]), (1...31).contains(day),
            let month = months.firstIndex(of: words[1].lowercased().prefix(3).description), (0...9_999).contains(year)
        else { return nil }
        let clock = words[3].split(separator: ":").map { Int($0) ?? -1 }
        guard (2...3).contains(clock.count), clock.allSatisfy({ (0...60).contains($0) }) else { return nil }
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let full = year < 100 ? (year < 50 ? 2_000 : 1_900) + year : year
        var result = "\(full)-\(two(month + 1))-\(two(day))T" + (clock + [0]).prefix(3).map(two).joined(separator: ":")
        let zone = words.count > 4 ? words[4] : ""
        if zone.count == 5, zone.first == "+" || zone.first == "-", zone.dropFirst().allSatisfy(\.isNumber) {
            result += "\(zone.prefix(3)):\(zone.suffix(2))"
        } else if ["GMT", "UT", "UTC", "Z"].contains(zone.uppercased()) {
            result += "Z"
        }
        return result
    }
}
