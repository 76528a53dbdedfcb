import Crypto

/// Makes records of one table's rows.
///
/// Texts and the number are taken as they stand. A row is rejected where it is blank, a line of totals, a line below the
/// table (填表人：…) or says nothing:
/// it is a record with a text, or with a type, a category, a unit or a time; a number alone is enough only where the
/// table has no column for a text at all.
package struct RecordBuilder: Sendable {
    /// What became of a row.
    package enum Result: Sendable {
        case record(Record)
        case rejected(RejectedRow.Reason)
    }

    private let mapping: ColumnMapping
    private let places: Places
    /// The number of columns that the header has.
    private let width: Int
    private let channel: Channel
    private let file: String
    private let sheet: String?
    private let keyer: PersonKeyer
    private let parseTime: @Sendable (String) -> CivilTime?

    /// The mapping without a dictionary: it is asked for some thirty fields of each row.
    private struct Places: Sendable {
        let number: Int?
        let channel: Int?
        let personName: Int?
        let phone: Int?
        let idCard: Int?
        let userID: Int?
        let title: Int?
        let received: Int?
        let demandType: Int?
        let category1: Int?
        let category2: Int?
        let category3: Int?
        let address: Int?
        let county: Int?
        let township: Int?
        let community: Int?
        let grid: Int?
        let leadUnit: Int?
        let dispatched: Int?
        let due: Int?
        let closed: Int?
        let status: Int?
        let reply: Int?
        let contacted: Int?
        let solved: Int?
        let satisfaction: Int?
        let likes: Int?
        let dislikes: Int?
        let cosigners: Int?
        let body: [Int]
        let jointUnits: [Int]
        let hasTextColumn: Bool
        /// The column that says which rejected row of an earlier file a row puts right.
        let marker: Int?

        init(_ mapping: ColumnMapping) {
            number = mapping.column(.number)
            channel = mapping.column(.channel)
            personName = mapping.column(.personName)
            phone = mapping.column(.phone)
            idCard = mapping.column(.idCard)
            userID = mapping.column(.userID)
            title = mapping.column(.title)
            received = mapping.column(.received)
            demandType = mapping.column(.demandType)
            category1 = mapping.column(.category1)
            category2 = mapping.column(.category2)
            category3 = mapping.column(.category3)
            address = mapping.column(.address)
            county = mapping.column(.county)
            township = mapping.column(.township)
            community = mapping.column(.community)
            grid = mapping.column(.grid)
            leadUnit = mapping.column(.leadUnit)
            dispatched = mapping.column(.dispatched)
            due = mapping.column(.due)
            closed = mapping.column(.closed)
            status = mapping.column(.status)
            reply = mapping.column(.reply)
            contacted = mapping.column(.contacted)
            solved = mapping.column(.solved)
            satisfaction = mapping.column(.satisfaction)
            likes = mapping.column(.likes)
            dislikes = mapping.column(.dislikes)
            cosigners = mapping.column(.cosigners)
            body = mapping.columns[.body, default: []]
            jointUnits = mapping.columns[.jointUnits, default: []]
            hasTextColumn = title != nil || !body.isEmpty
            marker = mapping.header.firstIndex(of: RejectColumns.marker)
        }
    }

    /// A builder for the rows of one table; `file` and `sheet` are what its records' sources carry.
    package init(
        mapping: ColumnMapping, channel: Channel, file: String, sheet: String? = nil, keyer: PersonKeyer,
        parseTime: @escaping @Sendable (String) -> CivilTime?
    ) {
        self.mapping = mapping
        places = Places(mapping)
        width = mapping.header.count
        self.channel = channel
        self.file = file
        self.sheet = sheet
        self.keyer = keyer
        self.parseTime = parseTime
    }

    /// The demand types (诉求类型) of the record schema and their usual variants.
    private static let demandTypes: Set<String> = [
        "咨询", "求助", "投诉", "举报", "建议", "感谢", "表扬", "其他", "投诉举报", "意见建议", "咨询求助",
    ]

    /// The record of a row, or why it is none; `notice` is called for what was doubtful. O(bytes of the row).
    package func build(_ row: RawRow, notice: (IngestNotice) -> Void) -> Result {
        let said = withoutRejectColumns(row)
        if said.isBlank { return .rejected(.blank) }
        let title = raw(places.title, row)
        let body = body(of: row)
        let hasTitle = !title.isBlankText
        if isTotals(said), CellValue.isFigure(body), CellValue.isFigure(title) { return .rejected(.totals) }
        if isFooter(said, hasText: hasTitle || !body.isEmpty) { return .rejected(.footer) }
        if body.isEmpty, !hasTitle, !hasEvidence(row) { return .rejected(.noContent) }
        let extra =
            row.cells.count > width ? row.cells.dropFirst(width).count { !$0.isBlankText } : 0
        if extra > 0 { notice(IngestNotice(.extraCells(count: extra), row: row.number)) }

        func time(_ field: RecordField, _ column: Int?) -> CivilTime? {
            guard let text = text(column, row) else { return nil }
            if let time = CivilTime(iso: text) ?? parseTime(text) { return time }
            notice(IngestNotice(.badTime(field: field.rawValue), row: row.number))
            return nil
        }
        let channel = text(places.channel, row).flatMap(ChannelGuess.channel(cell:)) ?? channel
        let number = raw(places.number, row)
        if CellValue.looksRounded(number) {
            notice(IngestNotice(.numberLooksRounded(field: RecordField.number.rawValue), row: row.number))
        }
        if CellValue.looksRounded(raw(places.phone, row)) {
            notice(IngestNotice(.numberLooksRounded(field: RecordField.phone.rawValue), row: row.number))
        }
        let person = person(row, channel)
        var record = Record(
            id: Self.id(
                channel: channel, number: number, title: title, body: body, received: raw(places.received, row),
                person: person, kind: hasTitle || !body.isEmpty ? [] : kind(row)),
            channel: channel, source: SourceRow(file: file, row: row.number, sheet: sheet))
        record.number = number.isBlankText ? nil : number
        record.received = time(.received, places.received)
        record.person = person
        record.senderName = text(places.personName, row)
        record.title = hasTitle ? title : ""
        record.body = body
        record.demandType = text(places.demandType, row)
        record.categories = categories(row)
        // Some platforms head the demand type 类别; its words are no field of work.
        if record.demandType == nil, record.categories.count == 1, Self.demandTypes.contains(record.categories[0]) {
            record.demandType = record.categories.removeFirst()
        }
        record.place = Record.Place(
            address: text(places.address, row), county: text(places.county, row), township: text(places.township, row),
            community: text(places.community, row), grid: text(places.grid, row))
        record.handling = Record.Handling(
            leadUnit: text(places.leadUnit, row),
            jointUnits: places.jointUnits.isEmpty ? [] : places.jointUnits.flatMap { CellValue.units(cell($0, row)) },
            dispatched: time(.dispatched, places.dispatched), due: time(.due, places.due),
            closed: time(.closed, places.closed), status: text(places.status, row),
            reply: text(places.reply, row) == nil ? nil : raw(places.reply, row))
        record.evaluation = Record.Evaluation(
            contacted: CellValue.yesNo(raw(places.contacted, row)), solved: CellValue.yesNo(raw(places.solved, row)),
            satisfaction: CellValue.satisfaction(raw(places.satisfaction, row)))
        record.likes = CellValue.count(raw(places.likes, row))
        record.dislikes = CellValue.count(raw(places.dislikes, row))
        record.cosigners = CellValue.count(raw(places.cosigners, row))
        // A deputy speaks in public, also about reports of informants.
        record.isInformant =
            channel != .proposal
            && InformantRule.isInformant(
                type: record.demandType, categories: record.categories, channel: text(places.channel, row),
                title: record.title, body: body)
        record.corrects = corrected(by: row)
        return .record(record)
    }

    /// The lasting id of what a record says: the first 16 hexadecimal digits of SHA-256 over channel, number, title,
    /// text and received time as written, each with its length. The handling, the evaluation and the likes are no part
    /// of it, for they change later.
    ///
    /// Where there is no number, the sender's key is a part too: ten people who hand in one text are ten records, one
    /// person who hands it in twice is one. So a store must always be read into with the same office key (the key file
    /// beside it); with another one, such rows would be taken for new. The key is a keyed hash, so the id tells nobody
    /// who the sender is.
    ///
    /// `kind` is what tells a row apart that has neither number nor text (type, category, place, unit), else empty.
    package static func id(
        channel: Channel, number: String, title: String, body: String, received: String, person: PersonKey? = nil,
        kind: [String] = []
    ) -> RecordID {
        var bytes = CanonicalBytes(
            capacity: 128 + number.utf8.count + title.utf8.count + body.utf8.count + received.utf8.count)
        bytes.append("opinion-record-1")
        bytes.append(channel.rawValue)
        bytes.append(number)
        bytes.append(title)
        bytes.append(body)
        bytes.append(received)
        if number.isBlankText, let person { bytes.append(person.rawValue) }
        if number.isBlankText { for part in kind { bytes.append(part) } }
        var hash = SHA256()
        bytes.bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return RecordID(rawValue: hash.finalize().withUnsafeBytes { CanonicalBytes.hexadecimal($0.prefix(8)) })
    }

    /// The rejected row of an earlier file that a row was to put right, where it says so.
    package func corrected(by row: RawRow) -> String? {
        guard let marker = places.marker else { return nil }
        return CellValue.text(cell(marker, row))
    }

    /// A row without what an export of rejected rows added to it, which must not turn a line of totals into a letter.
    private func withoutRejectColumns(_ row: RawRow) -> RawRow {
        guard places.marker != nil else { return row }
        var said = row
        for (column, name) in mapping.header.enumerated() where said.cells.indices.contains(column) {
            if RejectColumns.isAdded(name) { said.cells[column] = "" }
        }
        return said
    }

    /// What tells two work orders apart that came at one time and have neither number nor text.
    private func kind(_ row: RawRow) -> [String] {
        [
            places.demandType, places.category1, places.category2, places.category3, places.address, places.township,
            places.community, places.leadUnit,
        ].map { raw($0, row) }
    }

    private func cell(_ column: Int, _ row: RawRow) -> String {
        row.cells.indices.contains(column) ? row.cells[column] : ""
    }

    private func raw(_ column: Int?, _ row: RawRow) -> String { column.map { cell($0, row) } ?? "" }

    private func text(_ column: Int?, _ row: RawRow) -> String? { column.flatMap { CellValue.text(cell($0, row)) } }

    private func categories(_ row: RawRow) -> [String] {
        var found: [String] = []
        if let category = text(places.category1, row) { found.append(category) }
        if let category = text(places.category2, row) { found.append(category) }
        if let category = text(places.category3, row) { found.append(category) }
        return found
    }

    /// The texts of a row, joined where there are several.
    private func body(of row: RawRow) -> String {
        if places.body.count == 1 {
            let only = cell(places.body[0], row)
            return only.isBlankText ? "" : only
        }
        return places.body.map { cell($0, row) }.filter { !$0.isBlankText }.joined(separator: "\n")
    }

    private func isTotals(_ row: RawRow) -> Bool {
        row.cells.first { !$0.isBlankText }.map(CellValue.isTotals) ?? false
    }

    /// With a text, each cell must be such a line; without one, the first cell is enough. In a table of one column
    /// `说明：…` may be what somebody said.
    private func isFooter(_ row: RawRow, hasText: Bool) -> Bool {
        let filled = row.cells.lazy.filter { !$0.isBlankText }
        guard let first = filled.first, width > 1, FooterLine.isFooter(cell: first) else { return false }
        return !hasText || filled.allSatisfy { FooterLine.isFooter(cell: $0) }
    }

    private func hasEvidence(_ row: RawRow) -> Bool {
        let evidence = [
            places.received, places.demandType, places.category1, places.category2, places.category3, places.leadUnit,
        ]
        if evidence.contains(where: { text($0, row) != nil }) { return true }
        return !places.hasTextColumn && text(places.number, row) != nil
    }

    private func person(_ row: RawRow, _ channel: Channel) -> PersonKey? {
        var traits = PersonKeyer.Traits()
        traits.phone = raw(places.phone, row)
        traits.idCard = raw(places.idCard, row)
        traits.userID = raw(places.userID, row)
        traits.name = raw(places.personName, row)
        traits.address = raw(places.address, row)
        traits.isKnownByName = channel == .proposal
        return keyer.key(for: traits)
    }
}
