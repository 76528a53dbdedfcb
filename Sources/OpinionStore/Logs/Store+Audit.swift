import GRDB
import OpinionIngest

/// One entry of the audit log: who did what to the data.
public struct AuditEntry: Sendable, Hashable {
    /// From 1, without gaps as long as nobody tampers with the file.
    public var seq: Int
    /// When it was done.
    public var time: CivilTime
    /// What was done, for example `run`, `ballot`, `export`.
    public var action: String
    /// More about it, as JSON; without personal data.
    public var detail: String

    /// An entry.
    public init(seq: Int, time: CivilTime, action: String, detail: String) {
        self.seq = seq
        self.time = time
        self.action = action
        self.detail = detail
    }
}

extension Store {
    /// Adds an entry to the audit log. Entries can be neither changed nor removed, not even with SQL.
    ///
    /// - Parameters:
    ///   - action: What was done; not empty.
    ///   - detail: More about it, as JSON; without personal data.
    ///   - time: When it was done.
    public func audit(_ action: String, detail: String = "{}", time: CivilTime) throws {
        try write { db in
            try db.execute(
                sql: "INSERT INTO audit (time, action, detail) VALUES (?, \(boundText), \(boundText))",
                arguments: [bindable(time), bindable(action), bindable(detail)])
        }
    }

    /// The audit log, first entry first.
    public func auditLog() throws -> [AuditEntry] {
        try read { db in
            try Row.fetchCursor(db, sql: "SELECT seq, time, action, detail FROM audit ORDER BY seq").map { row in
                AuditEntry(
                    seq: try row.requiredInteger(0), time: try row.requiredTime(1), action: try row.requiredText(2),
                    detail: try row.requiredText(3))
            }.asArray()
        }
    }
}
