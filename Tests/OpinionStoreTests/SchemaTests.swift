import Foundation
import GRDB
import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

/// Each schema version has a dump with a few rows in `Fixtures`, made once when the version is new by running these
/// tests with OPINION_RECORD_FIXTURES=1, and never changed afterwards.
@Suite struct SchemaTests {
    /// The first version with decisions.
    private static let lastingIssues = 4

    @Test func everyVersionHasAFixture() throws {
        for version in Schema.versions {
            let url = SchemaDump.fixture(version)
            if FileManager.default.fileExists(atPath: url.path) { continue }
            guard ProcessInfo.processInfo.environment["OPINION_RECORD_FIXTURES"] != nil else {
                Issue.record("schema-v\(version).sql is missing; record it with OPINION_RECORD_FIXTURES=1")
                continue
            }
            let folder = try TemporaryFolder()
            try fill(Store(path: folder.path("opinion.db")))
            let dump = try SchemaDump.all(version, from: "opinion.db", folder)
            try dump.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("schema-v\(version).sql was recorded; look at it and run the tests again")
        }
    }

    /// Fails when a migration that was released is edited.
    @Test(arguments: Schema.versions)
    func aMigrationStillMakesTheSchemaItOnceMade(version: Int) throws {
        let folder = try TemporaryFolder()
        try SchemaDump.load(version, folder)
        let released = try DatabaseQueue(path: folder.path("opinion.db")).read { try SchemaDump.schema($0) }
        let queue = try DatabaseQueue(path: folder.path("fresh.db"))
        try Schema.migrator.migrate(queue, upTo: Schema.name(version))
        #expect(try queue.read { try SchemaDump.schema($0) } == released)
    }

