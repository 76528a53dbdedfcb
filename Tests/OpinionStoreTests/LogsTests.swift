import GRDB
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct LogsTests {
    @Test func runsAreLogged() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let hash = try store.contentHash()
        let first = try store.beginRun(at: Samples.clock)
        let second = try store.beginRun(at: Samples.clock)
        let end = Samples.clock.adding(days: 1)
        try store.finishRun(first, at: end, manifest: #"{"rows":10}"#)
        try store.finishRun(second, at: end, status: .failed, manifest: nil)
        let third = try store.beginRun(at: end)
        #expect(
            try store.runs() == [
                RunEntry(
                    id: first, started: Samples.clock, finished: end, status: .finished, manifest: #"{"rows":10}"#),
                RunEntry(id: second, started: Samples.clock, finished: end, status: .failed, manifest: nil),
                RunEntry(id: third, started: end, finished: nil, status: .running, manifest: nil),
            ])
        #expect(throws: StoreError.unknownEntry("运行 1")) { try store.finishRun(first, at: end, manifest: nil) }
        #expect(throws: StoreError.self) { try store.finishRun(third, at: end, manifest: "not json") }
        #expect(try store.contentHash() == hash, "the run log is not content")
    }

    @Test func theAuditLogIsAppendOnly() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let hash = try store.contentHash()
        try store.audit("run", detail: #"{"files":1}"#, time: Samples.clock)
        try store.audit("export", time: Samples.clock)
        let log = try store.auditLog()
        #expect(log.map(\.seq) == [1, 2])
        let first = AuditEntry(seq: 1, time: Samples.clock, action: "run", detail: #"{"files":1}"#, hash: log[0].hash)
        #expect(log[0] == first)
        let hex = String(repeating: "0", count: 64)
        for sql in [
            "UPDATE audit SET action = 'x'", "UPDATE audit SET seq = 9 WHERE seq = 1", "DELETE FROM audit",
            "DELETE FROM audit WHERE seq = 2", "INSERT OR REPLACE INTO audit VALUES (1, '2024', 'x', '{}', '\(hex)')",
            "REPLACE INTO audit (seq, time, action, detail, hash) VALUES (2, '2024', 'x', '{}', '\(hex)')",
            "DELETE FROM audit_head", "UPDATE audit_head SET entries = 1",
            "REPLACE INTO audit_head VALUES (1, 0, '\(hex)')",
            "UPDATE audit_head SET entries = 3, hash = '\(hex)'",
        ] {
            let error = #expect(throws: DatabaseError.self) { try folder.sql(sql) }
            #expect(error?.message == "audit is append-only", "\(sql)")
        }
        #expect(throws: StoreError.self) { try store.audit("", time: Samples.clock) }
        #expect(throws: StoreError.self) { try store.audit("run", detail: "{", time: Samples.clock) }
        #expect(try store.auditLog() == log)
        #expect(try store.contentHash() == hash, "the audit log is not content")
    }

    @Test func ballotsAreKeptAndNeverChanged() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let hash = try store.contentHash()
        let ballot = StoredBallot(id: "b1", title: "2025年民生实事票决", content: #"{"seats":10}"#, created: Samples.clock)
        #expect(try store.save(ballot))
        var later = ballot
        later.created = Samples.clock.adding(days: 3)
        #expect(try store.save(later) == false)
        later.content = #"{"seats":11}"#
        #expect(throws: StoreError.constraint("UNIQUE constraint failed: ballot.id")) { try store.save(later) }
        #expect(try store.ballot("b1") == ballot)
        #expect(try store.ballot("b2") == nil)
        #expect(try store.ballots() == [ballot])
        #expect(try store.contentHash() != hash)
    }
}
