import GRDB
import OpinionIngest

/// What was known of a record until a later row said something else.
public struct HistoryEntry: Sendable, Equatable {
    /// From 1, oldest first.
    public var step: Int
    /// The row that brought the news, which ended this state.
    public var endedBy: SourceRow
    /// What was done about it; `reply` is as received and restricted.
    public var handling: OpinionIngest.Record.Handling
    /// What the sender thought of it.
    public var evaluation: OpinionIngest.Record.Evaluation
    /// How many liked it.
    public var likes: Int
    /// How many disliked it.
    public var dislikes: Int
    /// How many signed with the sender.
    public var cosigners: Int
}

extension Store {
    /// The earlier states of a record's handling, evaluation and counts, oldest first; the present one is the record's
    /// own. Restricted: replies are as received.
    public func history(of id: RecordID) throws -> [HistoryEntry] {
        try read { db in
            try Row.fetchCursor(
                db,
                sql: """
                    SELECT v.step, f.name, h.name, v.row, v.lead_unit, v.joint_units, v.dispatched, v.due, v.closed, v.status,
                      v.reply, v.contacted, v.solved, v.satisfaction, v.likes, v.dislikes, v.cosigners
                    FROM record_history v JOIN source_file f ON f.id = v.source_file
                    JOIN source_sheet h ON h.source_file = v.source_file AND h.position = v.sheet
                    WHERE v.record = (SELECT seq FROM record WHERE id = ?) ORDER BY v.step
                    """, arguments: [id.rawValue]
            ).map { row in
                HistoryEntry(
                    step: try row.requiredInteger(0),
                    endedBy: SourceRow(
                        file: try row.requiredText(1), row: try row.requiredInteger(3), sheet: try row.text(2)),
                    handling: .init(
                        leadUnit: try row.text(4), jointUnits: try row.list(5), dispatched: try row.time(6),
                        due: try row.time(7), closed: try row.time(8), status: try row.text(9),
                        reply: try row.text(10)),
                    evaluation: .init(
                        contacted: row[11] as Bool?, solved: row[12] as Bool?, satisfaction: row.integer(13)),
                    likes: try row.requiredInteger(14), dislikes: try row.requiredInteger(15),
                    cosigners: try row.requiredInteger(16))
            }.asArray()
        }
    }
}