    @Test(arguments: Schema.versions)
    func aStoreOfAnEarlierVersionIsMigrated(version: Int) throws {
        let folder = try TemporaryFolder()
        try SchemaDump.load(version, folder)
        let store = try Store(path: folder.path("opinion.db"))
        _ = try Store(path: folder.path("fresh.db"))
        try DatabaseQueue(path: folder.path("opinion.db")).read { db in
            let fresh = try DatabaseQueue(path: folder.path("fresh.db")).read { try SchemaDump.schema($0) }
            #expect(try SchemaDump.schema(db) == fresh)
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
        }
        // The same rows as those that a store made today holds.
        try fill(Store(path: folder.path("today.db")))
        // Version 1 kept no earlier states of a record.
        if version == 1 { try folder.sql("DELETE FROM record_history", file: "today.db") }
        // Versions before that of lasting issues kept no decisions, and numbered issues without a trail.
        if version < Self.lastingIssues { try folder.dropDecisions(file: "today.db") }
        // Before version 3 no repeats were kept.
        if version < 3 {
            try folder.sql("DELETE FROM repeat_member; DELETE FROM repeat_group", file: "today.db")
        }
        // Versions before that of taxonomies kept none.
        if version < 5 { try folder.sql("DELETE FROM taxonomy", file: "today.db") }
        // Versions before that of outlines kept none.
        if version < 6 {
            try folder.sql(
                """
                DELETE FROM issue_part_record; DELETE FROM issue_part; DELETE FROM issue_extreme;
                DELETE FROM issue_outline; DELETE FROM theme_issue; DELETE FROM theme
                """, file: "today.db")
        }
        let today = try Store(path: folder.path("today.db"), mode: .readOnly)
        #expect(try store.contentHash() == today.contentHash())
        #expect(try store.analysis() == today.analysis())
        #expect(try store.decisions() == today.decisions())
        #expect(try store.issueTrail() == today.issueTrail())
        #expect(try store.issueNumbering() == today.issueNumbering())
        #expect(
            try store.auditLog()
                == today.auditLog().filter { version >= Self.lastingIssues || $0.action != "decision" })
        #expect(try store.verifyAudit().isIntact)
        #expect(try store.runs() == today.runs())
        #expect(try store.ledger() == today.ledger())
    }

    @Test func anOlderStoreIsNotReadWithoutMigration() throws {
        let folder = try TemporaryFolder()
        _ = try Store(path: folder.path("opinion.db"))
        try folder.sql("PRAGMA user_version = 0")
        let path = folder.path("opinion.db")
        #expect(throws: StoreError.olderSchema(path: path, found: 0, known: Schema.version)) {
            try Store(path: path, mode: .readOnly)
        }
    }

    /// What the schema itself must refuse, whoever writes.
    @Test(arguments: [
        "INSERT INTO record_original VALUES (999, NULL, '', '', NULL)",
        "INSERT INTO source_row VALUES (1, 1, 2, NULL, 1, 'merged', 0, NULL)",
        "INSERT INTO source_row VALUES (99, 1, 50, NULL, 1, 'merged', 0, NULL)",
        "INSERT INTO source_row VALUES (1, 9, 50, NULL, 1, 'merged', 0, NULL)", "UPDATE record SET first_sheet = 2",
        "UPDATE record_revision SET record = 999", "UPDATE record_revision SET id = '0123'",
        "INSERT INTO source_sheet VALUES (1, 0, '一月')", "DELETE FROM source_sheet",
        "INSERT INTO office VALUES (2, '0123456789abcdef')", "INSERT INTO office VALUES (1, '0123456789abcdef')",
        "UPDATE office SET key_fingerprint = '0123'", "UPDATE office SET key_fingerprint = '0123456789ABCDEF'",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, 999, 'merged', 0, NULL)",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, NULL, 'merged', 0, NULL)",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, 1, 'rejected', 0, '坏')",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, NULL, 'rejected', 0, NULL)",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, NULL, 'rejected', 0, '')",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, NULL, 'rejected', 1, '坏')",
        "INSERT INTO source_row VALUES (1, 1, 50, NULL, NULL, 'lost', 0, '坏')",
        "INSERT INTO source_row VALUES (1, 1, 0, NULL, 1, 'merged', 0, NULL)",
        "UPDATE record SET id = 'ABCDEF0123456789' WHERE seq = 1", "UPDATE record SET id = '0123' WHERE seq = 1",
        "UPDATE record SET id = (SELECT id FROM record WHERE seq = 2) WHERE seq = 1",
        "UPDATE record SET channel = 'fax'", "UPDATE record SET person = '13800000000'",
        "UPDATE record SET received = '五月'", "UPDATE record SET categories = '城建'", "UPDATE record SET likes = -1",
        "UPDATE record SET likes = 'many'", "UPDATE record SET satisfaction = 6", "UPDATE record SET solved = 2",
        "UPDATE record SET first_row = 2 WHERE first_row = 3", "DELETE FROM record",
        "UPDATE record_original SET body = NULL", "UPDATE record_match SET changes = '{'",
        "UPDATE source_file SET sha256 = 'abc'", "UPDATE source_file SET name = ''", "DELETE FROM source_file",
        "UPDATE issue SET label = ''", "UPDATE issue SET medoid = 999",
        "INSERT INTO issue_member VALUES (999, 1, NULL)",
        "UPDATE issue_member SET issue = 99", "UPDATE issue_member SET copy_group = 0",
        "UPDATE candidate_gate SET verdict = 'maybe'", "UPDATE candidate SET rank = 0",
        "UPDATE candidate SET key = 'x'", "UPDATE record_class SET confidence = 1.01",
        "UPDATE ballot SET content = 'x'", "UPDATE run SET status = 'lost'",
        "UPDATE run SET finished = NULL WHERE status = 'finished'",
        "INSERT INTO audit (time, action, detail) VALUES ('2024', 'x', '{}')",
        "INSERT INTO audit VALUES (9, '2024', 'x', 'y', '\(String(repeating: "0", count: 64))')",
        "UPDATE source_file SET complete = 2", "UPDATE source_file SET notices = '{'",
        "UPDATE record SET informant = 2",
        "INSERT INTO reject_original VALUES (1, 1, 999, '[]')",
        "INSERT INTO reject_successor VALUES (2, 1, 2, 1, 1, 999)",
        "INSERT INTO record_history (record, step) VALUES (1, 1)",
        "INSERT INTO source_table VALUES (1, 1, NULL, 1, 'fax', '[]', '{}')", "UPDATE audit_head SET entries = 5",
        "DELETE FROM audit_head", "DELETE FROM issue_decision", "UPDATE issue_decision SET reason = '另说'",
        "INSERT OR REPLACE INTO issue_decision VALUES (1, '2024', 'rename', '李', '由', '名', NULL)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'rename', '', '由', '名', NULL)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'rename', '李', '', '名', NULL)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'rename', '李', '由', NULL, NULL)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'merge', '李', '由', '名', NULL)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'undo', '李', '由', NULL, NULL)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'undo', '李', '由', NULL, 9)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'undo', '李', '由', NULL, 1)",
        "INSERT INTO issue_decision VALUES (9, '2024', 'delete', '李', '由', NULL, NULL)",
        "INSERT INTO issue_decision_side VALUES (1, 0, NULL)", "INSERT INTO issue_decision_side VALUES (99, 1, NULL)",
        "DELETE FROM issue_decision_side", "DELETE FROM issue_decision_record",
        "INSERT INTO issue_decision_record VALUES (1, 999, 1)", "INSERT INTO issue_decision_record VALUES (1, 9, 9)",
        "DELETE FROM issue_trail", "UPDATE issue_trail SET members = 0",
        "INSERT INTO issue_trail VALUES (9, NULL, '2024', 'moved', 1, 2, 3, '名')",
        "INSERT INTO issue_trail VALUES (9, NULL, '2024', 'merged', 1, NULL, 3, '名')",
        "INSERT INTO issue_trail VALUES (9, NULL, '2024', 'ended', 1, 2, 3, '名')",
        "INSERT INTO issue_trail VALUES (9, NULL, '2024', 'merged', 2, 2, 3, '名')",
        "INSERT INTO issue_trail VALUES (9, 99, '2024', 'merged', 1, 2, 3, '名')",
        "UPDATE issue_numbering SET next = 0", "INSERT INTO issue_numbering VALUES (2, 1, 0)",
        "UPDATE repeat_group SET kind = 'copy'", "UPDATE repeat_group SET people = 0",
        "UPDATE repeat_group SET campaign = 2", "UPDATE repeat_member SET role = 'second'",
        "UPDATE repeat_member SET news = 'x'", "UPDATE repeat_member SET repeat_group = 99",
        "UPDATE repeat_member SET position = 1",
        "UPDATE taxonomy SET name = '2024版'", "UPDATE taxonomy SET hash = 'x'",
        "UPDATE taxonomy_class SET parent = 2", "UPDATE taxonomy_class SET name = ''",
        "UPDATE taxonomy_class SET parent = NULL", "UPDATE taxonomy_mapping SET old = 99",
        "UPDATE taxonomy_mapping SET certain = 2", "UPDATE record_class SET level3 = ''",
    ])
    func theSchemaRefuses(sql: String) throws {
        let folder = try TemporaryFolder()
        try fill(Store(path: folder.path("opinion.db")))
        let error = #expect(throws: DatabaseError.self) { try folder.sql(sql) }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }

    @Test func readingInOrderNeedsNoSorting() throws {
        let folder = try TemporaryFolder()
        try fill(Store(path: folder.path("opinion.db")))
        for sql in [
            """
            SELECT r.id FROM record r CROSS JOIN source_file f ON f.id = r.first_file
            CROSS JOIN source_sheet h ON h.source_file = r.first_file AND h.position = r.first_sheet ORDER BY r.id
            """,
            """
            SELECT w.row FROM source_row w CROSS JOIN record r ON r.seq = w.record
            ORDER BY w.source_file, w.sheet, w.row
            """,
        ] {
            let rows = try DatabaseQueue(path: folder.path("opinion.db")).read {
                try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
            }
            #expect(!rows.isEmpty && !rows.contains { $0.contains("TEMP B-TREE") }, "\(rows)")
        }
    }

    /// A store with rows in every table; always the same.
    private func fill(_ store: Store) throws {
        try store.bind(keyFingerprint: "0123456789abcdef")
        try Samples.feed(store, Samples.file("热线.csv"), 0..<10)
        try store.ingest(Samples.file("网络问政.jsonl", content: 1), runAt: Samples.clock) { batch in
            try batch.accept(Samples.answered(1, row: 1))
            try batch.reject(row: 2, number: "GD-X", reason: "没有内容")
        }
        try store.ingest(Samples.file("更正.csv", content: 3), runAt: Samples.clock) { batch in
            try batch.accept(Samples.revised(2, row: 2))
        }
        try store.ingest(Samples.file("台账.xlsx", content: 2), runAt: Samples.clock) { batch in
            for (index, sheet) in ["二月", "一月"].enumerated() {
                var normalized = Samples.record(20 + index, file: "台账.xlsx", row: 2)
                normalized.record.source.sheet = sheet
                try batch.accept(normalized)
                try batch.reject(row: 3, sheet: sheet, reason: "空行")
            }
        }
        try store.replaceAnalysis(Samples.analysis())
        for (name, code) in [("2024版", "A"), ("2025版", "B")] {
            try store.save(
                StoredTaxonomy(
                    name: name, hash: "0123456789abcdef", file: "分类.xlsx", sha256: String(repeating: "c", count: 64),
                    imported: Samples.clock,
                    classes: [
                        .init(code: code, name: "城乡建设", level: 1, parent: nil, note: ""),
                        .init(code: nil, name: "电梯", level: 2, parent: 0, note: "加装"),
                    ]))
        }
        try store.saveMapping(
            [.init(old: "城乡建设", new: "城乡建设", kind: "沿用", isCertain: true)], from: "2024版", to: "2025版")
        try store.save(StoredBallot(id: "b1", title: "票决", content: #"{"seats":10}"#, created: Samples.clock))
        try store.finishRun(store.beginRun(at: Samples.clock), at: Samples.clock, manifest: "{}")
        try store.audit("run", time: Samples.clock)
        try store.replaceAnalysis(Samples.analysis(), update: Samples.update())
        // Last, so that the audit log before them is that of earlier versions.
        for decision in Samples.decisions() { try store.add(decision, audit: "{}") }
        try store.close()
    }
}
