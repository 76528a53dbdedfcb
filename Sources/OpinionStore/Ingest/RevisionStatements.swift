import GRDB
import OpinionIngest

/// Finds the stored record that a row with other texts is a corrected version of, and keeps the corrected texts.
///
/// The id of a record covers its texts, so a typo that a clerk corrects between two monthly exports makes another id.
final class RevisionStatements {
    /// A number that more records than this share at one time is no number of one matter, but filled in by rote.
    private static let mostSharing = 8

    private let find, known, add: Statement
    private let same: FastStatement

    init(_ db: Database) throws {
        let t = boundText
        same = try FastStatement(
            db, sql: "SELECT 1 FROM record WHERE channel = ? AND number = ? AND received = ? LIMIT 1")
        known = try db.makeStatement(
            sql: "SELECT v.record, r.id FROM record_revision v JOIN record r ON r.seq = v.record WHERE v.id = ?")
        find = try db.makeStatement(
            sql: """
                SELECT r.seq, r.id, r.person, coalesce(m.title, s.title, o.title), coalesce(m.body, s.body, o.body)
                FROM record r JOIN record_original o ON o.record = r.seq JOIN record_shown s ON s.record = r.seq
                JOIN record_match m ON m.record = r.seq
                WHERE r.channel = ? AND r.number = \(t) AND r.received = ?
                ORDER BY r.seq LIMIT \(Self.mostSharing + 1)
                """)
        add = try db.makeStatement(
            sql: """
                INSERT INTO record_revision (id, record, address, title, body, reply)
                VALUES (?, ?, \(t), \(t), \(t), \(t))
                """)
    }

    /// Whether a row has a number and a time of receipt that no record of its channel has: then it is a version of none, for
    /// a revision has channel, number and time of its record.
    func isFirst(_ record: OpinionIngest.Record) throws -> Bool {
        guard let number = record.number, !number.isEmpty, let received = record.received else { return false }
        return try same.bind(record.channel.rawValue).bind(number).bind(received).integer() == nil
    }

    /// The record that a row is a version of, and whether the row's texts were kept before; nil where there is none.
    ///
    /// Same channel, number and time of receipt; no two different persons; and texts that are alike, since some
    /// systems export one number for all.
    func record(for normalized: NormalizedRecord) throws -> (seq: Int64, id: RecordID, isKnown: Bool)? {
        let record = normalized.record
        guard let number = record.number, !number.isEmpty, let received = record.received, try !isFirst(record) else {
            return nil
        }
        known.setUncheckedArguments([record.id.rawValue])
        if let found = try first(Row.fetchCursor(known), Self.found) { return (found.seq, found.id, true) }
        find.setUncheckedArguments([record.channel.rawValue, bindable(number), bindable(received)])
        let rows = try Row.fetchCursor(find)
        var sharing = 0
        var match: (seq: Int64, id: RecordID)?
        while let row = try rows.next() {
            sharing += 1
            if match == nil, try isVersion(normalized, of: row) { match = try Self.found(row) }
        }
        guard let match, sharing <= Self.mostSharing else { return nil }
        return (match.seq, match.id, false)
    }

    /// Keeps the texts of a row that is a version of a record.
    func keep(_ record: OpinionIngest.Record, of seq: Int64) throws {
        add.setUncheckedArguments([
            record.id.rawValue, seq, bindable(record.place.address), bindable(record.title), bindable(record.body),
            bindable(record.handling.reply),
        ])
        try add.execute()
    }

    private func isVersion(_ normalized: NormalizedRecord, of row: Row) throws -> Bool {
        if let person = normalized.record.person, let known = try row.text(2), known != person.rawValue { return false }
        let title = try row.requiredText(3)
        let body = try row.requiredText(4)
        return TextLikeness.isRevision(
            normalized.matchBody.isEmpty ? normalized.matchTitle : normalized.matchBody,
            of: body.isEmpty ? title : body)
    }

    private static func found(_ row: Row) throws -> (seq: Int64, id: RecordID) {
        (Int64(try row.requiredInteger(0)), RecordID(rawValue: try row.requiredText(1)))
    }
}
