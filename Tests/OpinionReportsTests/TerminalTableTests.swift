import OpinionReports
import Testing

@Suite struct TerminalTableTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("丽景ab", 6), ("，。", 4), ("“”", 2), ("e\u{301}", 1), ("👨‍👩‍👧", 2), ("😀", 2), ("☎️", 2),
        ("\u{200D}", 0),
        ("ＡＢ", 4), ("ｱ", 1), ("㎡", 2), ("한", 2), ("𠮷", 2), ("\u{FEFF}", 0), ("…", 1), ("é", 1),
    ])
    func widths(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text) == width) }

    @Test func columnsLineUp() {
        let table = TerminalTable(
            columns: [.init("编号", .right), .init("问题", maximumWidth: 16), .init("件数", .right)],
            rows: [["1", "丽景新村加装电梯受阻", "23"], ["12", "ab", "4"], ["3"]])
        #expect(
            table.text() == """
                编号  问题             件数
                ----  ---------------  ----
                   1  丽景新村加装电…    23
                  12  ab                  4
                   3

                """)
    }

    @Test func noCellIsWiderThanAllowed() {
        for width in 1...12 {
            for text in ["丽景新村加装电梯", "abcdefghijklmnop", "a丽b景c新d村e电f梯", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧"] {
                let fitted = TerminalTable.fitted(text, to: width)
                #expect(DisplayWidth.of(fitted) <= width)
                #expect(DisplayWidth.of(fitted) >= width - 1)
                #expect(fitted.hasSuffix("…"))
            }
        }
        #expect(TerminalTable.fitted("丽景", to: 4) == "丽景")
    }

    @Test func aTextCannotSteerTheTerminal() {
        let table = TerminalTable(columns: [.init("a")], rows: [["\u{1B}[31m红\r\n\u{9B}x\u{202E}y"]])
        let text = table.text()
        #expect(
            !text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B || $0 == "\r" || $0.value == 0x202E })
        #expect(text.utf8.filter { $0 == 0x0A }.count == 3)
    }

    @Test func tabSeparatedValuesKeepOneLineEach() {
        let table = TerminalTable(columns: [.init("a"), .init("b")], rows: [["x\ty\r\nz", "\\n"], ["丽"]])
        #expect(table.tsv() == "a\tb\nx\\ty\\r\\nz\t\\\\n\n丽\t\n")
        #expect(table.tsv(header: false).hasPrefix("x\\ty"))
    }
}
