import Clustering
import OpinionIngest
import OpinionStore

/// Why two records are, or are not, taken for one matter.
public struct PairExplanation: Sendable {
    /// One kind of evidence.
    public struct Part: Sendable {
        /// The feature's lasting name, as in `docs/guides/Clustering.md`.
        public var name: String
        /// Its value.
        public var value: Double
        /// What it adds to the sum, in logits.
        public var contribution: Double
    }

    /// The sum of a pair without any evidence.
    public var bias: Double
    /// The evidence, in its fixed order; with the bias it adds up to the logit of `probability`.
    public var parts: [Part]
    /// The probability that both are about one matter, 0…1.
    public var probability: Double
    /// Whether one text is a copy of the other; then the evidence decides nothing.
    public var areCopies: Bool
    /// Whether the pair's cosine reaches the search's limit, so that the pair may be compared at all.
    public var isCompared: Bool
    /// Mean probability from which groups are joined.
    public var limit: Double
}

extension Analyzer {
    /// Explains a pair of stored records; nil where one of them is not in the store.
    ///
    /// The rarity of words depends on all records, so all are read: as long as the first half of a run.
    public func explain(_ left: RecordID, _ right: RecordID, in store: Store) throws -> PairExplanation? {
        let (records, prepared, evidence) = try prepare(store)
        guard let one = records.ids.firstIndex(of: left), let two = records.ids.firstIndex(of: right) else {
            return nil
        }
        let (a, b) = (prepared.representative[one], prepared.representative[two])
        guard let first = prepared.rows.firstIndex(of: a), let second = prepared.rows.firstIndex(of: b) else {
            return nil
        }
        let model = EdgeModel.shipped
        let features = evidence.features(first, second)
        return PairExplanation(
            bias: Double(model.bias),
            parts: model.parts(features).map {
                .init(name: $0.feature.rawValue, value: Double($0.value), contribution: Double($0.contribution))
            },
            probability: Double(model.probability(features)), areCopies: a == b,
            isCompared: Double(features[EdgeFeature.cosine.index]) >= configuration.clustering.compareFrom,
            limit: configuration.clustering.sameFrom)
    }

    /// Calls `body` with the line of a table: every pair that a run compares, with its features, for fitting the weights. Records
    /// have their masked numbers, or their ids where they have none.
    /// Copies come as pairs with the first of their group and no features.
    public func candidatePairs(in store: Store, _ body: (String) throws -> Void) throws {
        let (records, prepared, evidence) = try prepare(store)
        func name(_ row: Int) -> String { records.facts[row].number ?? records.ids[row].rawValue }
        try body("left\tright\t" + EdgeFeature.allCases.map(\.rawValue).joined(separator: "\t"))
        for first in prepared.copiesOf.keys.sorted() {
            for other in prepared.copiesOf[first] ?? [] where other != first {
                try body("\(name(first))\t\(name(other))")
            }
        }
        for pair in issueStage.candidates(prepared, evidence) {
            let values = pair.features.map { "\($0)" }.joined(separator: "\t")
            try body("\(name(pair.left))\t\(name(pair.right))\t" + values)
        }
    }

    private func prepare(_ store: Store) throws -> (ReadRecords, IssueStage.Prepared, EdgeEvidence) {
        let extractor = TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: configuration.terms)
        let records = try ReadStage(extractor: extractor, classification: classification, threads: threads)
            .read(store) { _ in }
        let prepared = issueStage.prepare(channels: records.facts.map(\.channel), counts: records.counts)
        let evidence = issueStage.evidence(
            prepared, titles: records.titles, days: records.facts.map { $0.received?.dayNumber },
            people: IssueStage.numbers(records.facts.map(\.person)), marks: records.marks)
        return (records, prepared, evidence)
    }
}
