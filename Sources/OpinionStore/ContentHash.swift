import GRDB

extension Store {
    /// SHA-256 over everything that the store holds but the run log, the audit log, the trail and numbering of issues,
    /// and the time of each file's first run: equal hashes mean equal contents. 64 hexadecimal digits.
    ///
    /// Rows are taken in the order of what they say (ids, names), not of when they came; so files that share no record
    /// may be fed in any order. Files that do share one differ in which row is the record and which is merged.
    /// Linear in the size of the store; memory does not grow with it.
    public func contentHash() throws -> String {
        try read { db in
            var hasher = CanonicalHasher()
            for table in Self.contentTables {
                hasher.add(table.name)
                let rows = try Row.fetchCursor(db, sql: table.sql)
                while let row = try rows.next() {
                    hasher.add(1)
                    for (column, kind) in table.kinds.enumerated() {
                        switch kind {
                        case "i": hasher.add(row[column] as Int?)
                        case "r": hasher.add(row[column] as Double?)
                        default:
                            try row.withUnsafeData(atIndex: column) { data in
                                guard let data else { return hasher.addNull() }
                                data.withUnsafeBytes { hasher.addText($0) }
                            }
                        }
                    }
                }
            }
            return hasher.finish()
        }
    }

    /// What is hashed: for each table a query in canonical order and the kind of each column: i(nteger), r(eal), t(ext).
    private static let contentTables: [(name: String, kinds: String, sql: String)] = [
        (
            "source_file", "ttttitt",
            """
            SELECT name, sha256, format, encoding, complete, notices, failure FROM source_file ORDER BY name, sha256
            """
        ),
        (
            "source_table", "ttitittt",
            """
            SELECT f.name, f.sha256, t.position, t.sheet, t.header_row, t.channel, t.header, t.columns
            FROM source_file f CROSS JOIN source_table t ON t.source_file = f.id ORDER BY f.name, f.sha256, t.position
            """
        ),
        (
            "reject", "tttittti",
            """
            SELECT f.name, f.sha256, h.name, w.row, o.cells, b.name, b.sha256, s.by_row
            FROM source_file f CROSS JOIN source_sheet h ON h.source_file = f.id
            CROSS JOIN source_row w ON w.source_file = f.id AND w.sheet = h.position
            LEFT JOIN reject_original o ON o.source_file = w.source_file AND o.sheet = w.sheet AND o.row = w.row
            LEFT JOIN reject_successor s ON s.source_file = w.source_file AND s.sheet = w.sheet AND s.row = w.row
            LEFT JOIN source_file b ON b.id = s.by_file
            WHERE w.outcome = 'rejected' ORDER BY f.name, f.sha256, h.name, w.row
            """
        ),
        (
            "source_row", "tttitttit",
            """
            SELECT f.name, f.sha256, h.name, w.row, w.number, r.id, w.outcome, w.updated, w.reason
            FROM source_file f CROSS JOIN source_sheet h ON h.source_file = f.id
            CROSS JOIN source_row w ON w.source_file = f.id AND w.sheet = h.position
            LEFT JOIN record r ON r.seq = w.record
            ORDER BY f.name, f.sha256, h.name, w.row
            """
        ),
        (
            "record", "ttttittttttttttttttttiiiiiii",
            """
            SELECT r.id, r.channel, f.name, h.name, r.first_row, f.sha256, r.number, r.received, r.person, r.demand_type,
              r.categories, r.county, r.township, r.community, r.grid, r.lead_unit, r.joint_units, r.dispatched, r.due,
              r.closed, r.status, r.contacted, r.solved, r.satisfaction, r.likes, r.dislikes, r.cosigners,
              r.informant
            FROM record r CROSS JOIN source_file f ON f.id = r.first_file
            CROSS JOIN source_sheet h ON h.source_file = r.first_file AND h.position = r.first_sheet ORDER BY r.id
            """
        ),
        (
            "texts", "ttttttttttt",
            """
            SELECT r.id, o.address, o.title, o.body, o.reply, s.title, s.body, s.reply, m.changes, m.title, m.body
            FROM record r LEFT JOIN record_original o ON o.record = r.seq LEFT JOIN record_shown s ON s.record = r.seq
            LEFT JOIN record_match m ON m.record = r.seq ORDER BY r.id
            """
        ),
        (
            "record_revision", "tttttt",
            """
            SELECT v.id, r.id, v.address, v.title, v.body, v.reply
            FROM record_revision v CROSS JOIN record r ON r.seq = v.record ORDER BY v.id
            """
        ),
        (
            "record_history", "titttittttttiiiiiit",
            """
            SELECT r.id, v.step, f.name, f.sha256, h.name, v.row, v.lead_unit, v.joint_units, v.dispatched, v.due, v.closed,
              v.status, v.contacted, v.solved, v.satisfaction, v.likes, v.dislikes, v.cosigners, v.reply
            FROM record_history v CROSS JOIN record r ON r.seq = v.record JOIN source_file f ON f.id = v.source_file
            JOIN source_sheet h ON h.source_file = v.source_file AND h.position = v.sheet ORDER BY r.id, v.step
            """
        ),
        (
            "issue", "itttr",
            """
            SELECT i.id, i.label, i.keywords, r.id, i.cohesion FROM issue i JOIN record r ON r.seq = i.medoid
            ORDER BY i.id
            """
        ),
        (
            "issue_member", "tii",
            """
            SELECT r.id, m.issue, m.copy_group FROM record r CROSS JOIN issue_member m ON m.record = r.seq ORDER BY r.id
            """
        ),
        ("theme", "itt", "SELECT id, label, category FROM theme ORDER BY id"),
        ("theme_issue", "iii", "SELECT theme, position, issue FROM theme_issue ORDER BY theme, position"),
        ("issue_outline", "iir", "SELECT issue, nearest, likeness FROM issue_outline ORDER BY issue"),
        (
            "issue_extreme", "iit",
            """
            SELECT e.issue, e.position, r.id FROM issue_extreme e JOIN record r ON r.seq = e.record
            ORDER BY e.issue, e.position
            """
        ),
        ("issue_part", "iit", "SELECT issue, position, label FROM issue_part ORDER BY issue, position"),
        (
            "issue_part_record", "iit",
            """
            SELECT p.issue, p.position, r.id FROM issue_part_record p JOIN record r ON r.seq = p.record
            ORDER BY p.issue, p.position, r.id
            """
        ),
        ("candidate", "ittiri", "SELECT id, key, title, rank, score, people FROM candidate ORDER BY id"),
        (
            "candidate_part", "iittrrrrt",
            """
            SELECT candidate, position, key, name, value, scaled, weight, points, explanation
            FROM candidate_part ORDER BY candidate, position
            """
        ),
        (
            "candidate_gate", "iitttt",
            """
            SELECT candidate, position, key, name, verdict, reason FROM candidate_gate ORDER BY candidate, position
            """
        ),
        (
            "candidate_issue", "iii",
            "SELECT candidate, position, issue FROM candidate_issue ORDER BY candidate, position"
        ),
        (
            "candidate_record", "it",
            """
            SELECT c.candidate, r.id FROM candidate_record c JOIN record r ON r.seq = c.record ORDER BY c.candidate, r.id
            """
        ),
        (
            "lead", "ittttritt",
            "SELECT id, key, kind, title, explanation, strength, issue, unit, topics FROM lead ORDER BY id"
        ),
        (
            "lead_evidence", "iitt",
            "SELECT lead, position, name, value FROM lead_evidence ORDER BY lead, position"
        ),
        (
            "lead_record", "it",
            "SELECT l.lead, r.id FROM lead_record l JOIN record r ON r.seq = l.record ORDER BY l.lead, r.id"
        ),
        (
            "record_class", "ttttrt",
            """
            SELECT r.id, c.level1, c.level2, c.level3, c.confidence, c.evidence
            FROM record r CROSS JOIN record_class c ON c.record = r.seq ORDER BY r.id
            """
        ),
        (
            "issue_decision", "ittttti",
            """
            SELECT id, time, kind, author, reason, label, undoes FROM issue_decision ORDER BY id
            """
        ),
        ("issue_decision_side", "iii", "SELECT decision, side, issue FROM issue_decision_side ORDER BY decision, side"),
        (
            "issue_decision_record", "iit",
            """
            SELECT d.decision, d.side, r.id FROM issue_decision_record d JOIN record r ON r.seq = d.record
            ORDER BY d.decision, r.id
            """
        ),
        ("repeat_group", "itii", "SELECT id, kind, campaign, people FROM repeat_group ORDER BY id"),
        (
            "repeat_member", "iittt",
            """
            SELECT m.repeat_group, m.position, r.id, m.role, m.news
            FROM repeat_member m JOIN record r ON r.seq = m.record ORDER BY m.repeat_group, m.position
            """
        ),
        ("ballot", "tttt", "SELECT id, title, content, created FROM ballot ORDER BY id"),
        ("taxonomy", "tttt", "SELECT name, hash, file, sha256 FROM taxonomy ORDER BY name"),
        (
            "taxonomy_class", "tittiit",
            """
            SELECT t.name, c.position, c.code, c.name, c.level, c.parent, c.note
            FROM taxonomy t CROSS JOIN taxonomy_class c ON c.taxonomy = t.id ORDER BY t.name, c.position
            """
        ),
        (
            "taxonomy_mapping", "ttittti",
            """
            SELECT o.name, n.name, m.position, m.old_path, m.new_path, m.kind, m.certain FROM taxonomy_mapping m
            JOIN taxonomy o ON o.id = m.old JOIN taxonomy n ON n.id = m.new ORDER BY o.name, n.name, m.position
            """
        ),
    ]
}
