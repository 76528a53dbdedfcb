import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

/// Texts with their personal data marked: a line each, `⟦kind:span⟧`, `\n` for a line break, `#` for comments.
struct MaskCorpus {
    struct Line {
        /// The text without marks.
        var text: String
        /// What must be masked.
        var spans: [MaskSpan]
        /// The line of the file, from 1.
        var number: Int
    }

    var lines: [Line] = []

    /// Reads `masking-NAME.txt` beside this file.
    init(_ name: String) throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("masking-\(name).txt")
        let content = try String(contentsOf: file, encoding: .utf8)
        for (offset, row) in content.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !row.isEmpty && !row.hasPrefix("#") {
            lines.append(try Self.line(row.replacing("\\n", with: "\n"), number: offset + 1))
        }
    }

    private struct BadMark: Error { var line: Int }

    private static func line(_ row: some StringProtocol, number: Int) throws -> Line {
        var text = ""
        var spans: [MaskSpan] = []
        for (index, piece) in row.split(separator: "⟦", omittingEmptySubsequences: false).enumerated() {
            guard index > 0 else {
                text += piece
                continue
            }
            let parts = piece.split(separator: "⟧", omittingEmptySubsequences: false)
            guard parts.count == 2, let colon = parts[0].firstIndex(of: ":"),
                let kind = MaskKind(rawValue: String(parts[0][..<colon]))
            else { throw BadMark(line: number) }
            let start = text.utf8.count
            text += parts[0][parts[0].index(after: colon)...]
            spans.append(MaskSpan(kind: kind, range: start..<text.utf8.count, replacement: ""))
            text += parts[1]
        }
        return Line(text: text, spans: spans, number: number)
    }
}

/// How a masker did on a corpus. A span counts only where kind, start and end are right.
struct MaskScore {
    struct Count {
        var expected = 0
        var found = 0
        var wrong = 0
        /// The share of the expected spans that were found.
        var recall: Double { expected > 0 ? Double(found) / Double(expected) : 1 }
        /// The share of the spans given that were expected.
        var precision: Double { found + wrong > 0 ? Double(found) / Double(found + wrong) : 1 }
    }

    var counts: [MaskKind: Count] = [:]
    /// Expected bytes that stayed readable in spans that were not found, in how many spans.
    var leaks = 0
    /// What differed, as `line: text`.
    var differences: [String] = []

    init(_ masker: Masker, on corpus: MaskCorpus) {
        for line in corpus.lines {
            let given = masker.mask(line.text).spans
            let missed = line.spans.filter { !Self.has($0, in: given) }
            let wrong = given.filter { !Self.has($0, in: line.spans) }
            for span in line.spans { counts[span.kind, default: Count()].expected += 1 }
            for span in missed { counts[span.kind, default: Count()].found -= 1 }
            for span in line.spans { counts[span.kind, default: Count()].found += 1 }
            for span in wrong { counts[span.kind, default: Count()].wrong += 1 }
            leaks += missed.count { span in
                span.range.contains { byte in !given.contains { $0.range.contains(byte) } }
            }
            if !missed.isEmpty || !wrong.isEmpty {
                differences.append("\(line.number): \(line.text) → \(masker.mask(line.text).text)")
            }
        }
    }

    private static func has(_ span: MaskSpan, in spans: [MaskSpan]) -> Bool {
        spans.contains { $0.kind == span.kind && $0.range == span.range }
    }

    static let numbers: [MaskKind] = [.mobile, .landline, .idCard, .bankCard, .qq]

    /// The sum over some kinds.
    func sum(_ kinds: [MaskKind]) -> Count {
        kinds.reduce(into: Count()) { sum, kind in
            let count = counts[kind] ?? Count()
            sum.expected += count.expected
            sum.found += count.found
            sum.wrong += count.wrong
        }
    }

    /// `mobile 12/13 +1`: found, expected and given beyond it, by kind.
    var summary: String {
        MaskKind.allCases.map { kind in
            let count = counts[kind] ?? Count()
            return "\(kind.rawValue) \(count.found)/\(count.expected) +\(count.wrong)"
        }.joined(separator: ", ") + ", leaks \(leaks)"
    }
}
