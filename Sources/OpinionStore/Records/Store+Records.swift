import GRDB
import OpinionIngest

extension Store {
    /// How many records there are.
    public func recordCount() throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record") ?? 0 }
    }

    /// Calls `body` with each record as the algorithms read it, ordered by id.
    ///
    /// Memory does not grow with the number of records. The records are those of one moment, whatever is written
    /// meanwhile.
    public func forEachRecord(_ body: (StoredRecord) throws -> Void) throws {
        try read { db in
            var reader = FactsReader()
            try db.forEachRow(Self.matchSQL + " ORDER BY r.id") { try body(Self.stored($0, &reader)) }
        }
    }

    /// Records as the algorithms read them, in the order of `ids`; those that are not in the store are left out.
    public func records(ids: [RecordID]) throws -> [StoredRecord] {
        try read { db in
            let statement = try db.makeStatement(sql: Self.matchSQL + " WHERE r.id = ?")
            var reader = FactsReader()
            return try ids.compactMap { id in
                try statement.firstRow([id.rawValue]) { try Self.stored($0, &reader) }
            }
        }
    }

    /// A record as people are shown it, or nil where there is none.
    public func shownRecord(_ id: RecordID) throws -> ShownRecord? { try shownRecords(ids: [id]).first }

    /// Records as people are shown them, in the order of `ids`; those that are not in the store are left out.
    public func shownRecords(ids: [RecordID]) throws -> [ShownRecord] {
        try read { db in
            let statement = try db.makeStatement(sql: Self.shownSQL + " WHERE r.id = ?")
            var reader = FactsReader()
            return try ids.compactMap { id in
                try statement.firstRow([id.rawValue]) { try Self.shown($0, &reader) }
            }
        }
    }

    /// Calls `body` with each record as people are shown it, ordered by id. Memory does not grow with their number.
    public func forEachShownRecord(_ body: (ShownRecord) throws -> Void) throws {
        try read { db in
            var reader = FactsReader()
            try db.forEachRow(Self.shownSQL + " ORDER BY r.id") { try body(Self.shown($0, &reader)) }
        }
    }

    /// The untouched texts of a record, or nil where there is none. Restricted: see `OriginalTexts`.
    public func original(_ id: RecordID) throws -> OriginalTexts? {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT title, body, reply, address FROM record_original
                    WHERE record = (SELECT seq FROM record WHERE id = ?)
                    """, arguments: [id.rawValue])
            return try first(rows) {
                OriginalTexts(
                    title: try $0.requiredText(0), body: try $0.requiredText(1), reply: try $0.text(2),
                    address: try $0.text(3))
            }
        }
    }

    /// The untouched texts of later rows that say what a record says in other words, in the order in which they came.
    /// Restricted: see `OriginalTexts`.
    public func revisions(of id: RecordID) throws -> [OriginalTexts] {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT title, body, reply, address FROM record_revision
                    WHERE record = (SELECT seq FROM record WHERE id = ?) ORDER BY rowid
                    """, arguments: [id.rawValue])
            return try rows.map {
                OriginalTexts(
                    title: try $0.requiredText(0), body: try $0.requiredText(1), reply: try $0.text(2),
                    address: try $0.text(3))
            }.asArray()
        }
    }

    /// The records that some row gave this number to, exactly as written, ordered by id.
    public func find(number: String) throws -> [RecordID] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT id FROM record WHERE channel IN (\(SchemaV1.channels)) AND number = ?1
                    UNION SELECT r.id FROM source_row w JOIN record r ON r.seq = w.record
                    WHERE w.outcome = 'merged' AND w.number = ?1 ORDER BY 1
                    """, arguments: [number]
            ).map(RecordID.init(rawValue:))
        }
    }

    /// How often each normaliser changed something: characters changed and records touched, by its name.
    public func normaliserChanges() throws -> [(name: String, characters: Int, records: Int)] {
        try read { db in
            try Row.fetchCursor(
                db,
                sql: """
                    SELECT key, sum(value), count(*) FROM record_match, json_each(changes) GROUP BY key ORDER BY key
                    """
            ).map { (try $0.requiredText(0), try $0.requiredInteger(1), try $0.requiredInteger(2)) }.asArray()
        }
    }

    private static let matchSQL = """
        SELECT \(FactsReader.columns), o.address, coalesce(s.reply, o.reply),
          coalesce(m.title, s.title, o.title), coalesce(m.body, s.body, o.body)
        FROM \(FactsReader.tables)
        """

    private static func stored(_ row: StatementColumns, _ reader: inout FactsReader) throws -> StoredRecord {
        let first = FactsReader.count
        return StoredRecord(
            facts: try reader.facts(row, address: first, reply: first + 1),
            matchTitle: try row.requiredText(first + 2), matchBody: try row.requiredText(first + 3))
    }

    private static let shownSQL = """
        SELECT \(FactsReader.columns), coalesce(s.reply, o.reply), coalesce(s.title, o.title), coalesce(s.body, o.body)
        FROM \(FactsReader.tables)
        """

    private static func shown(_ row: StatementColumns, _ reader: inout FactsReader) throws -> ShownRecord {
        let first = FactsReader.count
        return ShownRecord(
            facts: try reader.facts(row, address: nil, reply: first), title: try row.requiredText(first + 1),
            body: try row.requiredText(first + 2))
    }
}
