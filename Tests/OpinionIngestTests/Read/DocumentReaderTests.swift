import Foundation
import OpinionIngest
import Testing

struct DocumentReaderTests {
    @Test func aLetterInWordIsOneRecord() throws {
        let body = ["关于路灯的来信", "临溪县政府：", "小区门口的路灯坏了三个月，请派人维修。", "赵某某", "2024-03-01"]
        let bytes = try DocxFixture.bytes(
            body.map { DocxFixture.paragraph($0) }.joined()
                + "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>")
        let result = try ingest(bytes, "信.docx")
        let record = try #require(result.records.first)
        #expect(result.records.count == 1)
        #expect(record.title == "关于路灯的来信")
        #expect(record.body == body.dropFirst().joined(separator: "\n"))
        #expect(record.channel == .letter)
        #expect(result.summary.notices.isEmpty)
        #expect(record.received == CivilTime(year: 2024, month: 3, day: 1, precision: .day))
    }

    @Test func aTableInWordWithMergedCells() throws {
        func row(_ cells: String...) -> String { "<w:tr>\(cells.joined())</w:tr>" }
        let rows =
            row(DocxFixture.cell("编号"), DocxFixture.cell("区县"), DocxFixture.cell("内容"))
            + row(
                DocxFixture.cell("1"), DocxFixture.cell("临溪县", "<w:vMerge w:val=\"restart\"/>"),
                DocxFixture.cell("路灯不亮"))
            + row(DocxFixture.cell("2"), DocxFixture.cell("", "<w:vMerge/>"), DocxFixture.cell("噪音扰民"))
            + row(DocxFixture.cell("合计", "<w:gridSpan w:val=\"2\"/>"), DocxFixture.cell("2"))
        let bytes = try DocxFixture.bytes(DocxFixture.paragraph("联络站接待情况") + "<w:tbl>\(rows)</w:tbl>")
        let result = try ingest(bytes, "表.docx")
        #expect(result.records.map(\.place.county) == ["临溪县", "临溪县"])
        #expect(result.records.map(\.source.row) == [2, 3])
        #expect(result.records.allSatisfy { $0.channel == .station })
        #expect(result.rejected.map(\.reason) == [.totals])
    }

    @Test func aFormIsOneRecord() throws {
        let form = DocxFixture.table([
            ["姓名", "赵某某", "联系电话", "13800000000"], ["来访时间", "2024-03-01", "地址", "临溪县城关镇"],
            ["反映内容", "小区门口的路灯坏了三个月。", "", ""],
        ])
        let result = try ingest(try DocxFixture.bytes(form + form), "登记表.docx")
        #expect(result.records.count == 2)
        #expect(result.records.first?.body == "小区门口的路灯坏了三个月。")
        #expect(result.records.first?.place.address == "临溪县城关镇")
        #expect(result.records.first?.received != nil)
        #expect(result.records.first?.person != nil)
    }

    @Test func textBesideATableIsNoticed() throws {
        let long = String(repeating: "这一段说明了表格以外的情况。", count: 10)
        let bytes = try DocxFixture.bytes(
            DocxFixture.paragraph(long) + DocxFixture.table([["编号", "内容"], ["1", "路灯"]]))
        let result = try ingest(bytes, "表.docx")
        #expect(result.records.count == 1)
        #expect(result.summary.notices == [IngestNotice(.textBesideTables(count: 1))])
    }

    @Test func labelledLinesAboveALetterAreFields() throws {
        let text = """
            来访人：赵某某
            联系电话：13800000000
            来访时间：2024-03-01
            反映内容：小区门口的路灯坏了三个月。
            还有：楼道也黑。
            """
        let record = try #require(try ingest(text, "访.txt").records.first)
        #expect(record.body == "小区门口的路灯坏了三个月。\n还有：楼道也黑。")
        #expect(record.person != nil)
        #expect(record.received == CivilTime(year: 2024, month: 3, day: 1, precision: .day))
    }

    @Test func linesOfDashesSeparateLetters() throws {
        let text = "甲事\n\n路灯坏了很久没有人修。\n-----\n\n=====\n乙事\n\n公交车太少。\n---\n还有一段\n"
        let result = try ingest(text, "信.txt")
        #expect(result.records.map(\.title) == ["甲事", "乙事"])
        #expect(result.records.last?.body == "公交车太少。\n---\n还有一段")
    }

    @Test(arguments: [
        ("<table><tr><th rowspan=2>编号</th><th colspan=2>诉求</th></tr><tr><th>标题</th><th>内容</th></tr>"
            + "<tr><td>1</td><td>路灯</td><td>灯<br>不亮<script>alert(1)</script></td></tr></table>"),
        ("<div><table><tr><td>框<table><tr><td>编号<td>标题<td>内容<tr><td>1<td>路灯<td>灯<br>不亮</table></td></tr></table>"),
        ("<ul><li><i class=\"title\">路灯</i><p class=\"content\">灯<br>不亮</p></li></ul>"),
    ])
    func pagesWithTablesAndLists(html: String) throws {
        let result = try ingest("<html><body>\(html)</body></html>", "页.xls")
        #expect(result.records.map(\.title) == ["路灯"])
        #expect(result.records.map(\.body) == ["灯\n不亮"])
    }

    @Test func aPageOfTextIsALetter() throws {
        let html =
            "<html><head><title>来信</title><style>p{}</style></head><body><h1>关于路灯</h1><p>路灯坏了&nbsp;三个月，\n请派人维修。</p>"
        let record = try #require(try ingest(html, "信.html").records.first)
        #expect(record.title == "关于路灯")
        #expect(record.body == "路灯坏了\u{A0}三个月， 请派人维修。" || record.body == "路灯坏了\u{A0}三个月，请派人维修。")
    }
}
