import GRDB
import OpinionIngest

/// The prepared statements of a batch: compiled once, run for each row.
final class IngestStatements {
    /// The row written last and its sheet, for the message when it was there already.
    private(set) var lastRow: (sheet: String?, row: Int)?

    /// The statements for rows with corrected texts.
    let revisions: RevisionStatements

    private let db: Database
    private let file: Int64
    private var sheets: [String?: Int] = [:]
    /// The sheet asked for last, since rows come sheet by sheet.
    private var lastSheet: (name: String?, position: Int)?
    private let find, addRecord, addOriginal, addShown, addMatch, addRowStatement: FastStatement
    private let addSheet: Statement
    private let known, change, changeReply, changeShownReply: Statement
    private let addHistory: Statement
    private let rejects: RejectStatements

    init(_ db: Database, file: Int64) throws {
        self.db = db
        self.file = file
        revisions = try RevisionStatements(db)
        rejects = try RejectStatements(db, file: file)
        let seen = try Row.fetchCursor(
            db, sql: "SELECT name, position FROM source_sheet WHERE source_file = ?", arguments: [file])
        while let row = try seen.next() { sheets[try row.text(0)] = try row.requiredInteger(1) }
        let t = boundText
        find = try FastStatement(db, sql: "SELECT seq FROM record WHERE id = ?")
        addRecord = try FastStatement(
            db,
            sql: """
                INSERT INTO record (id, channel, first_file, first_sheet, first_row, number, received, person, demand_type,
                  categories, county, township, community, grid, lead_unit, joint_units, dispatched, due, closed, status,
                  contacted, solved, satisfaction, likes, dislikes, cosigners, informant)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """)
        addOriginal = try FastStatement(
            db, sql: "INSERT INTO record_original (record, address, title, body, reply) VALUES (?, ?, ?, ?, ?)")
        addShown = try FastStatement(
            db, sql: "INSERT INTO record_shown (record, title, body, reply) VALUES (?, ?, ?, ?)")
        addMatch = try FastStatement(
            db, sql: "INSERT INTO record_match (record, changes, title, body) VALUES (?, ?, ?, ?)")
        addRowStatement = try FastStatement(
            db,
            sql: """
                INSERT INTO source_row (source_file, sheet, row, number, record, outcome, updated, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """)
        addSheet = try db.makeStatement(
            sql: "INSERT INTO source_sheet (source_file, position, name) VALUES (?, ?, \(t))")
        known = try db.makeStatement(
            sql: """
                SELECT lead_unit, joint_units, dispatched, due, closed, status, contacted, solved, satisfaction,
                  likes, dislikes, cosigners, reply
                FROM record JOIN record_original ON record = seq WHERE seq = ?
                """)
        change = try db.makeStatement(
            sql: """
                UPDATE record SET lead_unit = \(t), joint_units = ?, dispatched = ?, due = ?, closed = ?, status = \(t),
                  contacted = ?, solved = ?, satisfaction = ?, likes = ?, dislikes = ?, cosigners = ?,
                  informant = max(informant, ?)
                WHERE seq = ?
                """)
        addHistory = try db.makeStatement(
            sql: """
                INSERT INTO record_history (record, step, source_file, sheet, row, lead_unit, joint_units, dispatched, due,
                  closed, status, contacted, solved, satisfaction, likes, dislikes, cosigners, reply)
                SELECT ?1, (SELECT count(*) + 1 FROM record_history WHERE record = ?1), ?2, ?3, ?4, lead_unit, joint_units,
                  dispatched, due, closed, status, contacted, solved, satisfaction, likes, dislikes, cosigners, reply
                FROM record JOIN record_original ON record = seq WHERE seq = ?1
                """)
        changeReply = try db.makeStatement(sql: "UPDATE record_original SET reply = \(t) WHERE record = ?")
        changeShownReply = try db.makeStatement(sql: "UPDATE record_shown SET reply = \(t) WHERE record = ?")
    }

    /// The store's own number of a record, or nil where it is not there.
    func seq(of id: RecordID) throws -> Int64? {
        try find.bind(id.rawValue).integer()
    }

    /// Stores a new record with its texts; nil, and nothing is stored, where its id is there already.
    func add(_ normalized: NormalizedRecord) throws -> Int64? {
        lastRow = (normalized.record.source.sheet, normalized.record.source.row)
        guard try addFacts(normalized.record) else { return nil }
        let seq = db.lastInsertedRowID
        try addOriginal.bind(seq).bind(normalized.record.place.address).bind(normalized.record.title)
            .bind(normalized.record.body).bind(normalized.record.handling.reply).run()
        addShown.bind(seq).bind(normalized.maskedTitle, unless: normalized.record.title)
            .bind(normalized.maskedBody, unless: normalized.record.body)
        try addShown.bind(shownReply(normalized)).run()
        try addMatch.bind(seq).bind(JSONText.text(normalized.changes))
            .bind(normalized.matchTitle, unless: normalized.maskedTitle)
            .bind(normalized.matchBody, unless: normalized.maskedBody).run()
        return seq
    }

