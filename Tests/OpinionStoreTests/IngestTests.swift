import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct IngestTests {
    struct Stop: Error {}

    @Test func rowsBecomeRecordsMergedOrRejectedRows() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let file = Samples.file("热线.csv")
        #expect(try store.totals(of: file) == nil)
        let totals = try store.ingest(file, runAt: Samples.clock) { batch in
            #expect(try batch.accept(Samples.record(1, row: 3)) == .record(Samples.id(1)))
            #expect(try batch.accept(Samples.record(2, row: 4)) == .record(Samples.id(2)))
            #expect(try batch.accept(Samples.record(1, row: 5)) == .merged(Samples.id(1)))
            try batch.reject(row: 6, number: "GD-9", reason: "没有内容")
            #expect(batch.totals.rows == 4)
        }
        #expect(totals == IngestTotals(records: 2, merged: 1, rejected: 1, updated: 0))
        #expect(try store.totals(of: file) == totals)
        #expect(try store.recordCount() == 2)
        #expect(try store.ledger() == [FileLedger(file: file, firstRun: Samples.clock, totals: totals)])
        #expect(
            try store.rejects() == [
                RejectedRow(source: SourceRow(file: "热线.csv", row: 6), number: "GD-9", reason: "没有内容")
            ])
        #expect(try store.rows(of: Samples.id(1)).map(\.row) == [3, 5])
    }

    @Test func rowsOfSeveralSheetsShareNumbers() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let first = SourceRow(file: "台账.xlsx", row: 2, sheet: "二月")
        let second = SourceRow(file: "台账.xlsx", row: 2, sheet: "一月")
        let third = SourceRow(file: "台账.xlsx", row: 2, sheet: "零\u{0}月")
        func record(_ number: Int, _ source: SourceRow) -> NormalizedRecord {
            var normalized = Samples.record(number, row: source.row)
            normalized.record.source = source
            return normalized
        }
        let totals = try store.ingest(Samples.file("台账.xlsx"), runAt: Samples.clock) { batch in
            try batch.accept(record(1, first))
            try batch.reject(row: 3, sheet: "二月", reason: "空行")
            try batch.accept(record(2, second))
            try batch.accept(record(1, third))
            try batch.reject(row: 3, sheet: "一月", number: "GD-3", reason: "空行")
            try batch.accept(record(3, SourceRow(file: "台账.xlsx", row: 1, sheet: "二月")))
        }
        #expect(totals == IngestTotals(records: 3, merged: 1, rejected: 2))
        // Sheets as they came first, whatever they are called, and rows within them.
        #expect(
            try store.rejects() == [
                RejectedRow(source: SourceRow(file: "台账.xlsx", row: 3, sheet: "二月"), reason: "空行"),
                RejectedRow(source: SourceRow(file: "台账.xlsx", row: 3, sheet: "一月"), number: "GD-3", reason: "空行"),
            ])
        var members: [SourceRow] = []
        try store.forEachIssueMember { members.append($0.source) }
        #expect(members == [SourceRow(file: "台账.xlsx", row: 1, sheet: "二月"), first, second, third])
        #expect(try store.rows(of: Samples.id(1)) == [first, third])
        #expect(try store.shownRecord(Samples.id(2))?.facts.source == second)
        #expect(throws: StoreError.repeatedRow(file: "乙.xlsx", sheet: "一月", row: 2)) {
            try store.ingest(Samples.file("乙.xlsx"), runAt: Samples.clock) { batch in
                try batch.reject(row: 2, sheet: "一月", reason: "空行")
                try batch.accept(record(5, second))
            }
        }
    }

    @Test func aFileWithoutRowsIsKept() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        #expect(try store.ingest(Samples.file("空.csv"), runAt: Samples.clock) { _ in } == IngestTotals())
        #expect(try store.ledger().map(\.totals.rows) == [0])
    }

    @Test func theSameFileAgainChangesNothing() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let hash = try store.contentHash()
        let bytes = try store.ledger()
        let totals = try store.ingest(Samples.file("热线.csv"), runAt: Samples.clock.adding(days: 9)) { _ in
            Issue.record("rows were asked for")
        }
        #expect(totals == IngestTotals(records: 10))
        #expect(try store.contentHash() == hash)
        #expect(try store.ledger() == bytes)
    }

    @Test func aLongerVersionAddsOnlyWhatIsNew() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<10)
        let before = try shown(store)
        let totals = try Samples.feed(store, Samples.file("热线.csv", content: 1), 0..<14)
        #expect(totals == IngestTotals(records: 4, merged: 10))
        #expect(try store.recordCount() == 14)
        #expect(try shown(store).filter { before[$0.key] != nil } == before)
    }

    @Test func aRecordInAnotherFileIsMergedIntoTheFirst() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<2)
        try Samples.feed(store, Samples.file("网络问政.csv"), [1])
        #expect(
            try store.rows(of: Samples.id(1)) == [
                SourceRow(file: "热线.csv", row: 3), SourceRow(file: "网络问政.csv", row: 2),
            ])
        #expect(try store.shownRecord(Samples.id(1))?.facts.source == SourceRow(file: "热线.csv", row: 3))
    }

    @Test func newsOfTheHandlingIsTakenOver() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        let totals = try store.ingest(Samples.file("热线.csv", content: 2), runAt: Samples.clock) { batch in
            try batch.accept(Samples.answered(1, row: 2))
            try batch.accept(Samples.answered(1, row: 3))
            try batch.accept(Samples.record(1, row: 4))
        }
        // The second says nothing new, and the third is older: it is not closed yet.
        #expect(totals == IngestTotals(merged: 3, updated: 1))
        let facts = try #require(try store.shownRecord(Samples.id(1))?.facts)
        #expect(facts.handling.status == "办结")
        #expect(facts.handling.closed == CivilTime(year: 2024, month: 6, day: 1))
        #expect(facts.handling.reply == "已修复,联系人***")
        #expect(facts.handling.leadUnit == "市住建局")
        #expect(facts.evaluation == .init(contacted: true, solved: true, satisfaction: 4))
        #expect((facts.likes, facts.dislikes, facts.cosigners) == (100, 1, 2))
        #expect(try store.original(Samples.id(1))?.reply == "已修复,联系人王小明")
    }

    @Test func anOlderRowOnlyFillsGaps() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        var older = Samples.record(1, row: 3)
        older.record.handling.closed = CivilTime(year: 2024, month: 5, day: 20)
        older.record.evaluation = .init(contacted: false, solved: false, satisfaction: 1)
        try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { batch in
            var closed = Samples.answered(1, row: 2)
            closed.record.evaluation.solved = nil
            closed.record.handling.jointUnits = []
            try batch.accept(closed)
            try batch.accept(older)
        }
        let facts = try #require(try store.shownRecord(Samples.id(1))?.facts)
        #expect(facts.handling.closed == CivilTime(year: 2024, month: 6, day: 1))
        #expect(facts.handling.status == "办结")
        #expect(facts.handling.jointUnits == ["市场监管局"])
        #expect(facts.evaluation == .init(contacted: true, solved: false, satisfaction: 4))
    }

    @Test func aThrowingCallbackLeavesNothingBehind() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let hash = try store.contentHash()
        #expect(throws: Stop.self) {
            try store.ingest(Samples.file("半个.csv"), runAt: Samples.clock) { batch in
                for number in 5..<30 { try batch.accept(Samples.answered(number, row: number)) }
                throw Stop()
            }
        }
        #expect(try store.contentHash() == hash)
        #expect(try store.totals(of: Samples.file("半个.csv")) == nil)
    }

    @Test func aSwallowedErrorStillRollsBack() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        #expect(throws: StoreError.repeatedRow(file: "热线.csv", row: 2)) {
            try store.ingest(Samples.file("热线.csv"), runAt: Samples.clock) { batch in
                try batch.accept(Samples.record(1, row: 2))
                _ = try? batch.accept(Samples.record(2, row: 2))
                _ = try? batch.accept(Samples.record(3, row: 3))
            }
        }
        #expect(try store.recordCount() == 0)
    }

    @Test func aRejectedRowReportedTwiceIsRefused() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        #expect(throws: StoreError.repeatedRow(file: "热线.csv", row: 4)) {
            try store.ingest(Samples.file("热线.csv"), runAt: Samples.clock) { batch in
                try batch.reject(row: 4, reason: "没有内容")
                try batch.reject(row: 4, reason: "没有内容")
            }
        }
    }

    @Test func aBatchEndsWithItsFile() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        var kept: IngestBatch?
        try store.ingest(Samples.file("热线.csv"), runAt: Samples.clock) { kept = $0 }
        let batch = try #require(kept)
        #expect(throws: StoreError.batchFinished) { try batch.accept(Samples.record(1, row: 2)) }
        #expect(throws: StoreError.batchFinished) { try batch.reject(row: 2, reason: "没有内容") }
    }

    /// Whatever is fed in whatever order: totals add up, each id is one record, and nothing but the ledger knows the order.
    @Test(arguments: 0..<12)
    func totalsAddUp(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        var ids: Set<RecordID> = []
        var rows = 0
        var rejected = 0
        var sum = IngestTotals()
        for content in 0..<Int.random(in: 1...5, using: &random) {
            let file = Samples.file("文件\(Int.random(in: 0...1, using: &random)).csv", content: content)
            let count = Int.random(in: 0...40, using: &random)
            let places = Array(1...60).shuffled(using: &random).prefix(count)
            sum =
                sum
                + (try store.ingest(file, runAt: Samples.clock) { batch in
                    for row in places {
                        rows += 1
                        if Int.random(in: 0..<5, using: &random) == 0 {
                            rejected += 1
                            try batch.reject(row: row, reason: "没有内容")
                            continue
                        }
                        let number = Int.random(in: 0..<50, using: &random)
                        let isNew = ids.insert(Samples.id(number)).inserted
                        let outcome = try batch.accept(
                            Bool.random(using: &random)
                                ? Samples.record(number, row: row) : Samples.answered(number, row: row))
                        #expect(outcome == (isNew ? .record(Samples.id(number)) : .merged(Samples.id(number))))
                    }
                })
        }
        #expect(sum.rows == rows)
        #expect(sum.records == ids.count)
        #expect(sum.rejected == rejected)
        #expect(try store.recordCount() == ids.count)
        #expect(try store.ledger().map(\.totals).reduce(IngestTotals(), +) == sum)
        #expect(try store.rejects().count == rejected)
        var seen: [RecordID] = []
        try store.forEachRecord { seen.append($0.facts.id) }
        #expect(seen == ids.sorted())
        var accepted = 0
        try store.forEachIssueMember { _ in accepted += 1 }
        #expect(accepted == rows - rejected)
    }

    private func shown(_ store: Store) throws -> [RecordID: ShownRecord] {
        var records: [RecordID: ShownRecord] = [:]
        try store.forEachShownRecord { records[$0.facts.id] = $0 }
        return records
    }
}
