import Dispatch
import Foundation
import Synchronization

/// Reads the sheets of an Office Open XML workbook in order, hidden ones included, row by row.
///
/// Shared strings are held as one block of bytes, beyond 4 MB in a file without a name; everything else streams. Blank rows that the file has are
/// delivered, gaps in its row numbers are not. A formula gives its stored value, a date cell its ISO 8601 text, an
/// empty cell inside a cell that is merged downwards the value of that one.
public struct XLSXReader: RowReader {
    /// Bytes of one cell's text; more is cut off. Excel itself stops at 32,767 characters.
    static let cellLimit = 64 << 20

    private let archive: ZipArchive
    private let readsAhead: Bool

    /// A reader of a workbook of a size in bytes.
    public init(url: URL, size: Int) { self.init(source: ByteSource(url), size: size) }

    package init(source: ByteSource, size: Int) { self.init(archive: ZipArchive(source: source, size: size)) }

    /// A reader of a container; `readsAhead` inflates the large parts on a thread of its own.
    init(archive: ZipArchive, readsAhead: Bool = false) {
        self.archive = archive
        self.readsAhead = readsAhead
    }

    /// Delivers each sheet as a table with its name. O(inflated bytes).
    public func read(_ body: (RowEvent) throws -> Void) throws {
        let file = archive.file
        let workbook = try Workbook.open(archive)
        var merges = merges(of: workbook.sheets.first)
        let strings = SharedStrings(file: file)
        var stringDamage: IngestError?
        do {
            _ = try XMLPart.scan(workbook.sharedStringsPart, in: archive, strings, readsAhead: readsAhead)
        } catch let error as IngestError {
            guard case .corrupt = error else { throw error }
            stringDamage = error
        }
        let isWhole = try archive.names().isWhole
        var lastRow: Int?
        for (place, sheet) in workbook.sheets.enumerated() {
            try body(.table(name: sheet.name))
            if sheet.isHidden { try body(.notice(IngestNotice(.hiddenSheet(name: sheet.name)))) }
            let merged = try merges.flatMap { try $0.value() } ?? MergedCells()
            merges = self.merges(of: workbook.sheets.dropFirst(place + 1).first)
            try withoutActuallyEscaping(body) { body in
                let handler = SheetHandler(
                    workbook: workbook, strings: strings, areStringsWhole: stringDamage == nil && isWhole, file: file,
                    merged: merged, body: body)
                do {
                    let found = try XMLPart.scan(sheet.part, in: archive, handler, readsAhead: readsAhead)
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

    /// The merged cells of a sheet, looked for while something else is read: the list stands at the end of the sheet.
    private func merges(of sheet: Workbook.Sheet?) -> Deferred<MergedCells>? {
        guard let sheet else { return nil }
        return Deferred { [archive] in try MergedCells(part: sheet.part, in: archive) }
    }
}

/// A value that another thread works out meanwhile.
private final class Deferred<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)
    private let group = DispatchGroup()

    init(_ make: @escaping @Sendable () throws -> Value) {
        DispatchQueue.global().async(group: group) { [self] in
            let made = Result { try make() }
            result.withLock { $0 = made }
        }
    }

    /// The value, once it is there. Throws what making it threw.
    func value() throws -> Value? {
        group.wait()
        return try result.withLock { try $0?.get() }
    }
}
