/// One row as a file has it, before anyone knows what its columns mean.
public struct RawRow: Sendable, Equatable {
    /// The row that a person sees when opening the file, from 1. Rows of a CSV are counted as a spreadsheet shows
    /// them (a cell with line breaks is in one row); elements of a JSON array are counted from 1.
    public var number: Int
    /// The cells in column order; a row may be shorter or longer than its header.
    public var cells: [String]

    /// A row.
    public init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }

    /// Whether no cell has anything but white space.
    public var isBlank: Bool { cells.allSatisfy(\.isBlankText) }
}

/// What a reader meets in a file, in the order in which the file has it.
public enum RowEvent: Sendable, Equatable {
    /// A table begins: a sheet with its name, or the whole file without one.
    case table(name: String?)
    /// The columns are known by name (JSON): the whole list, which only ever grows at its end. No header row follows.
    case columns([String])
    /// A row.
    case row(RawRow)
    /// A row that could not be read, with the reason and what can be kept of it: the text of a line that is no JSON object.
    case damagedRow(number: Int, reason: RejectedRow.Reason, text: String? = nil)
    /// A member of an archive or an attachment begins: what it is and its encoding, where it is text.
    case member(name: String, format: FileScan.Format, encoding: TextEncoding?)
    /// Something repaired or doubted.
    case notice(IngestNotice)
}

/// Streams the rows of one file. Memory does not grow with the number of rows.
public protocol RowReader {
    /// Calls `body` for each event in file order.
    ///
    /// Throws what `body` throws, or an `IngestError` at the place where the file cannot be read on; all earlier rows
    /// have been delivered by then.
    func read(_ body: (RowEvent) throws -> Void) throws
}

extension String {
    /// Whether there is nothing but white space, the ideographic space, the no-break space and the BOM included. O(n).
    var isBlankText: Bool {
        var copy = self
        return copy.withUTF8 { bytes in
            var i = 0
            while i < bytes.count {
                switch bytes[i] {
                case 0x09...0x0D, 0x20: i += 1
                case 0xC2 where i + 1 < bytes.count && bytes[i + 1] == 0xA0: i += 2
                case 0xE3 where i + 2 < bytes.count && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x80: i += 3
                case 0xEF where i + 2 < bytes.count && bytes[i + 1] == 0xBB && bytes[i + 2] == 0xBF: i += 3
                case 0xE2 where i + 2 < bytes.count && bytes[i + 1] == 0x80 && bytes[i + 2] == 0x8B: i += 3
                default: return false
                }
            }
            return true
        }
    }
}
