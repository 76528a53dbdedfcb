import Crypto

/// Makes records of one table's rows.
///
/// Texts and the number are taken as they stand. A row is rejected where it is blank, a line of totals, or says nothing:
/// it is a record with a text, or with a type, a category, a unit or a time; a number alone is enough only where the
/// table has no column for a text at all.
package struct RecordBuilder: Sendable {
    /// What became of a row.
    package enum Result: Sendable {
        case record(Record)
        case rejected(RejectedRow.Reason)
    }

    private let mapping: ColumnMapping
    private let channel: Channel
    private let file: String
    private let keyer: PersonKeyer
    private let parseTime: @Sendable (String) -> CivilTime?

    /// A builder for the rows of one table; `file` is the name that its records' sources carry.
    package init(
        mapping: ColumnMapping, channel: Channel, file: String, keyer: PersonKeyer,
        parseTime: @escaping @Sendable (String) -> CivilTime?
    ) {
        self.mapping = mapping
        self.channel = channel
        self.file = file
        self.keyer = keyer
        self.parseTime = parseTime
    }

    /// The record of a row, or why it is none; `notice` is called for what was doubtful. O(bytes of the row).
    package func build(_ row: RawRow, notice: (IngestNotice) -> Void) -> Result {
        if row.isBlank { return .rejected(.blank) }
        let title = raw(.title, row)
        let body = mapping.columns[.body, default: []].map { cell($0, row) }.filter { !$0.isBlankText }
            .joined(separator: "\n")
        let hasTitle = !title.isBlankText
        if isTotals(row), CellValue.isFigure(body), CellValue.isFigure(title) { return .rejected(.totals) }
        if body.isEmpty, !hasTitle, !hasEvidence(row) { return .rejected(.noContent) }
        let extra = row.cells.dropFirst(mapping.header.count).count { !$0.isBlankText }
        if extra > 0 { notice(IngestNotice(.extraCells(count: extra), row: row.number)) }

        func time(_ field: RecordField) -> CivilTime? {
            guard let text = text(field, row) else { return nil }
            if let time = CivilTime(iso: text) ?? parseTime(text) { return time }
            notice(IngestNotice(.badTime(field: field.rawValue), row: row.number))
            return nil
        }
        let channel = text(.channel, row).flatMap(ChannelGuess.channel(cell:)) ?? channel
        let number = raw(.number, row)
        var record = Record(
            id: Self.id(channel: channel, number: number, title: title, body: body, received: raw(.received, row)),
            channel: channel, source: SourceRow(file: file, row: row.number))
        record.number = number.isBlankText ? nil : number
        record.received = time(.received)
        record.person = person(row, channel)
        record.title = hasTitle ? title : ""
        record.body = body
        record.demandType = text(.demandType, row)
        record.categories = categories(row)
        record.place = Record.Place(
            address: text(.address, row), county: text(.county, row), township: text(.township, row),
            community: text(.community, row), grid: text(.grid, row))
        record.handling = Record.Handling(
            leadUnit: text(.leadUnit, row),
            jointUnits: mapping.columns[.jointUnits, default: []].flatMap { CellValue.units(cell($0, row)) },
            dispatched: time(.dispatched), due: time(.due), closed: time(.closed), status: text(.status, row),
            reply: text(.reply, row) == nil ? nil : raw(.reply, row))
        record.evaluation = Record.Evaluation(
            contacted: CellValue.yesNo(raw(.contacted, row)), solved: CellValue.yesNo(raw(.solved, row)),
            satisfaction: CellValue.satisfaction(raw(.satisfaction, row)))
        record.likes = CellValue.count(raw(.likes, row))
        record.dislikes = CellValue.count(raw(.dislikes, row))
        record.cosigners = CellValue.count(raw(.cosigners, row))
        return .record(record)
    }

    /// The lasting id of what a record says: the first 16 hexadecimal digits of SHA-256 over channel, number, title,
    /// text and received time as written, each with its length. The person, the handling, the evaluation and the likes
    /// are no part of it: the first is secret, the others change later.
    package static func id(channel: Channel, number: String, title: String, body: String, received: String) -> RecordID
    {
        var bytes = CanonicalBytes()
        for part in ["opinion-record-1", channel.rawValue, number, title, body, received] { bytes.append(part) }
        return RecordID(rawValue: CanonicalBytes.hexadecimal(SHA256.hash(data: bytes.bytes).prefix(8)))
    }

    private func cell(_ column: Int, _ row: RawRow) -> String {
        row.cells.indices.contains(column) ? row.cells[column] : ""
    }

    private func raw(_ field: RecordField, _ row: RawRow) -> String {
        mapping.column(field).map { cell($0, row) } ?? ""
    }

    private func text(_ field: RecordField, _ row: RawRow) -> String? {
        mapping.column(field).flatMap { CellValue.text(cell($0, row)) }
    }

    private func categories(_ row: RawRow) -> [String] {
        [RecordField.category1, .category2, .category3].compactMap { text($0, row) }
    }

    private func isTotals(_ row: RawRow) -> Bool {
        row.cells.first { !$0.isBlankText }.map(CellValue.isTotals) ?? false
    }

    private func hasEvidence(_ row: RawRow) -> Bool {
        if RecordField.allCases.contains(where: { $0.isEvidence && text($0, row) != nil }) { return true }
        let hasTextColumn = mapping.column(.title) != nil || mapping.column(.body) != nil
        return !hasTextColumn && text(.number, row) != nil
    }

    private func person(_ row: RawRow, _ channel: Channel) -> PersonKey? {
        var traits = PersonKeyer.Traits()
        traits.phone = raw(.phone, row)
        traits.idCard = raw(.idCard, row)
        traits.userID = raw(.userID, row)
        traits.name = raw(.personName, row)
        traits.address = raw(.address, row)
        traits.isKnownByName = channel == .proposal
        return keyer.key(for: traits)
    }
}
