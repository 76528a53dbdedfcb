import Foundation

/// What reading a file would give, before it is read for good: its tables, which column would fill which field and why, what
/// the columns look like, masked samples, and what a person should look at.
public struct FileInspection: Sendable {
    /// Why a column fills its field.
    public enum Basis: String, Sendable, Codable {
        /// A mapping file says so.
        case mapping
        /// Its name is one of the known ones.
        case name
        /// A known name is a part of its name.
        case similarName
        /// What stands in it looks so.
        case content

        /// The basis for the office.
        public var chineseName: String {
            switch self {
            case .mapping: "映射文件"
            case .name: "列名"
            case .similarName: "列名相近"
            case .content: "内容"
            }
        }
    }

    /// A column of a table.
    public struct Column: Sendable, Equatable {
        /// Its name as written.
        public var name: String
        /// The field that it fills; nil where it is not used.
        public var field: RecordField?
        /// Why.
        public var basis: Basis?
        /// What its cells look like.
        public var content: ColumnContent
        /// The share of the rows looked at that have something in it, 0…1.
        public var filled: Double
        /// Up to three different cells, masked and cut to 40 characters.
        public var samples: [String]
    }

    /// A table of the file.
    public struct Table: Sendable, Equatable {
        /// Its name (a sheet, a member of an archive); nil where the file is one table.
        public var name: String?
        /// The row of its header, from 1; nil where the columns have names of their own, and where no header is known.
        public var headerRow: Int?
        /// The channel of its rows; nil where no column is known.
        public var channel: Channel?
        /// Its columns in order.
        public var columns: [Column]
    }

    /// Tables that are described; of more only the rows are counted.
    public static let tableLimit = 50

    /// The file's name.
    public private(set) var file: String
    /// What kind of file it is.
    public private(set) var format: FileScan.Format
    /// Its encoding; nil for a container.
    public private(set) var encoding: TextEncoding?
    /// Bytes.
    public private(set) var size: Int
    /// What is in an archive or attached to a mail.
    public private(set) var members: [FileSummary.Member] = []
    /// The tables, those without a known column too.
    public private(set) var tables: [Table] = []
    /// Rows below the headers that would be records.
    public private(set) var accepted = 0
    /// Rows that would be rejected, by the reason, the most frequent first.
    public private(set) var rejected: [(reason: String, count: Int)] = []
    /// What a person should look at, one line each.
    public private(set) var unclear: [String] = []
    /// Why the file, or the rest of it, cannot be read.
    public private(set) var failure: IngestError?

    /// Rows below the headers.
    public var rows: Int { accepted + rejected.reduce(0) { $0 + $1.count } }

    /// Reads a whole file and keeps nothing. O(bytes). Throws an `IngestError` for what is no file of records at all.
    public init(_ url: URL, mapping: MappingFile? = nil, encoding: TextEncoding? = nil) throws {
        let source = ByteSource(url)
        let scan = try FileScan.scan(source, encoding: encoding)
        (file, format, self.encoding, size) = (source.name, scan.format, scan.encoding, scan.size)
        let ingest = FileIngest(mapping: mapping, encoding: encoding, keyer: PersonKeyer(key: [0])) {
            DateParser.parse($0)
        }
        var found: [Table] = []
        var reasons: [String: Int] = [:]
        var count = 0
        var notices: [String] = []
        do {
            let summary = try ingest.read(
                source, scan: scan,
                inspect: { table, header, rows in
                    guard found.count < Self.tableLimit else { return }
                    found.append(Self.table(table, header, rows, mapping))
                }
            ) { outcome in
                switch outcome {
                case .record: count += 1
                case .rejected(let row): reasons[Self.kind(row.reason), default: 0] += 1
                }
            }
            notices = summary.noticeLines
            members = summary.members
            failure = summary.failure
        } catch let error as IngestError { failure = error }
        (accepted, tables) = (count, found)
        rejected = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
        unclear = Self.doubts(found, self.encoding) + notices
    }

