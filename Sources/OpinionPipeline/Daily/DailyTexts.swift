import Clustering
import OpinionIngest
import TermVectors

/// The distinct texts of new records, as vectors over the index's terms and their own, weighted by the frequencies of both.
///
/// Rows are numbered as everywhere in the daily path: those of the index by their position, from `base` the new ones.
struct DailyTexts: Sendable {
    /// How many rows the index has.
    let base: Int
    /// For each new record, in the order of time, its row.
    private(set) var rowOf: [Int]
    /// For each new row, the new record that stands for it.
    let records: [Int]
    /// All terms of each new record, boilerplate included.
    let counts: TermCounts
    /// What each term is, and how rare.
    let terms: EdgeEvidence.Terms
    /// ln(1 + n ÷ df) of each term, as vectors and labels use it.
    let rarity: [Float]
    /// The new rows as they are compared.
    let evidence: EdgeEvidence
    /// The same with the terms of one row only, and weighted as the index's are: for comparing word for word.
    private let whole: SparseMatrix
    private let index: SearchIndex

    /// - Parameters:
    ///   - read: the new records, in the order of time; its terms and marks are taken.
    ///   - people: a number for each one's person.
    ///   - posts: how many texts each person sent in all.
    init(
        _ records: inout DailyRecords, _ known: IssueIndex, _ stage: IssueStage, people: [Int?], posts: [Int: Int]
    ) {
        index = known.search
        base = index.count
        var counts = TermCounts(vocabulary: index.vocabulary)
        counts.append(records.takeCounts())
        let kinds =
            index.terms.kinds
            + (index.vocabulary.count..<counts.vocabulary.count).map {
                stage.lexicon.kind(of: counts.vocabulary.term(Int32($0)))
            }
        let count = counts.count
        var first = Array(0..<count)
        for group in CopyGroups().groups(counts, tellsPlacesApart: { kinds[Int($0)].contains(.place) }) {
            for record in group { first[record] = group[0] }
        }
        let rows = (0..<count).filter { first[$0] == $0 }
        var number = [Int](repeating: 0, count: count)
        for (row, record) in rows.enumerated() { number[record] = base + row }
        rowOf = first.map { number[$0] }
        self.records = rows
        self.counts = counts

        let read = records.read
        let distinct = Boilerplate.removed(
            known.boilerplate, from: counts.selecting(rows), channels: rows.map { read.facts[$0].channel })
        let size = counts.vocabulary.count
        let before = index.frequencies + [Int32](repeating: 0, count: size - index.frequencies.count)
        let now = zip(before, distinct.documentFrequencies).map { $0 + $1 }
        let documents = base + rows.count
        let matrix = stage.model.matrix(distinct, frequencies: now, documents: documents)
        whole = stage.model.matrix(distinct, frequencies: before, documents: base, keepsRare: true)
        rarity = stage.model.weights(documentFrequencies: now, documents: documents)
        let own = EdgeEvidence.Terms(
            kinds: kinds, frequencies: now, documents: documents, maximumShare: stage.terms.maximumShare)
        let learnt = index.terms.rarity.count
        let terms = EdgeEvidence.Terms(
            kinds: kinds, rarity: index.terms.rarity + own.rarity[learnt...], most: index.terms.most)
        self.terms = terms
        let (marks, frequent) = (records.takeMarks(), index.hashed)
        evidence = EdgeEvidence(
            counts: distinct, matrix: matrix,
            titles: stage.titleTerms(rows.map { read.titles[$0] }, counts.vocabulary), terms: terms,
            days: rows.map { read.facts[$0].received?.dayNumber }, people: rows.map { people[$0] }, posts: posts,
            marks: .init(
                letters: HashedVectors(
                    marks.letters, rows: rows, maximumShare: IssueStage.mostMarked, after: frequent.letters),
                heads: HashedVectors(
                    marks.heads, rows: rows, maximumShare: IssueStage.mostMarked, after: frequent.heads),
                numbers: HashedVectors(
                    marks.numbers, rows: rows, maximumShare: IssueStage.mostMarked, after: frequent.numbers),
                latent: LatentVectors(matrix, in: index.space, threads: stage.threads)))
    }

    /// How many new rows there are.
    var count: Int { records.count }

    /// The pairs of new rows with earlier ones that are worth comparing; rows that are copies of the index's become these,
    /// and their pairs go.
    ///
    /// - Throws: `SectionFile.Unusable` where the index is damaged.
    mutating func pairs(_ search: CandidateSearch) throws -> [SearchIndex.Pair] {
        let pairs = try index.pairs(evidence.matrix, search)
        // The row of the index that each new row is a copy of.
        var copyOf: [Int: Int] = [:]
        for pair in pairs.sorted(by: { ($1.cosine, $0.row, $0.other) < ($0.cosine, $1.row, $1.other) })
        where pair.other < base && pair.cosine >= Self.copyFrom && copyOf[pair.row] == nil {
            let range = whole.offsets[pair.row]..<whole.offsets[pair.row + 1]
            let isCopy = CopyGroups().isCopy(Array(whole.columns[range]), index.terms(of: pair.other)) {
                terms.kinds[Int($0)].contains(.place)
            }
            if isCopy { copyOf[pair.row] = pair.other }
        }
        rowOf = rowOf.map { row in copyOf[row - base] ?? row }
        guard !copyOf.isEmpty else { return pairs }
        var seen: Set<[Int]> = []
        return pairs.compactMap { pair in
            guard copyOf[pair.row] == nil else { return nil }
            var pair = pair
            if pair.other >= base { pair.other = copyOf[pair.other - base] ?? pair.other }
            return seen.insert([pair.row, pair.other]).inserted ? pair : nil
        }
    }

    /// Copies have a cosine of this at least.
    private static let copyFrom: Float = 0.6

    /// The vectors of some rows, in the order given.
    func matrix(of rows: [Int]) -> SparseMatrix {
        let size = evidence.matrix.columnCount
        var result = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: size)
        for row in rows {
            if row < base {
                result.append(index.matrix(of: [row], columns: size))
            } else {
                let range = evidence.matrix.offsets[row - base]..<evidence.matrix.offsets[row - base + 1]
                result.columns += evidence.matrix.columns[range]
                result.weights += evidence.matrix.weights[range]
                result.offsets.append(result.columns.count)
            }
        }
        return result
    }
}
