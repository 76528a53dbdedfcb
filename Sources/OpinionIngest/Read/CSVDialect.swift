/// How a delimited text file is written.
public struct CSVDialect: Sendable, Equatable {
    /// The byte between cells: `,` `;` TAB or `|`.
    public var delimiter: UInt8
    /// Whether a carriage return alone ends a row; where line feeds end rows it is part of a cell.
    public var loneReturnEndsRow: Bool
    /// Whether the first line is Excel's `sep=;`, which is no row of data.
    public var hasSeparatorLine: Bool

    /// A dialect; comma and LF or CRLF by default.
    public init(
        delimiter: UInt8 = UInt8(ascii: ","), loneReturnEndsRow: Bool = false, hasSeparatorLine: Bool = false
    ) {
        self.delimiter = delimiter
        self.loneReturnEndsRow = loneReturnEndsRow
        self.hasSeparatorLine = hasSeparatorLine
    }

    /// The delimiters that are tried, most likely first.
    package static let delimiters: [UInt8] = [0x2C, 0x09, 0x3B, 0x7C]

    /// Finds the dialect from the first bytes of the text (UTF-8).
    ///
    /// Each delimiter parses the sample; the winner is the one with the most known column names in one row, then the
    /// one that gives the most rows the same number of cells. A full-width comma is never a delimiter: it is prose.
    package static func find(in sample: [UInt8]) -> CSVDialect {
        var dialect = CSVDialect()
        dialect.loneReturnEndsRow = returnsEndRows(sample)
        if sample.count >= 5, sample.starts(with: Array("sep=".utf8)), sample.count == 5 || sample[5] < 0x20 {
            dialect.delimiter = sample[4]
            dialect.hasSeparatorLine = true
            return dialect
        }
        var best = -1.0
        for delimiter in delimiters {
            var trial = dialect
            trial.delimiter = delimiter
            let score = score(sample, trial)
            if score > best { (best, dialect.delimiter) = (score, delimiter) }
        }
        return dialect
    }

    private static func score(_ sample: [UInt8], _ dialect: CSVDialect) -> Double {
        var widths: [Int: Int] = [:]
        var rows = 0
        var known = 0
        let parser = CSVParser(dialect: dialect)
        let collect: (RowEvent) -> Void = { event in
            guard case .row(let row) = event, !row.isBlank else { return }
            rows += 1
            if row.cells.count > 1 { widths[row.cells.count, default: 0] += 1 }
            if rows <= HeaderFinder.rowsTried { known = max(known, ColumnNames.knownCount(row.cells)) }
        }
        // The last row may be cut; it is left out unless it is the only one.
        try? sample.withUnsafeBufferPointer { try parser.push($0, collect) }
        if rows == 0 { try? parser.finish(collect) }
        let same = widths.values.max() ?? 0
        return Double(known) * 10 + (rows == 0 ? 0 : Double(same) / Double(rows))
    }

    private static func returnsEndRows(_ sample: [UInt8]) -> Bool {
        var quoted = false
        var lone = false
        for (index, byte) in sample.enumerated() {
            switch byte {
            case 0x22: quoted.toggle()
            case 0x0A where !quoted: return false
            case 0x0D where !quoted:
                if index + 1 < sample.count, sample[index + 1] == 0x0A { return false }
                lone = true
            default: break
            }
        }
        return lone
    }
}
