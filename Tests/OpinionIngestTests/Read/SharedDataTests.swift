import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

/// The measuring data beside the project, where it is there; only counts are looked at.
enum SharedData {
    static let folder: URL? = {
        let named = ProcessInfo.processInfo.environment["OPINION_SHARED"].map { URL(fileURLWithPath: $0) }
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let folder = named ?? root.deletingLastPathComponent().appendingPathComponent("shared")
        return FileManager.default.fileExists(atPath: folder.appendingPathComponent("data").path) ? folder : nil
    }()

    static func file(_ path: String) -> URL? { folder?.appendingPathComponent("data/\(path)") }
}

@Suite(.enabled(if: SharedData.folder != nil, "the measuring data is absent; set OPINION_SHARED to its folder"))
struct SharedDataTests {
    @Test(arguments: [
        ("issues/messages.xlsx", 4_326, Channel.petition, 7),
        ("ingest/replies.xlsx", 2_816, .petition, 7),
        ("ingest/proposals.csv", 436, .proposal, 6),
        ("ingest/hotline.gb18030.csv", 10_000, .hotline, 10),
    ])
    func everyRowOfARealFileIsARecord(path: String, count: Int, channel: Channel, fields: Int) throws {
        let url = try #require(SharedData.file(path))
        let ingest = FileIngest(keyer: PersonKeyer(key: [1, 2, 3])) { _ in CivilTime(seconds: 0) }
        var ids = Set<RecordID>()
        var numbers = Set<String>()
        var timed = 0
        var known = 0
        let summary = try ingest.read(url) { outcome in
            guard case .record(let record) = outcome else { return }
            ids.insert(record.id)
            numbers.insert(record.number ?? "")
            if record.received != nil { timed += 1 }
            if record.person != nil { known += 1 }
        }
        #expect(summary.accepted == count)
        #expect(summary.rejected == 0)
        #expect(summary.failure == nil)
        #expect(summary.tables.first?.channel == channel)
        #expect(
            summary.tables.first?.mapping.columns.count ?? 0 >= fields,
            "\(summary.tables.first?.mapping.description ?? "")")
        #expect(ids.count == count)
        #expect(numbers.count == count)
        #expect(timed == count)
        #expect(known == (channel == .hotline ? 0 : count))
    }

    @Test func theEncodingOfAFileChangesNothing() throws {
        let url = try #require(SharedData.file("ingest/hotline.gb18030.csv"))
        let text = TextStream.text(of: Array(try Data(contentsOf: url)), in: "GB18030")
        let folder = try TemporaryFolder()
        let copy = try folder.write(text, to: "hotline.utf8.csv")
        func read(_ url: URL) throws -> (FileSummary, [Record]) {
            var records: [Record] = []
            let ingest = FileIngest(keyer: PersonKeyer(key: [1])) { DateParser.parse($0) }
            let summary = try ingest.read(url) { outcome in
                guard case .record(var record) = outcome else { return }
                record.source.file = ""
                records.append(record)
            }
            return (summary, records)
        }
        let (old, oldRecords) = try read(url)
        let (new, newRecords) = try read(copy)
        #expect(old.encoding?.name == "GB18030")
        #expect(new.encoding?.name == "UTF-8")
        #expect(oldRecords.count == 10_000)
        #expect(oldRecords == newRecords)
        #expect(old.tables == new.tables)
        #expect(old.notices == new.notices)
        #expect(old.sha256 != new.sha256)
    }
}
