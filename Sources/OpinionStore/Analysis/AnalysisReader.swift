import GRDB
import OpinionIngest
import OpinionRanking

/// Reads an analysis back, each table once and in order.
struct AnalysisReader {
    private let db: Database

    init(_ db: Database) { self.db = db }

    func issues() throws -> [Issue] {
        var members: [Int: [RecordID]] = [:]
        var groups: [Int: [Int: [RecordID]]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql:
                "SELECT m.issue, r.id, m.copy_group FROM issue_member m JOIN record r ON r.seq = m.record ORDER BY r.id"
        )
        while let row = try rows.next() {
            let issue = try row.requiredInteger(0)
            let record = RecordID(rawValue: try row.requiredText(1))
            members[issue, default: []].append(record)
            if let group = row.integer(2) { groups[issue, default: [:]][group, default: []].append(record) }
        }
        return try fetch(
            """
            SELECT i.id, i.label, i.keywords, r.id, i.cohesion FROM issue i JOIN record r ON r.seq = i.medoid
            ORDER BY i.id
            """
        ) { row in
            let id = try row.requiredInteger(0)
            return Issue(
                id: IssueID(rawValue: id), label: try row.requiredText(1), keywords: try row.list(2),
                medoid: RecordID(rawValue: try row.requiredText(3)), members: members[id] ?? [],
                cohesion: try row.requiredDouble(4),
                copies: (groups[id] ?? [:]).sorted { $0.key < $1.key }.map(\.value))
        }.sorted(by: Issue.isShownBefore)
    }

    /// Outlines by issue; `only` limits them to one.
    func outlines(only issue: IssueID? = nil) throws -> [IssueOutline] {
        let (condition, arguments): (String, StatementArguments) =
            issue.map { (" WHERE issue = ?", [$0.rawValue]) } ?? ("", [])
        var extremes: [Int: [RecordID]] = [:]
        for (id, record) in try fetch(
            """
            SELECT e.issue, r.id FROM issue_extreme e JOIN record r ON r.seq = e.record\(condition)
            ORDER BY e.issue, e.position
            """, arguments, { (try $0.requiredInteger(0), RecordID(rawValue: try $0.requiredText(1))) })
        {
            extremes[id, default: []].append(record)
        }
        var parts: [Int: [IssueOutline.Part]] = [:]
        for (id, label) in try fetch(
            "SELECT issue, label FROM issue_part\(condition) ORDER BY issue, position", arguments,
            { (try $0.requiredInteger(0), try $0.requiredText(1)) })
        {
            parts[id, default: []].append(.init(label: label, records: []))
        }
        for (id, position, record) in try fetch(
            """
            SELECT p.issue, p.position, r.id FROM issue_part_record p JOIN record r ON r.seq = p.record\(condition)
            ORDER BY p.issue, p.position, r.id
            """, arguments,
            { (try $0.requiredInteger(0), try $0.requiredInteger(1), RecordID(rawValue: try $0.requiredText(2))) })
        {
            guard let known = parts[id], known.indices.contains(position - 1) else { continue }
            parts[id]?[position - 1].records.append(record)
        }
        return try fetch(
            "SELECT issue, nearest, likeness FROM issue_outline\(condition) ORDER BY issue", arguments
        ) { row in
            let id = try row.requiredInteger(0)
            let nearest = try row.integer(1).map {
                IssueOutline.Nearest(issue: IssueID(rawValue: $0), likeness: try row.requiredDouble(2))
            }
            return IssueOutline(
                issue: IssueID(rawValue: id), nearest: nearest, extremes: extremes[id] ?? [], parts: parts[id] ?? [])
        }
    }

    func themes() throws -> [IssueTheme] {
        let issues = try grouped("SELECT theme, issue FROM theme_issue ORDER BY theme, position") { row in
            IssueID(rawValue: try row.requiredInteger(1))
        }
        return try fetch("SELECT id, label, category FROM theme ORDER BY id") { row in
            let id = try row.requiredInteger(0)
            return IssueTheme(
                id: id, label: try row.requiredText(1), category: try row.text(2), issues: issues[id] ?? [])
        }
    }

