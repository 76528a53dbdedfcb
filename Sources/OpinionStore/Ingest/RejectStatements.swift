import Foundation
import GRDB
import OpinionIngest

/// The statements for the cells of rejected rows, and for rows that put such a row right.
final class RejectStatements {
    private let file: Int64
    private let add, find, succeed: Statement

    init(_ db: Database, file: Int64) throws {
        self.file = file
        add = try db.makeStatement(
            sql: "INSERT INTO reject_original (source_file, sheet, row, cells) VALUES (?, ?, ?, \(boundText))")
        find = try db.makeStatement(
            sql: """
                SELECT f.id FROM source_file f JOIN source_row w ON w.source_file = f.id AND w.sheet = ? AND w.row = ?
                WHERE f.sha256 >= ? AND f.sha256 < ? AND w.outcome = 'rejected' AND f.id <> ? ORDER BY f.id LIMIT 1
                """)
        succeed = try db.makeStatement(
            sql: """
                INSERT INTO reject_successor (source_file, sheet, row, by_file, by_sheet, by_row)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (source_file, sheet, row) DO UPDATE
                SET by_file = ?4, by_sheet = ?5, by_row = ?6
                """)
    }

    /// Keeps the cells of a row.
    func keep(_ cells: [String], row: Int, sheet: Int) throws {
        add.setUncheckedArguments([file, sheet, row, JSONText.text(cells)])
        try add.execute()
    }

    /// Notes a row as the successor of the rejected row that a marker names; false where it names none.
    func correct(_ marker: String, by row: Int, sheet: Int) throws -> Bool {
        guard let mark = RejectMarker(marker) else { return false }
        find.setUncheckedArguments([mark.sheet, mark.row, mark.digest, mark.digest + "g", file])
        guard let rejected = try Int64.fetchOne(find) else { return false }
        succeed.setUncheckedArguments([rejected, mark.sheet, mark.row, file, sheet, row])
        try succeed.execute()
        return true
    }
}

/// Names one rejected row in an exported sheet: `3f2a9c10b7d4-1-57`, the beginning of the file's SHA-256, the place of the
/// sheet in the file and the row.
struct RejectMarker {
    let digest: String
    let sheet: Int
    let row: Int

    init(sha256: String, sheet: Int, row: Int) {
        digest = String(sha256.prefix(12))
        self.sheet = sheet
        self.row = row
    }

    /// Reads a marker; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 12, let sheet = Int(parts[1]), let row = Int(parts[2]),
            parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        digest = String(parts[0])
        self.sheet = sheet
        self.row = row
    }

    var text: String { "\(digest)-\(sheet)-\(row)" }
}
