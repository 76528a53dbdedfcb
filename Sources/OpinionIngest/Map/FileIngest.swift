import Foundation

/// What became of one row.
public enum RowOutcome: Sendable, Equatable {
    /// It is a record.
    case record(Record)
    /// It is none, for a reason.
    case rejected(RejectedRow)
}

/// Reads one file, of whatever format, into records.
///
///     let ingest = FileIngest(keyer: PersonKeyer(key: secret), parseTime: { DateParser.parse($0) })
///     let summary = try ingest.read(url) { outcome in … }
///     // summary.rows == summary.accepted + summary.rejected
///
/// The format, the encoding, the header, the columns and the channel are found from the content; a mapping file
/// overrides the last two. Rows of a workbook's second and later sheets carry the sheet's name in their source.
public struct FileIngest: Sendable {
    private let mapping: MappingFile?
    private let keyer: PersonKeyer
    private let parseTime: @Sendable (String) -> CivilTime?

    /// An ingest with an optional mapping file, the office's secret and a parser for the times in the files.
    public init(
        mapping: MappingFile? = nil, keyer: PersonKeyer, parseTime: @escaping @Sendable (String) -> CivilTime?
    ) {
        self.mapping = mapping
        self.keyer = keyer
        self.parseTime = parseTime
    }

    /// Calls `body` for each row below the headers, in file order. O(bytes); memory for one row, the first 200 rows and
    /// a workbook's shared strings.
    ///
    /// Throws what `body` throws, and an `IngestError` where not one row could be read; damage after the first rows is
    /// the summary's `failure`.
    ///
    /// - Parameter scan: what an earlier pass over the same bytes found; nil makes that pass now.
    public func read(
        _ url: URL, scan known: FileScan? = nil, _ body: (RowOutcome) throws -> Void
    ) throws -> FileSummary {
        let source = ByteSource(url)
        let scan = try known ?? FileScan.scan(source)
        var summary = FileSummary(
            file: source.name, sha256: scan.sha256, format: scan.format, encoding: scan.encoding)
        if let bad = scan.badBytes { summary.add(IngestNotice(.badBytes(count: bad.count, offset: bad.offset))) }
        if let encoding = scan.encoding, encoding.confidence < 30 {
            summary.add(IngestNotice(.uncertainEncoding(name: encoding.name, confidence: encoding.confidence)))
        }
        try withoutActuallyEscaping(body) { body in
            let tables = TableIngest(
                mapping: mapping, keyer: keyer, parseTime: parseTime, summary: summary, deliver: body)
            do {
                try Self.reader(source, url, scan).read { event in try tables.take(event) }
                try tables.endTable()
            } catch let error as IngestError where tables.isOwnFailure(error) {
                // The rows held back for the guess are good ones too.
                try tables.endTable(afterDamage: true)
                guard tables.summary.rows > 0 else { throw error.naming(source.name) }
                tables.summary.failure = error.naming(source.name)
            }
            summary = tables.summary
        }
        return summary
    }

    private static func reader(_ source: ByteSource, _ url: URL, _ scan: FileScan) -> any RowReader {
        let encoding = scan.encoding ?? TextEncoding(name: "UTF-8", confidence: 0)
        switch scan.format {
        case .xlsx: return XLSXReader(url: url, size: scan.size)
        case .jsonLines: return JSONLinesReader(source: source, encoding: encoding, layout: .lines)
        case .jsonArray: return JSONLinesReader(source: source, encoding: encoding, layout: .array)
        case .csv: return CSVReader(source: source, encoding: encoding)
        }
    }
}

extension IngestError {
    /// The same error with the file's name where the place that found it did not know it.
    func naming(_ name: String) -> IngestError {
        if case .rowTooLong("", let row, let limit) = self { return .rowTooLong(file: name, row: row, limit: limit) }
        return self
    }
}