    func candidates() throws -> [Candidate] {
        let parts = try grouped(
            """
            SELECT candidate, key, name, value, scaled, weight, points, explanation
            FROM candidate_part ORDER BY candidate, position
            """
        ) { row in
            var part = ScorePart(
                key: try row.requiredText(1), name: try row.requiredText(2), value: try row.requiredDouble(3),
                scaled: try row.requiredDouble(4), weight: try row.requiredDouble(5),
                explanation: try row.requiredText(7))
            part.points = try row.requiredDouble(6)
            return part
        }
        let gates = try grouped(
            "SELECT candidate, key, name, verdict, reason FROM candidate_gate ORDER BY candidate, position"
        ) { row in
            Gate(
                key: try row.requiredText(1), name: try row.requiredText(2),
                verdict: try row.require(Gate.Verdict(rawValue: row.requiredText(3))),
                reason: try row.requiredText(4))
        }
        let issues = try grouped("SELECT candidate, issue FROM candidate_issue ORDER BY candidate, position") { row in
            IssueID(rawValue: try row.requiredInteger(1))
        }
        let records = try self.records("candidate")
        return try fetch("SELECT id, key, title, rank, score, people FROM candidate ORDER BY id") { row in
            let id = try row.requiredInteger(0)
            return Candidate(
                key: try row.requiredText(1), title: try row.requiredText(2), rank: try row.requiredInteger(3),
                score: try row.requiredDouble(4), parts: parts[id] ?? [], gates: gates[id] ?? [],
                issues: issues[id] ?? [], records: records[id] ?? [], people: try row.requiredInteger(5))
        }
    }

    func leads() throws -> [Lead] {
        let evidence = try grouped("SELECT lead, name, value FROM lead_evidence ORDER BY lead, position") { row in
            LeadEvidence(name: try row.requiredText(1), value: try row.requiredText(2))
        }
        let records = try self.records("lead")
        return try fetch(
            "SELECT id, key, kind, title, explanation, strength, issue, unit, topics FROM lead ORDER BY id"
        ) { row in
            let id = try row.requiredInteger(0)
            return Lead(
                key: try row.requiredText(1), kind: try row.require(LeadKind(rawValue: row.requiredText(2))),
                title: try row.requiredText(3), explanation: try row.requiredText(4),
                strength: try row.requiredDouble(5), evidence: evidence[id] ?? [],
                issue: row.integer(6).map(IssueID.init(rawValue:)), unit: try row.text(7), records: records[id] ?? [],
                topics: try row.list(8))
        }
    }

    func classes(only id: RecordID? = nil) throws -> [RecordClass] {
        let sql = """
            SELECT r.id, c.level1, c.level2, c.level3, c.confidence, c.evidence
            FROM record r CROSS JOIN record_class c ON c.record = r.seq
            """
        let read: (Row) throws -> RecordClass = { row in
            RecordClass(
                record: RecordID(rawValue: try row.requiredText(0)), level1: try row.requiredText(1),
                level2: try row.text(2), level3: try row.text(3), confidence: try row.requiredDouble(4),
                evidence: try row.list(5))
        }
        if let id { return try fetch(sql + " WHERE r.id = ?", [id.rawValue], read) }
        return try fetch(sql + " ORDER BY r.id", [], read)
    }

    /// Repeats by id; `where` limits the groups, with its arguments.
    func repeats(where condition: String = "", _ arguments: StatementArguments = []) throws -> [Repeat] {
        let groups = condition.isEmpty ? "" : " WHERE g.id IN (\(condition))"
        var members: [Int: [Repeat.Member]] = [:]
        let rows = try fetch(
            """
            SELECT g.id, r.id, m.role, m.news FROM repeat_group g JOIN repeat_member m ON m.repeat_group = g.id
            JOIN record r ON r.seq = m.record\(groups) ORDER BY g.id, m.position
            """, arguments
        ) { row in
            let member = Repeat.Member(
                record: RecordID(rawValue: try row.requiredText(1)),
                role: try row.require(Repeat.Role(rawValue: row.requiredText(2))), news: try row.list(3))
            return (try row.requiredInteger(0), member)
        }
        for (group, member) in rows { members[group, default: []].append(member) }
        return try fetch(
            "SELECT g.id, g.kind, g.campaign, g.people FROM repeat_group g\(groups) ORDER BY g.id", arguments
        ) { row in
            let id = try row.requiredInteger(0)
            return Repeat(
                id: id, kind: try row.require(Repeat.Kind(rawValue: row.requiredText(1))),
                isCampaign: try row.requiredInteger(2) == 1, people: try row.requiredInteger(3),
                members: members[id] ?? [])
        }
    }

    private func fetch<Value>(
        _ sql: String, _ arguments: StatementArguments = [], _ read: (Row) throws -> Value
    ) throws -> [Value] {
        let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        var values: [Value] = []
        while let row = try rows.next() { values.append(try read(row)) }
        return values
    }

    /// Values by the integer in their first column, in the order of the query.
    private func grouped<Value>(_ sql: String, _ read: (Row) throws -> Value) throws -> [Int: [Value]] {
        var groups: [Int: [Value]] = [:]
        for (owner, value) in try fetch(sql, [], { (try $0.requiredInteger(0), try read($0)) }) {
            groups[owner, default: []].append(value)
        }
        return groups
    }

    private func records(_ owner: String) throws -> [Int: [RecordID]] {
        try grouped(
            "SELECT c.\(owner), r.id FROM \(owner)_record c JOIN record r ON r.seq = c.record ORDER BY c.\(owner), r.id"
        ) { RecordID(rawValue: try $0.requiredText(1)) }
    }
}
