import Foundation

/// A small table as it stands in a file (.csv, .xlsx, …), for what is no record: a taxonomy, a list of units.
///
/// Held in memory as a whole, so with a limit on its size.
public struct RawTable: Sendable, Equatable {
    /// The file's name without its folder.
    public var file: String
    /// SHA-256 of the file's bytes in hexadecimal.
    public var sha256: String
    /// The rows of the first table or sheet that has any, with their numbers; blank rows are left out.
    public var rows: [RawRow]

    /// Rows that such a table may have.
    public static let maximumRows = 100_000

    /// Reads a file. O(bytes).
    ///
    /// - Throws: `IngestError` for what cannot be read to its end, has no row, or is larger than such tables are.
    public init(contentsOf url: URL) throws {
        let source = ByteSource(url)
        let scan = try FileScan.scan(source)
        file = source.name
        sha256 = scan.sha256
        rows = []
        var isLater = false
        do {
            try FileReaders.reader(source, scan, ReadOptions()).read { event in
                switch event {
                case .table: isLater = isLater || !rows.isEmpty
                case .columns(let names): if !isLater { rows.append(RawRow(number: 1, cells: names)) }
                case .row(let row):
                    guard !isLater, !row.isBlank else { return }
                    rows.append(row)
                    if rows.count > Self.maximumRows {
                        throw IngestError.tooMany(file: file, what: "行", limit: Self.maximumRows)
                    }
                case .damagedRow(let number, _, _):
                    throw IngestError.corrupt(file: file, part: "第 \(number) 行", row: rows.last?.number)
                case .member, .notice: break
                }
            }
        } catch let error as IngestError { throw error.naming(source.name) }
        guard !rows.isEmpty else { throw IngestError.empty(file: file) }
    }
}
