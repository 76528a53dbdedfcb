import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

/// What every reader must do, whatever the format.
struct ReaderContractTests {
    static let fixtures = (try? ReaderFixture.all()) ?? []

    @Test func everyFormatHasAFixture() throws {
        #expect(Self.fixtures.count == 16)
        let formats = try Self.fixtures.map { try FileScan.scan(ByteSource(bytes: $0.bytes, name: "x")).format }
        #expect(Set(formats) == Set(FileScan.Format.allCases))
    }

    @Test(arguments: fixtures) func everyRowIsARecordOrRejected(fixture: ReaderFixture) throws {
        let result = try ingest(fixture.bytes, fixture.name)
        #expect(result.records.count == fixture.count)
        #expect(result.summary.accepted == result.records.count)
        #expect(result.summary.rejected == result.rejected.count)
        #expect(result.summary.rows == result.records.count + result.rejected.count)
        #expect(result.summary.failure == nil)
        #expect(result.records.allSatisfy { !$0.body.isEmpty })
        #expect(result.records.contains { $0.body.contains("路灯坏了三个月") })
        let again = try ingest(fixture.bytes, fixture.name)
        #expect(again.records == result.records)
    }

    /// Cut at every sixteenth: an error, or no more rows than the whole file has; formats with an end say that it is missing,
    /// unless all is there (only a zip's directory was lost) or too little to tell the format by.
    @Test(arguments: fixtures) func aFileCutShortNeverTraps(fixture: ReaderFixture) throws {
        let format = try FileScan.scan(ByteSource(bytes: fixture.bytes, name: fixture.name)).format
        for part in 0..<16 {
            let bytes = Array(fixture.bytes.prefix(fixture.bytes.count * part / 16))
            do {
                let result = try ingest(bytes, fixture.name)
                #expect(result.summary.rows == result.records.count + result.rejected.count)
                #expect(result.records.count <= fixture.count)
                if fixture.hasEnd, result.records.count < fixture.count, result.summary.format == format {
                    #expect(result.summary.failure != nil || result.summary.noticeCount > 0, "\(part)/16")
                }
            } catch let error as IngestError { #expect(error.description.contains(fixture.name)) }
        }
    }

    @Test(arguments: fixtures) func wrongBytesNeverTrap(fixture: ReaderFixture) throws {
        var random = SeededGenerator(seed: UInt64(fixture.bytes.count))
        for _ in 0..<60 {
            var bytes = fixture.bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                let result = try ingest(bytes, fixture.name)
                #expect(result.summary.accepted == result.records.count)
                #expect(result.summary.rejected == result.rejected.count)
            } catch let error as IngestError { #expect(!error.description.isEmpty) }
        }
    }

    @Test(arguments: fixtures) func anEmptyFileIsNamed(fixture: ReaderFixture) {
        #expect(throws: IngestError.empty(file: fixture.name)) { try ingest([], fixture.name) }
    }

    @Test(arguments: ["a.csv", "a.tsv", "a.jsonl", "a.json", "b.json", "a.txt", "a.html", "a.xml"])
    func marksAndLineEndsChangeNothing(name: String) throws {
        let fixture = try #require(Self.fixtures.first { $0.name == name })
        let text = String(decoding: fixture.bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
        let plain = try ingest(text, name)
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        for bytes in [
            Array(text.replacingOccurrences(of: "\n", with: "\r\n").utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), wide,
        ] {
            let other = try ingest(bytes, name)
            #expect(other.records == plain.records)
        }
    }

    @Test(arguments: ["a.csv", "a.jsonl", "a.txt", "a.html", "a.xml"])
    func wrongBytesStayVisibleAndAreReported(name: String) throws {
        let fixture = try #require(Self.fixtures.first { $0.name == name })
        let place = try #require(fixture.bytes.firstRange(of: Array("门口".utf8))).lowerBound
        var bytes = fixture.bytes
        bytes.insert(0xFF, at: place)
        let result = try ingest(bytes, name)
        #expect(result.records.contains { $0.body.contains("小区\\xFF门口") })
        #expect(
            result.summary.notices.contains {
                if case .badBytes(1, place) = $0.kind { true } else { false }
            })
    }

    @Test(arguments: ["a.csv", "a.jsonl", "a.json", "b.json", "a.xml", "a.html", "a.txt", "a.docx", "a.xlsx"])
    func aHugeCellIsReadWholeOrRefused(name: String) throws {
        let big = String(repeating: "小区门口的路灯坏了三个月。", count: 60_000)
        let old = "小区门口的路灯坏了三个月😀，请派人维修。"
        let bytes: [UInt8]
        switch name {
        case "a.docx":
            bytes = try DocxFixture.bytes(DocxFixture.table(ReaderFixture.rows.map { $0.map { $0 == old ? big : $0 } }))
        case "a.xlsx":
            let sheet = ReaderFixture.rows.enumerated().map { XLSXFixture.row($0 + 1, $1.map { $0 == old ? big : $0 }) }
            bytes = try ArchiveFixture(XLSXFixture(sheets: [("表", sheet.joined())]).parts.map { ($0.path, $0.text) })
                .bytes()
        default:
            let fixture = try #require(Self.fixtures.first { $0.name == name })
            bytes = Array(
                String(decoding: fixture.bytes, as: UTF8.self).replacingOccurrences(of: old, with: big).utf8)
        }
        let result = try ingest(bytes, name)
        #expect(result.records.count == 3)
        #expect(result.records.first?.body.hasPrefix(big.prefix(1_000)) ?? false)
        #expect(result.records.first?.body.utf8.count ?? 0 >= big.utf8.count)
    }
}
