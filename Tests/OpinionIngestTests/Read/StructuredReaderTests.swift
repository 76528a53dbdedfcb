import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

struct StructuredReaderTests {
    @Test func nestedJSONIsFoundByPath() throws {
        let text = """
            {"code": 0, "columns": [{"key": "a"}], "data": {"rows": [
              {"id": "1", "诉求": {"内容": "路灯不亮", "人": {"phone": "13800000000"}}, "附件": [{"名称": "图一"}, {"名称": "图二"}]},
              {"id": "2", "诉求": {"内容": "噪音扰民"}, "附件": []}
            ]}}
            """
        let result = try ingest(text, "接口.json")
        #expect(result.records.map(\.body) == ["路灯不亮", "噪音扰民"])
        #expect(result.records.map(\.number) == ["1", "2"])
        #expect(result.records.first?.person != nil)
        #expect(result.summary.tables.map(\.name) == ["data.rows"])
        let columns = result.summary.tables.first?.mapping.header ?? []
        #expect(columns == ["id", "诉求.内容", "诉求.人.phone", "附件.名称", "附件"] || columns.contains("附件.名称"))
        let mapping = MappingFile(columns: [.body: ["附件.名称"]])
        #expect(try ingest(text, "接口.json", mapping: mapping).records.first?.body == "图一、图二")
    }

    @Test func aPrettyObjectIsOneRecord() throws {
        let result = try ingest(
            "{\n  \"编号\": \"1\",\n  \"内容\": \"路灯不亮\",\n  \"附件\": [\n {\"url\": \"x\"}\n ]\n}\n", "一.json")
        #expect(result.records.map(\.body) == ["路灯不亮"])
    }

    @Test func theKnownElementsOfXMLAreTheRows() throws {
        let xml = """
            <?xml version="1.0" encoding="GBK"?>
            <export><meta><count>2</count></meta><pages><page n="1">
            <order id="7"><content>路灯&lt;坏&gt;了</content><place><county>临溪县</county></place><file><name>a</name></file><file><name>b</name></file></order>
            </page><page n="2"><order id="8"><content><![CDATA[噪音 & 扰民]]></content></order></page></pages></export>
            """
        let result = try ingest(xml, "出.xml")
        #expect(result.records.map(\.number) == ["7", "8"])
        #expect(result.records.map(\.body) == ["路灯<坏>了", "噪音 & 扰民"])
        #expect(result.records.first?.place.county == "临溪县")
    }

    @Test func aWorkbookInXMLIsATable() throws {
        let xml = """
            <?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
            <Worksheet ss:Name="工单"><Table><Row><Cell><Data ss:Type="String">编号</Data></Cell><Cell><Data>标题</Data></Cell><Cell><Data>内容</Data></Cell></Row>
            <Row ss:Index="4"><Cell><Data ss:Type="Number">1</Data></Cell><Cell ss:Index="3"><Data>路灯不亮</Data></Cell></Row></Table></Worksheet></Workbook>
            """
        let result = try ingest(xml, "旧.xls")
        #expect(result.records.map(\.body) == ["路灯不亮"])
        #expect(result.records.map(\.source.row) == [4])
    }

    /// An index of 2^63-1 overflowed at the next cell.
    @Test func aWorkbookInXMLWithHugeIndexesIsRead() throws {
        let rows =
            "<Row><Cell><Data>编号</Data></Cell><Cell><Data>内容</Data></Cell></Row>"
            + "<Row Index=\"9223372036854775807\"><Cell Index=\"9223372036854775807\"><Data>x</Data></Cell><Cell><Data>y</Data></Cell></Row>"
            + "<Row><Cell><Data>1</Data></Cell><Cell><Data>路灯</Data></Cell></Row>"
        let result = try ingest(
            "<?xml version=\"1.0\"?><Workbook><Worksheet><Table>\(rows)</Table></Worksheet></Workbook>", "巨.xml")
        #expect(result.records.map(\.body) == ["路灯"])
    }

    @Test func aMailIsARecordAndItsAttachmentsAreRead() throws {
        let result = try ingest(ReaderFixture.email, "信.eml")
        let mail = try #require(result.records.first)
        #expect(mail.title == "路灯")
        #expect(mail.body == "小区门口的路灯坏了三个月。")
        #expect(mail.channel == .petition)
        #expect(mail.person != nil)
        #expect(result.records.dropFirst().allSatisfy { $0.source.sheet == "list.csv" })
        #expect(result.summary.members.map(\.name) == ["list.csv"])
    }