    /// Values are taken from the record one by one: a copy of it, or of a part, counts references of all its texts.
    private func addFacts(_ record: OpinionIngest.Record) throws -> Bool {
        addRecord.bind(record.id.rawValue).bind(record.channel.rawValue).bind(file)
            .bind(try position(of: record.source.sheet)).bind(record.source.row).bind(record.number)
            .bind(record.received).bind(record.person?.rawValue).bind(record.demandType)
            .bind(list: record.categories)
        addRecord.bind(record.place.county).bind(record.place.township).bind(record.place.community)
            .bind(record.place.grid)
        addRecord.bind(record.handling.leadUnit).bind(list: record.handling.jointUnits)
            .bind(record.handling.dispatched).bind(record.handling.due).bind(record.handling.closed)
            .bind(record.handling.status)
        addRecord.bind(record.evaluation.contacted).bind(record.evaluation.solved).bind(record.evaluation.satisfaction)
            .bind(record.likes).bind(record.dislikes).bind(record.cosigners).bind(record.isInformant)
        return try addRecord.changes()
    }

    /// Takes over what a merged row says anew, and keeps what was known before; returns whether anything changed.
    func update(_ seq: Int64, with normalized: NormalizedRecord) throws -> Bool {
        known.setUncheckedArguments([seq])
        guard let before = try first(Row.fetchCursor(known), Self.revision) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT)
        }
        let after = before.updated(by: RecordRevision(normalized.record))
        guard after != before else { return false }
        let source = normalized.record.source
        addHistory.setUncheckedArguments([seq, file, try position(of: source.sheet), source.row])
        try addHistory.execute()
        change.setUncheckedArguments([
            bindable(after.handling.leadUnit), JSONText.text(after.handling.jointUnits),
            bindable(after.handling.dispatched), bindable(after.handling.due), bindable(after.handling.closed),
            bindable(after.handling.status), after.evaluation.contacted, after.evaluation.solved,
            after.evaluation.satisfaction, after.likes, after.dislikes, after.cosigners,
            normalized.record.isInformant, seq,
        ])
        try change.execute()
        if after.handling.reply != before.handling.reply {
            changeReply.setUncheckedArguments([bindable(after.handling.reply), seq])
            try changeReply.execute()
            changeShownReply.setUncheckedArguments([bindable(shownReply(normalized)), seq])
            try changeShownReply.execute()
        }
        return true
    }

    /// Stores what became of a row.
    func addRow(
        _ row: Int, sheet: String?, number: String?, record: Int64?, outcome: String, updated: Bool = false,
        reason: String? = nil
    ) throws {
        lastRow = (sheet, row)
        try addRowStatement.bind(file).bind(try position(of: sheet)).bind(row).bind(number).bind(record).bind(outcome)
            .bind(updated).bind(reason).run()
    }

    /// Keeps the cells of a row that was rejected.
    func keepCells(_ cells: [String], row: Int, sheet: String?) throws {
        try rejects.keep(cells, row: row, sheet: position(of: sheet))
    }

    /// Notes that a row was fed to put a rejected row right; a marker that names none is left alone.
    func correct(_ marker: String, by row: Int, sheet: String?) throws -> Bool {
        try rejects.correct(marker, by: row, sheet: position(of: sheet))
    }

    /// The position of a sheet, from 1 in the order in which sheets appear; a sheet seen for the first time is stored.
    private func position(of sheet: String?) throws -> Int {
        if let lastSheet, lastSheet.name == sheet { return lastSheet.position }
        if let position = sheets[sheet] {
            lastSheet = (sheet, position)
            return position
        }
        let position = sheets.count + 1
        addSheet.setUncheckedArguments([file, position, bindable(sheet)])
        try addSheet.execute()
        sheets[sheet] = position
        return position
    }

    private static func revision(_ row: Row) throws -> RecordRevision {
        RecordRevision(
            handling: .init(
                leadUnit: try row.text(0), jointUnits: try row.list(1), dispatched: try row.time(2),
                due: try row.time(3), closed: try row.time(4), status: try row.text(5), reply: try row.text(12)),
            evaluation: .init(contacted: row[6] as Bool?, solved: row[7] as Bool?, satisfaction: row.integer(8)),
            likes: try row.requiredInteger(9), dislikes: try row.requiredInteger(10),
            cosigners: try row.requiredInteger(11))
    }

    /// NULL means "as the original": a reply that masking left out entirely must become the empty text instead.
    private func shownReply(_ normalized: NormalizedRecord) -> String? {
        guard let reply = normalized.record.handling.reply else { return nil }
        return normalized.maskedReply == reply ? nil : normalized.maskedReply ?? ""
    }
}
