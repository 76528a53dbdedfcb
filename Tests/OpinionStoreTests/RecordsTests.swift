import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct RecordsTests {
    @Test func everyFieldComesBack() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let normalized = Samples.answered(3, row: 5)
        try store.ingest(Samples.file("热线.csv"), runAt: Samples.clock) { try $0.accept(normalized) }
        let record = normalized.record
        var found: [StoredRecord] = []
        try store.forEachRecord { found.append($0) }
        let stored = try #require(found.first)
        let facts = stored.facts
        #expect(found.count == 1)
        #expect(stored.matchTitle == normalized.matchTitle)
        #expect(stored.matchBody == normalized.matchBody)
        #expect((facts.id, facts.channel, facts.source) == (record.id, record.channel, record.source))
        #expect((facts.number, facts.received, facts.person) == (record.number, record.received, record.person))
        #expect(facts.demandType == record.demandType)
        #expect(facts.categories == record.categories)
        #expect(facts.place == record.place)
        #expect(facts.evaluation == record.evaluation)
        var handling = record.handling
        handling.reply = normalized.maskedReply
        #expect(facts.handling == handling)
        #expect((facts.likes, facts.dislikes, facts.cosigners) == (100, 1, 2))

        let shown = try #require(try store.shownRecord(record.id))
        #expect((shown.title, shown.body) == (normalized.maskedTitle, normalized.maskedBody))
        #expect(shown.facts.handling == handling)
        #expect(shown.facts.place.address == nil, "an address as written is not shown")
        #expect(shown.facts.place.county == "东阳市")
        #expect(
            try store.original(record.id)
                == OriginalTexts(
                    title: record.title, body: record.body, reply: record.handling.reply, address: "幸福路3号"))
        #expect(try store.normaliserChanges().map { "\($0)" } == ["(name: \"width\", characters: 3, records: 1)"])
    }

    @Test func aBareRecordComesBack() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        let record = OpinionIngest.Record(
            id: Samples.id(1), channel: .letter, source: SourceRow(file: "信.jsonl", row: 1))
        try store.ingest(Samples.file("信.jsonl"), runAt: Samples.clock) {
            try $0.accept(
                NormalizedRecord(
                    record: record, maskedTitle: "", maskedBody: "", maskedReply: nil, matchTitle: "", matchBody: "",
                    changes: [:]))
        }
        let shown = try #require(try store.shownRecord(record.id))
        #expect((shown.title, shown.body) == ("", ""))
        #expect(shown.facts.number == nil && shown.facts.received == nil && shown.facts.person == nil)
        #expect(shown.facts.handling == .init() && shown.facts.evaluation == .init() && shown.facts.place == .init())
        #expect(shown.facts.categories == [])
    }

    @Test(arguments: [
        "零\u{0}字节\u{0}", "\u{0}", "\u{FEFF}头", "e\u{301} 与 é", "👨‍👩‍👧 𠮷野家", "引号'\"\\", "换\r\n行\t", " 空格 ", "",
    ])
    func originalsStayUntouched(text: String) throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        var normalized = Samples.record(1, row: 2)
        normalized.record.title = text
        normalized.record.body = text + "正文"
        normalized.record.number = text
        normalized.record.categories = [text, "乙"]
        normalized.record.handling.reply = text
        normalized.record.place.address = text
        normalized.maskedTitle = text
        normalized.maskedBody = text + "遮"
        normalized.maskedReply = text + "遮"
        normalized.matchBody = text + "配"
        try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { try $0.accept(normalized) }
        let original = try #require(try store.original(Samples.id(1)))
        let shown = try #require(try store.shownRecord(Samples.id(1)))
        var matchBody = ""
        try store.forEachRecord { matchBody = $0.matchBody }
        // Bytes, since Swift's == takes canonically equal texts for equal.
        for (found, expected) in [
            (original.title, text), (original.body, text + "正文"), (original.reply ?? "无", text),
            (original.address ?? "无", text), (shown.title, text), (shown.body, text + "遮"),
            (shown.facts.handling.reply ?? "无", text + "遮"), (shown.facts.number ?? "无", text),
            (shown.facts.categories[0], text), (matchBody, text + "配"),
        ] {
            #expect(Array(found.utf8) == Array(expected.utf8))
        }
    }

    @Test func aReplyThatMaskingLeftOutIsNotShown() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        var normalized = Samples.answered(1, row: 2)
        normalized.maskedReply = nil
        try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { try $0.accept(normalized) }
        #expect(try store.shownRecord(Samples.id(1))?.facts.handling.reply == "")
    }

    @Test func aRecordWhoseMaskedTextsAreLostIsNotShown() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        try folder.sql("DELETE FROM record_shown WHERE record = (SELECT seq FROM record WHERE id = '\(Samples.id(1))')")
        #expect(try store.shownRecord(Samples.id(1)) == nil)
        #expect(try store.shownRecords(ids: (0..<3).map(Samples.id)).count == 2)
    }

    @Test func recordsAreAskedForByIdAndNumber() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<5)
        let ids = [Samples.id(4), Samples.id(99), Samples.id(0), Samples.id(4)]
        #expect(try store.shownRecords(ids: ids).map(\.facts.id) == [ids[0], ids[2], ids[3]])
        #expect(try store.shownRecord(Samples.id(99)) == nil)
        #expect(try store.original(Samples.id(99)) == nil)
        #expect(try store.find(number: "GD-3") == [Samples.id(3)])
        #expect(try store.find(number: "gd-3") == [])
        var merged = Samples.record(3, row: 9)
        merged.record.number = "另一个号"
        try store.ingest(Samples.file("b.csv"), runAt: Samples.clock) { try $0.accept(merged) }
        #expect(try store.find(number: "另一个号") == [Samples.id(3)])
    }

    @Test func anErrorInTheCallbackEndsTheReading() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<5)
        var seen = 0
        #expect(throws: IngestTests.Stop.self) {
            try store.forEachRecord { _ in
                seen += 1
                if seen == 2 { throw IngestTests.Stop() }
            }
        }
        #expect(seen == 2)
        #expect(try store.recordCount() == 5)
    }
}
