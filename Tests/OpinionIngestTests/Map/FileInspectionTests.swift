import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

struct FileInspectionTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let rows = (1...12).map { row in
        "330999\(row % 4 + 1)X,1380000\(1000 + row),2024-03-\(9 + row),临溪县,村口第\(row)盏路灯坏了一个多月没有人修,同一句"
    }

    @Test func columnsAreFoundByWhatStandsInThem() throws {
        let url = try folder.write((["甲,乙,丙,丁,戊,己"] + Self.rows).joined(separator: "\n"), to: "表.csv")
        let result = try IngestResult(url)
        #expect(result.records.count == 12)
        #expect(result.records.first?.body == "村口第1盏路灯坏了一个多月没有人修")
        #expect(result.records.first?.place.county == "临溪县")
        #expect(Set(result.records.compactMap(\.person)).count == 12)
        let mapping = try #require(result.summary.tables.first?.mapping)
        #expect(mapping.column(.phone) == 1)
        #expect(mapping.column(.received) == 2)
        // The sixth column says the same in every row.
        #expect(mapping.column(.number) == nil)
        #expect(mapping.fromContent == Set([.phone, .received, .county, .body]))
        #expect(
            result.summary.notices.contains(IngestNotice(.guessedFromContent(column: "戊", field: "body"))))
    }

    @Test func namesComeBeforeContents() throws {
        let text = (["编号,回访记录,诉求内容"] + (1...9).map { "\($0),已经电话回访并且表示十分满意第\($0)次,路灯" }).joined(separator: "\n")
        let mapping = try #require(try IngestResult(try folder.write(text, to: "表.csv")).summary.tables.first?.mapping)
        #expect(mapping.column(.body) == 2)
        #expect(mapping.fromContent.isEmpty)
    }

    @Test func aConstantColumnIsNeverANumber() {
        let header = ["编码", "甲", "内容"]
        let rows = (1...9).map { RawRow(number: $0, cells: ["X-2024-0001", "Y-2024-00\($0)0", "路灯坏了一个多月没有人修\($0)"]) }
        let mapping = ColumnMapping.guess(header: header, sample: ColumnSample(rows))
        #expect(mapping.column(.number) == 1)
    }

    @Test func aTableOfProseHasNoHeader() throws {
        let url = try folder.write("甲,乙,丙\n1,路灯,x\n2,噪音,y\n3,公交,z\n", to: "列.csv")
        #expect(throws: IngestError.noKnownColumn(file: "列.csv", seen: ["甲", "乙", "丙"])) { try IngestResult(url) }
        let inspection = try FileInspection(url)
        #expect(inspection.failure == .noKnownColumn(file: "列.csv", seen: ["甲", "乙", "丙"]))
        #expect(inspection.tables.first?.columns.map(\.name) == ["甲", "乙", "丙"])
    }

    @Test func anInspectionShowsNobody() throws {
        let text = """
            工单编号,诉求人,联系电话,诉求内容,经办,归口
            A-1,赵铁山,13800000001,我是赵铁山，电话13800000001，路灯坏了一个多月。,钱小明,临溪县
            A-2,孙大海,13800000002,公交车太少，早高峰常常挤不上去，希望加车。,李小红,临溪县
            A-3,周小兰,13800000003,村口垃圾桶满了一周都没有人来运走。,李小红,临溪县
            合计,3,,,,
            """
        let inspection = try FileInspection(try folder.write(text, to: "热线.csv"))
        #expect(inspection.rows == 4)
        #expect(inspection.accepted == 3)
        #expect(inspection.rejected.map(\.count) == [1])
        let columns = try #require(inspection.tables.first?.columns)
        #expect(columns.map(\.field) == [.number, .personName, .phone, .body, nil, .county])
        #expect(columns[3].basis == .name)
        #expect(columns[5].basis == .content)
        let shown = columns.flatMap(\.samples).joined(separator: "\n")
        for secret in ["铁山", "大海", "13800000001", "小红", "小明"] { #expect(!shown.contains(secret)) }
        #expect(shown.contains("公交车太少"))
        #expect(inspection.unclear.contains { $0.contains("经办") })
        // Saved, edited or not, the mapping reads the same.
        let json = try JSONEncoder().encode(inspection.mapping)
        let again = try MappingFile(json: json)
        #expect(again.columns[.county] == ["归口"])
        let result = try IngestResult(try folder.write(text, to: "热线.csv"), mapping: again)
        #expect(result.records.count == 3)
        #expect(result.records.first?.place.county == "临溪县")
    }

    @Test func anEncodingThatIsGivenIsUsed() throws {
        let bytes: [UInt8] = Array("id,content\n1,".utf8) + [0xA4, 0xA4, 0xA4, 0xE5] + Array("\n".utf8)
        let big5 = try FileInspection(
            try folder.write(bytes, to: "字.csv"), encoding: try TextEncoding.asked("BIG5"))
        #expect(big5.encoding == TextEncoding(name: "Big5", confidence: 100))
        #expect(big5.tables.first?.columns.last?.samples == ["中文"])
        #expect(throws: IngestError.self) { try TextEncoding.asked("klingon") }
    }
}
