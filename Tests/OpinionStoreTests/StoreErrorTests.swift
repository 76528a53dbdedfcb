import Foundation
import GRDB
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct StoreErrorTests {
    @Test(arguments: ["text", "half header", "binary"])
    func aFileThatIsNoDatabase(kind: String) throws {
        let folder = try TemporaryFolder()
        let bytes: [UInt8] =
            switch kind {
            case "text": Array(String(repeating: "工单编号,诉求内容\n", count: 200).utf8)
            case "half header": Array("SQLite format 3\0".utf8)
            default: (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            }
        let path = try folder.write(bytes, to: "opinion.db").path
        for mode in [Store.Mode.create, .existing, .readOnly] {
            #expect(throws: StoreError.notADatabase(path: path)) { try Store(path: path, mode: mode) }
        }
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: path))) == bytes, "the file was changed")
    }

    @Test func pathsThatCannotBeAStore() throws {
        let folder = try TemporaryFolder()
        let nowhere = folder.path("无/opinion.db")
        let absent = folder.path("absent.db")
        #expect(throws: StoreError.directory(path: folder.url.path)) { try Store(path: folder.url.path) }
        #expect(throws: StoreError.missingFolder(path: nowhere)) { try Store(path: nowhere) }
        #expect(throws: StoreError.missing(path: absent)) { try Store(path: absent, mode: .existing) }
        #expect(throws: StoreError.missing(path: absent)) { try Store(path: absent, mode: .readOnly) }
        #expect(throws: StoreError.missing(path: "")) { try Store(path: "") }
        #expect(!FileManager.default.fileExists(atPath: absent))
    }

    @Test func anotherProgramsDatabaseIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        try folder.sql("CREATE TABLE contacts (name TEXT)", file: "other.db")
        try folder.sql("PRAGMA application_id = 99", file: "marked.db")
        for name in ["other.db", "marked.db"] {
            let path = folder.path(name)
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(throws: StoreError.notAStore(path: path)) { try Store(path: path) }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
    }

    @Test func anEmptyFileBecomesAStoreOnlyWhenAskedTo() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("", to: "opinion.db").path
        #expect(throws: StoreError.notAStore(path: path)) { try Store(path: path, mode: .readOnly) }
        #expect(throws: StoreError.notAStore(path: path)) { try Store(path: path, mode: .existing) }
        #expect(try Store(path: path).recordCount() == 0)
    }

    @Test func aNewerStoreIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        try Samples.store(folder, 0..<1).close()
        try folder.sql("PRAGMA user_version = 1000")
        let path = folder.path("opinion.db")
        for mode in [Store.Mode.create, .existing, .readOnly] {
            #expect(throws: StoreError.newerSchema(path: path, found: 1_000, known: Schema.version)) {
                try Store(path: path, mode: mode)
            }
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func aFolderWithoutPermission() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.url.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.url.path) }
        let path = folder.path("opinion.db")
        #expect(throws: StoreError.permission(path: path)) { try Store(path: path) }
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func aFileWithoutPermission() throws {
        let folder = try TemporaryFolder()
        try Samples.store(folder, 0..<1).close()
        let path = folder.path("opinion.db")
        try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: path)
        #expect(throws: StoreError.permission(path: path)) { try Store(path: path, mode: .readOnly) }
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
        #expect(throws: StoreError.permission(path: path)) { try Store(path: path) }
        #expect(try Store(path: path, mode: .readOnly).recordCount() == 1)
    }

    @Test func aReadOnlyStoreRefusesToWrite() throws {
        let folder = try TemporaryFolder()
        try Samples.store(folder, 0..<3).close()
        let path = folder.path("opinion.db")
        let store = try Store(path: path, mode: .readOnly)
        #expect(try store.recordCount() == 3)
        #expect(throws: StoreError.permission(path: path)) { try store.audit("run", time: Samples.clock) }
        #expect(throws: StoreError.permission(path: path)) { try Samples.feed(store, Samples.file("b.csv"), [7]) }
    }

    @Test func aFullDiskKeepsWhatWasStored() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<20)
        let hash = try store.contentHash()
        let path = folder.path("opinion.db")
        let pages = try #require(try folder.strings("PRAGMA page_count").first.flatMap(Int.init))
        try store.limitPages(pages + 8)
        #expect(throws: StoreError.full(path: path)) { try Samples.feed(store, Samples.file("大.csv"), 0..<5_000) }
        #expect(try store.contentHash() == hash)
        try store.limitPages(1_000_000)
        #expect(try Samples.feed(store, Samples.file("大.csv"), 0..<5_000).records == 4_980)
        #expect(try folder.strings("PRAGMA integrity_check") == ["ok"])
    }

    /// As under `ulimit -f`. The limit holds for the whole test process, so it is far above what other tests write.
    @Test func aFileSizeLimitCountsAsFull() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<20)
        let hash = try store.contentHash()
        let path = folder.path("opinion.db")
        var before = rlimit()
        try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) == 0)
        let handler = signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: min(48 << 20, before.rlim_max), rlim_max: before.rlim_max)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
        defer {
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before)
            signal(SIGXFSZ, handler)
        }
        #expect(throws: StoreError.full(path: path)) {
            try store.ingest(Samples.file("大.csv"), runAt: Samples.clock) { batch in
                for number in 100..<140 {
                    var normalized = Samples.record(number, row: number)
                    normalized.record.body = String(repeating: "x", count: 2 << 20)
                    try batch.accept(normalized)
                }
            }
        }
        #expect(try store.contentHash() == hash)
        #expect(try Samples.feed(store, Samples.file("小.csv"), 0..<30) == IngestTotals(records: 10, merged: 20))
    }

    @Test(arguments: [0, 1, 2])
    func aFailedFileLeavesTheStoreUsable(kind: Int) throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<5)
        let hash = try store.contentHash()
        let failing: [(IngestBatch) throws -> Void] = [
            { try $0.accept(Samples.record(6, row: 7)) }, { try $0.reject(row: 0, reason: "没有内容") },
            { _ in throw IngestTests.Stop() },
        ]
        #expect(throws: (any Error).self) {
            try store.ingest(Samples.file("坏.csv"), runAt: Samples.clock) { batch in
                try batch.accept(Samples.record(7, row: 7))
                try failing[kind](batch)
            }
        }
        #expect(try store.contentHash() == hash)
        #expect(try Samples.feed(store, Samples.file("坏.csv"), 5..<9) == IngestTotals(records: 4))
        #expect(try store.ledger().map(\.file.name) == ["热线.csv", "坏.csv"])
        try store.audit("run", time: Samples.clock)
    }

    @Test func aStoreInUseSaysSo() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("opinion.db")
        let first = try Samples.store(folder, 0..<3)
        let second = try Store(path: path, busyTimeout: 0.05)
        try first.ingest(Samples.file("b.csv"), runAt: Samples.clock) { batch in
            try batch.accept(Samples.record(8, row: 2))
            #expect(throws: StoreError.busy(path: path)) { try second.audit("run", time: Samples.clock) }
            #expect(try second.recordCount() == 3, "reading goes on, and sees the state before")
        }
        #expect(try second.recordCount() == 4)
        try second.audit("run", time: Samples.clock)
    }

    @Test func aDamagedStoreIsReportedAndDoesNotTrap() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        try folder.sql("UPDATE record SET received = '2024-99'")
        let error = #expect(throws: StoreError.self) { try store.forEachRecord { _ in } }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    /// A refused value must not find its way into a message that may be logged.
    @Test func messagesHoldNoValues() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let wrongs: [(inout OpinionIngest.Record) -> Void] = [
            { $0.person = PersonKey(rawValue: "13812345678") }, { $0.likes = -13_812_345 },
            { $0.id = RecordID(rawValue: "13812345678") }, { $0.evaluation.satisfaction = 13_812_345 },
            { $0.source.row = -13_812_345 },
        ]
        for (index, wrong) in wrongs.enumerated() {
            var normalized = Samples.record(1, row: 2)
            wrong(&normalized.record)
            let error = #expect(throws: StoreError.self) {
                try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { try $0.accept(normalized) }
            }
            let text = "\(String(describing: error))"
            guard case .constraint = error else {
                Issue.record("\(index): \(text)")
                continue
            }
            #expect(!text.contains("13812345"), "\(index)")
            #expect(!text.contains("电梯"), "\(index)")
        }
        #expect(try store.recordCount() == 0)
    }

    @Test func messagesAreChinese() {
        let errors: [StoreError] = [
            .missing(path: "x"), .missingFolder(path: "x"), .directory(path: "x"), .permission(path: "x"),
            .notADatabase(path: "x"), .notAStore(path: "x"), .newerSchema(path: "x", found: 2, known: 1),
            .olderSchema(path: "x", found: 1, known: 2), .otherKey(path: "x"), .full(path: "x"), .busy(path: "x"),
            .damaged(path: "x", detail: "x"), .inputOutput(path: "x", code: 10), .constraint("x"),
            .repeatedRow(file: "x", row: 2), .unknownRecord(id: "x", table: "x"), .unknownEntry("x"), .batchFinished,
            .nestedWrite, .other(path: "x", code: 1, message: "x"),
        ]
        for error in errors {
            let text = "\(error)"
            let words = text.replacing("SQLite", with: "").unicodeScalars
            let latin = words.filter { $0.properties.isAlphabetic && $0.value < 0x250 }.count
            let chinese = text.unicodeScalars.filter { (0x4E00...0x9FFF).contains($0.value) }.count
            #expect(chinese > latin, "\(text)")
            #expect(
                !text.contains(", ") && !text.contains(": ") && !text.contains("; ") && !text.contains("("), "\(text)")
        }
        #expect("\(StoreError.repeatedRow(file: "a.xlsx", sheet: "一月", row: 2))".hasPrefix("a.xlsx：工作表“一月”第 2 行"))
    }

    @Test(arguments: [EFBIG, EDQUOT, ENOSPC])
    func aFileThatMayNotGrowIsFull(code: Int32) {
        let error = DatabaseError(resultCode: .SQLITE_IOERR_WRITE)
        #expect(StoreError(error, path: "x", systemError: code) == .full(path: "x"))
        #expect(StoreError(error, path: "x", systemError: EIO) == .inputOutput(path: "x", code: 778))
        #expect(StoreError(error, path: "x") == .inputOutput(path: "x", code: 778))
    }

    @Test func everyMessageNamesThePath() {
        let path = "folder/opinion.db"
        let errors: [StoreError] = [
            .missing(path: path), .missingFolder(path: path), .directory(path: path), .permission(path: path),
            .notADatabase(path: path), .notAStore(path: path), .newerSchema(path: path, found: 2, known: 1),
            .olderSchema(path: path, found: 1, known: 2), .full(path: path), .busy(path: path),
            .damaged(path: path, detail: "x"), .inputOutput(path: path, code: 10),
            .other(path: path, code: 1, message: "x"), .otherKey(path: path),
        ]
        for error in errors { #expect("\(error)".hasPrefix(path + "：")) }
        #expect(Set(errors.map { "\($0)" }).count == errors.count)
    }
}
