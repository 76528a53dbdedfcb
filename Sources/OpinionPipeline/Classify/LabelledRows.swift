import Foundation

/// The rows of a table for the classifier: id, class and text, or id and text, separated by tabs, UTF-8, no header.
///
/// A text may hold further tabs. Rows that can't be used are left out and named; none of them loses the others.
public struct LabelledRows: Sendable {
    /// One row.
    public struct Row: Sendable {
        /// What the file calls it, byte for byte.
        public var id: String
        /// The class; empty in rows without one.
        public var label: String
        /// Where the text stands in `LabelledRows.bytes`.
        var text: Range<Int>
    }

    /// A line that can't be used.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// The line, from 1.
        public var line: Int
        /// What was expected and found; nothing of the text.
        public var reason: String

        /// The line and the reason.
        public var description: String { "第 \(line) 行：\(reason)" }
    }

    /// The usable rows in the order of the file.
    public internal(set) var rows: [Row] = []
    /// The lines left out.
    public private(set) var problems: [Problem] = []
    let bytes: [UInt8]

    /// Reads labelled rows from a file's bytes; a byte order mark and CRLF are allowed, empty lines are skipped. O(length).
    public init(labelled bytes: [UInt8]) {
        self.bytes = bytes
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var line = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 10 { end += 1 }
            line += 1
            read(start..<(end > start && bytes[end - 1] == 13 ? end - 1 : end), line)
            start = end + 1
        }
    }

    private mutating func read(_ range: Range<Int>, _ line: Int) {
        guard !range.isEmpty else { return }
        guard let first = bytes[range].firstIndex(of: 9),
            let second = bytes[(first + 1)..<range.upperBound].firstIndex(of: 9)
        else {
            let found = bytes[range].contains(9) ? 2 : 1
            problems.append(Problem(line: line, reason: "应有 3 栏（编号、类别、文本，用制表符隔开），实有 \(found) 栏"))
            return
        }
        guard let label = String(validating: bytes[(first + 1)..<second], as: UTF8.self),
            String(validating: bytes[(second + 1)..<range.upperBound], as: UTF8.self) != nil
        else {
            problems.append(Problem(line: line, reason: "应为 UTF-8，有无法识别的字节"))
            return
        }
        let name = label.trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty else {
            problems.append(Problem(line: line, reason: "类别是空的"))
            return
        }
        let text = (second + 1)..<range.upperBound
        guard bytes[text].contains(where: { $0 > 0x20 }) else {
            problems.append(Problem(line: line, reason: "文本是空的"))
            return
        }
        rows.append(
            Row(id: String(decoding: bytes[range.lowerBound..<first], as: UTF8.self), label: name, text: text))
    }

    /// Leaves out the classes with fewer than two rows; returns their names in order.
    public mutating func dropSmallClasses() -> [String] {
        var counts: [String: Int] = [:]
        for row in rows { counts[row.label, default: 0] += 1 }
        rows.removeAll { counts[$0.label, default: 0] < 2 }
        return counts.filter { $0.value < 2 }.map(\.key).sorted()
    }

    /// Leaves out the rows whose class is none of these; returns the classes left out with their rows, in order.
    public mutating func keep(_ known: Set<String>) -> [(name: String, rows: Int)] {
        var counts: [String: Int] = [:]
        for row in rows where !known.contains(row.label) { counts[row.label, default: 0] += 1 }
        rows.removeAll { !known.contains($0.label) }
        return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Replaces the classes of rows by those of corrections with the same id, and adds what no row has. A later
    /// correction of the same id replaces an earlier one. Returns how many rows changed or came new.
    public mutating func apply(_ corrections: LabelledRows) -> (changed: Int, added: LabelledRows) {
        var latest: [String: Int] = [:]
        for (index, row) in corrections.rows.enumerated() { latest[row.id] = index }
        var changed = 0
        for index in rows.indices {
            guard let correction = latest[rows[index].id] else { continue }
            if rows[index].label != corrections.rows[correction].label {
                rows[index].label = corrections.rows[correction].label
                changed += 1
            }
        }
        let known = Set(rows.map(\.id))
        var added = corrections
        added.rows = latest.values.sorted().map { corrections.rows[$0] }.filter { !known.contains($0.id) }
        return (changed, added)
    }

    /// The text of a row.
    public func text(_ row: Row) -> String { String(decoding: bytes[row.text], as: UTF8.self) }
}
