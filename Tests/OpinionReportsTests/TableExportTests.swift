import Foundation
import OpinionReports
import Testing

@Suite struct TableExportTests {
    private func csv(_ cells: [ExportTable.Cell]) -> String {
        let table = ExportTable(name: "表", file: "t.csv", columns: [.init("列", width: 8)], rows: [cells])
        let text = String(decoding: TableExport.csv(table).dropFirst(3), as: UTF8.self)
        return String(text.utf8.dropFirst("列\r\n".utf8.count)) ?? ""
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+86", "'+86"), ("-3", "'-3"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
        ("\rx", "\"'\rx\""), ("a=1", "a=1"), ("=\u{301}1", "'=\u{301}1"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
        ("a\nb", "\"a\nb\""), ("=a,\"b\"", "\"'=a,\"\"b\"\"\""), ("", ""), ("丽景", "丽景"),
    ])
    func writesATextSoThatNoSpreadsheetRunsIt(_ text: String, _ expected: String) {
        #expect(csv([.text(text)]) == expected + "\r\n")
    }

    @Test func numbersStayNumbers() {
        #expect(
            csv([.count(-7), .number(-3.456, decimals: 2), .number(.infinity, decimals: 1), .empty]) == "-7,-3.46,,\r\n"
        )
    }

    @Test func beginsWithAByteOrderMark() {
        let table = ExportTable(name: "表", file: "t.csv", columns: [.init("列", width: 8)], rows: [])
        #expect(TableExport.csv(table) == [0xEF, 0xBB, 0xBF] + Array("列\r\n".utf8))
    }

    @Test func aParserReadsBackWhatWasWritten() {
        let content = ReportFixture.content()
        for table in ReportTables.all(content) {
            let lines = parse(TableExport.csv(table))
            #expect(lines.count == table.rows.count + 1, "\(table.file)")
            #expect(lines.first == table.columns.map(\.title))
            for (line, row) in zip(lines.dropFirst(), table.rows) {
                #expect(line.count == table.columns.count)
                #expect(row.count == table.columns.count)
                for (field, cell) in zip(line, row) {
                    if case .text(let text) = cell { #expect(field == text || field == "'" + text) }
                    if case .count(let count) = cell { #expect(field == String(count)) }
                    if case .empty = cell { #expect(field.isEmpty) }
                }
            }
        }
        #expect(ReportTables.rejects(content).rows.count == 2)
        #expect(ReportTables.members(content).rows.count == content.issues.reduce(0) { $0 + $1.issue.members.count })
    }

    /// A strict reader of RFC 4180.
    private func parse(_ bytes: [UInt8]) -> [[String]] {
        var lines: [[String]] = []
        var line: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var index = 3
        while index < bytes.count {
            let byte = bytes[index]
            if quoted {
                if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                    field.append(byte)
                    index += 1
                } else if byte == 0x22 {
                    quoted = false
                } else {
                    field.append(byte)
                }
            } else if byte == 0x22 {
                quoted = true
            } else if byte == 0x2C || byte == 0x0A {
                line.append(String(decoding: field, as: UTF8.self))
                field = []
                if byte == 0x0A {
                    lines.append(line)
                    line = []
                }
            } else if byte != 0x0D {
                field.append(byte)
            }
            index += 1
        }
        return lines
    }
}
