import TermVectors

/// Keeps what a search for clusters knew, so that rows which come later can be compared with its rows: ``SearchIndex`` reads it.
///
/// The rows stand in the order of time. Add the evidence, then the groups, then finish.
package final class SearchIndexWriter {
    /// The file; whoever knows more of the rows adds sections of his own.
    package let file: SectionWriter
    private var positionOf: [Int] = []

    /// Begins a file.
    package init(_ file: SectionWriter) { self.file = file }

    /// Adds the rows.
    ///
    /// - Parameters:
    ///   - evidence: the rows, with their marks.
    ///   - counts: their terms, with how often each has them.
    ///   - titles: the terms of each row's title, ascending.
    ///   - model: how the rows' vectors were weighted.
    /// - Throws: `SectionFile.Unusable` where the file can't be written or the evidence has no marks.
    package func add(_ evidence: EdgeEvidence, counts: TermCounts, titles: [[Int32]], model: TFIDF) throws {
        guard let marks = evidence.marks else { throw SectionFile.Unusable(description: "no marks to keep") }
        let order = evidence.timeOrder
        positionOf = [Int](repeating: 0, count: order.count)
        for (position, row) in order.enumerated() { positionOf[Int(row)] = position }
        let frequencies = counts.documentFrequencies
        try counts.vocabulary.write(to: file, "terms")
        try file.add("terms.frequencies", frequencies)
        try file.add("terms.kinds", evidence.terms.kinds.map(\.rawValue))
        try file.add("terms.rarity", evidence.terms.rarity)
        try file.add("terms.most", [evidence.terms.most])
        try addEntries(order, counts, titles, TFIDF.Rows(model, frequencies: frequencies, documents: counts.count))
        try file.begin("rows.known")
        try inPieces(order) { rows in try file.append(rows.map { evidence.rows[Int($0)] }) }
        try add(marks.letters, "letters", order)
        try add(marks.heads, "heads", order)
        try add(marks.numbers, "numbers", order)
        try file.add("latent.place", marks.latent.space.place)
        try file.add("latent.basis", marks.latent.space.basis)
        try file.begin("latent.codes")
        let size = marks.latent.dimensions
        try inPieces(order) { rows in
            var codes: [Int8] = []
            for row in rows { codes += marks.latent.codes[Int(row) * size..<(Int(row) + 1) * size] }
            try file.append(codes)
        }
        try file.add("rows.order", order)
    }

    /// Adds the groups that were found; rows in none are groups of one.
    package func add(groups: [[Int]]) throws {
        var limits = [0]
        var members: [Int32] = []
        for group in groups {
            members += group.map { Int32(positionOf[$0]) }.sorted()
            limits.append(members.count)
        }
        try file.add("groups.limits", limits)
        try file.add("groups.members", members)
    }

    /// The position of each row in the file.
    package var positions: [Int] { positionOf }

    /// Vectors with the terms of one row only, which later rows may share.
    private func addEntries(
        _ order: [Int32], _ counts: TermCounts, _ titles: [[Int32]], _ rows: TFIDF.Rows
    ) throws {
        var limits = [0]
        limits.reserveCapacity(order.count + 1)
        try file.begin("rows.entries")
        var (columns, weights): ([Int32], [Float]) = ([], [])
        try inPieces(order) { piece in
            var entries: [SearchIndex.Entry] = []
            for row in piece {
                columns.removeAll(keepingCapacity: true)
                weights.removeAll(keepingCapacity: true)
                rows.append(counts, Int(row), keepsRare: true, &columns, &weights)
                let title = titles[Int(row)]
                var next = 0
                for (column, weight) in zip(columns, weights) {
                    while next < title.count, title[next] < column { next += 1 }
                    let inTitle = next < title.count && title[next] == column
                    entries.append(SearchIndex.Entry(column: column, inTitle: inTitle, weight: weight))
                }
                limits.append(limits[limits.count - 1] + columns.count)
            }
            try file.append(entries)
        }
        try file.add("rows.limits", limits)
    }

    private func add(_ vectors: HashedVectors, _ name: String, _ order: [Int32]) throws {
        var limits = [0]
        limits.reserveCapacity(order.count + 1)
        try file.begin(name + ".entries")
        try inPieces(order) { rows in
            var entries: [UInt32] = []
            for row in rows {
                let range = vectors.offsets[Int(row)]..<vectors.offsets[Int(row) + 1]
                entries += vectors.entries[range]
                limits.append(limits[limits.count - 1] + range.count)
            }
            try file.append(entries)
        }
        try file.add(name + ".limits", limits)
        try file.add(name + ".frequencies", vectors.frequencies.counts)
        try file.add(name + ".documents", [vectors.frequencies.documents])
    }

    private func inPieces(_ order: [Int32], _ body: (ArraySlice<Int32>) throws -> Void) rethrows {
        var start = 0
        while start < order.count {
            try body(order[start..<min(order.count, start + 4_096)])
            start += 4_096
        }
    }
}
