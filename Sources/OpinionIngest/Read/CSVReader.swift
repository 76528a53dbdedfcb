/// Reads delimited text: `,` `;` TAB or `|`, any line ends, any of the encodings that `TextEncoding` finds.
public struct CSVReader: RowReader {
    /// The bytes of text from which the dialect is found.
    static let sampleLimit = 1 << 18

    private let text: TextStream
    private let dialect: CSVDialect?

    /// A reader of a file in an encoding; without a dialect it is found from the first rows.
    package init(source: ByteSource, encoding: TextEncoding, dialect: CSVDialect? = nil) {
        text = TextStream(source: source, encoding: encoding)
        self.dialect = dialect
    }

    /// The dialect in use, found if need be.
    public func findDialect() throws -> CSVDialect {
        try dialect ?? CSVDialect.find(in: text.prefix(Self.sampleLimit))
    }

    /// Delivers one table without a name. O(bytes).
    public func read(_ body: (RowEvent) throws -> Void) throws {
        let parser = CSVParser(dialect: try findDialect())
        try body(.table(name: nil))
        do {
            let bad = try text.forEachChunk { chunk in
                try parser.push(chunk, body)
                return true
            }
            try parser.finish(body)
            if let bad { try body(.notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset)))) }
        } catch IngestError.rowTooLong(_, let row, let limit) {
            throw IngestError.rowTooLong(file: text.source.name, row: row, limit: limit)
        }
        if parser.nulCount > 0 { try body(.notice(IngestNotice(.nulRemoved(count: parser.nulCount)))) }
    }
}
