import GRDB
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

/// Ingest checks rows itself, without the schema's CHECKs; what it stores must pass these, and other writes are checked by them.
@Suite struct RowRulesTests {
    /// `integrity_check` runs every CHECK on every row.
    @Test func whateverIngestStoresPassesTheChecksOfTheSchema() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<40)
        try store.ingest(Samples.file("二.csv", content: 2), runAt: Samples.clock) { batch in
            try batch.accept(Samples.answered(1, row: 2))
            try batch.accept(Samples.revised(3, row: 3))
            try batch.accept(Samples.record(4, row: 4))
            try batch.reject(row: 5, reason: "没有诉求内容", cells: ["\u{0}", "\"", "\\", "\n\u{1}"])
            for (index, text) in ["", " ", "\u{0}", "\"]", "\\u0000", "{}", "\u{202E}甲", "😀"].enumerated() {
                var normalized = Samples.record(100 + index, row: 10 + index)
                normalized.record.number = text
                normalized.record.categories = [text, "\u{0}\"\\"]
                normalized.record.handling.jointUnits = [text]
                normalized.record.received = CivilTime(year: 1_000 + index, precision: .year)
                normalized.changes = [text: 1, "x": 2]
                try batch.accept(normalized)
            }
        }
        #expect(try folder.strings("PRAGMA integrity_check") == ["ok"])
        #expect(try folder.strings("PRAGMA foreign_key_check") == [])
    }

    @Test func aReasonMustBeGiven() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let hash = try store.contentHash()
        for (row, reason) in [(2, ""), (0, "空行")] {
            let error = #expect(throws: StoreError.self) {
                try store.ingest(Samples.file("b.csv", content: 3), runAt: Samples.clock) {
                    try $0.reject(row: row, reason: reason)
                }
            }
            guard case .constraint = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try store.contentHash() == hash)
    }

    enum Before: CaseIterable { case batch, brokenRule, fullDisk }

    /// After a batch, and after one that failed, on the same connection. A full disk ends the transaction by itself.
    @Test(arguments: Before.allCases) func otherWritesAreCheckedByTheSchemaAsBefore(before: Before) throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let other = Samples.file("b.csv", content: 3)
        switch before {
        case .batch: break
        case .brokenRule:
            #expect(throws: StoreError.self) {
                try store.ingest(other, runAt: Samples.clock) { try $0.reject(row: 0, reason: "空行") }
            }
        case .fullDisk:
            let pages = try #require(try folder.strings("PRAGMA page_count").first.flatMap(Int.init))
            try store.limitPages(pages + 8)
            #expect(throws: StoreError.full(path: folder.path("opinion.db"))) {
                try Samples.feed(store, other, 100..<5_000)
            }
            try store.limitPages(1_000_000)
        }
        var file = Samples.file("c.csv")
        file.sha256 = "no digest"
        let error = #expect(throws: StoreError.self) { try store.ingest(file, runAt: Samples.clock) { _ in } }
        guard case .constraint = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try store.looksUpParents())
    }
}
