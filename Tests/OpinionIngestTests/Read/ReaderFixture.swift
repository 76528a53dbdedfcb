import Foundation
import OpinionIngest
import Testing

/// One small file of each kind, all with the same three letters; and what may be expected of it when it is damaged.
struct ReaderFixture: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    /// Records in it.
    var count: Int
    /// Whether a file that is cut short can be told from a whole one.
    var hasEnd: Bool
    var testDescription: String { name }

    static let rows = [
        ["编号", "标题", "内容", "时间"],
        ["A-1", "路灯", "小区门口的路灯坏了三个月😀，请派人维修。", "2024-03-01"],
        ["A-2", "公交", "早高峰的公交车挤不上去，“加班车”也没有。", "2024-03-02"],
        ["A-3", "＝ＳＵＭ", "=CMD|' /C calc'!A0", "2024-03-03"],
    ]

    static let csv = rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\r\n")
    static let objects = rows.dropFirst().map { row in
        "{\(zip(rows[0], row).map { "\"\($0)\":\"\($1)\"" }.joined(separator: ","))}"
    }
    static let letters = rows.dropFirst().map { row in
        "关于\(row[1])的来信\n\n\(row[2])\n\n赵某某\n\(row[3])"
    }
    static let html =
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>来信一览</title><style>td{}</style></head><body>"
        + "<table>\(rows.map { row in "<tr>\(row.map { "<td>\($0)</td>" }.joined())</tr>" }.joined())</table>"
        + "</body></html>"
    static let xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><letters>"
        + rows.dropFirst().map { row in
            "<letter \(rows[0][0])=\"\(row[0])\">\(zip(rows[0], row).dropFirst().map { "<\($0)>\($1)</\($0)>" }.joined())</letter>"
        }.joined() + "</letters>"
    static let email =
        "From: =?utf-8?B?\(Data("钱某".utf8).base64EncodedString())?= <qian@example.com>\r\nSubject: =?UTF-8?Q?=E8=B7=AF=E7=81=AF?=\r\n"
        + "Date: Fri, 01 Mar 2024 08:30:00 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n"
        + "--b1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + "\(Data("小区门口的路灯坏了三个月。".utf8).base64EncodedString())\r\n--b1\r\n"
        + "Content-Type: text/csv; name=\"list.csv\"\r\nContent-Disposition: attachment; filename=\"list.csv\"\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n"
        + Data(csv.utf8).base64EncodedString(options: .lineLength76Characters) + "\r\n--b1--\r\n"

    static func all() throws -> [ReaderFixture] {
        func text(_ name: String, _ text: String, _ count: Int = 3, hasEnd: Bool = false) -> ReaderFixture {
            ReaderFixture(name: name, bytes: Array(text.utf8), count: count, hasEnd: hasEnd)
        }
        let sheet = rows.enumerated().map { XLSXFixture.row($0 + 1, $1) }.joined()
        let workbook = try ArchiveFixture(XLSXFixture(sheets: [("表", sheet)]).parts.map { ($0.path, $0.text) }).bytes()
        let document = try DocxFixture.bytes(DocxFixture.paragraph("来信登记") + DocxFixture.table(rows))
        let letter = try DocxFixture.bytes(
            letters[0].split(separator: "\n").map { DocxFixture.paragraph(String($0)) }.joined())
        let members: [(String, [UInt8]?)] = [
            ("甲/", nil), ("甲/表.csv", Array(csv.utf8)), ("甲/信.docx", letter), ("乙.xlsx", workbook),
        ]
        return [
            text("a.csv", csv), text("a.tsv", rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")),
            text("a.jsonl", objects.joined(separator: "\n")),
            text("a.json", "[\(objects.joined(separator: ","))]", hasEnd: true),
            text(
                "b.json", "{\"code\": 0,\n \"data\": {\"rows\": [\n\(objects.joined(separator: ",\n"))\n]}\n}",
                hasEnd: true),
            text("a.txt", letters.joined(separator: "\n--------\n")), text("a.md", letters[0], 1), text("a.html", html),
            text("a.xml", xml, hasEnd: true), text("a.eml", email, 4, hasEnd: true),
            ReaderFixture(name: "a.xlsx", bytes: workbook, count: 3, hasEnd: true),
            ReaderFixture(name: "a.docx", bytes: document, count: 3, hasEnd: true),
            ReaderFixture(name: "b.docx", bytes: letter, count: 1, hasEnd: true),
            ReaderFixture(name: "a.zip", bytes: try ArchiveFixture(bytes: members).bytes(.zip), count: 7, hasEnd: true),
            ReaderFixture(
                name: "a.tar.gz", bytes: try ArchiveFixture(bytes: members).bytes(.tarGzip), count: 7, hasEnd: true),
            ReaderFixture(
                name: "c.zip",
                bytes: try ArchiveFixture(bytes: [("内.zip", try ArchiveFixture(bytes: members).bytes())]).bytes(),
                count: 7, hasEnd: true),
        ]
    }
}
