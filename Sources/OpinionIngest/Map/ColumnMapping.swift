/// Which column of one table fills which field of a record.
public struct ColumnMapping: Sendable, Equatable {
    /// The columns of each field that has any, from 0.
    public private(set) var columns: [RecordField: [Int]]
    /// The names of the columns as the table has them.
    public private(set) var header: [String]
    /// The fields whose column was found by what stands in it, because its name says nothing.
    public private(set) var fromContent: Set<RecordField> = []
    /// What a person said, which later columns must respect.
    private let file: MappingFile?

    /// The column of a field, or the first of several; nil where the table has none.
    public func column(_ field: RecordField) -> Int? { columns[field]?.first }

    /// Whether any field has a column.
    public var isEmpty: Bool { columns.isEmpty }

    /// Whether a title or a text has a column.
    package var hasText: Bool { columns[.title] != nil || columns[.body] != nil }

    /// The names of the columns that fill no field, in order.
    package var unusedNames: [String] {
        let used = Set(columns.values.joined())
        return header.indices.filter { !used.contains($0) && !header[$0].isBlankText }.map { header[$0] }
    }

    /// Finds each field's column by the names in the header, with a sample of rows to choose by.
    ///
    /// Each column goes to the field that its name fits best. Where several fit one field, empty columns lose; then the
    /// better name wins; then the first. For the number, a column that only counts the rows (序号) loses to any other, a
    /// column that says the same in every row loses too, and the one with the most different values wins before the
    /// better name; a lone column stays unless three rows or more all say the same. Fields that no name fills go to columns whose names say nothing, by what stands in them.
    /// O(columns × names).
    package static func guess(header: [String], sample: ColumnSample = ColumnSample()) -> ColumnMapping {
        ColumnMapping(header: header, file: nil, named: [:], sample: sample)
    }

    /// The same with a mapping file, whose fields override the guess.
    ///
    /// Throws `columnNotInHeader` for a name that the header does not have; `lenient` leaves such a field empty for now
    /// (JSON, where a key may come later).
    package static func apply(
        _ mapping: MappingFile, header: [String], sample: ColumnSample = ColumnSample(), file: String,
        lenient: Bool = false
    ) throws -> ColumnMapping {
        var named: [RecordField: [Int]] = [:]
        for field in RecordField.allCases {
            guard let names = mapping.columns[field] else { continue }
            named[field] = try names.compactMap { name in
                if let column = place(of: name, in: header) { return column }
                if lenient { return nil }
                throw IngestError.columnNotInHeader(file: file, column: name, header: header)
            }
        }
        return ColumnMapping(header: header, file: mapping, named: named, sample: sample)
    }

    /// The same mapping with columns that came later (JSON keys); fields that have a column keep it.
    package func extended(to longer: [String]) -> ColumnMapping {
        var named = columns
        for (field, names) in file?.columns ?? [:] {
            let places = names.compactMap { Self.place(of: $0, in: longer) }
            named[field] = places
        }
        var result = ColumnMapping(header: longer, file: file, named: named, sample: ColumnSample())
        result.fromContent = fromContent
        return result
    }

    private init(header: [String], file: MappingFile?, named: [RecordField: [Int]], sample: ColumnSample) {
        self.header = header
        self.file = file
        columns = named.filter { !$0.value.isEmpty }
        let taken = Set(named.values.joined())
        var candidates: [RecordField: [(column: Int, score: Int)]] = [:]
        for (column, name) in header.enumerated() where !taken.contains(column) {
            guard let match = ColumnNames.match(name), named[match.field] == nil else { continue }
            candidates[match.field, default: []].append((column, match.score))
        }
        for field in RecordField.allCases {
            guard let found = candidates[field] else { continue }
            let full = found.filter { !sample.isEmpty($0.column) }
            let usable = field == .number ? Self.numbers(full, header, sample) : full.isEmpty ? found : full
            let best = usable.max { left, right in
                if field == .number {
                    // A few repeats in a sample do not make a serial number the better name.
                    let (a, b) = (sample.distinctCount(left.column), sample.distinctCount(right.column))
                    if abs(a - b) * 20 > max(a, b) { return a < b }
                }
                return (left.score, -left.column) < (right.score, -right.column)
            }
            guard let best else { continue }
            columns[field] = [best.column]
            // Further units stand in columns of the same name; other texts beside the best one are left out.
            if field == .jointUnits { columns[field] = usable.map(\.column) }
        }
        fillFromContent(sample, isClosed: { named[$0] != nil })
    }

    /// Fills what no name filled from columns whose names say nothing; of several that look alike the first one, of texts
    /// the longest.
    private mutating func fillFromContent(_ sample: ColumnSample, isClosed: (RecordField) -> Bool) {
        guard sample.rows >= 2 else { return }
        let used = Set(columns.values.joined())
        let isExport = header.contains(RejectColumns.marker)
        let free = header.indices.filter {
            !used.contains($0) && !(isExport && RejectColumns.isAdded(header[$0]))
                && ColumnNames.match(header[$0]) == nil && !ColumnNames.isOther(header[$0])
        }
        var texts: [Int] = []
        for column in free {
            let content = sample.content(column)
            if content == .longText { texts.append(column) }
            guard content != .longText, let field = content.field, columns[field] == nil, !isClosed(field) else {
                continue
            }
            // A name for each row must be more than the text of a short list.
            if field == .number, sample.rows < 3 { continue }
            columns[field] = [column]
            fromContent.insert(field)
        }
        guard columns[.body] == nil, !isClosed(.body) else { return }
        let longest = texts.max { (sample.meanLength($0), -$0) < (sample.meanLength($1), -$1) }
        if let longest {
            columns[.body] = [longest]
            fromContent.insert(.body)
        }
    }

    private static func numbers(
        _ full: [(column: Int, score: Int)], _ header: [String], _ sample: ColumnSample
    ) -> [(column: Int, score: Int)] {
        // Two equal values may be one matter that was entered twice; three say that the column tells nothing apart.
        let told = full.filter { !sample.isConstant($0.column, rows: 3) }
        let named = told.filter { !ColumnNames.isSerial(header[$0.column]) }
        let varied = named.filter { !sample.isConstant($0.column, rows: 2) }
        return !varied.isEmpty ? varied : !named.isEmpty ? named : told
    }

    private static func place(of name: String, in header: [String]) -> Int? {
        header.firstIndex(of: name)
            ?? header.firstIndex { ColumnNames.fold($0) == ColumnNames.fold(name) && !name.isEmpty }
    }
}

extension ColumnMapping: CustomStringConvertible {
    /// One line for people: `编号←留言编号，标题←留言主题`.
    public var description: String {
        RecordField.allCases.compactMap { field in
            columns[field].map { places in
                let names = places.map { header.indices.contains($0) ? header[$0] : "第 \($0 + 1) 列" }
                return "\(field.chineseName)←\(names.joined(separator: "＋"))"
            }
        }.joined(separator: "，")
    }
}
