/// What a text document or a page is made of, in its order.
enum DocumentBlock {
    /// What the document calls itself.
    case title(String)
    /// A paragraph outside tables.
    case paragraph(String)
    /// A table begins.
    case table
    /// One of its rows.
    case row([String])
    /// It ends.
    case endTable
}

/// A document that can be gone through several times.
protocol BlockSource {
    /// Calls `body` for each block. Throws what `body` throws, or an `IngestError` where the document breaks off.
    func read(_ body: (DocumentBlock) throws -> Void) throws
}

/// Reads a document of paragraphs and tables (Word, a page): its tables of records, its forms (one record each), or, where
/// it has neither, the whole as one letter.
///
/// Two passes: the first looks at the beginning of each table, the second delivers. Memory: one row; for a letter its text.
struct DocumentReader: RowReader {
    private let blocks: any BlockSource
    private let name: String
    private let options: ReadOptions

    /// A reader of a document under a name.
    init(blocks: any BlockSource, name: String, options: ReadOptions) {
        self.blocks = blocks
        self.name = name
        self.options = options
    }

    /// Delivers the tables, or one letter. O(bytes).
    func read(_ body: (RowEvent) throws -> Void) throws {
        let (kinds, damage) = try survey()
        if kinds.contains(where: { $0 != .layout }) {
            try deliverTables(kinds, body)
        } else {
            try deliverLetter(body)
        }
        if let damage { throw damage }
    }

    /// Whether the document has a table of records or a form.
    func hasTables() throws -> Bool { try survey().kinds.contains { $0 != .layout } }

    private func survey() throws -> (kinds: [TableKind], damage: IngestError?) {
        var kinds: [TableKind] = []
        var rows: [RawRow] = []
        var count = 0
        var isInside = false
        var width = 0
        func judge() {
            var kind = TableKind.of(rows, count: count, options)
            if kind == .layout, let last = kinds.last, last == .records || last == .continued, width > 2,
                rows.first?.cells.count == width
            {
                kind = .continued
            }
            if kind == .records { width = rows.first?.cells.count ?? 0 }
            kinds.append(kind)
            isInside = false
        }
        do {
            try blocks.read { block in
                switch block {
                case .table: (rows, count, isInside) = ([], 0, true)
                case .row(let cells):
                    count += 1
                    if rows.count < HeaderFinder.rowsTried { rows.append(RawRow(number: count, cells: cells)) }
                case .endTable: judge()
                case .title, .paragraph: break
                }
            }
        } catch let error as IngestError {
            // The good part is delivered by the second pass, which ends at the same place.
            guard error.isDamage else { throw error }
            if case .corrupt = error {} else { throw error }
            if isInside { judge() }
            return (kinds, error)
        }
        return (kinds, nil)
    }

    private func deliverTables(_ kinds: [TableKind], _ body: (RowEvent) throws -> Void) throws {
        var index = -1
        var number = 0
        var kind = TableKind.layout
        var last = TableKind.layout
        var caption: String?
        var tableCount = 0
        var beside = 0
        var form: [[String]] = []
        var columns = NamedColumns()
        func begin() throws {
            tableCount += 1
            number = 0
            columns = NamedColumns()
            try body(.table(name: caption ?? (tableCount > 1 ? "表 \(tableCount)" : nil)))
        }
        func take(_ block: DocumentBlock) throws {
            switch block {
            case .title(let text): caption = Self.caption(text)
            case .paragraph(let text):
                if let short = Self.caption(text) { caption = short } else { beside += 1 }
            case .table:
                index += 1
                kind = kinds.indices.contains(index) ? kinds[index] : .layout
                if kind == .records || kind == .form && last != .form { try begin() }
                if kind != .layout { last = kind }
                form = []
            case .row(let cells):
                switch kind {
                case .records, .continued:
                    number += 1
                    try body(.row(RawRow(number: number, cells: cells)))
                case .form: if form.count < 500 { form.append(cells) }
                case .layout: beside += cells.count { !$0.isBlankText }
                }
            case .endTable:
                guard kind == .form else { break }
                number += 1
                try columns.deliver(number, FormTable.cells(form, options), body)
            }
        }
        do { try blocks.read(take) } catch let error as IngestError {
            guard case .corrupt = error else { throw error }
        }
        if beside > 0 { try body(.notice(IngestNotice(.textBesideTables(count: beside)))) }
    }

