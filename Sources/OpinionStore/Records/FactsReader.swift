import GRDB
import OpinionIngest

/// Reads the columns of a record. Lists repeat a lot (categories, units), so the last few thousand are remembered.
struct FactsReader {
    /// The columns read, of `record r` joined with `source_file f` and `source_sheet h`.
    static let columns = """
        r.id, r.channel, f.name, r.first_row, r.number, r.received, r.person, r.demand_type, r.categories,
        r.county, r.township, r.community, r.grid, r.lead_unit, r.joint_units, r.dispatched, r.due, r.closed, r.status,
        r.contacted, r.solved, r.satisfaction, r.likes, r.dislikes, r.cosigners, h.name,
        r.informant
        """

    /// How many columns those are: what a query adds starts here.
    static let count = 27

    /// The tables that hold a record. A record without a row for its masked texts is not found: nothing unmasked slips
    /// through when a row is lost.
    static let tables = """
        record r CROSS JOIN source_file f ON f.id = r.first_file
        CROSS JOIN source_sheet h ON h.source_file = r.first_file AND h.position = r.first_sheet
        JOIN record_original o ON o.record = r.seq
        JOIN record_shown s ON s.record = r.seq JOIN record_match m ON m.record = r.seq
        """

    private var lists: [String: [String]] = [:]

    /// The facts in a row; address and reply come from the given columns.
    mutating func facts(_ row: StatementColumns, address: Int?, reply: Int) throws -> StoredFacts {
        StoredFacts(
            id: RecordID(rawValue: try row.requiredText(0)),
            channel: try row.require(Channel(rawValue: row.requiredText(1))),
            source: SourceRow(
                file: try row.requiredText(2), row: try row.requiredInteger(3), sheet: row.text(25)),
            number: row.text(4),
            received: try row.time(5), person: row.text(6).map(PersonKey.init(rawValue:)),
            demandType: row.text(7), categories: try list(row, 8),
            place: .init(
                address: address.flatMap { row.text($0) }, county: row.text(9), township: row.text(10),
                community: row.text(11), grid: row.text(12)),
            handling: .init(
                leadUnit: row.text(13), jointUnits: try list(row, 14), dispatched: try row.time(15),
                due: try row.time(16), closed: try row.time(17), status: row.text(18), reply: row.text(reply)),
            evaluation: .init(
                contacted: row.flag(19), solved: row.flag(20), satisfaction: row.integer(21)),
            likes: try row.requiredInteger(22), dislikes: try row.requiredInteger(23),
            cosigners: try row.requiredInteger(24),
            isInformant: try row.requiredInteger(26) == 1)
    }

    private mutating func list(_ row: StatementColumns, _ column: Int) throws -> [String] {
        let text = try row.requiredText(column)
        if text == "[]" { return [] }
        if let known = lists[text] { return known }
        let list = try row.require(JSONText.list(text))
        if lists.count >= 4_096 { lists.removeAll(keepingCapacity: true) }
        lists[text] = list
        return list
    }
}
