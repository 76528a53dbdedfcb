/// Finds the header among a table's first rows, below whatever titles stand above it.
package enum HeaderFinder {
    /// The rows among which the header is looked for.
    package static let rowsTried = 20

    /// The index of the header in `rows`, or nil.
    ///
    /// With a mapping file it is the first row that has the most of the columns it names. Otherwise it is the first row
    /// with the most cells that are, to the letter, column names; where no row has two of them, the first row with two
    /// cells or more of which one at least fits a field by its ending, or whose only filled cell is a name.
    package static func find(in rows: [RawRow], mapping: MappingFile? = nil) -> Int? {
        let tried = rows.prefix(rowsTried)
        if let mapping {
            let wanted = Set(mapping.columns.values.joined().map(ColumnNames.fold))
            if !wanted.isEmpty {
                let counts = tried.map { row in Set(row.cells.map(ColumnNames.fold)).intersection(wanted).count }
                if let best = firstMaximum(counts), counts[best] > 0 { return best }
            }
        }
        let exact = tried.map { ColumnNames.knownCount($0.cells) }
        if let best = firstMaximum(exact), exact[best] >= 2 { return best }
        for (index, row) in tried.enumerated() {
            let filled = row.cells.filter { !$0.isBlankText }
            let matches = filled.compactMap { $0.contains("\n") ? nil : ColumnNames.match($0) }
            if exact[index] > 0 || filled.count >= 2 && matches.count * 3 >= filled.count && !matches.isEmpty {
                return index
            }
        }
        return nil
    }

    /// The row that looks most like a header when none is known, to be named in a message: the first with most cells.
    package static func likely(in rows: [RawRow]) -> RawRow? {
        let tried = Array(rows.prefix(rowsTried))
        return firstMaximum(tried.map { row in row.cells.count { !$0.isBlankText } }).map { tried[$0] }
    }

    private static func firstMaximum(_ counts: [Int]) -> Int? {
        counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) }
    }
}
