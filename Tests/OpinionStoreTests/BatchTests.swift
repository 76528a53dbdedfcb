import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

/// Files that are taken in several transactions.
@Suite struct BatchTests {
    private static let file = Samples.file("热线.csv")

    /// Rows of all kinds: new, repeated, answered, corrected, rejected, on two sheets.
    private static func feed(_ row: Int, _ batch: IngestBatch) throws {
        let sheet = row % 7 == 0 ? "二月" : nil
        func place(_ record: NormalizedRecord) -> NormalizedRecord {
            var record = record
            record.record.source.sheet = sheet
            return record
        }
        switch row % 5 {
        case 0: try batch.reject(row: row, sheet: sheet, reason: "没有内容", cells: ["", "行\(row)"])
        case 1: try batch.accept(place(Samples.answered(row / 2, row: row)))
        case 2: try batch.accept(place(Samples.revised(row / 2, row: row)))
        default: try batch.accept(place(Samples.record(row / 2, row: row)))
        }
    }

    private static let closing = FileClosing(
        tables: [
            SourceTable(
                sheet: nil, headerRow: 1, channel: .hotline, header: ["编号", "内容"],
                columns: [.number: [0], .body: [1]])
        ], notices: ["时间无法识别"], failure: nil, isAudited: true)

    @Test(arguments: 0..<10)
    func howAFileIsCutLeavesNoTrace(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let whole = try Store(path: folder.path("whole.db"))
        let total = try whole.ingestBatch(Self.file, runAt: Samples.clock, closing: Self.closing) { batch in
            for row in 1...100 { try Self.feed(row, batch) }
        }
        var random = SeededGenerator(seed: seed)
        var sum = IngestTotals()
        var next = 1
        while next <= 100 {
            // Each batch as if the program had been started again.
            let store = try Store(path: folder.path("cut.db"))
            let done = try store.ingestState(of: Self.file)?.rows ?? 0
            #expect(done == next - 1)
            let end = min(100, next + Int.random(in: 0...30, using: &random))
            let rows = next...end
            sum =
                sum
                + (try store.ingestBatch(
                    Self.file, runAt: Samples.clock.adding(days: next), after: done,
                    closing: end == 100 ? Self.closing : nil
                ) { batch in for row in rows { try Self.feed(row, batch) } })
            next = end + 1
            try store.close()
        }
        let cut = try Store(path: folder.path("cut.db"), mode: .readOnly)
        #expect(sum == total)
        #expect(try cut.contentHash() == whole.contentHash())
        #expect(try cut.rejects() == whole.rejects())
        #expect(try cut.ledger().map(\.tables) == whole.ledger().map(\.tables))
        #expect(try cut.auditLog().map(\.action) == ["import", "correction"])
        #expect(try cut.verifyAudit().isIntact)
    }

    @Test func anUnfinishedFileSaysSo() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        try store.ingestBatch(Self.file, runAt: Samples.clock, settings: "a", closing: nil) { batch in
            for row in 1...10 { try Self.feed(row, batch) }
        }
        let state = try #require(try store.ingestState(of: Self.file))
        #expect(state.rows == 10 && state.totals.rows == 10 && !state.isComplete && state.settings == "a")
        #expect(try store.ledger().map(\.isComplete) == [false])
        #expect(try store.auditLog().isEmpty)
        let hash = try store.contentHash()
        #expect(throws: StoreError.otherSettings(file: "热线.csv")) {
            try store.ingestBatch(Self.file, runAt: Samples.clock, settings: "b", after: 10, closing: nil) { _ in }
        }
        // Somebody else went on with it meanwhile.
        for done in [0, 9, 11] {
            #expect(throws: StoreError.resumedElsewhere(file: "热线.csv")) {
                try store.ingestBatch(Self.file, runAt: Samples.clock, settings: "a", after: done, closing: nil) {
                    try Self.feed(50, $0)
                }
            }
        }
        #expect(try store.contentHash() == hash)
        try store.ingestBatch(Self.file, runAt: Samples.clock, settings: "a", after: 10, closing: FileClosing()) { _ in
        }
        #expect(try store.contentHash() != hash, "an unfinished file is not a finished one")
        #expect(throws: StoreError.resumedElsewhere(file: "热线.csv")) {
            try store.ingestBatch(Self.file, runAt: Samples.clock, settings: "a", after: 10, closing: nil) { _ in }
        }
    }

    @Test func aFailedBatchLeavesTheEarlierOnes() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        try store.ingestBatch(Self.file, runAt: Samples.clock, closing: nil) { batch in
            for row in 1...10 { try Self.feed(row, batch) }
        }
        let hash = try store.contentHash()
        #expect(throws: StoreError.repeatedRow(file: "热线.csv", row: 3)) {
            try store.ingestBatch(Self.file, runAt: Samples.clock, after: 10, closing: nil) { batch in
                for row in [11, 12, 3] { try Self.feed(row, batch) }
            }
        }
        #expect(try store.contentHash() == hash)
        #expect(try store.ingestState(of: Self.file)?.rows == 10)
    }
}
