import Foundation
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct ConcurrencyTests {
    @Test func storesOpenedAtTheSameMomentAgree() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("opinion.db")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    let store = try Store(path: path)
                    try Samples.feed(store, Samples.file("\(number).csv"), number * 5..<number * 5 + 10)
                }
            }
            try await group.waitForAll()
        }
        let store = try Store(path: path, mode: .readOnly)
        #expect(try store.recordCount() == 35)
        let totals = try store.ledger().map(\.totals).reduce(IngestTotals(), +)
        #expect(totals == IngestTotals(records: 35, merged: 25))
    }

    /// Who comes second to a new file waits for the first: SQLite's own timeout does not cover the moment in which the
    /// file turns to WAL, nor the one in which the last reader folds the log away.
    @Test func openingAndClosingAtTheSameMomentNeverFails() async throws {
        for _ in 0..<8 {
            let folder = try TemporaryFolder()
            let path = folder.path("opinion.db")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        for _ in 0..<3 {
                            let store = try Store(path: path)
                            #expect(try store.recordCount() == 0)
                            try store.close()
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func aReaderSeesOneState() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<10)
        let other = try Store(path: folder.path("opinion.db"))
        var seen = 0
        try store.forEachRecord { _ in
            if seen == 0 { try Samples.feed(other, Samples.file("b.csv"), 10..<20) }
            seen += 1
        }
        #expect(seen == 10)
        #expect(try store.recordCount() == 20)
    }

    @Test func readingAndWritingInsideReading() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<4)
        var titles: [String] = []
        var counts: Set<Int> = []
        try store.forEachRecord {
            titles.append(try store.shownRecord($0.facts.id)?.title ?? "")
            try Samples.feed(store, Samples.file("\(titles.count).csv"), [100 + titles.count])
            counts.insert(try store.recordCount())
        }
        #expect(titles.count == 4 && !titles.contains(""))
        #expect(counts == [4], "an inner read sees what the outer one sees")
        #expect(try store.recordCount() == 8)
    }

    @Test func accessInsideAWrite() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<4)
        try store.ingest(Samples.file("b.csv"), runAt: Samples.clock) { batch in
            try batch.accept(Samples.record(8, row: 2))
            #expect(try store.recordCount() == 5)
            #expect(throws: StoreError.nestedWrite) { try store.audit("run", time: Samples.clock) }
            #expect(throws: StoreError.nestedWrite) { try Samples.feed(store, Samples.file("c.csv"), [9]) }
        }
        #expect(try store.recordCount() == 5)
        #expect(try store.auditLog().isEmpty)
    }

    @Test func closingFoldsTheLogIntoTheFile() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<4)
        try store.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["opinion.db"])
        #expect(throws: StoreError.self) { try store.recordCount() }
    }

    /// The process ends while a file is half read: what a killed process leaves behind is copied and opened.
    @Test func aCrashHalfwayLosesNothingAcknowledged() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<10)
        let hash = try store.contentHash()
        try store.ingest(Samples.file("b.csv"), runAt: Samples.clock) { batch in
            for number in 10..<6_000 {
                var normalized = Samples.record(number, row: number)
                normalized.record.body = String(repeating: "长", count: 1_000)
                try batch.accept(normalized)
            }
            // More than the page cache holds: part of the transaction is in the log already.
            let log = try Data(contentsOf: folder.url.appendingPathComponent("opinion.db-wal"))
            #expect(log.count > 1_000_000)
            for suffix in ["", "-wal"] {
                try FileManager.default.copyItem(
                    atPath: folder.path("opinion.db\(suffix)"), toPath: folder.path("crashed.db\(suffix)"))
            }
        }
        let crashed = try Store(path: folder.path("crashed.db"))
        #expect(try crashed.contentHash() == hash)
        #expect(try folder.strings("PRAGMA integrity_check", file: "crashed.db") == ["ok"])
        try Samples.feed(crashed, Samples.file("b.csv"), 10..<20)
        #expect(try crashed.recordCount() == 20)
    }
}
