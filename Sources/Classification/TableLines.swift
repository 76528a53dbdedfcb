/// The lines of a hand-written table: fields separated by tabs, `#` starts a comment line, empty lines are skipped,
/// LF or CRLF, a byte order mark and a header line (first field as given) are allowed.
struct TableLines {
    struct Line {
        let number: Int
        /// Without white space around them.
        let fields: [String]
    }

    let table: String
    private(set) var lines: [Line] = []

    init(_ text: String, table: String, header: String, fields counts: ClosedRange<Int>) throws {
        self.table = table
        var number = 0
        // CRLF is one Character, so that splitting at line ends by Character takes both forms.
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            number += 1
            if line.first == "#" || line.allSatisfy(\.isWhitespace) { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(Self.trimmed)
            if lines.isEmpty, fields.first == header { continue }
            guard counts.contains(fields.count) else {
                let expected =
                    counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
                throw ClassificationError.line(
                    table: table, line: number, expected: "\(expected) fields separated by tabs",
                    found: "\(fields.count)")
            }
            lines.append(Line(number: number, fields: fields))
        }
        guard !lines.isEmpty else { throw ClassificationError.empty(table: table) }
    }

    func error(_ line: Line, expected: String, found: String) -> ClassificationError {
        .line(table: table, line: line.number, expected: expected, found: found)
    }

    static func trimmed(_ text: some StringProtocol) -> String {
        var view = text[...]
        while let first = view.first, first.isWhitespace { view = view.dropFirst() }
        while let last = view.last, last.isWhitespace { view = view.dropLast() }
        return String(view)
    }
}