    /// A mapping file that says what was found, to be edited: the first table's channel, and the columns of all tables by
    /// their names.
    public var mapping: MappingFile {
        var result = MappingFile(channel: tables.lazy.compactMap(\.channel).first)
        for table in tables {
            for column in table.columns {
                guard let field = column.field, !column.name.isBlankText else { continue }
                let known = result.columns[field] ?? []
                if known.isEmpty || field.takesSeveralColumns && !known.contains(column.name) {
                    result.columns[field] = known + [column.name]
                }
            }
        }
        return result
    }

    /// The reason without what differs from row to row.
    private static func kind(_ reason: RejectedRow.Reason) -> String {
        if case .badJSON = reason { return "不是完整的 JSON 对象" }
        return reason.description
    }

    private static func table(
        _ table: FileSummary.Table?, _ header: [String], _ rows: [RawRow], _ file: MappingFile?
    ) -> Table {
        let sample = ColumnSample(rows)
        var fields: [Int: RecordField] = [:]
        for field in RecordField.allCases {
            for column in table?.mapping.columns[field] ?? [] { fields[column] = field }
        }
        let columns = header.indices.map { column in
            let field = fields[column]
            let basis: Basis? = field.map { field in
                if file?.columns[field] != nil { return .mapping }
                if table?.mapping.fromContent.contains(field) ?? false { return .content }
                return (ColumnNames.match(header[column])?.score ?? 0) > 100 ? .name : .similarName
            }
            let content = sample.content(column)
            return Column(
                name: header[column], field: field, basis: basis, content: content, filled: sample.filledShare(column),
                samples: samples(column, rows, field, content))
        }
        return Table(name: table?.name, headerRow: table?.headerRow, channel: table?.channel, columns: columns)
    }

    private static func samples(
        _ column: Int, _ rows: [RawRow], _ field: RecordField?, _ content: ColumnContent
    ) -> [String] {
        var shown: [String] = []
        for row in rows where shown.count < 3 {
            guard row.cells.indices.contains(column), !row.cells[column].isBlankText else { continue }
            let text = SampleMask.masked(row.cells[column], field: field, content: content)
            if !shown.contains(text) { shown.append(text) }
        }
        return shown
    }

    private static func doubts(_ tables: [Table], _ encoding: TextEncoding?) -> [String] {
        var lines: [String] = []
        for table in tables {
            let place = table.name.map { "“\($0)”：" } ?? ""
            if table.channel == nil { lines.append("\(place)没有认识的列，其中的行不会采用") }
            let doubtful = table.columns.filter { $0.basis == .similarName }
            for column in doubtful {
                lines.append("\(place)“\(column.name)”列按相近的列名当作\(column.field?.chineseName ?? "")，请核对")
            }
            for column in table.columns where column.field == nil {
                switch column.content {
                case .phone, .idCard, .name:
                    lines.append("\(place)“\(column.name)”列像是\(column.content.chineseName)，没有采用")
                case .longText: lines.append("\(place)“\(column.name)”列是长文字，没有采用；是诉求内容的，请写进映射文件的 body")
                default: break
                }
            }
        }
        return lines
    }
}

/// Hides what a sample would tell of a person.
enum SampleMask {
    private static let personal: Set<RecordField> = [.personName, .phone, .idCard, .userID]

    /// A cell to be shown, at most 40 characters: of columns about persons only the first character and the length, of others
    /// the masked text.
    static func masked(_ cell: String, field: RecordField?, content: ColumnContent) -> String {
        let text = cell.trimmedText
        if field.map(personal.contains) ?? false || [.phone, .idCard, .name].contains(content) {
            let rest = min(text.count - 1, 20)
            return String(text.prefix(1)) + String(repeating: "*", count: max(1, rest))
        }
        // Cut after masking: a number cut in two would not be found.
        let masked = Masker().maskField(String(text.prefix(400)))
        let line = masked.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 40 ? line.prefix(39) + "…" : line
    }
}
