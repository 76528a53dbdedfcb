import Foundation

/// What became of one row.
public enum RowOutcome: Sendable, Equatable {
    /// It is a record; boxed, since a row is handed on several times and a record has some thirty texts.
    indirect case record(Record)
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
/// overrides the last two. Rows of a workbook's second and later sheets carry the sheet's name in their source, rows of
/// an archive's members and of attachments the member's path.
public struct FileIngest: Sendable {
    private let mapping: MappingFile?
    private let encoding: TextEncoding?
    private let keyer: PersonKeyer
    private let threads: Int
    private let parseTime: @Sendable (String) -> CivilTime?

    /// An ingest with an optional mapping file, an encoding for all text files where a person gave one, the office's secret
    /// and a parser for the times in the files. With one thread everything is done in turn; with more, files are read and
    /// inflated ahead. What is delivered, and in which order, is the same.
    public init(
        mapping: MappingFile? = nil, encoding: TextEncoding? = nil, keyer: PersonKeyer, threads: Int = 1,
        parseTime: @escaping @Sendable (String) -> CivilTime?
    ) {
        self.mapping = mapping
        self.encoding = encoding
        self.keyer = keyer
        self.threads = threads
        self.parseTime = parseTime
    }

    /// Calls `body` for each row below the headers, in file order. O(bytes); memory for one row, the first 200 rows and
    /// some megabytes of a workbook's shared strings.
    ///
    /// Throws what `body` throws, and an `IngestError` where not one row could be read; damage after the first rows is
    /// the summary's `failure`.
    ///
    /// - Parameter scan: what an earlier pass over the same bytes found; nil makes that pass now.
    public func read(
        _ url: URL, scan known: FileScan? = nil, _ body: (RowOutcome) throws -> Void
    ) throws -> FileSummary {
        try read(ByteSource(url), scan: known, body)
    }

    /// The same for bytes in memory.
    package func read(
        _ source: ByteSource, scan known: FileScan? = nil,
        inspect: ((FileSummary.Table?, [String], [RawRow]) -> Void)? = nil, _ body: (RowOutcome) throws -> Void
    ) throws -> FileSummary {
        let scan = try known ?? FileScan.scan(source, encoding: encoding)
        var summary = FileSummary(
            file: source.name, sha256: scan.sha256, format: scan.format, encoding: scan.encoding)
        for notice in scan.notices { summary.add(notice) }
        let names = Set((mapping?.columns.values.joined()).map { $0.map(ColumnNames.fold) } ?? [])
        let options = ReadOptions(encoding: encoding, names: names, readsAhead: threads > 1)
        try withoutActuallyEscaping(body) { body in
            let tables = TableIngest(
                mapping: mapping, keyer: keyer, parseTime: parseTime, summary: summary, deliver: body)
            tables.inspect = inspect
            do {
                let reader: any RowReader =
                    threads > 1
                    ? RowsAhead { FileReaders.reader(source, scan, options) }
                    : FileReaders.reader(source, scan, options)
                try reader.read { event in try tables.take(event) }
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
}

extension IngestError {
    /// The same error with the file's name where the place that found it did not know it.
    func naming(_ name: String) -> IngestError {
        switch self {
        case .rowTooLong("", let row, let limit): .rowTooLong(file: name, row: row, limit: limit)
        case .tooDeep("", let limit): .tooDeep(file: name, limit: limit)
        default: self
        }
    }
}
