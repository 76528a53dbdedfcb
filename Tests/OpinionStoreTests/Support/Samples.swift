import GRDB
import OpinionIngest
import OpinionRanking
import OpinionStore
import OpinionTestSupport

/// Values that several tests use.
enum Samples {
    static let clock = CivilTime(seconds: 1_714_557_000, precision: .second)

    static func id(_ number: Int) -> RecordID {
        let digits = String(UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15, radix: 16)
        return RecordID(rawValue: String(repeating: "0", count: 16 - digits.count) + digits)
    }

    /// A file whose digest is made from `content`, any small number.
    static func file(_ name: String, content: Int = 0) -> SourceFileInfo {
        let digits = String(content, radix: 16)
        return SourceFileInfo(
            name: name, sha256: String(repeating: "a", count: 64 - digits.count) + digits, format: "csv",
            encoding: "GB18030")
    }

    /// The record `number` as it stands in a row of a file, with every field filled in.
    static func record(_ number: Int, file: String = "热线.csv", row: Int) -> NormalizedRecord {
        let phone = 13_800_000_000 + number
        let record = OpinionIngest.Record(
            id: id(number), channel: Channel.allCases[number % 6], source: SourceRow(file: file, row: row),
            number: "GD-\(number)", received: Samples.clock.adding(days: number % 700),
            person: PersonKey(rawValue: id(number % 50 + 1_000).rawValue), title: "第\(number)号楼电梯停运",
            body: "老人上下楼不便,请联系\(phone)", demandType: "求助", categories: ["城乡建设", "\"电梯\"\\\n"],
            place: .init(
                address: "幸福路\(number)号", county: "东阳市", township: "白云街道", community: "和平社区", grid: "第3网格"),
            handling: .init(
                leadUnit: "市住建局", jointUnits: ["市场监管局"], dispatched: CivilTime(year: 2024, month: 5, day: 2),
                due: CivilTime(year: 2024, month: 5, precision: .month), status: "处理中"),
            evaluation: .init(contacted: true), likes: number % 7, dislikes: 1, cosigners: 2)
        return NormalizedRecord(
            record: record, maskedTitle: record.title, maskedBody: "老人上下楼不便,请联系138****0000", maskedReply: nil,
            matchTitle: record.title, matchBody: "老人上下楼不便请联系", changes: ["width": 3, "space": 0])
    }

    /// The same record after the unit has answered.
    static func answered(_ number: Int, row: Int) -> NormalizedRecord {
        var normalized = record(number, row: row)
        normalized.record.handling.status = "办结"
        normalized.record.handling.closed = CivilTime(year: 2024, month: 6, day: 1)
        normalized.record.handling.reply = "已修复,联系人王小明"
        normalized.maskedReply = "已修复,联系人***"
        normalized.record.evaluation = .init(contacted: true, solved: true, satisfaction: 4)
        normalized.record.likes = 100
        return normalized
    }

    /// The same record after a clerk corrected a character of its text, which gives it the id of `version`.
    static func revised(_ number: Int, row: Int, version: Int = 1) -> NormalizedRecord {
        var normalized = record(number, row: row)
        normalized.record.id = id(5_000 + 100 * version + number)
        normalized.record.body += String(repeating: "！", count: version)
        normalized.maskedBody += String(repeating: "！", count: version)
        normalized.matchBody += String(repeating: "！", count: version)
        return normalized
    }

    /// A store with the records of a range in one file, rows from 2.
    static func store(_ folder: TemporaryFolder, _ records: Range<Int> = 0..<10) throws -> Store {
        let store = try Store(path: folder.path("opinion.db"))
        try feed(store, Samples.file("热线.csv"), records)
        return store
    }

    @discardableResult
    static func feed(_ store: Store, _ file: SourceFileInfo, _ records: some Sequence<Int>) throws -> IngestTotals {
        try store.ingest(file, runAt: clock) { batch in
            for (index, number) in records.enumerated() {
                try batch.accept(record(number, file: file.name, row: index + 2))
            }
        }
    }

