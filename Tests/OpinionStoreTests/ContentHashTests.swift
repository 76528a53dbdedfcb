import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct ContentHashTests {
    @Test func theHashIsSixtyFourDigits() throws {
        let folder = try TemporaryFolder()
        let hash = try Samples.store(folder).contentHash()
        #expect(hash.count == 64)
        #expect(hash.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test func filesThatShareNoRecordMayComeInAnyOrder() throws {
        let folder = try TemporaryFolder()
        var hashes: Set<String> = []
        for (index, order) in [[0, 1, 2], [2, 1, 0], [1, 2, 0]].enumerated() {
            let store = try Store(path: folder.path("\(index).db"))
            for number in order {
                try Samples.feed(store, Samples.file("\(number).csv"), number * 10..<number * 10 + 10)
            }
            try store.replaceAnalysis(Samples.analysis())
            hashes.insert(try store.contentHash())
        }
        #expect(hashes.count == 1)
    }

    @Test func rowsOfAFileMayComeInAnyOrder() throws {
        let folder = try TemporaryFolder()
        var hashes: Set<String> = []
        for seed in 0..<3 {
            var random = SeededGenerator(seed: UInt64(seed))
            let store = try Store(path: folder.path("\(seed).db"))
            try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { batch in
                for number in (1...30).shuffled(using: &random) {
                    if number % 5 == 0 {
                        try batch.reject(row: number, reason: "没有内容")
                    } else {
                        try batch.accept(Samples.record(number, file: "a.csv", row: number))
                    }
                }
            }
            hashes.insert(try store.contentHash())
        }
        #expect(hashes.count == 1)
    }

    @Test func theClockDoesNotCount() throws {
        let folder = try TemporaryFolder()
        let hashes = try (0..<2).map { days in
            let store = try Store(path: folder.path("\(days).db"))
            try store.ingest(Samples.file("a.csv"), runAt: Samples.clock.adding(days: days)) {
                try $0.accept(Samples.record(1, row: 2))
            }
            return try store.contentHash()
        }
        #expect(hashes[0] == hashes[1])
    }

    /// Each statement changes one column somewhere; each must show, and differently.
    @Test func everyTableCounts() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        try store.ingest(Samples.file("b.csv"), runAt: Samples.clock) { try $0.reject(row: 1, reason: "没有内容") }
        try store.ingest(Samples.file("更正.csv"), runAt: Samples.clock) { try $0.accept(Samples.revised(2, row: 2)) }
        try store.replaceAnalysis(Samples.analysis())
        try store.save(StoredBallot(id: "b1", title: "票决", content: "{}", created: Samples.clock))
        var hashes: Set<String> = [try store.contentHash()]
        for sql in [
            "source_file SET encoding = NULL", "source_file SET name = 'c.csv' WHERE id = 2",
            "source_row SET reason = '坏' WHERE outcome = 'rejected'", "source_row SET number = NULL WHERE row = 4",
            "source_sheet SET name = '一月' WHERE source_file = 1",
            "record SET status = '办结' WHERE seq = 1", "record SET likes = 50 WHERE seq = 1",
            "record SET contacted = NULL WHERE seq = 2", "record SET contacted = 0 WHERE seq = 2",
            "record_original SET address = NULL WHERE record = 1", "record_original SET body = '' WHERE record = 1",
            "record_revision SET body = ''",
            "record_shown SET title = '' WHERE record = 1", "record_shown SET reply = '' WHERE record = 1",
            "record_match SET changes = NULL WHERE record = 1", "record_match SET body = NULL WHERE record = 1",
            "issue SET cohesion = 0.8126 WHERE id = 1", "issue_member SET copy_group = 3 WHERE copy_group = 2",
            "candidate SET score = 1 WHERE id = 1", "candidate_part SET value = 7 WHERE position = 1",
            "candidate_gate SET verdict = 'passed'", "lead SET unit = 'x' WHERE id = 2",
            "lead_evidence SET value = '2' WHERE position = 1", "record_class SET level2 = NULL WHERE record = 1",
            "ballot SET title = '票选'",
        ] {
            try folder.sql("UPDATE " + sql)
            #expect(hashes.insert(try store.contentHash()).inserted, "\(sql)")
        }
        for table in ["candidate_record", "candidate_issue", "lead_record"] {
            try folder.sql("DELETE FROM \(table)")
            #expect(hashes.insert(try store.contentHash()).inserted, "\(table)")
        }
    }
}
