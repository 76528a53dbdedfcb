import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

/// Districts and townships of Zhejiang, its ambiguous names, and the same names elsewhere.
@Suite struct PlaceCorpusTests {
    private struct Row {
        var text: String
        var isAddress: Bool
        var expected: [String?]
    }

    private static func rows() throws -> [Row] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("places.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }.map {
            let columns = $0.split(separator: "|").map(String.init)
            #expect(columns.count == 5, "\($0)")
            return Row(
                text: columns[1], isAddress: columns[0] == "A",
                expected: columns.dropFirst(2).map { $0 == "-" ? nil : $0 })
        }
    }

    private static func finder() throws -> PlaceFinder {
        let file = ProjectFolder.url.appendingPathComponent("dicts/places-zhejiang.tsv")
        return PlaceFinder(gazetteer: try Gazetteer(tsv: try String(contentsOf: file, encoding: .utf8)))
    }

    private static func record(_ text: String, isAddress: Bool) -> Record {
        Record(
            id: RecordID(rawValue: "1"), channel: .hotline, source: SourceRow(file: "a", row: 1),
            title: isAddress ? "" : text, place: Record.Place(address: isAddress ? text : nil))
    }

    /// A wrong place costs more than an unknown one: hardly any may be wrong, a few may be missed.
    @Test func wrongIsRarerThanUnknown() throws {
        let finder = try Self.finder()
        var right = 0
        var wrong: [String] = []
        var missed: [String] = []
        for row in try Self.rows() {
            let place = finder.find(Self.record(row.text, isAddress: row.isAddress)).place
            for (found, expected) in zip([place.county, place.township, place.community], row.expected) {
                if found == expected {
                    right += 1
                } else if let found {
                    wrong.append("\(row.text): \(found), not \(expected ?? "unknown")")
                } else {
                    missed.append("\(row.text): \(expected ?? "")")
                }
            }
        }
        let all = right + wrong.count + missed.count
        let shown = "wrong:\n\(wrong.joined(separator: "\n"))\nmissed:\n\(missed.joined(separator: "\n"))"
        #expect(all >= 360)
        #expect(Double(wrong.count) <= 0.01 * Double(all), "\(shown)")
        #expect(Double(right) >= 0.98 * Double(all), "\(shown)")
    }

    @Test func saysHowSureItIs() throws {
        let finder = try Self.finder()
        func sure(_ text: String, county: String? = nil) -> [Gazetteer.Level: PlaceConfidence] {
            var record = Self.record(text, isAddress: false)
            record.place.county = county
            return finder.find(record).confidence
        }
        #expect(sure("德清县武康街道路灯") == [.county: .named, .township: .named])
        #expect(sure("武康街道路灯") == [.county: .implied, .township: .named])
        #expect(sure("德清的公交") == [.county: .short])
        #expect(sure("位于双溪街道的公园") == [.township: .shape])
        #expect(sure("武康街道路灯", county: "德清县") == [.county: .stated, .township: .named])
        #expect(sure("路灯不亮").isEmpty)
        #expect(PlaceConfidence.allCases.sorted() == PlaceConfidence.allCases)
    }

    @Test func aDoubtfulNameCountsBesideItsOwnChain() throws {
        let gazetteer = try Gazetteer(tsv: "湖东县\tcounty\t\t?湖东\n金桂街道\ttownship\t湖东县\t?金桂|桂街")
        let finder = PlaceFinder(gazetteer: gazetteer)
        func place(_ text: String) -> [String?] {
            let place = finder.place(of: Self.record(text, isAddress: false))
            return [place.county, place.township]
        }
        #expect(place("湖东的路") == [nil, nil])
        #expect(place("湖东金桂街道的路") == ["湖东县", "金桂街道"])
        #expect(place("湖东县金桂的路") == ["湖东县", "金桂街道"])
        #expect(place("金桂开了") == [nil, nil])
        #expect(place("在桂街的店") == ["湖东县", "金桂街道"])
        #expect(gazetteer.entries[0].aliases.isEmpty && gazetteer.entries[0].doubtful == ["湖东"])
    }
}