    /// An analysis of the records 0 to 9 that fills every table.
    static func analysis() -> Analysis {
        let members = (0..<6).map(id).sorted()
        var part = ScorePart(key: "people", name: "反映人数", value: 6, scaled: 0.5, weight: 30, explanation: "6人反映")
        part.points = 15.25
        return Analysis(
            issues: [
                Issue(
                    id: IssueID(rawValue: 1), label: "和平社区电梯停运", keywords: ["电梯", "停运"], medoid: members[2],
                    members: members, cohesion: 0.8125, copies: [Array(members[0...1]), Array(members[3...4])]),
                Issue(
                    id: IssueID(rawValue: 7), label: "幸福路积水", keywords: [], medoid: id(8),
                    members: [id(7), id(8)].sorted(), cohesion: 1.0 / 3, copies: []),
            ],
            candidates: [
                Candidate(
                    key: "need:lift", title: "老旧小区加装电梯", rank: 1, score: 66.5,
                    parts: [
                        part,
                        ScorePart(key: "trend", name: "趋势", value: -0.1, scaled: 0, weight: 5, explanation: "下降"),
                    ],
                    gates: [Gate(key: "affordable", name: "财力可承受", verdict: .unknown, reason: "目录未载")],
                    issues: [IssueID(rawValue: 7), IssueID(rawValue: 1)], records: members, people: 6),
                Candidate(
                    key: "issue:7", title: "幸福路积水", rank: 2, score: 12, parts: [], gates: [], issues: [], records: [],
                    people: 2),
            ],
            leads: [
                Lead(
                    key: "burst:issue:1", kind: .burst, title: "5月突增", explanation: "远超预期", strength: 9.5,
                    evidence: [LeadEvidence(name: "期望件数", value: "1.2"), LeadEvidence(name: "实际件数", value: "6")],
                    issue: IssueID(rawValue: 1), unit: "市住建局", records: members, topics: ["来信来访集中反映"]),
                Lead(
                    key: "unit:2", kind: .unitOutlier, title: "满意率偏低", explanation: "低于下限", strength: 3, evidence: [],
                    issue: nil, unit: nil, records: [], topics: []),
            ],
            classes: (0..<10).map {
                RecordClass(
                    record: id($0), level1: "城乡建设", level2: $0 == 3 ? nil : "电梯", confidence: 0.75, evidence: ["电梯"])
            }
            .sorted { $0.record < $1.record },
            repeats: [
                Repeat(
                    id: 1, kind: .nearIdentical, isCampaign: true, people: 3,
                    members: [
                        .init(record: members[4], role: .first), .init(record: members[0], role: .copy),
                        .init(record: members[5], role: .copyWithNews, news: ["地点 青石镇", "数量 3天"]),
                    ]),
                Repeat(
                    id: 2, kind: .samePerson, isCampaign: false, people: 1,
                    members: [
                        .init(record: id(8), role: .first), .init(record: id(7), role: .again),
                        .init(record: id(9), role: .news, news: ["日期 2024-05-01"]),
                    ]),
            ],
            outlines: [
                IssueOutline(
                    issue: IssueID(rawValue: 1), nearest: .init(issue: IssueID(rawValue: 7), likeness: 0.25),
                    extremes: [members[5], members[0]],
                    parts: [
                        .init(label: "一号楼电梯停运", records: [members[0], members[2], members[3]]),
                        .init(label: "和平社区电梯困人", records: [members[1], members[4]]),
                    ]),
                IssueOutline(issue: IssueID(rawValue: 7)),
            ],
            themes: [
                IssueTheme(
                    id: 1, label: "电梯、停运", category: "城乡建设",
                    issues: [IssueID(rawValue: 7), IssueID(rawValue: 1)])
            ])
    }
}

extension Samples {
    /// Decisions of every kind on the issues of `analysis`; the last takes the first back.
    static func decisions() -> [IssueDecision] {
        func decision(_ id: Int, _ kind: IssueDecision.Kind, _ sides: [IssueDecision.Side] = []) -> IssueDecision {
            IssueDecision(id: id, kind: kind, time: clock, author: "王芳", reason: "核对原文", sides: sides)
        }
        let one = IssueDecision.Side(issue: IssueID(rawValue: 1), records: (0..<6).map(id))
        let seven = IssueDecision.Side(issue: IssueID(rawValue: 7), records: [id(7), id(8)])
        var rename = decision(4, .rename, [.init(issue: IssueID(rawValue: 7))])
        rename.label = "幸福路积水"
        var undo = decision(6, .undo)
        undo.undoes = 1
        return [
            decision(1, .merge, [one, seven]),
            decision(
                2, .split, [.init(issue: IssueID(rawValue: 1), records: [id(1)]), .init(records: [id(0), id(2)])]),
            decision(3, .pin, [seven, .init(records: [id(9)])]), rename,
            decision(5, .exclude, [.init(records: [id(3)])]),
            undo,
        ]
    }

    /// What a run would say of ids beside `analysis`.
    static func update() -> IssueUpdate {
        IssueUpdate(
            numbering: IssueNumbering(next: 12, decided: 5),
            changes: [
                .init(kind: .merged, from: IssueID(rawValue: 3), to: IssueID(rawValue: 1), members: 2, label: "电梯停运"),
                .init(
                    kind: .split, from: IssueID(rawValue: 1), to: IssueID(rawValue: 7), members: 2, label: "和平社区电梯停运"),
                .init(kind: .ended, from: IssueID(rawValue: 4), members: 3, label: "占道经营"),
            ], run: RunID(rawValue: 1), time: clock)
    }
}

extension TemporaryFolder {
    /// Makes a store's file one without decisions and trail, as its migration from an earlier version leaves it.
    func dropDecisions(file: String) throws {
        let tables = ["issue_trail", "issue_decision", "issue_decision_side", "issue_decision_record"]
        try sql(tables.map { "DROP TRIGGER \($0)_no_delete;" }.joined(separator: "\n"), file: file)
        try sql(
            """
            DELETE FROM issue_decision_record; DELETE FROM issue_decision_side; DELETE FROM issue_decision WHERE undoes > 0;
            DELETE FROM issue_decision; DELETE FROM issue_trail;
            UPDATE issue_numbering SET next = (SELECT max(id) FROM issue) + 1, decided = 0
            """, file: file)
    }

    /// The path of a file in the folder.
    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Runs SQL on a store's file beside the store, with or without foreign keys.
    func sql(_ sql: String, file: String = "opinion.db", foreignKeys: Bool = true) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = foreignKeys
        let queue = try DatabaseQueue(path: path(file), configuration: configuration)
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// The first column of a query on a store's file, as text.
    func strings(_ sql: String, file: String = "opinion.db") throws -> [String] {
        try DatabaseQueue(path: path(file)).read { try String.fetchAll($0, sql: sql) }
    }
}
