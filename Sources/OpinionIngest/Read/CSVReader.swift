/// Reads delimited text: `,` `;` TAB or `|`, any line ends, any of the encodings that `TextEncoding` finds.
public struct CSVReader: RowReader {
    /// The bytes of text from which the dialect is found.
    static let sampleLimit = 1 << 18

    private let text: TextStream
    private let dialect: CSVDialect?

    /// A reader of a file in an encoding; without a dialect it is found from the first rows.
    package init(source: ByteSource, encoding: TextEncoding, dialect: CSVDialect? = nil) {
        self.init(text: TextStream(source: source, encoding: encoding), dialect: dialect)
    }

    init(text: TextStream, dialect: CSVDialect? = nil) {
        self.text = text
        self.dialect = dialect
    }

    /// The dialect in use, found if need be.
    public func findDialect() throws -> CSVDialect {
        try dialect ?? CSVDialect.find(in: text.prefix(Self.sampleLimit))
    }

    /// Delivers one table without a name. O(bytes).
    public func read(_ body: (RowEvent) throws -> Void) throws {
        let dialect = try findDialect()
        let parser = CSVParser(dialect: dialect)
        try body(.table(name: nil))
        do {
            let bad = try text.forEachChunk { chunk in
                try parser.push(chunk, body)
                return true
            }
            try parser.finish(body)
            if let bad {
                let row = try row(of: bad.offset, dialect)
                try body(.notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset), row: row)))
            }
        } catch IngestError.rowTooLong(_, let row, let limit) {
            throw IngestError.rowTooLong(file: text.source.name, row: row, limit: limit)
        }
        if parser.nulCount > 0 { try body(.notice(IngestNotice(.nulRemoved(count: parser.nulCount)))) }
    }

    /// The row that a byte of the file is in, found by reading up to it once more.
    private func row(of offset: Int, _ dialect: CSVDialect) throws -> Int {
        let parser = CSVParser(dialect: dialect)
        try text.forEachChunk(upTo: offset) { chunk in
            try parser.push(chunk) { _ in }
            return true
        }
        return parser.currentRow
    }
}
