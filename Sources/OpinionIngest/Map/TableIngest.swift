/// Takes a reader's events, finds each table's header and mapping from its first rows, and delivers what its rows
/// become. One instance reads one file.
final class TableIngest {
    /// Rows held back until the mapping is guessed.
    static let sampleRows = 200
    /// Bytes held back at most, for files with huge cells.
    static let sampleBytes = 8 << 20

    private enum Held {
        case row(RawRow)
        case damaged(Int, RejectedRow.Reason, [String])
    }

    private enum State {
        /// Holding rows back until there is enough to guess from.
        case sampling
        /// Reading with a known mapping; JSON keys may still be added.
        case reading(Reading)
        /// A table whose header says nothing to us.
        case unknown
    }

    /// How a table's rows are read. By reference: each row asks for it.
    private final class Reading {
        let builder: RecordBuilder
        let mapping: ColumnMapping

        init(builder: RecordBuilder, mapping: ColumnMapping) {
            self.builder = builder
            self.mapping = mapping
        }
    }

    private let mappingFile: MappingFile?
    private let keyer: PersonKeyer
    private let parseTime: @Sendable (String) -> CivilTime?
    private let deliver: (RowOutcome) throws -> Void
    /// Told of each table and the rows that its mapping was guessed from; nil mapping where the header says nothing.
    var inspect: ((FileSummary.Table?, [String], [RawRow]) -> Void)?
    var summary: FileSummary

    private var state = State.sampling
    private var held: [Held] = []
    private var heldRows = 0
    private var heldBytes = 0
    private var tableCount = 0
    private var tableName: String?
    /// Whether the file has members, so that its first table too goes by a name.
    private var namesTables = false
    /// The place of the current table in the summary; nil where it stands for one that is there.
    private var place: Int?
    private var namedColumns: [String]?
    private var channel = Channel.petition
    /// Rows of tables without a header, delivered only if another table can be read.
    private var strays: [RejectedRow] = []
    /// Bytes of their cells; beyond `sampleBytes` only their places are kept.
    private var strayBytes = 0
    private var seenHeader: [String]?
    /// The header's rows as they stand, to know them when they come again.
    private var headerCells: [[String]] = []
    /// The rows of the file before this table's, so that a table without any is noticed.
    private var rowsBefore = 0
    private var isFatal = false

    init(
        mapping: MappingFile?, keyer: PersonKeyer, parseTime: @escaping @Sendable (String) -> CivilTime?,
        summary: FileSummary, deliver: @escaping (RowOutcome) throws -> Void
    ) {
        mappingFile = mapping
        self.keyer = keyer
        self.parseTime = parseTime
        self.summary = summary
        self.deliver = deliver
    }

    /// Whether an error came from the file, and not from the receiver of the rows or from the mapping.
    func isOwnFailure(_ error: IngestError) -> Bool { !isFatal }

    /// Takes the next event.
    func take(_ event: RowEvent) throws {
        switch event {
        case .table(let name):
            try endCurrent(afterDamage: false)
            tableCount += 1
            tableName = name
            namedColumns = nil
            state = .sampling
        case .columns(let names):
            namedColumns = names
            if case .reading(let reading) = state { use(reading.mapping.extended(to: names)) }
        case .row(let row):
            guard case .sampling = state else { return try pass(row) }
            held.append(.row(row))
            heldRows += 1
            heldBytes += row.cells.reduce(0) { $0 + $1.utf8.count }
            if heldRows >= Self.sampleRows || heldBytes >= Self.sampleBytes { try decide(isAll: false) }
        case .damagedRow(let number, let reason, let text):
            let cells = text.map { [$0] } ?? []
            guard case .sampling = state else { return try reject(number, reason, cells) }
            held.append(.damaged(number, reason, cells))
            heldBytes += text?.utf8.count ?? 0
            if heldBytes >= Self.sampleBytes { try decide(isAll: false) }
        case .member(let name, let format, let encoding):
            namesTables = true
            guard summary.members.count < FileSummary.memberLimit else { return }
            summary.members.append(FileSummary.Member(name: name, format: format, encoding: encoding))
        case .notice(let notice): summary.add(notice)
        }
    }

    /// Says that the file ends here. Throws `noKnownColumn` or `empty` where no table could be read.
    func endTable(afterDamage: Bool = false) throws {
        try endCurrent(afterDamage: afterDamage)
        guard summary.tables.isEmpty, summary.rows == 0, !afterDamage else { return }
        isFatal = true
        guard let seenHeader else {
            throw summary.format == .archive
                ? IngestError.nothingInside(file: summary.file) : IngestError.empty(file: summary.file)
        }
        throw IngestError.noKnownColumn(file: summary.file, seen: seenHeader)
    }

    private func endCurrent(afterDamage: Bool) throws {
        if case .sampling = state, !held.isEmpty { try decide(isAll: !afterDamage) }
        if case .reading = state, summary.rows == rowsBefore, !afterDamage {
            summary.add(IngestNotice(.headerOnly(sheet: tableName)))
        }
        state = .unknown
        rowsBefore = summary.rows
    }

    /// The sheet that the sources name: none for the first one, unless the file is an archive.
    private var sheet: String? { tableCount > 1 || namesTables ? tableName ?? String(tableCount) : nil }

