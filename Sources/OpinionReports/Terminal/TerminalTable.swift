/// A table for a terminal or for other programs, as text: columns line up by display width, so Chinese stays straight.
///
/// ```
/// 编号  问题              件数
/// ----  ----------------  ----
///    1  丽景新村加装电梯    23
/// ```
/// Controls in cells become blanks and direction overrides go, so a citizen's text cannot steer the terminal.
public struct TerminalTable: Sendable {
    /// Where a cell stands in its column.
    public enum Alignment: Sendable { case left, right }

    /// A heading with its alignment and the greatest width that its cells may take.
    public struct Column: Sendable {
        /// The heading.
        public var title: String
        /// Where cells stand.
        public var alignment: Alignment
        /// Columns that a cell may take before it is cut with `…`; at least 1.
        public var maximumWidth: Int

        /// A column.
        public init(_ title: String, _ alignment: Alignment = .left, maximumWidth: Int = 60) {
            self.title = title
            self.alignment = alignment
            self.maximumWidth = max(1, maximumWidth)
        }
    }

    /// The columns.
    public var columns: [Column]
    /// The rows; missing cells are empty, further ones are left out.
    public var rows: [[String]]

    /// A table.
    public init(columns: [Column], rows: [[String]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The aligned table, each line ended by LF, without blanks at the ends of lines. Linear in the texts.
    public func text() -> String {
        let lines = ([columns.map(\.title)] + rows).map { row in
            columns.enumerated().map { index, column in
                Self.fitted(index < row.count ? row[index] : "", to: column.maximumWidth)
            }
        }
        let widths = columns.indices.map { index in lines.map { DisplayWidth.of($0[index]) }.max() ?? 0 }
        var text = ""
        for (number, line) in lines.enumerated() {
            text += join(line, widths)
            if number == 0 { text += join(widths.map { String(repeating: "-", count: $0) }, widths) }
        }
        return text
    }

    /// The rows as tab-separated values, with or without the heading: `\`, tab, LF and CR in cells become `\\`, `\t`,
    /// `\n` and `\r`; nothing is cut. Linear in the texts.
    public func tsv(header: Bool = true) -> String {
        var text = ""
        for row in (header ? [columns.map(\.title)] : []) + rows {
            let cells = columns.indices.map { $0 < row.count ? Self.escaped(row[$0]) : "" }
            text += cells.joined(separator: "\t") + "\n"
        }
        return text
    }

    /// The text in one line without controls, cut with `…` where it is wider than `width` columns.
    public static func fitted(_ text: String, to width: Int) -> String {
        let clean = cleaned(text)
        guard DisplayWidth.of(clean) > width else { return clean }
        var room = width - 1
        var cut = ""
        for character in clean {
            room -= DisplayWidth.of(character)
            if room < 0 { break }
            cut.append(character)
        }
        return cut + "…"
    }

    private func join(_ cells: [String], _ widths: [Int]) -> String {
        var line = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { line += "  " }
            let blanks = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(cell)))
            line += columns[index].alignment == .right ? blanks + cell : cell + blanks
        }
        while line.hasSuffix(" ") { line.removeLast() }
        return line + "\n"
    }

    private static func cleaned(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: scalars.append(" ")
            case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F: continue
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }

    private static func escaped(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": scalars.append(contentsOf: "\\t".unicodeScalars)
            case "\n": scalars.append(contentsOf: "\\n".unicodeScalars)
            case "\r": scalars.append(contentsOf: "\\r".unicodeScalars)
            case "\\": scalars.append(contentsOf: "\\\\".unicodeScalars)
            default: scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}
