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
        /// What each channel's form brings along.
        var boilerplate: [Channel: Set<Int32>] = [:]
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
        let (chosen, own) = (counts.selecting(rows), rows.map { channels[$0] })
        let boilerplate = Boilerplate.found(in: chosen, channels: own)
        let distinct = Boilerplate.removed(boilerplate, from: chosen, channels: own)
        return Prepared(
            representative: representative, copiesOf: copiesOf, rows: rows, distinct: distinct,
            rarity: model.weights(documentFrequencies: distinct.documentFrequencies, documents: distinct.count),
            matrix: model.matrix(distinct), kinds: kinds, boilerplate: boilerplate)
    }

    /// How terms are weighted.
    var model: TFIDF { TFIDF(minimumDocuments: terms.minimumDocuments, maximumShare: terms.maximumShare) }

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
        let words = titleTerms(prepared.rows.map { titles[$0] }, prepared.distinct.vocabulary)
        return evidence(prepared, titleTerms: words, days: days, people: people, marks: marks)
    }

    /// The same with the terms of each distinct text's title; `remembers` where an index will be made of it.
    func evidence(
        _ prepared: Prepared, titleTerms: [[Int32]], days: [Int?], people: [Int?], marks: consuming TextMarks,
        remembers: Bool = false
    ) -> EdgeEvidence {
        let rows = prepared.rows
        let hasMarks = marks.letters.count > rows.last ?? -1 && !rows.isEmpty
        return EdgeEvidence(
            counts: prepared.distinct, matrix: prepared.matrix, titles: titleTerms, kinds: prepared.kinds,
            maximumShare: terms.maximumShare, days: days.isEmpty ? [] : rows.map { days[$0] },
            people: people.isEmpty ? [] : rows.map { people[$0] },
            marks: hasMarks ? vectors(prepared, marks, remembers) : nil)
    }

    /// The terms of each title that the vocabulary has, ascending.
    func titleTerms(_ titles: [String], _ vocabulary: Vocabulary) -> [[Int32]] {
        let extractor = TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: terms)
        return ParallelChunks.map(count: titles.count, size: 512, threads: threads) { range -> [[Int32]] in
            var buffers = TermExtractor.Buffers()
            var own = TermCounts()
            for row in range { extractor.extract(title: "", body: titles[row], into: &own, &buffers) }
            let map = (0..<Int32(own.vocabulary.count)).map { vocabulary.find(own.vocabulary.term($0)) }
            return (0..<own.count).map { row in
                own.terms[own.offsets[row]..<own.offsets[row + 1]].compactMap { map[Int($0)] }.sorted()
            }
        }.flatMap { $0 }
    }

    private func vectors(
        _ prepared: Prepared, _ all: consuming TextMarks, _ remembers: Bool
    ) -> EdgeEvidence.Marks {
        let rows = prepared.rows
        return EdgeEvidence.Marks(
            letters: HashedVectors(
                Self.take(&all.letters), rows: rows, maximumShare: Self.mostMarked, after: nil, remembers: remembers),
            heads: HashedVectors(
                Self.take(&all.heads), rows: rows, maximumShare: Self.mostMarked, after: nil, remembers: remembers),
            numbers: HashedVectors(
                Self.take(&all.numbers), rows: rows, maximumShare: Self.mostMarked, after: nil, remembers: remembers),
            latent: LatentVectors(
                prepared.matrix, isUsed: prepared.kinds.map { !$0.contains(.pair) },
                names: prepared.distinct.vocabulary.hashes, remembers: remembers, threads: threads))
    }

    /// Marks in a larger share of the texts carry nothing.
    static let mostMarked = 0.05

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
            terms.map { kind(of: vocabulary.term(Int32($0))) }
        }.flatMap { $0 }
    }

    /// What a term is.
    func kind(of term: String) -> EdgeEvidence.TermKind {
        if term.hasPrefix("#") { return .pair }
        guard tellsPlacesApart(term) else { return [] }
        return namesDistrict(term) ? [.place, .district] : .place
    }
}
