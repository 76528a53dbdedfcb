/// The table in which a person marks candidates: tab-separated, a heading, then one candidate a line.
///
/// The first column is empty in a new table; 收 takes the word, 不收 or nothing leaves it.
public enum WordChoices {
    /// The headings of the columns.
    private static let headings = ["收/不收", "词", "次数", "件数", "凝固度", "左自由度", "右自由度", "例句"]
    /// The names of the table's columns that are read back.
    private static let taken: Set<String> = ["收", "√", "✓", "是", "1", "y", "Y"]
    private static let left: Set<String> = ["", "不收", "×", "否", "0", "n", "N"]

    /// The table of candidates, nothing marked. Linear.
    public static func table(_ candidates: [WordCandidate]) -> String {
        var text = headings.joined(separator: "\t") + "\n"
        for candidate in candidates {
            let numbers = [candidate.cohesion, candidate.leftEntropy, candidate.rightEntropy].map(tenths)
            // The leading … also keeps spreadsheets from taking a context for a formula.
            let contexts = candidate.contexts.map { "…" + clean($0) + "…" }.joined(separator: " ")
            let cells = ["", candidate.word, "\(candidate.frequency)", "\(candidate.texts)"] + numbers + [contexts]
            text += cells.joined(separator: "\t") + "\n"
        }
        return text
    }

    /// The words that a person marked, with their frequencies, in the order of the table. Linear.
    ///
    /// - Parameters:
    ///   - text: the table; LF or CRLF; a leading byte-order mark is skipped.
    ///   - path: the name that errors carry.
    /// - Throws: `DictionaryError.badLine` where the heading is another or a mark can't be understood.
    public static func marked(in text: some StringProtocol, path: String) throws -> [WordList.Entry] {
        var entries: [WordList.Entry] = []
        var number = 0
        for raw in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var line = String(decoding: raw, as: UTF8.self)
            if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
            if number == 1, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(trimmed)
            if number == 1 {
                guard cells.starts(with: headings.prefix(3)) else {
                    throw DictionaryError.badLine(
                        path: path, line: 1,
                        reason:
                            "表头应为“\(headings.prefix(3).joined(separator: " "))……”（opinion words discover --out 写出的表）")
                }
                continue
            }
            guard cells.count >= 2, !(cells[0].isEmpty && cells[1].isEmpty) else { continue }
            if left.contains(cells[0]) { continue }
            guard taken.contains(cells[0]) else {
                throw DictionaryError.badLine(path: path, line: number, reason: "第一栏应为“收”“不收”或空，实为“\(cells[0])”")
            }
            let frequency = cells.count > 2 ? Int(cells[2]) ?? 0 : 0
            entries.append(WordList.Entry(word: cells[1], frequency: max(0, frequency)))
        }
        return entries
    }

    /// A number with one decimal place, without a locale.
    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            scalars.append(scalar.value < 32 || scalar.value == 127 || scalar.properties.isWhitespace ? " " : scalar)
        }
        return String(scalars)
    }

    private static func trimmed(_ cell: Substring) -> String {
        let isBlank = { (character: Character) in character == " " || character == "\"" || character == "\u{3000}" }
        var cell = cell
        while let first = cell.first, isBlank(first) { cell.removeFirst() }
        while let last = cell.last, isBlank(last) { cell.removeLast() }
        return String(cell)
    }
}
