import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

struct XLSXReaderTests {
    private func read(_ fixture: XLSXFixture, cutTo length: Int? = nil, deflated: Bool = true) throws -> ReadResult {
        let folder = try TemporaryFolder()
        let url = folder.url.appendingPathComponent("表.xlsx")
        try fixture.write(to: url, deflated: deflated)
        var data = try Data(contentsOf: url)
        if let length {
            data = data.prefix(length)
            try data.write(to: url)
        }
        return try ReadResult(XLSXReader(url: url, size: data.count))
    }

    @Test func everyKindOfCell() throws {
        let rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
            <row r="4"><c r="A4"><v>188006</v></c><c r="B4" t="inlineStr"><is><r><t>路</t></r><r><t>灯&amp;</t></r>\
            <rPh><t>x</t></rPh></is></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="str"><f>A1</f><v>公式</v></c>\
            <c r="E4" t="e"><v>#N/A</v></c><c r="AA4"><v>1.3812345678E10</v></c></row>
            <row><c><v>188006.0</v></c><c s="1"/><c><v>0.1</v></c><c t="s"><v>99</v></c></row>
            """
        let strings = [
            "<si><t>留言编号</t></si>",
            "<si><r><t>内</t></r><r><t xml:space=\"preserve\">容 _x000D_&#10;&lt;</t></r><rPh sb=\"0\" eb=\"1\"><t>nei</t></rPh></si>",
        ]
        let result = try read(XLSXFixture(sheets: [("甲", rows)], sharedStrings: strings))
        #expect(result.failure == nil)
        #expect(result.rows.map(\.number) == [1, 4, 5])
        #expect(result.cells[0] == ["留言编号", "", "内容 \r\n<"])
        let gap = Array(repeating: "", count: 21)
        #expect(result.cells[1] == ["188006", "路灯&", "TRUE", "公式", "#N/A"] + gap + ["13812345678"])
        #expect(result.cells[2] == ["188006", "", "0.1", ""])
    }

    @Test(arguments: [(false, "43636.454375", "2019-06-20T10:54:18"), (true, "42174.454375", "2019-06-20T10:54:18")])
    func datesInBothEpochs(is1904: Bool, serial: String, expected: String) throws {
        let rows =
            "<row r=\"1\"><c s=\"1\"><v>\(serial)</v></c><c s=\"2\"><v>\(serial)</v></c><c s=\"0\"><v>\(serial)</v></c>"
            + "<c s=\"3\"><v>43800</v></c></row>"
        let fixture = XLSXFixture(
            sheets: [("甲", rows)], cellFormats: [0, 22, 176, 57],
            codes: [176: "[$-804]yyyy\\-mm\\-dd\\ hh:mm:ss;@"], is1904: is1904)
        let cells = try #require(try read(fixture).cells.first)
        #expect(cells[0] == expected)
        #expect(cells[1] == expected)
        #expect(cells[2] == serial)
        #expect(cells[3] == (is1904 ? "2023-12-02" : "2019-12"))
    }

    @Test(arguments: [
        (0, nil, SpreadsheetNumber.Kind.number), (14, nil, .date), (31, nil, .date), (46, nil, .number),
        (21, nil, .time),
        (176, "yyyy\"年\"m\"月\"", .month), (176, "General", .number), (176, "[Red]0.00\"天d\"", .number),
        (176, "[h]:mm:ss", .number), (176, "#,##0", .number), (176, "yyyy/m/d h:mm", .date), (176, "0.00E+00", .number),
    ])
    func numberFormats(id: Int, code: String?, kind: SpreadsheetNumber.Kind) {
        #expect(SpreadsheetNumber.kind(format: id, code: code) == kind)
    }

    @Test(arguments: [
        ("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("43831", "2020-01-01"), ("-1", "-1"),
        ("9e15", "9000000000000000"),
        ("abc", "abc"),
    ])
    func serialDays(raw: String, expected: String) {
        #expect(SpreadsheetNumber(is1904: false).text(raw, kind: .date) == expected)
    }

    /// The short way gives the number that the long one does, to the last bit, or none.
    @Test func shortNumbersAreReadExactly() {
        func short(_ text: String) -> Double? {
            Array(text.utf8).withUnsafeBufferPointer { SpreadsheetNumber.short($0) }
        }
        var random = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            let whole = Int.random(in: 0...99_999, using: &random)
            let digits = (0..<Int.random(in: 1...10, using: &random)).map { _ in Int.random(in: 0...9, using: &random) }
            let text = "\(whole)." + digits.map(String.init).joined()
            #expect(short(text)?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
        #expect(short("45292") == 45_292 && short("0.5") == 0.5 && short("007.50") == 7.5)
        for text in ["", ".", ".5", "5.", "1.2.3", "-1", "1e5", "１", "1234567890123456", "12345678.12345678", " 1"] {
            #expect(short(text) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("20240101001.0", "20240101001"), ("2.0240101001E10", "20240101001"), ("2.02E+13", "20200000000000"),
        ("9007199254740992.0", "9007199254740992"), ("1.0E+17", "1.0E+17"), ("1.5", "1.5"), ("00123", "00123"),
    ])
    func wholeNumbersAreWrittenOut(raw: String, expected: String) {
        #expect(SpreadsheetNumber(is1904: false).text(raw, kind: .number) == expected)
    }

    @Test func sheetsComeInOrderWithTheirNames() throws {
        let fixture = XLSXFixture(sheets: [
            ("一&amp;二", XLSXFixture.row(1, ["a"])), ("三", XLSXFixture.row(1, ["b"]) + XLSXFixture.row(3, ["c"])),
        ])
        let result = try read(fixture)
        #expect(result.tables == ["一&二", "三"])
        #expect(result.cells == [["a"], ["b"], ["c"]])
    }

    @Test func aCellOfThreeMegabytesIsReadWhole() throws {
        var random = SeededGenerator(seed: 7)
        let big = String(
            (0..<1_100_000).map { _ in ["路", "灯", "坏", "a"][Int.random(in: 0..<4, using: &random)] }.joined().prefix(
                1_100_000))
        let result = try read(XLSXFixture(sheets: [("甲", XLSXFixture.row(1, ["内容"]) + XLSXFixture.row(2, [big]))]))
        #expect(result.failure == nil)
        #expect(result.cells.last == [big])
        #expect(big.utf8.count > 2_500_000)
    }

    @Test func aTruncatedFileGivesItsGoodRows() throws {
        var random = SeededGenerator(seed: 11)
        let rows = (1...3_000).map { XLSXFixture.row($0, ["\(UInt64.random(in: 0...UInt64.max, using: &random))"]) }
        let fixture = XLSXFixture(sheets: [("甲", rows.joined())])
        let whole = try read(fixture)
        #expect(whole.rows.count == 3_000)
        let result = try read(fixture, cutTo: 30_000)
        #expect((500..<3_000).contains(result.rows.count))
        #expect(result.rows == Array(whole.rows.prefix(result.rows.count)))
        guard case .corrupt("表.xlsx", _, let row) = result.failure else {
            Issue.record("expected damage, got \(String(describing: result.failure))")
            return
        }
        #expect(row == result.rows.count)
    }

    @Test func lostSharedStringsSpoilTheirRowsOnly() throws {
        var fixture = XLSXFixture(
            sheets: [
                ("甲", "<row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row><row><c><v>5</v></c></row>")
            ],
            sharedStrings: ["<si><t>好</t></si>"])
        let place = try #require(fixture.parts.firstIndex { $0.path == "xl/sharedStrings.xml" })
        fixture.parts[place].text = fixture.parts[place].text.replacingOccurrences(of: "</sst>", with: "<si><t>断")
        let result = try read(fixture)
        #expect(result.cells == [["好"], ["5"]])
        #expect(result.damaged.map(\.number) == [2])
        #expect(result.failure == .corrupt(file: "表.xlsx", part: "xl/sharedStrings.xml", row: 3))
    }

    /// More strings than stay in memory, asked for in order, backwards and again and again.
    @Test func sharedStringsBeyondMemoryAreReadWhole() throws {
        let texts = (0..<30_000).map {
            "第\($0)条" + String(repeating: "意见", count: $0 % 60)
                + ($0 % 5_000 == 0 ? String(repeating: "长", count: 40_000) : "")
        }
        let order = Array(texts.indices) + texts.indices.reversed() + (0..<9_000).map { $0 * 7_919 % texts.count }
        let rows = order.map { "<row><c t=\"s\"><v>\($0)</v></c></row>" }
        let fixture = XLSXFixture(
            sheets: [("甲", rows.joined())], sharedStrings: texts.map { "<si><t>\($0)</t></si>" })
        let result = try read(fixture)
        #expect(result.failure == nil)
        #expect(result.cells.map { $0.first } == order.map { texts[$0] })
    }

    @Test func aZipWithoutAWorkbookIsRefused() throws {
        let result = try read(XLSXFixture(parts: [("word/document.xml", "<x/>"), ("readme.txt", "x")]))
        #expect(result.failure == .notASpreadsheet(file: "表.xlsx"))
        #expect(result.rows.isEmpty)
    }

    @Test func aDocumentTypeIsRefused() throws {
        var fixture = XLSXFixture(sheets: [("甲", XLSXFixture.row(1, ["a"]))])
        let last = fixture.parts.count - 1
        fixture.parts[last].text = fixture.parts[last].text.replacingOccurrences(
            of: "<worksheet", with: "<!DOCTYPE x [<!ENTITY e \"eeee\">]><worksheet")
        let result = try read(fixture)
        #expect(result.rows.isEmpty)
        #expect(result.failure == .documentType(file: "表.xlsx"))
    }

    @Test func aPartThatInflatesWithoutEndIsRefused() throws {
        let filler = String(repeating: "<row/>", count: 13_000_000)
        let result = try read(XLSXFixture(sheets: [("甲", filler)]))
        guard case .tooLarge(_, "xl/worksheets/s1.xml", _) = result.failure else {
            Issue.record("expected a refusal, got \(String(describing: result.failure))")
            return
        }
    }

    @Test func cellsMergedDownwardsFillTheRowsBelow() throws {
        var fixture = XLSXFixture(sheets: [
            (
                "甲",
                XLSXFixture.row(1, ["编号", "区县", "内容"]) + XLSXFixture.row(2, ["1", "临溪县", "路灯"])
                    + XLSXFixture.row(3, ["2", "", "噪音"]) + "<row r=\"4\"/>" + XLSXFixture.row(5, ["4", "", "公交"])
            )
        ])
        let last = fixture.parts.count - 1
        fixture.parts[last].text = fixture.parts[last].text.replacingOccurrences(
            of: "</sheetData>",
            with:
                "</sheetData><mergeCells count=\"2\"><mergeCell ref=\"B2:B4\"/><mergeCell ref=\"A1:C1\"/></mergeCells>"
                + "<hyperlinks><hyperlink ref=\"B5:B9\"/></hyperlinks>")
        let result = try read(fixture)
        #expect(result.cells == [["编号", "区县", "内容"], ["1", "临溪县", "路灯"], ["2", "临溪县", "噪音"], [], ["4", "", "公交"]])
        #expect(result.notices == [IngestNotice(.mergedCells(count: 1, sheet: "甲"))])
    }

    @Test func hiddenRowsAndSheetsAreReadAndNoticed() throws {
        var fixture = XLSXFixture(sheets: [
            (
                "甲",
                XLSXFixture.row(1, ["编号"])
                    + XLSXFixture.row(2, ["1"]).replacingOccurrences(of: "<row ", with: "<row hidden=\"1\" ")
            ), ("乙", XLSXFixture.row(1, ["编号"])),
        ])
        let place = try #require(fixture.parts.firstIndex { $0.path == "xl/workbook.xml" })
        fixture.parts[place].text = fixture.parts[place].text.replacingOccurrences(
            of: "name=\"乙\"", with: "name=\"乙\" state=\"veryHidden\"")
        let result = try read(fixture)
        #expect(result.cells == [["编号"], ["1"], ["编号"]])
        #expect(
            result.notices == [
                IngestNotice(.hiddenRows(count: 1, sheet: "甲")), IngestNotice(.hiddenSheet(name: "乙")),
            ])
    }
}
