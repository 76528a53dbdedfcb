import GRDB
import OpinionIngest

/// A ballot (票决票样) as kept: what is put to the vote, never who voted how.
public struct StoredBallot: Sendable, Hashable {
    /// A lasting id, for example the SHA-256 of its content.
    public var id: String
    /// The title that deputies read.
    public var title: String
    /// The ballot as JSON.
    public var content: String
    /// When it was made.
    public var created: CivilTime

    /// A ballot.
    public init(id: String, title: String, content: String, created: CivilTime) {
        self.id = id
        self.title = title
        self.content = content
        self.created = created
    }
}

extension Store {
    /// Keeps a ballot.
    ///
    /// - Returns: False where this ballot is there already; the time it was made is then the first one.
    /// - Throws: `StoreError.constraint` where another ballot has the id: a ballot is never changed once made.
    @discardableResult
    public func save(_ ballot: StoredBallot) throws -> Bool {
        try write { db in
            if let known = try Self.ballots(db, id: ballot.id).first, known.title == ballot.title,
                known.content == ballot.content
            {
                return false
            }
            try db.execute(
                sql: "INSERT INTO ballot (id, title, content, created) VALUES (?, \(boundText), \(boundText), ?)",
                arguments: [ballot.id, bindable(ballot.title), bindable(ballot.content), bindable(ballot.created)])
            return true
        }
    }

    /// A ballot, or nil where there is none of this id.
    public func ballot(_ id: String) throws -> StoredBallot? { try read { try Self.ballots($0, id: id).first } }

    /// Every ballot, ordered by id.
    public func ballots() throws -> [StoredBallot] { try read { try Self.ballots($0, id: nil) } }

    private static func ballots(_ db: Database, id: String?) throws -> [StoredBallot] {
        try Row.fetchCursor(
            db, sql: "SELECT id, title, content, created FROM ballot WHERE ?1 IS NULL OR id = ?1 ORDER BY id",
            arguments: [id]
        ).map { row in
            StoredBallot(
                id: try row.requiredText(0), title: try row.requiredText(1), content: try row.requiredText(2),
                created: try row.requiredTime(3))
        }.asArray()
    }
}
