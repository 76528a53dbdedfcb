import ChineseSegmenter
import Clustering
import OpinionIngest
import TermVectors

extension IssueStage {
    /// The records made ready for comparing.
    struct Prepared: Sendable {
        /// The first copy of each record; the record itself where it has none.
        var representative: [Int]
        /// The group of each first copy that has others.
        var copiesOf: [Int: [Int]]
        /// The records that are no copies, ascending; rows of everything below.
        var rows: [Int]
        /// Their terms without boilerplate.
        var distinct: TermCounts
        /// ln(1 + n ÷ df) of each term.
        var rarity: [Float]
        /// Their vectors.
        var matrix: SparseMatrix
        /// What each term is.
        var kinds: [EdgeEvidence.TermKind]
    }

    /// Copies collapsed, vectors made. Linear in the terms, but for the search for copies.
    func prepare(channels: [Channel], counts: TermCounts) -> Prepared {
        let kinds = lexicon.kinds(of: counts.vocabulary, threads: threads)
        let copies = CopyGroups().groups(counts) { kinds[Int($0)].contains(.place) }
        var representative = Array(0..<counts.count)
        for group in copies { for row in group { representative[row] = group[0] } }
        var copiesOf = [Int: [Int]](minimumCapacity: copies.count)
        for group in copies { copiesOf[group[0]] = group }

        // Copies would make their own words look common: frequencies are counted over distinct texts.
        let rows = (0..<counts.count).filter { representative[$0] == $0 }
        let distinct = Boilerplate.removed(from: counts.selecting(rows), channels: rows.map { channels[$0] })
        let model = TFIDF(minimumDocuments: terms.minimumDocuments, maximumShare: terms.maximumShare)
        return Prepared(
            representative: representative, copiesOf: copiesOf, rows: rows, distinct: distinct,
            rarity: model.weights(documentFrequencies: distinct.documentFrequencies, documents: distinct.count),
            matrix: model.matrix(distinct), kinds: kinds)
    }

    /// The candidate pairs of distinct records, lower first, in their order; with their features.
    func candidates(
        _ prepared: Prepared, _ evidence: EdgeEvidence
    ) -> [(left: Int, right: Int, features: [Float])] {
        let graph = IssueClusterer(settings: clustering, threads: threads).candidates(evidence)
        var pairs: [(left: Int, right: Int)] = []
        for row in 0..<graph.rowCount {
            for pair in graph.offsets[row]..<graph.offsets[row + 1] { pairs.append((Int(graph.lower[pair]), row)) }
        }
        pairs.sort { $0 < $1 }
        return pairs.map { (prepared.rows[$0.left], prepared.rows[$0.right], evidence.features($0.left, $0.right)) }
    }

    /// What the edge score knows of each distinct text; titles, days and people are those of all records.
    func evidence(
        _ prepared: Prepared, titles: [String], days: [Int?], people: [Int?], marks: consuming TextMarks
    ) -> EdgeEvidence {
        let (rows, counts, all) = (prepared.rows, prepared.distinct, titles.count)
        let titles = rows.map { titles[$0] }
        let hasMarks = marks.letters.count == all
        let extractor = TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: terms)
        let parts = ParallelChunks.map(count: titles.count, size: 512, threads: threads) { range -> [[Int32]] in
            var buffers = TermExtractor.Buffers()
            var own = TermCounts()
            for row in range { extractor.extract(title: "", body: titles[row], into: &own, &buffers) }
            let map = (0..<Int32(own.vocabulary.count)).map { counts.vocabulary.find(own.vocabulary.term($0)) }
            return (0..<own.count).map { row in
                own.terms[own.offsets[row]..<own.offsets[row + 1]].compactMap { map[Int($0)] }.sorted()
            }
        }
        return EdgeEvidence(
            counts: counts, matrix: prepared.matrix, titles: parts.flatMap { $0 }, kinds: prepared.kinds,
            maximumShare: terms.maximumShare, days: days.isEmpty ? [] : rows.map { days[$0] },
            people: people.isEmpty ? [] : rows.map { people[$0] },
            marks: hasMarks ? vectors(prepared, marks) : nil)
    }

    private func vectors(_ prepared: Prepared, _ all: consuming TextMarks) -> EdgeEvidence.Marks {
        let rows = prepared.rows
        return EdgeEvidence.Marks(
            letters: HashedVectors(Self.take(&all.letters), rows: rows, maximumShare: 0.05),
            heads: HashedVectors(Self.take(&all.heads), rows: rows, maximumShare: 0.05),
            numbers: HashedVectors(Self.take(&all.numbers), rows: rows, maximumShare: 0.05),
            latent: LatentVectors(prepared.matrix, isUsed: prepared.kinds.map { !$0.contains(.pair) }, threads: threads)
        )
    }

    /// The counts, leaving none behind: whoever gets them may be the only one who holds them.
    private static func take(_ counts: inout HashedCounts) -> HashedCounts {
        defer { counts = HashedCounts() }
        return counts
    }

    /// A number for each distinct value, in the order of their first place; nil stays nil.
    static func numbers<Value: Hashable>(_ values: [Value?]) -> [Int?] {
        var known: [Value: Int] = [:]
        return values.map { value in
            guard let value else { return nil }
            if let number = known[value] { return number }
            known[value] = known.count
            return known.count - 1
        }
    }
}

extension Lexicon {
    /// What each term of a vocabulary is. Linear in the terms.
    func kinds(of vocabulary: Vocabulary, threads: Int) -> [EdgeEvidence.TermKind] {
        ParallelChunks.map(count: vocabulary.count, size: 4_096, threads: threads) { terms in
            terms.map { term -> EdgeEvidence.TermKind in
                let text = vocabulary.term(Int32(term))
                if text.hasPrefix("#") { return .pair }
                guard tellsPlacesApart(text) else { return [] }
                return namesDistrict(text) ? [.place, .district] : .place
            }
        }.flatMap { $0 }
    }
}
