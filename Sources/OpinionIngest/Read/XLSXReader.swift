import Foundation

/// Reads the sheets of an Office Open XML workbook in order, hidden ones included, row by row.
///
/// Shared strings are held in memory as one block of bytes; everything else streams. Blank rows that the file has are
/// delivered, gaps in its row numbers are not. A formula gives its stored value, a date cell its ISO 8601 text, an
/// empty cell inside a cell that is merged downwards the value of that one.
public struct XLSXReader: RowReader {
    /// Bytes of one cell's text; more is cut off. Excel itself stops at 32,767 characters.
    static let cellLimit = 64 << 20

    private let archive: ZipArchive

    /// A reader of a workbook of a size in bytes.
    public init(url: URL, size: Int) { self.init(source: ByteSource(url), size: size) }

    package init(source: ByteSource, size: Int) { archive = ZipArchive(source: source, size: size) }

    init(archive: ZipArchive) { self.archive = archive }

    /// Delivers each sheet as a table with its name. O(inflated bytes).
    public func read(_ body: (RowEvent) throws -> Void) throws {
        let file = archive.file
        let workbook = try Workbook.open(archive)
        let strings = SharedStrings(file: file)
        var stringDamage: IngestError?
        do { _ = try XMLPart.parse(workbook.sharedStringsPart, in: archive, strings) } catch let error as IngestError {
            guard case .corrupt = error else { throw error }
            stringDamage = error
        }
        let isWhole = try archive.names().isWhole
        var lastRow: Int?
        for sheet in workbook.sheets {
            try body(.table(name: sheet.name))
            if sheet.isHidden { try body(.notice(IngestNotice(.hiddenSheet(name: sheet.name)))) }
            let merged = try MergedCells(part: sheet.part, in: archive)
            try withoutActuallyEscaping(body) { body in
                let handler = SheetHandler(
                    workbook: workbook, strings: strings, areStringsWhole: stringDamage == nil && isWhole, file: file,
                    merged: merged, body: body)
                do {
                    let found = try XMLPart.parse(sheet.part, in: archive, handler)
                    lastRow = handler.lastRow ?? lastRow
                    // A chart sheet has no such part in a whole container either; it is skipped.
                    if !found, !isWhole { throw IngestError.corrupt(file: file, part: sheet.part, row: lastRow) }
                } catch IngestError.corrupt(let file, let part, _) {
                    throw IngestError.corrupt(file: file, part: part, row: handler.lastRow ?? lastRow)
                }
                if handler.hiddenRows > 0 {
                    try body(.notice(IngestNotice(.hiddenRows(count: handler.hiddenRows, sheet: sheet.name))))
                }
                if handler.merged.filled > 0 {
                    try body(.notice(IngestNotice(.mergedCells(count: handler.merged.filled, sheet: sheet.name))))
                }
            }
        }
        if let stringDamage, case .corrupt(let file, let part, _) = stringDamage {
            throw IngestError.corrupt(file: file, part: part, row: lastRow)
        }
        if !isWhole { throw IngestError.corrupt(file: file, part: "压缩包末尾", row: lastRow) }
    }
}
