import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

/// What was known of a record before a later export said something else.
@Suite struct HistoryTests {
    private func feed(_ store: Store, _ content: Int, _ record: NormalizedRecord) throws -> IngestTotals {
        try store.ingest(Samples.file("月报\(content).csv", content: content), runAt: Samples.clock) {
            try $0.accept(record)
        }
    }

    @Test func statusReplyAndRatingKeepTheirHistory() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let id = Samples.id(1)
        #expect(try feed(store, 1, Samples.record(1, row: 2)) == IngestTotals(records: 1))
        #expect(try store.history(of: id) == [])
        #expect(try feed(store, 2, Samples.answered(1, row: 3)) == IngestTotals(merged: 1, updated: 1))
        var rated = Samples.answered(1, row: 4)
        rated.record.evaluation = .init(contacted: true, solved: false, satisfaction: 1)
        rated.record.handling.reply = "重新修好,联系人王小明"
        rated.maskedReply = "重新修好,联系人***"
        #expect(try feed(store, 3, rated) == IngestTotals(merged: 1, updated: 1))
        #expect(try feed(store, 4, rated) == IngestTotals(merged: 1), "nothing new")

        let history = try store.history(of: id)
        #expect(history.map(\.step) == [1, 2])
        #expect(history.map(\.handling.status) == ["处理中", "办结"])
        #expect(history.map(\.handling.reply) == [nil, "已修复,联系人王小明"])
        #expect(history.map(\.evaluation.satisfaction) == [nil, 4])
        #expect(history.map(\.likes) == [1, 100])
        #expect(history.map(\.endedBy) == [SourceRow(file: "月报2.csv", row: 3), SourceRow(file: "月报3.csv", row: 4)])
        let now = try #require(try store.shownRecord(id)?.facts)
        #expect(now.handling.reply == "重新修好,联系人***" && now.evaluation.satisfaction == 1)
        #expect(try store.recordCount() == 1)
    }

    @Test func newWordsInACorrectedRowKeepItToo() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        var row = Samples.answered(1, row: 2)
        row.record.id = Samples.id(900)
        row.record.body += "！"
        try store.ingest(Samples.file("二月.csv"), runAt: Samples.clock) { try $0.accept(row) }
        #expect(try store.history(of: Samples.id(1)).map(\.handling.status) == ["处理中"])
    }

    @Test func historyIsContent() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        _ = try feed(store, 1, Samples.record(1, row: 2))
        _ = try feed(store, 2, Samples.answered(1, row: 3))
        let hash = try store.contentHash()
        try folder.sql("UPDATE record_history SET status = '退回'")
        #expect(try store.contentHash() != hash)
    }
}
