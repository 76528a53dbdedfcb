import OpinionIngest
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct RevisionTests {
    static let text = "和平社区三号楼电梯停运已半个月老人上下楼不便"

    @Test func aCorrectedTextIsNoSecondRecord() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<5)
        let shown = try store.shownRecord(Samples.id(1))
        let original = try store.original(Samples.id(1))
        let totals = try store.ingest(Samples.file("二月.csv"), runAt: Samples.clock) { batch in
            let outcome1 = try batch.accept(Samples.revised(1, row: 2))
            #expect(outcome1 == .merged(Samples.id(1)))
            let outcome2 = try batch.accept(Samples.record(2, row: 3))
            #expect(outcome2 == .merged(Samples.id(2)))
            let outcome3 = try batch.accept(Samples.revised(1, row: 4))
            #expect(outcome3 == .merged(Samples.id(1)))
            let outcome4 = try batch.accept(Samples.revised(1, row: 5, version: 2))
            #expect(outcome4 == .merged(Samples.id(1)))
        }
        #expect(totals == IngestTotals(merged: 4, updated: 2))
        #expect(try store.recordCount() == 5)
        #expect(try store.shownRecord(Samples.id(1)) == shown, "the first text stays")
        #expect(try store.original(Samples.id(1)) == original)
        #expect(try store.rows(of: Samples.id(1)).count == 4)
        let bodies = [1, 2].map { Samples.revised(1, row: 1, version: $0).record.body }
        #expect(try store.revisions(of: Samples.id(1)).map(\.body) == bodies)
        #expect(try store.revisions(of: Samples.id(2)) == [])
        // The next export holds the corrected row again: nothing new.
        let next = try store.ingest(Samples.file("三月.csv"), runAt: Samples.clock) {
            try $0.accept(Samples.revised(1, row: 2))
        }
        #expect(next == IngestTotals(merged: 1))
    }

    @Test func aCorrectedRowBringsNewsOfTheHandling() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        var row = Samples.answered(1, row: 2)
        row.record.id = Samples.id(900)
        row.record.body += "！"
        try store.ingest(Samples.file("二月.csv"), runAt: Samples.clock) { try $0.accept(row) }
        #expect(try store.shownRecord(Samples.id(1))?.facts.handling.status == "办结")
    }

    /// What makes a row another record although its number is the same.
    @Test(arguments: 0..<8)
    func anotherMatterStaysAnother(kind: Int) throws {
        let changes: [(inout NormalizedRecord) -> Void] = [
            { $0.record.channel = .letter }, { $0.record.number = "GD-1 " }, { $0.record.number = nil },
            { $0.record.received = $0.record.received?.adding(days: 1) }, { $0.record.received = nil },
            { $0.record.person = PersonKey(rawValue: "00000000000000ff") }, { $0.matchBody = "幸福路夜间施工噪声扰民多次反映无果" },
            { ($0.matchTitle, $0.matchBody) = ("", "") },
        ]
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder, 0..<3)
        var row = Samples.revised(1, row: 2)
        changes[kind](&row)
        try store.ingest(Samples.file("二月.csv"), runAt: Samples.clock) {
            let outcome5 = try $0.accept(row)
            #expect(outcome5 == .record(row.record.id))
        }
        #expect(try store.recordCount() == 4)
    }

    @Test(arguments: [
        (text, true), ("和平社区 三号楼\n电梯停运已半个月，老人上下楼不便", true), ("和平社区三号楼电梯停运己半个月老人上下楼不便", true),
        ("和平社区三号楼电梯停运已半个月老人上下楼不便请尽快修复", true), ("和平社区五号楼门前污水外溢气味难闻请尽快处理", false), ("电梯", false),
        ("", false),
    ])
    func likeness(other: String, isRevision: Bool) throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { batch in
            for (number, body) in [Self.text, other].enumerated() {
                var row = Samples.record(1, row: number + 2)
                row.record.id = Samples.id(number)
                row.record.person = number == 0 ? nil : row.record.person
                (row.matchTitle, row.matchBody) = ("", body)
                try batch.accept(row)
            }
        }
        #expect(try store.recordCount() == (isRevision ? 1 : 2))
    }

    @Test func titlesCountWhereThereIsNoBody() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { batch in
            for (number, title) in ["关于加装电梯的建议", "关于加装电梯的 建议", "关于整治夜市油烟的提案"].enumerated() {
                var row = Samples.record(1, row: number + 2)
                row.record.id = Samples.id(number)
                (row.matchTitle, row.matchBody) = (title, "")
                try batch.accept(row)
            }
        }
        #expect(try store.recordCount() == 2)
    }

    /// A system that exports one number and one time for all, in texts that follow a template.
    @Test func aNumberThatManyShareIsNoNumber() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        func row(_ number: Int, _ body: String) -> NormalizedRecord {
            var row = Samples.record(1, row: number + 2)
            row.record.id = Samples.id(number)
            row.matchBody = body
            return row
        }
        try store.ingest(Samples.file("a.csv"), runAt: Samples.clock) { batch in
            for number in 0..<9 {
                let body = String(repeating: Character(UnicodeScalar(UInt8(97 + number))), count: 9)
                let outcome6 = try batch.accept(row(number, body))
                #expect(outcome6 == .record(Samples.id(number)))
            }
            let outcome7 = try batch.accept(row(9, "aaaaaaaaaa"))
            #expect(outcome7 == .record(Samples.id(9)))
        }
        #expect(try store.recordCount() == 10)
    }
}
