import GRDB

/// The hash chain through the audit log: the hash of an entry is SHA-256 over the hash before it and the entry's number,
/// time, action and detail, each with a tag and its length (`CanonicalHasher`).
///
/// Whoever changes, removes or adds an entry in between breaks the chain from there on. Whoever can write the file can
/// also make the whole chain anew, so note the last hash elsewhere from time to time; `verify` finds it again.
enum AuditChain {
    /// What stands before the first entry.
    static let anchor: String = {
        var hasher = CanonicalHasher()
        hasher.add("opinion-audit-1")
        return hasher.finish()
    }()

    /// The hash of an entry.
    static func hash(after previous: String, seq: Int, time: String, action: String, detail: String) -> String {
        var hasher = CanonicalHasher()
        hasher.add(previous)
        hasher.add(seq)
        for text in [time, action, detail] { hasher.add(text) }
        return hasher.finish()
    }

    /// Adds an entry at the end of the chain, within the caller's transaction.
    static func append(_ db: Database, time: String, action: String, detail: String) throws {
        let head = try first(Row.fetchCursor(db, sql: "SELECT entries, hash FROM audit_head")) {
            (entries: try $0.requiredInteger(0), hash: try $0.requiredText(1))
        }
        guard let head else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        let seq = head.entries + 1
        let hash = hash(after: head.hash, seq: seq, time: time, action: action, detail: detail)
        try db.execute(
            sql: "INSERT INTO audit (seq, time, action, detail, hash) VALUES (?, ?, \(boundText), \(boundText), ?)",
            arguments: [seq, time, bindable(action), bindable(detail), hash])
        try db.execute(sql: "UPDATE audit_head SET entries = ?, hash = ?", arguments: [seq, hash])
    }
}

/// What checking the audit log found.
public struct AuditVerdict: Sendable, Equatable {
    /// What is wrong with the chain.
    public enum Fault: String, Sendable, Codable {
        /// An entry is missing, or one stands where none should.
        case gap
        /// An entry does not say what it said when it was written, or one before it was exchanged.
        case changed
        /// Entries at the end are missing.
        case cut
        /// The noted hash is nowhere in the chain.
        case unknownHash
    }

    /// How many entries are in order, from the first on.
    public var entries: Int
    /// The hash of the last entry in order, or the anchor where there is none.
    public var head: String
    /// What is wrong, and with which entry; nil where nothing is.
    public var fault: Fault?
    /// The first entry that is not in order.
    public var brokenAt: Int?

    /// Whether nothing is wrong.
    public var isIntact: Bool { fault == nil }
}
