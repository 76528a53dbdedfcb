import Foundation

/// A push parser for delimited text in UTF-8 after RFC 4180, with repairs for what offices really send.
///
/// Quirks: a quote inside a cell that neither is doubled nor ends the cell is kept as written. A quote that opens a
/// cell and is never closed must not swallow the rest of the file: it is taken back and read as a character when the
/// file ends, when the cell passes `quotedLimit`, or when, on a later line, another quote stands where a cell begins.
/// After `recoveryLimit` such repairs at the limit or the end, quotes are characters for the rest of the file, so the
/// work stays linear. Memory: one row.
package final class CSVParser {
    /// Bytes in one quoted cell before its quote counts as never closed.
    package static let quotedLimit = 32 << 20
    /// Bytes in one row before the file counts as having no rows.
    package static let rowLimit = 64 << 20
    /// Repairs that each cost a second reading before quotes are ignored.
    package static let recoveryLimit = 16

    private enum State { case cellStart, plain, quoted }
    private struct Cell {
        var start: Int
        var end: Int
        var hasDoubledQuotes: Bool
    }

    private let delimiter: UInt8
    private let loneReturnEndsRow: Bool
    private var buffer: [UInt8] = []
    private var rowStart = 0
    private var position = 0
    private var state = State.cellStart
    private var cellStart = 0
    private var doubled = false
    private var cells: [Cell] = []
    private var rowNumber: Int
    private var quotesOff = false
    private var recoveries = 0
    private var skipsFirstRow: Bool
    /// The row that is being read, from 1.
    package var currentRow: Int { rowNumber }
    /// NUL characters taken out of cells so far.
    package private(set) var nulCount = 0

    /// A parser at the beginning of a file.
    package init(dialect: CSVDialect) {
        delimiter = dialect.delimiter
        loneReturnEndsRow = dialect.loneReturnEndsRow
        skipsFirstRow = dialect.hasSeparatorLine
        rowNumber = 1
    }

    /// Takes the next bytes and delivers the rows that they complete.
    package func push(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (RowEvent) throws -> Void) throws {
        if rowStart > 0 { dropFinishedRows() }
        buffer.append(contentsOf: bytes)
        try parse(final: false, body)
        guard buffer.count - rowStart <= Self.rowLimit else {
            throw IngestError.rowTooLong(file: "", row: rowNumber, limit: Self.rowLimit)
        }
    }

    /// Says that the file ends here and delivers the last row.
    package func finish(_ body: (RowEvent) throws -> Void) throws {
        try parse(final: true, body)
        buffer = []
        (rowStart, position) = (0, 0)
    }

    private func dropFinishedRows() {
        buffer.removeFirst(rowStart)
        position -= rowStart
        cellStart -= rowStart
        for index in cells.indices {
            cells[index].start -= rowStart
            cells[index].end -= rowStart
        }
        rowStart = 0
    }

    private func parse(final: Bool, _ body: (RowEvent) throws -> Void) throws {
        try buffer.withUnsafeBufferPointer { bytes in
            while true {
                switch state {
                case .cellStart:
                    guard position < bytes.count else {
                        if final, position > rowStart {
                            cells.append(Cell(start: position, end: position, hasDoubledQuotes: false))
                            try endRow(bytes, next: position, body)
                        }
                        return
                    }
                    doubled = false
                    if bytes[position] == 0x22, !quotesOff {
                        position += 1
                        state = .quoted
                    } else {
                        state = .plain
                    }
                    cellStart = position
                case .plain:
                    while position < bytes.count, !isSpecial(bytes[position]) { position += 1 }
                    if position == bytes.count {
                        guard final else { return }
                        cells.append(Cell(start: cellStart, end: position, hasDoubledQuotes: false))
                        return try endRow(bytes, next: position, body)
                    }
                    guard try endCell(bytes, contentEnd: position, final: final, body) else { return }
                case .quoted:
                    guard try readQuoted(bytes, final: final, body) else { return }
                }
            }
        }
    }

    private func isSpecial(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == 0x0A || (byte == 0x0D)
    }

    /// At a delimiter or line end: closes the cell there. False where more bytes are needed.
    private func endCell(
        _ bytes: UnsafeBufferPointer<UInt8>, contentEnd: Int, final: Bool, _ body: (RowEvent) throws -> Void
    ) throws -> Bool {
        var next = position + 1
        if bytes[position] == 0x0D {
            if next == bytes.count, !final { return false }
            if next < bytes.count, bytes[next] == 0x0A {
                next += 1
            } else if !loneReturnEndsRow, next < bytes.count {
                position += 1  // a lone return inside a cell
                return true
            }
        }
        cells.append(Cell(start: cellStart, end: contentEnd, hasDoubledQuotes: doubled))
        if bytes[position] == delimiter {
            position = next
            state = .cellStart
        } else {
            try endRow(bytes, next: next, body)
        }
        return true
    }

    /// Reads on inside a quoted cell. False where more bytes are needed.
    private func readQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>, final: Bool, _ body: (RowEvent) throws -> Void
    ) throws -> Bool {
        guard let base = bytes.baseAddress else { return false }
        while true {
            guard position < bytes.count, let found = memchr(base + position, 0x22, bytes.count - position) else {
                if final || bytes.count - cellStart > Self.quotedLimit {
                    try takeBackQuote(costly: true, body)
                    return true
                }
                position = bytes.count
                return false
            }
            let quote = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
            if quote - cellStart > Self.quotedLimit {
                try takeBackQuote(costly: true, body)
                return true
            }
            position = quote
            var next = quote + 1
            if next < bytes.count, bytes[next] == 0x22 {
                doubled = true
                position = next + 1
                continue
            }
            while next < bytes.count, bytes[next] == 0x20, delimiter != 0x20 { next += 1 }
            if next == bytes.count, !final { return false }
            if next == bytes.count {
                cells.append(Cell(start: cellStart, end: quote, hasDoubledQuotes: doubled))
                position = next
                try endRow(bytes, next: next, body)
                return true
            }
            // Whether a return ends the cell shows in the byte after it.
            if bytes[next] == 0x0D, next + 1 == bytes.count, !final { return false }
            let isInnerReturn =
                bytes[next] == 0x0D && !loneReturnEndsRow && next + 1 < bytes.count && bytes[next + 1] != 0x0A
            if isSpecial(bytes[next]), !isInnerReturn {
                position = next
                return try endCell(bytes, contentEnd: quote, final: final, body)
            }
            // A stray quote. One that stands where a cell begins, lines below, means that ours was never closed.
            if quote > cellStart, isSpecial(bytes[quote - 1]), hasLineBreak(bytes, from: cellStart, to: quote) {
                try takeBackQuote(costly: false, body)
                return true
            }
            position = quote + 1
        }
    }

    private func hasLineBreak(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
        bytes[start..<end].contains { $0 == 0x0A || $0 == 0x0D }
    }

    /// Reads the opening quote of the current cell again, as a character.
    private func takeBackQuote(costly: Bool, _ body: (RowEvent) throws -> Void) throws {
        cellStart -= 1
        position = cellStart
        doubled = false
        state = .plain
        try body(.notice(IngestNotice(.unclosedQuote, row: rowNumber)))
        if costly { recoveries += 1 }
        if recoveries >= Self.recoveryLimit, !quotesOff {
            quotesOff = true
            try body(.notice(IngestNotice(.quotesIgnored, row: rowNumber)))
        }
    }

    private func endRow(
        _ bytes: UnsafeBufferPointer<UInt8>, next: Int, _ body: (RowEvent) throws -> Void
    ) throws {
        let row = RawRow(number: rowNumber, cells: cells.map { text(bytes, $0) })
        cells.removeAll(keepingCapacity: true)
        rowNumber += 1
        position = next
        rowStart = next
        state = .cellStart
        if skipsFirstRow {
            skipsFirstRow = false
        } else {
            try body(.row(row))
        }
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Cell) -> String {
        guard cell.end > cell.start, let base = bytes.baseAddress else { return "" }
        let slice = UnsafeBufferPointer(start: base + cell.start, count: cell.end - cell.start)
        guard cell.hasDoubledQuotes || memchr(base + cell.start, 0, slice.count) != nil else {
            return String(decoding: slice, as: UTF8.self)
        }
        var copy: [UInt8] = []
        copy.reserveCapacity(slice.count)
        var i = 0
        while i < slice.count {
            if slice[i] == 0 {
                nulCount += 1
            } else {
                copy.append(slice[i])
                if cell.hasDoubledQuotes, slice[i] == 0x22, i + 1 < slice.count, slice[i + 1] == 0x22 { i += 1 }
            }
            i += 1
        }
        return String(decoding: copy, as: UTF8.self)
    }
}
