import TermVectors

/// The rows of an earlier search, in the order of time, mapped from a file: new rows are compared with them without reading
/// them all. Written by ``SearchIndexWriter``.
///
/// What the rows said of terms (frequencies, kinds, the latent space) stays as it was; terms that only new rows have are added.
package struct SearchIndex: Sendable {
    /// A term of a row with its weight.
    struct Entry: BitwiseCopyable, Sendable {
        /// The column, and in the lowest bit whether the title has the term.
        private var code: UInt32
        var weight: Float

        init(column: Int32, inTitle: Bool, weight: Float) {
            code = UInt32(column) << 1 | (inTitle ? 1 : 0)
            self.weight = weight
        }

        var column: Int32 { Int32(truncatingIfNeeded: code >> 1) }
        var inTitle: Bool { code & 1 == 1 }
    }

    /// Vectors of hashed features, and how frequent these are.
    private struct Hashed {
        var limits: MappedNumbers<Int>
        var entries: MappedNumbers<UInt32>
        var frequencies: HashedVectors.Frequencies

        init(_ file: SectionFile, _ name: String, rows: Int) throws {
            entries = try file.numbers(name + ".entries")
            limits = try file.limits(name + ".limits", most: entries.count)
            let documents: MappedNumbers<Int> = try file.numbers(name + ".documents")
            guard limits.count == rows + 1, let count = documents.first,
                let known = HashedVectors.Frequencies(
                    counts: Array(try file.numbers(name + ".frequencies", as: Int32.self)), documents: count)
            else { throw SectionFile.Unusable(description: "section \(name) is damaged") }
            frequencies = known
        }

        func vectors(_ rows: [Int]) -> HashedVectors {
            var offsets = [0]
            var found: [UInt32] = []
            for row in rows {
                found += entries[limits[row]..<limits[row + 1]]
                offsets.append(found.count)
            }
            return HashedVectors(offsets: offsets, entries: found, frequencies: .none)
        }
    }

    /// The terms.
    package let vocabulary: Vocabulary
    /// How many rows have each term.
    package let frequencies: [Int32]
    /// What is known of the terms.
    package let terms: EdgeEvidence.Terms
    /// What the rows are directions in.
    package let space: LatentVectors.Space
    /// The number of each row in the search that it was part of.
    package let order: MappedNumbers<Int32>
    private let limits: MappedNumbers<Int>
    private let entries: MappedNumbers<Entry>
    private let known: MappedNumbers<EdgeEvidence.Row>
    private let codes: MappedNumbers<Int8>
    private let letters: Hashed
    private let heads: Hashed
    private let numbers: Hashed
    private let groupLimits: MappedNumbers<Int>
    private let groupMembers: MappedNumbers<Int32>

    /// Opens a file. O(terms + rows).
    ///
    /// - Throws: `SectionFile.Unusable` where sections are missing or do not fit together.
    package init(_ file: SectionFile) throws {
        func require(_ condition: Bool, _ name: String) throws {
            guard condition else { throw SectionFile.Unusable(description: "section \(name) is damaged") }
        }
        let words = try Vocabulary(file, "terms")
        vocabulary = words
        frequencies = Array(try file.numbers("terms.frequencies", as: Int32.self))
        let kinds = try file.numbers("terms.kinds", as: UInt8.self).map(EdgeEvidence.TermKind.init(rawValue:))
        let rarity = Array(try file.numbers("terms.rarity", as: Float.self))
        let most = try file.numbers("terms.most", as: Float.self)
        try require([frequencies.count, kinds.count, rarity.count].allSatisfy { $0 == words.count }, "terms")
        try require(most.count == 1, "terms.most")
        terms = EdgeEvidence.Terms(kinds: kinds, rarity: rarity, most: most[0])
        order = try file.numbers("rows.order")
        let count = order.count
        entries = try file.numbers("rows.entries")
        limits = try file.limits("rows.limits", most: entries.count)
        known = try file.numbers("rows.known")
        try require(limits.count == count + 1 && known.count == count, "rows")
        letters = try Hashed(file, "letters", rows: count)
        heads = try Hashed(file, "heads", rows: count)
        numbers = try Hashed(file, "numbers", rows: count)
        codes = try file.numbers("latent.codes")
        let size = count > 0 ? codes.count / count : 1
        guard size * count == codes.count,
            let found = LatentVectors.Space(
                size: max(1, size), place: Array(try file.numbers("latent.place", as: Int32.self)),
                basis: Array(try file.numbers("latent.basis", as: Float.self)))
        else { throw SectionFile.Unusable(description: "section latent is damaged") }
        space = found
        groupMembers = try file.numbers("groups.members")
        groupLimits = try file.limits("groups.limits", most: groupMembers.count)
        try require(order.allSatisfy { $0 >= 0 && Int($0) < count }, "rows.order")
        try require(groupMembers.allSatisfy { $0 >= 0 && Int($0) < count }, "groups.members")
    }

    /// The number of rows.
    package var count: Int { order.count }

    /// How frequent pairs of characters and numbers are, for `HashedVectors` of new rows.
    package var hashed:
        (letters: HashedVectors.Frequencies, heads: HashedVectors.Frequencies, numbers: HashedVectors.Frequencies)
    {
        (letters.frequencies, heads.frequencies, numbers.frequencies)
    }

    /// The groups that were found, each of two positions and more, ascending.
    package var groups: [[Int]] {
        groupLimits.indices.dropLast().map { group in
            groupMembers[groupLimits[group]..<groupLimits[group + 1]].map { Int($0) }
        }
    }

    /// The terms of a row, ascending, but for those that so many rows have that they carry nothing.
    package func terms(of position: Int) -> [Int32] { entries[limits[position]..<limits[position + 1]].map(\.column) }

    /// The evidence of some rows. O(their entries).
    ///
    /// - Parameters:
    ///   - columns: how many columns the matrix has, those of new terms included.
    ///   - terms: what is known of the terms, new ones included.
    package func evidence(of positions: [Int], columns: Int, terms: EdgeEvidence.Terms) -> EdgeEvidence {
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: columns)
        var inTitle: [Bool] = []
        for row in positions {
            for entry in entries[limits[row]..<limits[row + 1]] {
                matrix.columns.append(entry.column)
                matrix.weights.append(entry.weight)
                inTitle.append(entry.inTitle)
            }
            matrix.offsets.append(matrix.columns.count)
        }
        var codes: [Int8] = []
        for row in positions { codes += self.codes[row * space.size..<(row + 1) * space.size] }
        return EdgeEvidence(
            matrix: matrix, terms: terms, inTitle: inTitle, rows: positions.map { known[$0] },
            marks: .init(
                letters: letters.vectors(positions), heads: heads.vectors(positions),
                numbers: numbers.vectors(positions), latent: LatentVectors(codes: codes, space: space)))
    }

    /// The vectors of some rows. O(their entries).
    package func matrix(of positions: [Int], columns: Int) -> SparseMatrix {
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: columns)
        for row in positions {
            for entry in entries[limits[row]..<limits[row + 1]] {
                matrix.columns.append(entry.column)
                matrix.weights.append(entry.weight)
            }
            matrix.offsets.append(matrix.columns.count)
        }
        return matrix
    }
}

