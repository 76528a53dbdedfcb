import GRDB
import OpinionIngest
import OpinionRanking

/// Writes an analysis into empty tables, or a change of it (`make`).
struct AnalysisWriter {
    private static let tables = [
        "issue_part_record", "issue_part", "issue_extreme", "issue_outline", "theme_issue", "theme", "repeat_member",
        "repeat_group", "record_class", "lead_record", "lead_evidence", "lead", "candidate_record",
        "candidate_issue", "candidate_gate",
        "candidate_part", "candidate", "issue_member", "issue", "analysis",
    ]

    let db: Database
    private let find: RecordNumbers

    /// - Parameter find: where records lie; read from the store where it is not known.
    init(_ db: Database, find: RecordNumbers? = nil) throws {
        self.db = db
        self.find = try find ?? RecordNumbers(db)
    }

    /// Replaces what is there.
    func replace(with analysis: Analysis, hash: String) throws {
        for table in Self.tables { try db.execute(sql: "DELETE FROM \(table)") }
        try write(analysis.issues)
        try write(analysis.candidates)
        try write(analysis.leads)
        try write(analysis.classes)
        try write(analysis.repeats)
        try write(analysis.outlines)
        try write(analysis.themes)
        try db.execute(sql: "INSERT INTO analysis (only, hash) VALUES (1, ?)", arguments: [hash])
    }

    func write(_ issues: [Issue]) throws {
        let addIssue = try insert(
            "issue", "id, label, keywords, medoid, cohesion", texts: [1],
            known: """
                (id) DO UPDATE SET label = excluded.label, keywords = excluded.keywords, medoid = excluded.medoid,
                  cohesion = excluded.cohesion
                """)
        let addMember = try insert("issue_member", "record, issue, copy_group")
        for issue in issues {
            let medoid = try seq(issue.medoid, in: "issue")
            let id = issue.id.rawValue
            try run(addIssue, [id, bindable(issue.label), JSONText.text(issue.keywords), medoid, issue.cohesion])
            var groups: [RecordID: Int] = [:]
            for (index, group) in issue.copies.enumerated() {
                for record in group { groups[record] = index + 1 }
            }
            for record in issue.members.sorted() {
                try run(addMember, [try seq(record, in: "issue_member"), id, groups[record]])
            }
        }
    }

    func write(_ candidates: [Candidate]) throws {
        let addCandidate = try insert("candidate", "id, key, title, rank, score, people", texts: [1, 2])
        let addPart = try insert(
            "candidate_part", "candidate, position, key, name, value, scaled, weight, points, explanation",
            texts: [2, 3, 8])
        let addGate = try insert(
            "candidate_gate", "candidate, position, key, name, verdict, reason", texts: [2, 3, 5])
        let addIssue = try insert("candidate_issue", "candidate, position, issue")
        let addRecord = try insert("candidate_record", "candidate, record")
        for (index, candidate) in candidates.enumerated() {
            let id = index + 1
            try run(
                addCandidate,
                [
                    id, bindable(candidate.key), bindable(candidate.title), candidate.rank, candidate.score,
                    candidate.people,
                ])
            for (index, part) in candidate.parts.enumerated() {
                try run(
                    addPart,
                    [
                        id, index + 1, bindable(part.key), bindable(part.name), part.value, part.scaled, part.weight,
                        part.points, bindable(part.explanation),
                    ])
            }
            for (index, gate) in candidate.gates.enumerated() {
                try run(
                    addGate,
                    [
                        id, index + 1, bindable(gate.key), bindable(gate.name), gate.verdict.rawValue,
                        bindable(gate.reason),
                    ])
            }
            for (index, issue) in candidate.issues.enumerated() { try run(addIssue, [id, index + 1, issue.rawValue]) }
            for record in candidate.records.sorted() {
                try run(addRecord, [id, try seq(record, in: "candidate_record")])
            }
        }
    }

