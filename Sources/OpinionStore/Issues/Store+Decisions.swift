import GRDB
import OpinionIngest
import OpinionRanking

extension Store {
    /// Keeps a decision and enters it in the audit log, in one transaction.
    ///
    /// - Parameters:
    ///   - decision: its id must be the one after the last, so that two people cannot decide without knowing of each other.
    ///   - audit: more about it for the audit log, as JSON; without personal data.
    /// - Throws: `StoreError.constraint` where the id is taken or leaves a gap, or something is empty; `.unknownRecord`
    ///   where a record is not in the store. Nothing is changed then.
    public func add(_ decision: IssueDecision, audit: String) throws {
        try write { db in
            let last = try Int.fetchOne(db, sql: "SELECT coalesce(max(id), 0) FROM issue_decision") ?? 0
            guard decision.id == last + 1 else { throw StoreError.constraint("issue_decision.id") }
            try db.execute(
                sql: """
                    INSERT INTO issue_decision (id, time, kind, author, reason, label, undoes)
                    VALUES (?, ?, ?, \(boundText), \(boundText), \(boundText), ?)
                    """,
                arguments: [
                    decision.id, bindable(decision.time), decision.kind.rawValue, bindable(decision.author),
                    bindable(decision.reason), bindable(decision.label), decision.undoes,
                ])
            for (index, side) in decision.sides.enumerated() {
                try db.execute(
                    sql: "INSERT INTO issue_decision_side VALUES (?, ?, ?)",
                    arguments: [decision.id, index + 1, side.issue?.rawValue])
                for record in side.records {
                    guard
                        let seq = try Int64.fetchOne(
                            db, sql: "SELECT seq FROM record WHERE id = ?", arguments: [record.rawValue])
                    else { throw StoreError.unknownRecord(id: record.rawValue, table: "issue_decision_record") }
                    try db.execute(
                        sql: "INSERT INTO issue_decision_record (decision, side, record) VALUES (?, ?, ?)",
                        arguments: [decision.id, index + 1, seq])
                }
            }
            try AuditChain.append(db, time: decision.time.description, action: "decision", detail: audit)
        }
    }

    /// Every decision ever taken, first one first; see `standing` for those that hold.
    public func decisions() throws -> [IssueDecision] { try read { try Self.decisions($0) } }

    private static func decisions(_ db: Database) throws -> [IssueDecision] {
        var sides: [Int: [IssueDecision.Side]] = [:]
        let sideRows = try Row.fetchCursor(
            db, sql: "SELECT decision, issue FROM issue_decision_side ORDER BY decision, side")
        while let row = try sideRows.next() {
            sides[try row.requiredInteger(0), default: []].append(
                .init(issue: row.integer(1).map(IssueID.init(rawValue:))))
        }
        let recordRows = try Row.fetchCursor(
            db,
            sql: """
                SELECT d.decision, d.side, r.id FROM issue_decision_record d JOIN record r ON r.seq = d.record
                ORDER BY d.decision, d.side, r.id
                """)
        while let row = try recordRows.next() {
            let (decision, side) = (try row.requiredInteger(0), try row.requiredInteger(1))
            guard sides[decision]?.indices.contains(side - 1) == true else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT)
            }
            sides[decision]?[side - 1].records.append(RecordID(rawValue: try row.requiredText(2)))
        }
        return try Row.fetchCursor(
            db, sql: "SELECT id, kind, time, author, reason, label, undoes FROM issue_decision ORDER BY id"
        ).map { row in
            let id = try row.requiredInteger(0)
            return IssueDecision(
                id: id, kind: try row.require(IssueDecision.Kind(rawValue: row.requiredText(1))),
                time: try row.requiredTime(2), author: try row.requiredText(3), reason: try row.requiredText(4),
                sides: sides[id] ?? [], label: try row.text(5), undoes: row.integer(6))
        }.asArray()
    }
}
