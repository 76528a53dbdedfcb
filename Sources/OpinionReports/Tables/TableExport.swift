/// Writes tables as CSV that spreadsheets open without harm: UTF-8 with a byte-order mark, CRLF, quoted by RFC 4180.
///
/// A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or CR) gets an apostrophe in
/// front; numbers stay numbers: `.text("=1+1")` becomes `'=1+1`, `.number(-3.5, decimals: 1)` stays `-3.5`.
public enum TableExport {
    /// The file's bytes, heading first. Linear in the size of the texts.
    public static func csv(_ table: ExportTable) -> [UInt8] {
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        line(table.columns.map { .text($0.title) }, to: &bytes)
        for row in table.rows { line(row, to: &bytes) }
        return bytes
    }

    private static func line(_ cells: [ExportTable.Cell], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .empty: break
            case .count(let value): bytes += String(value).utf8
            case .number(let value, let decimals):
                if value.isFinite, abs(value) < 1e12 { bytes += ShownNumber.fixed(value, decimals).utf8 }
            case .text(let text): field(text, to: &bytes)
            }
        }
        bytes += [0x0D, 0x0A]
    }

    private static func field(_ text: String, to bytes: inout [UInt8]) {
        let dangerous: Bool =
            switch text.utf8.first {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
            default: false
            }
        let quoted = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
        if quoted { bytes.append(0x22) }
        if dangerous { bytes.append(0x27) }
        for byte in text.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        if quoted { bytes.append(0x22) }
    }
}
