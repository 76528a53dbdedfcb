/// Columns that come with their names, row by row: keys of JSON, elements of XML, labels of a form. A name becomes a column
/// where it is first seen; values of one name in one row are joined with `、`.
struct NamedColumns {
    /// Names beyond this many are left out.
    static let limit = 2_000

    private var names: [String] = []
    private var places: [String: Int] = [:]
    private var overflowed = false
    private var hasNoticed = false

    /// Delivers a row, and before it the columns where there are new ones.
    mutating func deliver(
        _ number: Int, _ found: [(key: String, value: String)], _ body: (RowEvent) throws -> Void
    ) throws {
        let before = names.count
        var row: [String] = []
        for (key, value) in found {
            guard let place = place(of: key) else { continue }
            while row.count <= place { row.append("") }
            if row[place].isEmpty {
                row[place] = value
            } else if !value.isEmpty {
                row[place] += "、" + value
            }
        }
        if names.count > before { try body(.columns(names)) }
        if overflowed, !hasNoticed {
            hasNoticed = true
            try body(.notice(IngestNotice(.tooManyColumns(limit: Self.limit), row: number)))
        }
        try body(.row(RawRow(number: number, cells: row)))
    }

    private mutating func place(of key: String) -> Int? {
        if let place = places[key] { return place }
        guard names.count < Self.limit else {
            overflowed = true
            return nil
        }
        places[key] = names.count
        names.append(key)
        return names.count - 1
    }
}
