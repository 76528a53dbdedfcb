/// What a reader is told beside the bytes.
struct ReadOptions: Sendable {
    /// The encoding of text that a person gave, for every text file in it; nil to find it.
    var encoding: TextEncoding?
    /// Column names of the mapping file, folded: a table with them is a table of records.
    var names: Set<String> = []
    /// How many archives or e-mails this one is inside.
    var depth = 0
    /// Whether threads of its own may read and inflate ahead.
    var readsAhead = false

    /// The same for what is inside.
    var inside: ReadOptions {
        var options = self
        options.depth += 1
        return options
    }

    /// How many cells are column names, those of the mapping file included.
    func knownCount(_ cells: [String]) -> Int {
        let known = ColumnNames.knownCount(cells)
        guard !names.isEmpty else { return known }
        return max(
            known, Set(cells.lazy.filter { $0.utf8.count <= 200 }.map(ColumnNames.fold)).intersection(names).count)
    }
}

/// Makes the reader for what a scan found.
enum FileReaders {
    static func reader(_ source: ByteSource, _ scan: FileScan, _ options: ReadOptions) -> any RowReader {
        let text = TextStream(
            source: source, encoding: scan.encoding ?? TextEncoding(name: "UTF-8", confidence: 0),
            isWellFormed: scan.badBytes == nil)
        switch scan.format {
        case .xlsx:
            let archive = ZipArchive(source: source, size: scan.size)
            return XLSXReader(archive: archive, readsAhead: options.readsAhead)
        case .docx:
            return DocumentReader(
                blocks: DocxBlocks(archive: ZipArchive(source: source, size: scan.size)), name: source.name,
                options: options)
        case .html: return HTMLReader(text: text, options: options)
        case .xml: return XMLReader(text: text, options: options)
        case .text: return LetterReader(text: text)
        case .email: return EmailReader(source: source, options: options)
        case .archive: return ArchiveReader(source: source, size: scan.size, options: options)
        case .jsonLines: return JSONLinesReader(text: text, layout: .lines)
        case .jsonArray: return JSONLinesReader(text: text, layout: .array)
        case .jsonDocument: return JSONDocumentReader(text: text)
        case .csv: return CSVReader(text: text)
        }
    }
}

/// Reads members of an archive or attachments of an e-mail one after the other, and keeps what went wrong with one from
/// the others.
struct MemberReader {
    private let archive: String
    private let options: ReadOptions
    /// The first damage, for the whole to count as read in part.
    private(set) var failure: IngestError?

    /// A reader of what is in a file of that name.
    init(archive: String, options: ReadOptions) {
        self.archive = archive
        self.options = options
    }

    /// Delivers one member's tables under its name, and returns its size. Throws what `body` throws only.
    ///
    /// - Parameter damage: the member's bytes are cut short.
    mutating func read(
        _ source: ByteSource, damage: IngestError? = nil, _ body: (RowEvent) throws -> Void
    ) throws -> Int {
        let full = "\(archive)/\(source.name)"
        var fatal: (any Error)?
        var size = 0
        // What the receiver of the rows throws is not the member's fault.
        func send(_ event: RowEvent) throws {
            do { try body(event) } catch {
                fatal = error
                throw error
            }
        }
        do {
            let scan = try FileScan.scan(source, encoding: options.encoding)
            size = scan.size
            try send(.member(name: source.name, format: scan.format, encoding: scan.encoding))
            for notice in scan.notices { try send(.notice(notice)) }
            // A container is gone through several times; inflating it once is enough.
            let source = scan.encoding == nil ? try source.held() : source
            try FileReaders.reader(source, scan, options).read { event in
                switch event {
                case .table(let name): try send(.table(name: source.name + (name.map { " › \($0)" } ?? "")))
                case .member(let name, let format, let encoding):
                    try send(.member(name: "\(source.name)/\(name)", format: format, encoding: encoding))
                case .notice(let notice): try send(.notice(notice.inside(source.name)))
                default: try send(event)
                }
            }
            if let damage { try note(damage, full, source.name, isDamage: true, body) }
        } catch let error as IngestError where fatal == nil {
            try note(damage ?? error, full, source.name, isDamage: damage != nil || error.isDamage, body)
        }
        return size
    }

    private mutating func note(
        _ error: IngestError, _ full: String, _ name: String, isDamage: Bool, _ body: (RowEvent) throws -> Void
    ) throws {
        let named = error.renaming(full)
        try body(.notice(IngestNotice(.memberFailed(name: name, error: named))))
        if isDamage, failure == nil { failure = named }
    }
}

extension IngestNotice {
    /// The same notice, its member's path led by the archive's.
    func inside(_ archive: String) -> IngestNotice {
        switch kind {
        case .memberSkipped(let name, let reason):
            IngestNotice(.memberSkipped(name: "\(archive)/\(name)", reason: reason), row: row)
        case .memberFailed(let name, let error):
            IngestNotice(.memberFailed(name: "\(archive)/\(name)", error: error), row: row)
        default: self
        }
    }
}

extension IngestError {
    /// Whether rows may have been lost by damage, and not only a file left aside that is none of ours.
    var isDamage: Bool {
        switch self {
        case .corrupt, .tooLarge, .rowTooLong, .tooDeep, .tooMany, .unreadable, .documentType: true
        default: false
        }
    }

    /// The same error about a file of another name.
    func renaming(_ file: String) -> IngestError {
        switch self {
        case .notFound: .notFound(file: file)
        case .noPermission: .noPermission(file: file)
        case .isDirectory: .isDirectory(file: file)
        case .empty: .empty(file: file)
        case .unreadable(_, let code): .unreadable(file: file, code: code)
        case .binary: .binary(file: file)
        case .oldSpreadsheet: .oldSpreadsheet(file: file)
        case .unsupported(_, let kind, let advice): .unsupported(file: file, kind: kind, advice: advice)
        case .tooDeep(_, let limit): .tooDeep(file: file, limit: limit)
        case .tooMany(_, let what, let limit): .tooMany(file: file, what: what, limit: limit)
        case .documentType: .documentType(file: file)
        case .notASpreadsheet: .notASpreadsheet(file: file)
        case .nothingInside: .nothingInside(file: file)
        case .corrupt(_, let part, let row): .corrupt(file: file, part: part, row: row)
        case .tooLarge(_, let part, let limit): .tooLarge(file: file, part: part, limit: limit)
        case .rowTooLong(_, let row, let limit): .rowTooLong(file: file, row: row, limit: limit)
        case .noKnownColumn(_, let seen): .noKnownColumn(file: file, seen: seen)
        case .columnNotInHeader(_, let column, let header):
            .columnNotInHeader(file: file, column: column, header: header)
        case .unknownEncoding, .badMapping, .unknownField: self
        }
    }
}