    /// A short line above a table, which may say what it is.
    private static func caption(_ text: String) -> String? {
        let trimmed = text.trimmedText
        return trimmed.isEmpty || trimmed.utf8.count > 120 || trimmed.contains("\n") ? nil : trimmed
    }

    private func deliverLetter(_ body: (RowEvent) throws -> Void) throws {
        var letter = LetterBuilder()
        var title: String?
        do {
            try blocks.read { block in
                switch block {
                case .title(let text): title = text
                case .paragraph(let text): try letter.add(text, file: name)
                case .row(let cells): for cell in cells where !cell.isBlankText { try letter.add(cell, file: name) }
                case .table, .endTable: break
                }
            }
        } catch let error as IngestError {
            guard case .corrupt = error else { throw error }
        }
        try body(.table(name: nil))
        guard let cells = letter.cells(title: title) else { return }
        var columns = NamedColumns()
        try columns.deliver(1, cells, body)
    }
}

/// What a table of a document is for.
enum TableKind: UInt8, Equatable {
    /// A record in each row, below a header.
    case records
    /// More rows of the table before it, on the next page.
    case continued
    /// One record: labels with their values beside them.
    case form
    /// Something else, such as a frame around text.
    case layout

    /// The kind of a table by its first rows.
    static func of(_ rows: [RawRow], count: Int, _ options: ReadOptions) -> TableKind {
        if FormTable.isForm(rows, options) { return .form }
        if rows.contains(where: { options.knownCount($0.cells) >= 2 }) { return .records }
        let widths = Set(rows.map(\.cells.count))
        guard count >= 3, widths.count == 1, (widths.first ?? 0) >= 2, HeaderFinder.find(in: rows) != nil else {
            return .layout
        }
        return .records
    }
}

/// A registration form as offices draw it in Word: `姓名 | 赵某 | 电话 | … |`, one record.
enum FormTable {
    /// Whether labels stand beside their values: three known labels or more, no two of them side by side.
    static func isForm(_ rows: [RawRow], _ options: ReadOptions) -> Bool {
        var labels = Set<String>()
        for row in rows {
            let filled = row.cells.filter { !$0.isBlankText || row.cells.count <= 2 }
            var wasLabel = false
            for cell in filled {
                let isLabel = isLabel(cell, options)
                if isLabel, wasLabel, !row.cells.contains(where: \.isBlankText) { return false }
                if isLabel { labels.insert(ColumnNames.fold(cell)) }
                wasLabel = isLabel
            }
            if filled.count > 2, filled.allSatisfy({ isLabel($0, options) }) { return false }
        }
        return labels.count >= 3
    }

    /// The labels with their values.
    static func cells(_ rows: [[String]], _ options: ReadOptions) -> [(key: String, value: String)] {
        var result: [(key: String, value: String)] = []
        for row in rows {
            var label: String?
            var parts: [String] = []
            func end() {
                if let label { result.append((label, parts.joined(separator: "\n"))) }
                (label, parts) = (nil, [])
            }
            for cell in row {
                if isLabel(cell, options) {
                    end()
                    label = cell.trimmedText.trimmingColon
                } else if !cell.isBlankText {
                    parts.append(cell)
                }
            }
            end()
        }
        return result
    }

    private static func isLabel(_ cell: String, _ options: ReadOptions) -> Bool {
        cell.utf8.count <= 60 && options.knownCount([cell.trimmingColon]) == 1
    }
}

extension String {
    /// The text without a colon at its end.
    var trimmingColon: String {
        let text = trimmedText
        return text.hasSuffix("：") || text.hasSuffix(":") ? String(text.dropLast()) : text
    }
}