    /// Finds the header and the mapping from the rows held back, and lets these go.
    private func decide(isAll: Bool) throws {
        let rows = held.compactMap { if case .row(let row) = $0 { row } else { nil } }
        var first = 0
        var headerRow: Int?
        var header = namedColumns
        var titleCount = 0
        headerCells = []
        if header == nil, let found = HeaderRows.find(in: rows, mapping: mappingFile) ?? HeaderRows.byContent(rows) {
            header = found.names
            headerCells = rows[found.range].map(\.cells)
            headerRow = rows[found.range.upperBound].number
            first = found.range.upperBound + 1
            titleCount = found.range.lowerBound
        }
        let mapping = try header.flatMap { header -> ColumnMapping? in
            let sample = ColumnSample(rows.dropFirst(first))
            guard let file = mappingFile else { return ColumnMapping.guess(header: header, sample: sample) }
            do {
                return try ColumnMapping.apply(
                    file, header: header, sample: sample, file: summary.file, lenient: namedColumns != nil && !isAll)
            } catch {
                // A later sheet may be about something else.
                if !summary.tables.isEmpty { return nil }
                isFatal = true
                throw error
            }
        }
        guard let header, let mapping, !mapping.isEmpty else { return try giveUp(rows) }
        let titles = rows.prefix(titleCount).flatMap(\.cells)
        channel =
            mappingFile?.channel
            ?? ChannelGuess.channel(file: summary.file, sheet: tableName, titles: titles, header: header)
        let table = FileSummary.Table(
            name: tableName, headerRow: headerRow, channel: channel, mapping: mapping, sheet: sheet)
        if namesTables, headerRow == nil, let last = summary.tables.last, last.headerRow == nil,
            last.channel == channel,
            last.mapping.description == mapping.description
        {
            place = nil
        } else {
            place = summary.tables.count
            summary.tables.append(table)
        }
        inspect?(table, header, Array(rows.dropFirst(first)))
        for field in RecordField.allCases where mapping.fromContent.contains(field) {
            let name = mapping.column(field).flatMap { header.indices.contains($0) ? header[$0] : nil } ?? ""
            summary.add(IngestNotice(.guessedFromContent(column: name, field: field.rawValue)))
        }
        use(mapping)
        let unused = mapping.unusedNames
        if !mapping.hasText, !unused.isEmpty { summary.add(IngestNotice(.noTextColumn(unused: unused))) }
        try releaseStrays()
        try release { number in headerRow.map { number > $0 } ?? true }
    }

    private func giveUp(_ rows: [RawRow]) throws {
        if seenHeader == nil { seenHeader = namedColumns ?? HeaderFinder.likely(in: rows)?.cells }
        if seenHeader?.allSatisfy(\.isBlankText) ?? true { seenHeader = nil }
        state = .unknown
        inspect?(nil, namedColumns ?? HeaderFinder.likely(in: rows)?.cells ?? [], rows)
        if let tableName, seenHeader != nil { summary.add(IngestNotice(.sheetWithoutHeader(name: tableName))) }
        try release { _ in true }
    }

    private func use(_ mapping: ColumnMapping) {
        let builder = RecordBuilder(
            mapping: mapping, channel: channel, file: summary.file, sheet: sheet, keyer: keyer, parseTime: parseTime)
        state = .reading(Reading(builder: builder, mapping: mapping))
        if let place { summary.tables[place].mapping = mapping }
    }

    private func release(_ isBelowHeader: (Int) -> Bool) throws {
        let items = held
        held = []
        (heldRows, heldBytes) = (0, 0)
        for item in items {
            switch item {
            case .row(let row): if isBelowHeader(row.number) { try pass(row) }
            case .damaged(let number, let reason, let cells):
                if isBelowHeader(number) { try reject(number, reason, cells) }
            }
        }
    }

    private func pass(_ row: RawRow) throws {
        guard case .reading(let reading) = state else { return try reject(row.number, .noHeader, row.cells) }
        // Joined printouts repeat their header.
        if namedColumns == nil, headerCells.contains(row.cells) {
            return try reject(row.number, .repeatedHeader, row.cells)
        }
        switch reading.builder.build(row, notice: { summary.add($0) }) {
        case .record(let record):
            summary.accepted += 1
            try hand(.record(record))
        case .rejected(let reason):
            try reject(row.number, reason, row.cells, corrects: reading.builder.corrected(by: row))
        }
    }

    private func reject(
        _ number: Int, _ reason: RejectedRow.Reason, _ cells: [String] = [], corrects: String? = nil
    ) throws {
        var row = RejectedRow(
            source: SourceRow(file: summary.file, row: number, sheet: sheet), reason: reason, cells: cells,
            corrects: corrects)
        if reason == .noHeader, summary.tables.isEmpty {
            strayBytes += cells.reduce(0) { $0 + $1.utf8.count }
            if strayBytes > Self.sampleBytes { row.cells = [] }
            return strays.append(row)
        }
        summary.rejected += 1
        try hand(.rejected(row))
    }

    private func releaseStrays() throws {
        let rows = strays
        strays = []
        for row in rows {
            summary.rejected += 1
            try hand(.rejected(row))
        }
    }

    private func hand(_ outcome: RowOutcome) throws {
        do { try deliver(outcome) } catch {
            isFatal = true
            throw error
        }
    }
}
