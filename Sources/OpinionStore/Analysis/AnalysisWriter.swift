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
            "issue", "id, label, keywords, medoid, cohesion",
            known: """
                (id) DO UPDATE SET label = excluded.label, keywords = excluded.keywords, medoid = excluded.medoid,
                  cohesion = excluded.cohesion
                """)
        let addMember = try insert("issue_member", "record, issue, copy_group")
        for issue in issues {
            let medoid = try seq(issue.medoid, in: "issue")
            let id = issue.id.rawValue
            try addIssue.bind(id).bind(issue.label).bind(JSONText.text(issue.keywords)).bind(medoid)
                .bind(issue.cohesion).run()
            var groups: [RecordID: Int] = [:]
            for (index, group) in issue.copies.enumerated() {
                for record in group { groups[record] = index + 1 }
            }
            for record in issue.members.sorted() {
                try addMember.bind(try seq(record, in: "issue_member")).bind(id).bind(groups[record]).run()
            }
        }
    }

    func write(_ candidates: [Candidate]) throws {
        let addCandidate = try insert("candidate", "id, key, title, rank, score, people")
        let addPart = try insert(
            "candidate_part", "candidate, position, key, name, value, scaled, weight, points, explanation")
        let addGate = try insert("candidate_gate", "candidate, position, key, name, verdict, reason")
        let addIssue = try insert("candidate_issue", "candidate, position, issue")
        let addRecord = try insert("candidate_record", "candidate, record")
        for (index, candidate) in candidates.enumerated() {
            let id = index + 1
            try addCandidate.bind(id).bind(candidate.key).bind(candidate.title).bind(candidate.rank)
                .bind(candidate.score).bind(candidate.people).run()
            for (index, part) in candidate.parts.enumerated() {
                try addPart.bind(id).bind(index + 1).bind(part.key).bind(part.name).bind(part.value).bind(part.scaled)
                    .bind(part.weight).bind(part.points).bind(part.explanation).run()
            }
            for (index, gate) in candidate.gates.enumerated() {
                try addGate.bind(id).bind(index + 1).bind(gate.key).bind(gate.name).bind(gate.verdict.rawValue)
                    .bind(gate.reason).run()
            }
            for (index, issue) in candidate.issues.enumerated() {
                try addIssue.bind(id).bind(index + 1).bind(issue.rawValue).run()
            }
            // In the order of the table.
            for record in try candidate.records.map({ try seq($0, in: "candidate_record") }).sorted() {
                try addRecord.bind(id).bind(record).run()
            }
        }
    }

    func write(_ leads: [Lead]) throws {
        let addLead = try insert("lead", "id, key, kind, title, explanation, strength, issue, unit, topics")
        let addEvidence = try insert("lead_evidence", "lead, position, name, value")
        let addRecord = try insert("lead_record", "lead, record")
        for (index, lead) in leads.enumerated() {
            let id = index + 1
            try addLead.bind(id).bind(lead.key).bind(lead.kind.rawValue).bind(lead.title).bind(lead.explanation)
                .bind(lead.strength).bind(lead.issue?.rawValue).bind(lead.unit).bind(JSONText.text(lead.topics)).run()
            for (index, evidence) in lead.evidence.enumerated() {
                try addEvidence.bind(id).bind(index + 1).bind(evidence.name).bind(evidence.value).run()
            }
            for record in lead.records.sorted() {
                try addRecord.bind(id).bind(try seq(record, in: "lead_record")).run()
            }
        }
    }

    func write(_ classes: [RecordClass]) throws {
        let add = try insert("record_class", "record, level1, level2, level3, confidence, evidence")
        for item in classes {
            try add.bind(try seq(item.record, in: "record_class")).bind(item.level1).bind(item.level2)
                .bind(item.level3).bind(item.confidence).bind(JSONText.text(item.evidence)).run()
        }
    }

    func write(_ repeats: [Repeat]) throws {
        let addGroup = try insert("repeat_group", "id, kind, campaign, people")
        let addMember = try insert("repeat_member", "record, repeat_group, position, role, news")
        for group in repeats {
            try addGroup.bind(group.id).bind(group.kind.rawValue).bind(group.isCampaign).bind(group.people).run()
            for (index, member) in group.members.enumerated() {
                try addMember.bind(try seq(member.record, in: "repeat_member")).bind(group.id).bind(index + 1)
                    .bind(member.role.rawValue).bind(JSONText.text(member.news)).run()
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
        let addPart = try insert("issue_part", "issue, position, label")
        let addRecord = try insert("issue_part_record", "issue, position, record")
        for outline in outlines {
            let issue = outline.issue.rawValue
            try addOutline.bind(issue).bind(outline.nearest?.issue.rawValue).bind(outline.nearest?.likeness).run()
            for (index, record) in outline.extremes.enumerated() {
                try addExtreme.bind(issue).bind(index + 1).bind(try seq(record, in: "issue_extreme")).run()
            }
            for (index, part) in outline.parts.enumerated() {
                try addPart.bind(issue).bind(index + 1).bind(part.label).run()
                for record in part.records.sorted() {
                    try addRecord.bind(issue).bind(index + 1).bind(try seq(record, in: "issue_part_record")).run()
                }
            }
        }
    }

    private func write(_ themes: [IssueTheme]) throws {
        let addTheme = try insert("theme", "id, label, category")
        let addIssue = try insert("theme_issue", "issue, theme, position")
        for theme in themes {
            try addTheme.bind(theme.id).bind(theme.label).bind(theme.category).run()
            for (index, issue) in theme.issues.enumerated() {
                try addIssue.bind(issue.rawValue).bind(theme.id).bind(index + 1).run()
            }
        }
    }

    /// An insert of all the named columns; `known` says what becomes of a row that is there.
    private func insert(_ table: String, _ columns: String, known: String? = nil) throws -> FastStatement {
        let count = columns.split(separator: ",").count
        let marks = [String](repeating: "?", count: count).joined(separator: ", ")
        let conflict = known.map { " ON CONFLICT \($0)" } ?? ""
        return try FastStatement(db, sql: "INSERT INTO \(table) (\(columns)) VALUES (\(marks))\(conflict)")
    }

    private func seq(_ id: RecordID, in table: String) throws -> Int64 {
        guard let seq = find.number(of: id) else { throw StoreError.unknownRecord(id: id.rawValue, table: table) }
        return seq
    }
}
