import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

struct CSVReaderTests {
    @Test(arguments: [
        ("编号,内容\n1,路灯不亮\n", [["编号", "内容"], ["1", "路灯不亮"]]),
        ("\u{FEFF}编号,内容\r\n1,路灯不亮", [["编号", "内容"], ["1", "路灯不亮"]]),
        ("编号,内容\r1,a\r", [["编号", "内容"], ["1", "a"]]),
        ("编号;内容\n1;一，二,三\n", [["编号", "内容"], ["1", "一，二,三"]]),
        ("编号\t内容\n1\ta,b,c\n", [["编号", "内容"], ["1", "a,b,c"]]),
        ("编号|内容\n1|a,b,c\n", [["编号", "内容"], ["1", "a,b,c"]]),
        ("sep=;\n编号;内容\n1;x\n", [["编号", "内容"], ["1", "x"]]),
        ("编号,内容\n1,\"第一行\n第二行,\"\"好\"\"\"\n", [["编号", "内容"], ["1", "第一行\n第二行,\"好\""]]),
        ("编号,内容\n1,他说\"好\"的\n", [["编号", "内容"], ["1", "他说\"好\"的"]]),
        ("编号,内容\n1,\"他说\"好\"的\"\n", [["编号", "内容"], ["1", "他说\"好\"的"]]),
        ("编号,内容\n1,\"a\" ,\n", [["编号", "内容"], ["1", "a", ""]]),
        ("编号,内容\n\n2,\n", [["编号", "内容"], [""], ["2", ""]]),
        ("编号,内容\n1,a\rb\n", [["编号", "内容"], ["1", "a\rb"]]),
        ("编号,内容\n1,\"\"\n\"\",", [["编号", "内容"], ["1", ""], ["", ""]]),
    ])
    func dialectsQuotesAndLineEnds(text: String, expected: [[String]]) throws {
        let result = try readCSV(text.utf8)
        #expect(result.cells == expected)
        #expect(result.rows.map(\.number) == Array(1...expected.count).map { text.hasPrefix("sep") ? $0 + 1 : $0 })
        #expect(result.notices.isEmpty)
    }

    /// A quoting writer as small as can be; random cells in every dialect and with every line end come back equal.
    @Test(arguments: CSVDialectCase.all)
    func whatAWriterWroteReadsBackEqual(style: CSVDialectCase) throws {
        var random = SeededGenerator(seed: UInt64(style.delimiter) &* 31 &+ UInt64(style.newline.utf8.count))
        let pieces = ["", "a", "路灯", "\"", "\"\"", ",", ";", "\t", "|", "\n", "\r\n", "\r", " ", "，", "😀", "x\"y", "0"]
        for _ in 0..<150 {
            let width = Int.random(in: 1...5, using: &random)
            let table = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                (0..<width).map { _ in
                    (0..<Int.random(in: 0...6, using: &random)).map { _ in
                        pieces[Int.random(in: 0..<pieces.count, using: &random)]
                    }
                    .joined()
                }
            }
            let delimiter = String(decoding: [style.delimiter], as: UTF8.self)
            let text =
                table.map { row in
                    row.map { cell in
                        "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
                    }.joined(separator: delimiter)
                }.joined(separator: style.newline) + (Bool.random(using: &random) ? style.newline : "")
            let dialect = CSVDialect(delimiter: style.delimiter, loneReturnEndsRow: style.newline == "\r")
            // Small pieces put every boundary everywhere.
            let parser = CSVParser(dialect: dialect)
            var rows: [[String]] = []
            let size = Int.random(in: 1...9, using: &random)
            let bytes = Array(text.utf8)
            let take: (RowEvent) -> Void = {
                if case .row(let row) = $0 { rows.append(row.cells) } else { rows = [["?"]] }
            }
            for start in stride(from: 0, to: bytes.count, by: size) {
                try Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBufferPointer {
                    try parser.push($0, take)
                }
            }
            try parser.finish(take)
            #expect(rows == table)
        }
    }

    @Test func anUnclosedQuoteSpoilsOneRowOnly() throws {
        let rows = (3...400).map { "\($0),内容\($0)" }
        let text = "编号,内容\n2,\"没有收尾\n" + rows.joined(separator: "\n") + "\n"
        let result = try readCSV(text.utf8)
        #expect(result.rows.count == 400)
        #expect(result.cells[1] == ["2", "\"没有收尾"])
        #expect(result.cells[399] == ["400", "内容400"])
        #expect(result.notices == [IngestNotice(.unclosedQuote, row: 2)])
    }

    @Test func anUnclosedQuoteBeforeQuotedRowsIsTakenBackAtTheNextQuote() throws {
        let text = "编号,内容\n1,\"没有收尾\n2,\"完整,的\"\n3,\"又\n一条\"\n"
        let result = try readCSV(text.utf8)
        #expect(result.cells == [["编号", "内容"], ["1", "\"没有收尾"], ["2", "完整,的"], ["3", "又\n一条"]])
        #expect(result.notices == [IngestNotice(.unclosedQuote, row: 2)])
    }

    @Test func manyUnclosedQuotesStayLinear() throws {
        let line = "x,\"\"\"abc\n"
        let result = try readCSV(Array(String(repeating: line, count: 40_000).utf8), dialect: CSVDialect())
        #expect(result.rows.count == 40_000)
        #expect(result.notices.contains { $0.kind == .quotesIgnored })
    }

    @Test func aNULIsTakenOutAndReported() throws {
        let result = try readCSV("编号,内容\n1,路\0灯\n".utf8)
        #expect(result.cells[1] == ["1", "路灯"])
        #expect(result.notices == [IngestNotice(.nulRemoved(count: 1))])
    }

    @Test func aCellOfThreeMegabytesIsReadWhole() throws {
        let big = String(repeating: "小区门口的路灯坏了，\n", count: 110_000)
        let result = try readCSV("编号,内容\n1,\"\(big)\"\n2,短\n".utf8)
        #expect(big.utf8.count > 3_000_000)
        #expect(result.cells[1][1] == big)
        #expect(result.cells[2] == ["2", "短"])
    }
}

struct CSVDialectCase: Sendable, CustomTestStringConvertible {
    var delimiter: UInt8
    var newline: String
    var testDescription: String { "\(delimiter) \(newline.utf8.map { String($0) })" }

    static let all = CSVDialect.delimiters.flatMap { delimiter in
        ["\n", "\r\n", "\r"].map { CSVDialectCase(delimiter: delimiter, newline: $0) }
    }
}
