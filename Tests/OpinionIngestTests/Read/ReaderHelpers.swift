import Foundation
import OpinionIngest
import OpinionTestSupport

/// What a reader delivered.
struct ReadResult {
    var rows: [RawRow] = []
    var notices: [IngestNotice] = []
    var damaged: [(number: Int, reason: RejectedRow.Reason)] = []
    var tables: [String?] = []
    var columns: [String] = []
    var members: [String] = []
    var failure: IngestError?

    var cells: [[String]] { rows.map(\.cells) }

    init(_ reader: some RowReader) throws {
        do {
            try reader.read { event in
                switch event {
                case .table(let name): tables.append(name)
                case .columns(let names): columns = names
                case .row(let row): rows.append(row)
                case .damagedRow(let number, let reason, _): damaged.append((number, reason))
                case .member(let name, _, _): members.append(name)
                case .notice(let notice): notices.append(notice)
                }
            }
        } catch let error as IngestError { failure = error }
    }
}

/// Reads CSV bytes as a file would be read, encoding and dialect found.
func readCSV(_ bytes: some Sequence<UInt8>, dialect: CSVDialect? = nil) throws -> ReadResult {
    let source = ByteSource(bytes: Array(bytes), name: "测试.csv")
    let scan = try FileScan.scan(source)
    return try ReadResult(
        CSVReader(
            source: source, encoding: scan.encoding ?? TextEncoding(name: "UTF-8", confidence: 0), dialect: dialect))
}

/// A reader of files with a fixed secret, that reads `yyyy-M-d` times.
func makeIngest(_ mapping: MappingFile? = nil, encoding: TextEncoding? = nil, threads: Int = 1) -> FileIngest {
    FileIngest(mapping: mapping, encoding: encoding, keyer: PersonKeyer(key: Array("测试".utf8)), threads: threads) {
        text in
        let parts = text.split(whereSeparator: { "-/ ".contains($0) }).prefix(3).compactMap { Int($0) }
        return parts.count == 3 ? CivilTime(year: parts[0], month: parts[1], day: parts[2], precision: .day) : nil
    }
}

/// What reading a file gave.
struct IngestResult {
    var records: [Record] = []
    var rejected: [RejectedRow] = []
    var summary: FileSummary

    init(_ url: URL, mapping: MappingFile? = nil) throws { try self.init(ByteSource(url), mapping: mapping) }

    init(_ source: ByteSource, mapping: MappingFile? = nil, encoding: TextEncoding? = nil, threads: Int = 1) throws {
        var records: [Record] = []
        var rejected: [RejectedRow] = []
        summary = try makeIngest(mapping, encoding: encoding, threads: threads).read(source) { outcome in
            switch outcome {
            case .record(let record): records.append(record)
            case .rejected(let row): rejected.append(row)
            }
        }
        self.records = records
        self.rejected = rejected
    }
}
