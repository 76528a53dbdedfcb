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
    }

    /// Copies collapsed, vectors made. Linear in the terms, but for the search for copies.
    func prepare(channels: [Channel], counts: TermCounts) -> Prepared {
        let copies = CopyGroups().groups(counts) { lexicon.tellsPlacesApart(counts.vocabulary.term($0)) }
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
            matrix: model.matrix(distinct))
    }

    /// The candidate pairs of distinct records, lower first, in their order; with their features.
    func candidates(
        _ prepared: Prepared, _ evidence: EdgeEvidence
    ) -> [(left: Int, right: Int, features: [Float])] {
        let graph = IssueClusterer(settings: clustering, threads: threads).candidates(evidence)
        return graph.edges.indices.flatMap { row in
            graph.edges[row].map { Int($0.to) }.filter { $0 > row }.sorted().map { other in
                (prepared.rows[row], prepared.rows[other], evidence.features(row, other))
            }
        }
    }

    /// What the edge score knows of each distinct text; titles, days and people are those of all records.
    func evidence(
        _ prepared: Prepared, titles: [String], days: [Int?], people: [Int?], marks: TextMarks
    ) -> EdgeEvidence {
        let (rows, counts, all) = (prepared.rows, prepared.distinct, titles.count)
        let titles = rows.map { titles[$0] }
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
        let kinds = (0..<Int32(counts.vocabulary.count)).map { term -> EdgeEvidence.TermKind in
            let text = counts.vocabulary.term(term)
            if text.hasPrefix("#") { return .pair }
            guard lexicon.tellsPlacesApart(text) else { return [] }
            return lexicon.namesDistrict(text) ? [.place, .district] : .place
        }
        return EdgeEvidence(
            counts: counts, matrix: prepared.matrix, titles: parts.flatMap { $0 }, kinds: kinds,
            maximumShare: terms.maximumShare, days: days.isEmpty ? [] : rows.map { days[$0] },
            people: people.isEmpty ? [] : rows.map { people[$0] },
            marks: marks.letters.count == all ? self.marks(prepared, marks, kinds) : nil)
    }

    private func marks(_ prepared: Prepared, _ all: TextMarks, _ kinds: [EdgeEvidence.TermKind]) -> EdgeEvidence.Marks {
        func vectors(_ counts: HashedCounts) -> HashedVectors {
            HashedVectors(counts, rows: prepared.rows, maximumShare: 0.05)
        }
        return EdgeEvidence.Marks(
            letters: vectors(all.letters), heads: vectors(all.heads), numbers: vectors(all.numbers),
            latent: LatentVectors(prepared.matrix, isUsed: kinds.map { !$0.contains(.pair) }, threads: threads))
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
