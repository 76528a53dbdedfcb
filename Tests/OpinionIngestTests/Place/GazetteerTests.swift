import OpinionIngest
import Testing

@Suite struct GazetteerTests {
    @Test func readsPlacesInAnyOrder() throws {
        let gazetteer = try Gazetteer(
            tsv: "\u{FEFF}# 说明\r\n云桥村\tcommunity\t青石镇\t云桥|老云桥\r\n\r\n青石镇\ttownship\t临溪县\n临溪县\tcounty\t\n")
        #expect(gazetteer.entries.map(\.name) == ["云桥村", "青石镇", "临溪县"])
        #expect(gazetteer.entries.map(\.level) == [.community, .township, .county])
        #expect(gazetteer.entries.map(\.parent) == [1, 2, nil])
        #expect(gazetteer.entries[0].aliases == ["云桥", "老云桥"])
    }

    @Test(arguments: [
        ("临溪县\tcounty", GazetteerError.columns(line: 1, found: 2)),
        ("a\tb\tc\td\te", .columns(line: 1, found: 5)),
        ("临溪县\tcounty\t\n\tcounty\t", .emptyName(line: 2)),
        ("临溪县\t县\t", .level(line: 1, found: "县")),
        ("\n青石镇\ttownship\t临溪县", .parent(line: 2, found: "临溪县", matches: 0)),
        ("甲县\tcounty\t东\n甲县\tcounty\t西\n青石镇\ttownship\t甲县", .parent(line: 3, found: "甲县", matches: 2)),
        ("甲县\tcounty\t\n乙镇\ttownship\t甲县\n丙村\tcommunity\t丙村", .parent(line: 3, found: "丙村", matches: 0)),
        ("甲县\tcounty\t\n# x\n甲县\tcounty\t", .duplicate(line: 3, firstLine: 1)),
    ]) func saysWhichLineIsWrong(text: String, error: GazetteerError) {
        #expect(throws: error) { try Gazetteer(tsv: text) }
        #expect(error.description.contains("line"))
    }

    @Test func emptyFileHasNoPlaces() throws {
        #expect(try Gazetteer(tsv: "").entries.isEmpty)
        #expect(try Gazetteer(tsv: "\n\n# 无\n").entries.isEmpty)
    }
}
