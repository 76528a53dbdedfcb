import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

/// A scanner reads the plain part of a sheet and libxml2 the rest: where one hands over to the other leaves no trace.
struct PlainXMLTests {
    private func read(_ rows: String, strings: [String], deflated: Bool = true) throws -> ReadResult {
        let folder = try TemporaryFolder()
        let url = folder.url.appendingPathComponent("表.xlsx")
        try XLSXFixture(sheets: [("甲", rows)], sharedStrings: strings).write(to: url, deflated: deflated)
        return try ReadResult(XLSXReader(url: url, size: Data(contentsOf: url).count))
    }

    private func row(_ number: Int, _ generator: inout SeededGenerator) -> String {
        let kinds = [
            "<c r=\"A\(number)\" t=\"s\"><v>\(number % 3)</v></c>", "<c t=\"s\" r='B\(number)'><v>1</v></c>",
            "<c r=\"C\(number)\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 路灯&amp;&lt;坏&#x4E86;&#10;。 </t></is></c>",
            "<c r=\"D\(number)\"  s=\"0\" ><v>3.5</v></c>", "<c r=\"E\(number)\"/>",
            "<c r=\"F\(number)\" t=\"b\"><v>1</v></c>",
        ]
        let cells = kinds.filter { _ in Int.random(in: 0..<4, using: &generator) > 0 }
        return "<row r=\"\(number)\" spans=\"1:6\" x:dyDescent=\"0.25\" xmlns:x=\"urn:x\">\(cells.joined())</row>\n"
    }

    @Test func whatIsNotPlainChangesNothing() throws {
        var generator = SeededGenerator(seed: 9)
        let strings = ["<si><t>甲</t></si>", "<si><r><t>乙</t></r><r><t>丙</t></r></si>", "<si><t/></si>"]
        for round in 0..<60 {
            let rows = (1...20).map { row($0, &generator) }
            let plain = try read(rows.joined(), strings: strings)
            #expect(plain.failure == nil && plain.rows.count == 20)
            var unusual = rows
            let place = Int.random(in: 0..<20, using: &generator)
            let additions = [
                "<!-- a comment with <row> -->", "<?target data?>",
                "<x:other xmlns:x=\"urn:x\"><x:thing r=\"9\"/></x:other>",
                "<a-b c=\"ü\"/>", "\r\n",
            ]
            let addition = additions[round % additions.count]
            unusual[place] = addition + unusual[place]
            let other = try read(unusual.joined(), strings: strings, deflated: round % 2 == 0)
            #expect(other.failure == nil)
            #expect(other.cells == plain.cells, "\(addition) before row \(place + 1)")
        }
    }

    @Test func cellsWithUnusualTextAreReadInPlace() throws {
        let strings = ["<si><t><![CDATA[<甲>]]></t></si>", "<si><t>乙<!-- x -->丙\r\n丁</t></si>"]
        let rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
            <row r="2"><c r="A2" t="inlineStr"><is><t>一<![CDATA[&]]>二</t></is></c></row>
            """
        let result = try read(rows, strings: strings)
        #expect(result.failure == nil)
        #expect(result.cells == [["<甲>", "乙丙\n丁"], ["一&二"]])
    }

    @Test(arguments: [
        "<row r=\"2\"><c r=\"A2\"><v>1</v></d></row>", "<row r=\"2\"><c r=\"A2\" r=\"B2\"><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"A2\"><v>&unknown;</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>]]></v></c></row>",
        "<row r=\"2\"><c r=A2><v>1</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>\u{1}</v></c></row>",
        "<row r=\"2\"><c r=\"A2\"><v>\u{FFFF}</v></c></row>", "<row r=\"2\"><c r=\"A2\"><v>&#1;</v></c></row>",
        "<row r=\"2\"><c r=\"<\"><v>1</v></c></row>",
        "<row r=\"2\"></row></sheetData></worksheet><worksheet><sheetData>",
    ])
    func whatIsNotWellFormedIsDamage(rows: String) throws {
        let first = "<row r=\"1\"><c r=\"A1\"><v>5</v></c></row>"
        let result = try read(first + rows + first, strings: [])
        #expect(result.rows.first?.cells == ["5"])
        guard case .corrupt = result.failure else {
            Issue.record("read \(rows) without complaint: \(String(describing: result.failure))")
            return
        }
    }
}