    @Test func charsetsAndEncodingsOfMails() throws {
        let gbk: [UInt8] = [0xC2, 0xB7, 0xB5, 0xC6, 0xB2, 0xBB, 0xC1, 0xC1]  // 路灯不亮
        let head = "From: \"q\" <q@example.com>\r\nSubject: =?gb2312?B?\(Data(gbk).base64EncodedString())?=\r\n"
        let quoted = gbk.map { "=" + String($0, radix: 16, uppercase: true) }.joined()
        let plain =
            "Content-Type: text/plain; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\(quoted)=\r\n\(quoted)\r\n"
        #expect(try ingest(head + plain, "a.eml").records.map(\.body) == ["路灯不亮路灯不亮"])
        #expect(try ingest(head + plain, "a.eml").records.map(\.title) == ["路灯不亮"])
        let html = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>路灯</p><p>不亮</p>\r\n"
        #expect(try ingest(head + html, "a.eml").records.map(\.body) == ["路灯\n不亮"])
        let name = "=?utf-8?B?\(Data("图.png".utf8).base64EncodedString())?="
        let odd =
            "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n路灯不亮\r\n--x\r\nContent-Type: image/png; name=\"\(name)\"\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n"
        let result = try ingest(head + odd, "a.eml")
        #expect(result.records.map(\.body) == ["路灯不亮"])
        #expect(result.summary.failure == nil)
        #expect(
            result.summary.notices.contains {
                if case .memberFailed("图.png", .unsupported) = $0.kind { true } else { false }
            })
    }

    @Test func aPackedFileAndANameInGBKAreRead() throws {
        let result = try ingest(try ArchiveFixture([("a.csv", ReaderFixture.csv)]).bytes(.tarGzip), "工单.tar.gz")
        #expect(result.records.map(\.source.sheet) == ["a.csv", "a.csv", "a.csv"])
        #expect(result.summary.format == .archive)
        #expect(result.summary.members.first?.encoding?.name == "UTF-8")
    }

    @Test func oneBadMemberDoesNotLoseTheOthers() throws {
        let text = Array("编号,内容\n1,路灯不亮\n".utf8)
        let bytes = try ArchiveFixture(bytes: [
            ("坏.json", Array("[{\"编号\":\"9\",\"内容\":\"噪音\"},{\"编".utf8)), ("好.csv", text),
            ("图.png", [0x89, 0x50, 0x4E, 0x47]),
            ("空.csv", []), ("信.doc", [0xD0, 0xCF, 0x11, 0xE0]),
        ]).bytes()
        let result = try ingest(bytes, "包.zip")
        #expect(result.records.map(\.body) == ["噪音", "路灯不亮"])
        #expect(result.summary.failure == .corrupt(file: "包.zip/坏.json", part: "JSON 数组没有结束", row: 1))
        #expect(result.summary.noticeLines.count == 4)
    }

    @Test func anArchiveOfPicturesIsRefused() throws {
        let bytes = try ArchiveFixture(bytes: [("图.png", [0x89, 0x50, 0x4E, 0x47])]).bytes()
        #expect(throws: IngestError.nothingInside(file: "图.zip")) { try ingest(bytes, "图.zip") }
        #expect(throws: IngestError.nothingInside(file: "无.zip")) {
            try ingest(try ArchiveFixture(bytes: [("夹/", nil)]).bytes(), "无.zip")
        }
    }

    @Test func aFolderIsWalkedInTheOrderOfItsPaths() throws {
        let folder = try TemporaryFolder()
        for name in ["b/2.csv", "b/10.csv", "a.csv", ".hidden/x.csv", "b/~$x.docx", "Z.csv"] {
            let url = folder.url.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data("x".utf8).write(to: url)
        }
        try FileManager.default.createSymbolicLink(
            at: folder.url.appendingPathComponent("link"), withDestinationURL: folder.url)
        let found = try FolderWalker.files(in: folder.url)
        #expect(found.files.map(\.lastPathComponent) == ["Z.csv", "a.csv", "10.csv", "2.csv"])
        #expect(found.skipped.map(\.path) == [".hidden", "b/~$x.docx", "link"])
        #expect(found.skipped.map(\.reason) == [.hidden, .hidden, .notAFile])
        #expect(throws: IngestError.notFound(file: "无")) {
            try FolderWalker.files(in: folder.url.appendingPathComponent("无"))
        }
    }
}