extension SearchIndex {
    /// A new row and another to compare it with: one of the file by its position, or a new one by `count` + its number.
    package struct Pair: Sendable, Equatable {
        /// The new row.
        package var row: Int
        /// The other, earlier one.
        package var other: Int
        /// Their cosine.
        package var cosine: Float
    }

    /// The pairs of new rows with earlier ones that are worth comparing, as `CandidateSearch` finds them where the new rows
    /// are the latest: a term is followed back to the last `window` rows, new ones first.
    ///
    /// One pass over the entries of the file, which costs little, then O(entries of new rows × window).
    ///
    /// - Parameter new: the new rows in the order of time, over the file's columns and more.
    /// - Throws: `SectionFile.Unusable` where an entry names no term.
    package func pairs(_ new: SparseMatrix, _ search: CandidateSearch) throws -> [Pair] {
        let index = try postings(new, window: search.window, threads: search.threads)
        let base = count
        let chunks = ParallelChunks.map(
            count: new.rowCount, size: 64, threads: search.threads, state: { WindowProbe(rows: base + new.rowCount) }
        ) { probe, rows in
            var found = CandidateSearch.Found()
            for row in rows {
                probe.candidates(
                    of: base + row, row: row, new, index, threshold: search.threshold, window: search.window,
                    limit: 2 * search.limit, into: &found)
            }
            return found
        }
        var pairs: [Pair] = []
        var row = 0
        for chunk in chunks {
            var start = 0
            for end in chunk.ends {
                for edge in chunk.edges[start..<end] {
                    pairs.append(Pair(row: row, other: Int(edge.to), cosine: edge.weight))
                }
                start = end
                row += 1
            }
        }
        // An edge stays where it is among the strongest of a new end.
        var strongest = StrongestEdges(rows: new.rowCount, limit: search.limit)
        for pair in pairs {
            strongest.push(StrongestEdges.key(pair.cosine, to: pair.other), to: pair.row)
            if pair.other >= base {
                strongest.push(StrongestEdges.key(pair.cosine, to: base + pair.row), to: pair.other - base)
            }
        }
        return pairs.filter { pair in
            StrongestEdges.key(pair.cosine, to: pair.other) >= strongest.weakest(pair.row)
                || (pair.other >= base
                    && StrongestEdges.key(pair.cosine, to: base + pair.row) >= strongest.weakest(pair.other - base))
        }
    }

