import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

/// Rejected rows are kept with their cells, until a row is fed that puts them right.
@Suite struct RejectTests {
    private func rejects(_ store: Store) throws -> [OpenReject] {
        var rejects: [OpenReject] = []
        try store.forEachOpenReject { rejects.append($0) }
        return rejects
    }

    private func store(_ folder: TemporaryFolder) throws -> Store {
        let store = try Store(path: folder.path("opinion.db"))
        try store.ingest(Samples.file("热线.csv", content: 7), runAt: Samples.clock) { batch in
            try batch.accept(Samples.record(1, row: 2))
            try batch.reject(row: 3, reason: "没有诉求内容", cells: ["GD-3", "", "=1+1", "空\u{0}字"])
            try batch.reject(row: 4, reason: "空行")
            try batch.reject(row: 5, reason: "没有诉求内容", cells: ["GD-5"])
        }
        return store
    }

    @Test func cellsAreKeptAsReceived() throws {
        let folder = try TemporaryFolder()
        let found = try rejects(store(folder))
        #expect(found.map(\.cells) == [["GD-3", "", "=1+1", "空\u{0}字"], [], ["GD-5"]])
        #expect(found.map(\.source.row) == [3, 4, 5])
        #expect(Set(found.map(\.marker)).count == 3)
    }

    @Test func aRowFedAgainPutsARejectedOneRight() throws {
        let folder = try TemporaryFolder()
        let store = try store(folder)
        let open = try rejects(store)
        var corrected = Samples.record(30, row: 2)
        corrected.record.corrects = open[0].marker
        let totals = try store.ingest(Samples.file("未收.csv", content: 8), runAt: Samples.clock) { batch in
            try batch.accept(corrected)
            // Still nothing in it: it takes the place of the earlier one in the list.
            try batch.reject(row: 3, reason: "没有诉求内容", cells: ["GD-5"], corrects: open[2].marker)
            var stranger = Samples.record(31, row: 4)
            stranger.record.corrects = "aaaaaaaaaaaa-1-999"
            try batch.accept(stranger)
            stranger = Samples.record(32, row: 5)
            stranger.record.corrects = "不是标识"
            try batch.accept(stranger)
        }
        #expect(totals == IngestTotals(records: 3, rejected: 1, corrected: 1))
        #expect(try store.totals(of: Samples.file("未收.csv", content: 8)) == totals)
        let left = try rejects(store)
        #expect(left.map(\.source.file) == ["热线.csv", "未收.csv"])
        #expect(left.map(\.source.row) == [4, 3])
        let reasons = try store.rejectReasons()
        #expect(reasons.map(\.count) == [2, 1, 1] && reasons.map(\.fedAgain) == [2, 0, 0])
        // The ledger of the first file says what it said: nothing is rewritten.
        #expect(try store.ledger().map(\.totals.rejected) == [3, 1])
        #expect(
            try store.ledger().allSatisfy {
                $0.totals.rows == $0.totals.records + $0.totals.merged + $0.totals.rejected
            })
    }

    @Test func cellsAndCorrectionsAreContent() throws {
        let folder = try TemporaryFolder()
        let store = try store(folder)
        let hash = try store.contentHash()
        try folder.sql("UPDATE reject_original SET cells = '[]' WHERE row = 5")
        #expect(try store.contentHash() != hash)
    }
}
