import GRDB

extension Store {
    /// Ties the store to the office's key, so that another key cannot make two persons of one.
    ///
    /// The first call keeps the fingerprint, later calls compare. Call it before the first `ingest`.
    ///
    /// - Parameter keyFingerprint: The first 16 hexadecimal digits, lower case, of the SHA-256 of the key.
    /// - Throws: `StoreError.otherKey` where the store was made with another key, `.constraint` where the fingerprint
    ///   is not 16 such digits; nothing is changed then.
    public func bind(keyFingerprint: String) throws {
        if try self.keyFingerprint() == keyFingerprint { return }
        let kept = try write { db in
            // Another process may have been first; its key is then the store's.
            try db.execute(
                sql: "INSERT INTO office (id, key_fingerprint) VALUES (1, \(boundText)) ON CONFLICT (id) DO NOTHING",
                arguments: [bindable(keyFingerprint)])
            return try Self.keyFingerprint(db)
        }
        if kept != keyFingerprint { throw StoreError.otherKey(path: path) }
    }

    /// The fingerprint of the key that the store is tied to, or nil where it is tied to none yet.
    public func keyFingerprint() throws -> String? { try read { try Self.keyFingerprint($0) } }

    private static func keyFingerprint(_ db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT key_fingerprint FROM office")
    }
}
