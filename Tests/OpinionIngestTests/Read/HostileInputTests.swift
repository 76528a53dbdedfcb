import Foundation
import OpinionIngest
import Testing

/// Files made to break a reader: each ends soon, with a reason.
struct HostileInputTests {
    @Test func aZipBombIsRefused() throws {
        let zeros = [UInt8](repeating: 0x20, count: 70 << 20)
        let bytes = try ArchiveFixture(bytes: [("大.txt", zeros)]).bytes()
        #expect(bytes.count < 1 << 20)
        #expect(throws: IngestError.self) { try ingest(bytes, "炸弹.zip") }
        do { _ = try ingest(bytes, "炸弹.zip") } catch let error as IngestError {
            guard case .tooLarge = error else {
                Issue.record("expected a refusal, got \(error)")
                return
            }
        }
    }

    @Test func archivesInArchivesEndAtADepth() throws {
        var bytes = try ArchiveFixture([("a.csv", "编号,内容\n1,路灯不亮\n")]).bytes()
        for _ in 0..<3 {
            bytes = try ArchiveFixture(bytes: [("内.zip", bytes), ("旁.csv", Array("编号,内容\n2,噪音\n".utf8))]).bytes()
        }
        let result = try ingest(bytes, "层.zip")
        #expect(result.records.map(\.body) == ["噪音", "噪音", "噪音"])
        #expect(result.summary.failure == .tooDeep(file: "层.zip/内.zip", limit: 3))
        #expect(
            result.summary.notices.contains { if case .memberFailed(_, .tooDeep) = $0.kind { true } else { false } })
    }

    @Test func pathsOutOfTheArchiveAreOnlyNames() throws {
        let text = Array("编号,内容\n1,路灯不亮\n".utf8)
        let bytes = try ArchiveFixture(bytes: [
            ("../../etc/a.csv", text), ("/b.csv", text), ("..\\c.csv", text), (".hidden.csv", text),
            ("__MACOSX/d.csv", text), ("x\u{202E}vsc.csv", text),
        ]).bytes()
        let result = try ingest(bytes, "路径.zip")
        #expect(result.records.map(\.source.sheet) == ["etc/a.csv", "b.csv", "c.csv", "xvsc.csv"])
        let skipped = result.summary.notices.compactMap { notice -> String? in
            if case .memberSkipped(let name, .hidden) = notice.kind { return name }
            return nil
        }
        #expect(skipped == [".hidden.csv", "__MACOSX/d.csv"])
    }

    @Test func entitiesAreRefused() throws {
        let bomb =
            "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            + "<l><r><编号>1</编号><内容>&b;</内容></r></l>"
        #expect(throws: IngestError.documentType(file: "实体.xml")) { try ingest(bomb, "实体.xml") }
        let document = try ArchiveFixture([("[Content_Types].xml", "<Types/>"), ("word/document.xml", bomb)]).bytes()
        #expect(throws: IngestError.documentType(file: "实体.docx")) { try ingest(document, "实体.docx") }
    }

    @Test(arguments: [
        ("深.xml", "<a>", "</a>"), ("深.html", "<div>", "</div>"), ("深.json", "{\"a\":", "}"), ("深2.json", "[", "]"),
    ])
    func deepNestingEnds(name: String, open: String, close: String) {
        let head = name.hasSuffix("html") ? "<html><body>" : name == "深2.json" ? "{\"a\":" : ""
        let text = head + String(repeating: open, count: 50_000) + "1" + String(repeating: close, count: 50_000)
        #expect(throws: IngestError.self) {
            let result = try ingest(text, name)
            // Not a record, whatever it was taken for.
            if result.records.isEmpty { throw IngestError.empty(file: name) }
        }
    }

    @Test func aTableOfRepeatedCellsStaysSmall() throws {
        let rows = String(repeating: "<tr></tr>", count: 20_000)
        let big = String(repeating: "长", count: 1_300)
        let cells = (0..<50).map { _ in "<td rowspan=60000>\(big)</td>" }.joined()
        let html = "<html><table><tr><td>编号</td><td>内容</td></tr><tr>\(cells)</tr>\(rows)</table></html>"
        let result = try ingest(html, "跨行.html")
        #expect(result.summary.rows <= 20_002)
        #expect(result.records.count <= 1)
    }

    @Test func formulasAreText() throws {
        let result = try ingest("编号,内容\n1,\"=HYPERLINK(\"\"http://x\"\",\"\"点我\"\")\"\n2,@SUM(1)\n", "式.csv")
        #expect(result.records.map(\.body) == ["=HYPERLINK(\"http://x\",\"点我\")", "@SUM(1)"])
    }

    @Test func nulAndDirectionMarksDoNotSplitRows() throws {
        let result = try ingest("编号,内容\n1,路\0灯\u{202E}亮不\n2,噪音\n", "控.csv")
        #expect(result.records.map(\.body) == ["路灯\u{202E}亮不", "噪音"])
        let letter = try ingest("关于路灯\n\n路\0灯不亮了很久。\n", "控.txt")
        #expect(letter.records.first?.body == "路灯不亮了很久。")
        #expect(letter.summary.notices.contains(IngestNotice(.nulRemoved(count: 1))))
    }

    @Test func aLetterWithoutEndIsRefused() {
        let line = String(repeating: "路灯", count: 6 << 20)
        #expect(throws: IngestError.self) { try ingest(line, "长.txt") }
    }

    @Test func aSharedStringInEveryCellIsRefused() throws {
        let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 200)
        let fixture = XLSXFixture(
            sheets: [("甲", XLSXFixture.row(1, ["编号", "内容"]) + "<row r=\"2\">\(cells)</row>")],
            sharedStrings: ["<si><t>\(String(repeating: "x", count: 1 << 20))</t></si>"])
        let bytes = try ArchiveFixture(fixture.parts.map { ($0.path, $0.text) }).bytes()
        #expect(throws: IngestError.rowTooLong(file: "串.xlsx", row: 2, limit: 64 << 20)) { try ingest(bytes, "串.xlsx") }
    }

    @Test func aLineOfAHundredMegabytesIsRefused() {
        let line = [UInt8](repeating: 0x61, count: 100 << 20)
        for name in ["行.csv", "行.jsonl", "行.txt"] {
            let head = Array((name == "行.jsonl" ? "{\"编号\":\"1\",\"内容\":\"" : "编号,内容\n1,").utf8)
            #expect(throws: IngestError.self) { try ingest(head + line, name) }
        }
    }

    @Test func manyPartsOfAMailEnd() {
        let part = "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
        let mail =
            "From: a@example.com\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
            + String(repeating: part, count: 2_000) + "--b--\r\n"
        #expect(throws: IngestError.tooMany(file: "多.eml", what: "部分", limit: 1_000)) { try ingest(mail, "多.eml") }
    }
}