    /// The last `window` rows of each term that new rows have, and the new rows after them.
    private func postings(_ new: SparseMatrix, window: Int, threads: Int) throws -> InvertedIndex {
        var place = [Int32](repeating: -1, count: max(new.columnCount, vocabulary.count))
        var asked: [Int32] = []
        for column in new.columns where place[Int(column)] < 0 {
            place[Int(column)] = Int32(asked.count)
            asked.append(column)
        }
        // Each part goes over all entries, which is quick, and keeps its own terms'.
        let (places, parts, terms) = (place, Self.parts, asked.count)
        var lists = [[InvertedIndex.Posting]](repeating: [], count: asked.count)
        for (part, found) in ParallelChunks.map(
            count: parts, size: 1, threads: threads,
            { part in Result { try latest(places, count: terms, window: window, part: part.lowerBound) } }
        ).enumerated() {
            for (number, list) in try found.get().enumerated() { lists[number * parts + part] = list }
        }
        for row in 0..<new.rowCount {
            for entry in new.offsets[row]..<new.offsets[row + 1] {
                lists[Int(place[Int(new.columns[entry])])].append(
                    .init(row: Int32(count + row), weight: new.weights[entry]))
            }
        }
        var offsets = [0]
        offsets.reserveCapacity(place.count + 1)
        var postings: [InvertedIndex.Posting] = []
        for column in place.indices {
            if place[column] >= 0 { postings += lists[Int(place[column])] }
            offsets.append(postings.count)
        }
        return InvertedIndex(offsets: offsets, postings: postings)
    }

    /// In how many parts terms are looked up beside each other.
    private static let parts = 2

    /// The last `window` rows, ascending, of the terms whose place is `part` plus a multiple of `parts`.
    private func latest(
        _ place: [Int32], count terms: Int, window: Int, part: Int
    ) throws -> [[InvertedIndex.Posting]] {
        var lists = [[InvertedIndex.Posting]](repeating: [], count: (terms - part + Self.parts - 1) / Self.parts)
        // A bit a term fits where a number a term does not: most entries are of terms that nobody asks for.
        var bits = [UInt64](repeating: 0, count: place.count / 64 + 1)
        for column in place.indices where place[column] >= 0 && Int(place[column]) % Self.parts == part {
            bits[column / 64] |= 1 << UInt64(column % 64)
        }
        let (limits, entries, known) = (limits.numbers, entries.numbers, vocabulary.count)
        for position in stride(from: count - 1, through: 0, by: -1) {
            for entry in entries[limits[position]..<limits[position + 1]] {
                let column = Int(entry.column)
                guard column < known else {
                    throw SectionFile.Unusable(description: "section rows.entries is damaged")
                }
                guard bits[column >> 6] & (1 << UInt64(column & 63)) != 0 else { continue }
                let list = Int(place[column]) / Self.parts
                guard lists[list].count < window else { continue }
                lists[list].append(.init(row: Int32(position), weight: entry.weight))
            }
        }
        for list in lists.indices { lists[list].reverse() }
        return lists
    }
}
