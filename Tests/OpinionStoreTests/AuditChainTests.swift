import GRDB
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct AuditChainTests {
    private func store(_ folder: TemporaryFolder, entries: Int = 6) throws -> Store {
        let store = try Store(path: folder.path("opinion.db"))
        for number in 0..<entries { try store.audit("export", detail: "{\"n\":\(number)}", time: Samples.clock) }
        return store
    }

    @Test func aNewStoreHasAnAnchor() throws {
        let folder = try TemporaryFolder()
        let verdict = try store(folder, entries: 0).verifyAudit()
        #expect(verdict.isIntact && verdict.entries == 0 && verdict.head.count == 64)
    }

    @Test func theChainHoldsEveryEntry() throws {
        let folder = try TemporaryFolder()
        let store = try store(folder)
        let verdict = try store.verifyAudit()
        #expect(verdict.isIntact && verdict.entries == 6)
        let log = try store.auditLog()
        #expect(verdict.head == log[5].hash)
        #expect(Set(log.map(\.hash)).count == 6)
        #expect(try store.verifyAudit(noted: log[2].hash).isIntact)
        #expect(try store.verifyAudit(noted: String(repeating: "0", count: 64)).fault == .unknownHash)
    }

    /// What somebody may do who takes the guards away, and the entry that it shows in.
    @Test(arguments: [
        ("UPDATE audit SET detail = '{}' WHERE seq = 3", AuditVerdict.Fault.changed, 3),
        ("UPDATE audit SET time = '2020-01-01' WHERE seq = 1", .changed, 1),
        ("UPDATE audit SET action = 'run' WHERE seq = 6", .changed, 6),
        ("DELETE FROM audit WHERE seq = 2", .gap, 2),
        ("DELETE FROM audit WHERE seq = 6", .cut, 6),
        ("DELETE FROM audit", .cut, 1),
        ("UPDATE audit SET seq = 60 WHERE seq = 6", .gap, 6),
        (
            "INSERT INTO audit SELECT 7, time, action, detail, replace(hash, '1', '2') FROM audit WHERE seq = 6",
            .changed, 7
        ),
        (
            """
            UPDATE audit SET seq = 99 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5;
            UPDATE audit SET seq = 5 WHERE seq = 99
            """, .changed, 4
        ),
    ])
    func tamperingShows(sql: String, fault: AuditVerdict.Fault, entry: Int) throws {
        let folder = try TemporaryFolder()
        let store = try store(folder)
        let guards = try folder.strings(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB 'audit_*' ORDER BY name")
        #expect(guards.count == 6)
        for name in guards { try folder.sql("DROP TRIGGER \(name)") }
        try folder.sql(sql)
        let verdict = try store.verifyAudit()
        #expect(verdict.fault == fault && verdict.brokenAt == entry, "\(verdict)")
    }

    /// The log of version 1 had no hashes.
    @Test func migrationChainsWhatIsThere() throws {
        let folder = try TemporaryFolder()
        try SchemaDump.load(1, folder)
        let before = try folder.strings("SELECT action FROM audit ORDER BY seq")
        let store = try Store(path: folder.path("opinion.db"))
        #expect(!before.isEmpty)
        #expect(try store.auditLog().map(\.action) == before)
        #expect(try store.verifyAudit().entries == before.count)
        try store.audit("export", time: Samples.clock)
        #expect(try store.verifyAudit().isIntact)
    }
}