    func write(_ leads: [Lead]) throws {
        let addLead = try insert(
            "lead", "id, key, kind, title, explanation, strength, issue, unit, topics", texts: [1, 3, 4, 7])
        let addEvidence = try insert("lead_evidence", "lead, position, name, value", texts: [2, 3])
        let addRecord = try insert("lead_record", "lead, record")
        for (index, lead) in leads.enumerated() {
            let id = index + 1
            try run(
                addLead,
                [
                    id, bindable(lead.key), lead.kind.rawValue, bindable(lead.title), bindable(lead.explanation),
                    lead.strength, lead.issue?.rawValue, bindable(lead.unit), JSONText.text(lead.topics),
                ])
            for (index, evidence) in lead.evidence.enumerated() {
                try run(addEvidence, [id, index + 1, bindable(evidence.name), bindable(evidence.value)])
            }
            for record in lead.records.sorted() { try run(addRecord, [id, try seq(record, in: "lead_record")]) }
        }
    }

    func write(_ classes: [RecordClass]) throws {
        let add = try insert(
            "record_class", "record, level1, level2, level3, confidence, evidence", texts: [1, 2, 3])
        for item in classes {
            try run(
                add,
                [
                    try seq(item.record, in: "record_class"), bindable(item.level1), bindable(item.level2),
                    bindable(item.level3), item.confidence, JSONText.text(item.evidence),
                ])
        }
    }

    func write(_ repeats: [Repeat]) throws {
        let addGroup = try insert("repeat_group", "id, kind, campaign, people")
        let addMember = try insert("repeat_member", "record, repeat_group, position, role, news")
        for group in repeats {
            try run(addGroup, [group.id, group.kind.rawValue, group.isCampaign, group.people])
            for (index, member) in group.members.enumerated() {
                try run(
                    addMember,
                    [
                        try seq(member.record, in: "repeat_member"), group.id, index + 1, member.role.rawValue,
                        JSONText.text(member.news),
                    ])
            }
        }
    }

    func write(_ outlines: [IssueOutline]) throws {
        let addOutline = try insert(
            "issue_outline", "issue, nearest, likeness",
            known: """
                (issue) DO UPDATE SET nearest = coalesce(excluded.nearest, nearest),
                  likeness = coalesce(excluded.likeness, likeness)
                """)
        let addExtreme = try insert("issue_extreme", "issue, position, record")
        let addPart = try insert("issue_part", "issue, position, label", texts: [2])
        let addRecord = try insert("issue_part_record", "issue, position, record")
        for outline in outlines {
            let issue = outline.issue.rawValue
            try run(addOutline, [issue, outline.nearest?.issue.rawValue, outline.nearest?.likeness])
            for (index, record) in outline.extremes.enumerated() {
                try run(addExtreme, [issue, index + 1, try seq(record, in: "issue_extreme")])
            }
            for (index, part) in outline.parts.enumerated() {
                try run(addPart, [issue, index + 1, bindable(part.label)])
                for record in part.records.sorted() {
                    try run(addRecord, [issue, index + 1, try seq(record, in: "issue_part_record")])
                }
            }
        }
    }

    private func write(_ themes: [IssueTheme]) throws {
        let addTheme = try insert("theme", "id, label, category", texts: [1, 2])
        let addIssue = try insert("theme_issue", "issue, theme, position")
        for theme in themes {
            try run(addTheme, [theme.id, bindable(theme.label), bindable(theme.category)])
            for (index, issue) in theme.issues.enumerated() {
                try run(addIssue, [issue.rawValue, theme.id, index + 1])
            }
        }
    }

    /// An insert of all the named columns; `texts` are the places of columns bound as free text, `known` says what becomes of a
    /// row that is there.
    private func insert(
        _ table: String, _ columns: String, texts: Set<Int> = [], known: String? = nil
    ) throws -> Statement {
        let count = columns.split(separator: ",").count
        let marks = (0..<count).map { texts.contains($0) ? boundText : "?" }.joined(separator: ", ")
        let conflict = known.map { " ON CONFLICT \($0)" } ?? ""
        return try db.makeStatement(sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))\(conflict)")
    }

    func run(_ statement: Statement, _ values: [(any DatabaseValueConvertible)?]) throws {
        statement.setUncheckedArguments(StatementArguments(values))
        try statement.execute()
    }

    private func seq(_ id: RecordID, in table: String) throws -> Int64 {
        guard let seq = find.number(of: id) else { throw StoreError.unknownRecord(id: id.rawValue, table: table) }
        return seq
    }
}
