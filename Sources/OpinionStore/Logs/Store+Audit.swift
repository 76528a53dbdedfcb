import GRDB
import OpinionIngest

/// One entry of the audit log: who did what to the data.
public struct AuditEntry: Sendable, Hashable {
    /// From 1, without gaps as long as nobody tampers with the file.
    public var seq: Int
    /// When it was done.
    public var time: CivilTime
    /// What was done: `import`, `correction`, `export`, `run`, `ballot`, `disclosure`.
    public var action: String
    /// More about it, as JSON; without personal data.
    public var detail: String
    /// 64 hexadecimal digits that hold this entry and all before it.
    public var hash: String

    /// An entry.
    public init(seq: Int, time: CivilTime, action: String, detail: String, hash: String = "") {
        self.seq = seq
        self.time = time
        self.action = action
        self.detail = detail
        self.hash = hash
    }
}

extension Store {
    /// Adds an entry to the audit log. Entries can be neither changed nor removed, not even with SQL, and each holds the
    /// hash of the one before it.
    ///
    /// - Parameters:
    ///   - action: What was done; not empty.
    ///   - detail: More about it, as JSON; without personal data.
    ///   - time: When it was done.
    public func audit(_ action: String, detail: String = "{}", time: CivilTime) throws {
        try write { db in try AuditChain.append(db, time: time.description, action: action, detail: detail) }
    }

    /// The audit log, first entry first.
    public func auditLog() throws -> [AuditEntry] {
        try read { db in
            try Row.fetchCursor(db, sql: "SELECT seq, time, action, detail, hash FROM audit ORDER BY seq").map { row in
                AuditEntry(
                    seq: try row.requiredInteger(0), time: try row.requiredTime(1), action: try row.requiredText(2),
                    detail: try row.requiredText(3), hash: try row.requiredText(4))
            }.asArray()
        }
    }

    /// Computes the chain of the audit log again and says where it is broken, if it is. Linear, in constant memory.
    ///
    /// - Parameter noted: the hash of some entry as it was noted outside the store; it must still be in the chain.
    public func verifyAudit(noted: String? = nil) throws -> AuditVerdict {
        try read { db in
            var verdict = AuditVerdict(entries: 0, head: AuditChain.anchor)
            var isNotedSeen = noted == nil || noted == AuditChain.anchor
            let rows = try Row.fetchCursor(db, sql: "SELECT seq, time, action, detail, hash FROM audit ORDER BY seq")
            while let row = try rows.next() {
                let seq = verdict.entries + 1
                guard try row.requiredInteger(0) == seq else { return verdict.broken(.gap) }
                let hash = AuditChain.hash(
                    after: verdict.head, seq: seq, time: try row.requiredText(1), action: try row.requiredText(2),
                    detail: try row.requiredText(3))
                guard try row.requiredText(4) == hash else { return verdict.broken(.changed) }
                verdict.entries = seq
                verdict.head = hash
                if hash == noted { isNotedSeen = true }
            }
            let head = try first(Row.fetchCursor(db, sql: "SELECT entries, hash FROM audit_head")) {
                (try $0.requiredInteger(0), try $0.requiredText(1))
            }
            guard let head, head == (verdict.entries, verdict.head) else { return verdict.broken(.cut) }
            return isNotedSeen ? verdict : verdict.broken(.unknownHash)
        }
    }
}

extension AuditVerdict {
    fileprivate func broken(_ fault: Fault) -> AuditVerdict {
        var verdict = self
        verdict.fault = fault
        if fault != .unknownHash { verdict.brokenAt = entries + 1 }
        return verdict
    }
}
