import ChineseSegmenter
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// What the proposal stage knows of all records after reading them once: vectors of all, texts of the proposals only.
///
/// Informants' reports are left out altogether: neither their words nor their unit may lead anywhere.
struct ProposalReading: Sendable {
    /// A proposal's texts, masked.
    struct Proposal: Sendable {
        /// Its row in the matrices.
        var row: Int
        var facts: StoredFacts
        var title: String
        var body: String
        /// Whether the title is the beginning of the text, because the source gives none.
        var isTitleMade: Bool
    }

    /// All records but informants', in the order of their ids.
    var facts: [StoredFacts] = []
    /// The proposals, in the order of their rows.
    var proposals: [Proposal] = []
    /// Unit rows of whole texts, one for each record.
    var texts = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0)
    /// Unit rows of titles, one for each proposal.
    var titles = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0)
    /// ln(1 + n ÷ df) of each term of `texts`.
    var rarity: [Float] = []
    /// The terms of `texts`.
    var vocabulary = Vocabulary()

    /// How much the title counts in whole texts: a body of nine thousand characters must not drown it.
    private static let titleWeight = 6.0
    /// Records held in memory at a time.
    private static let batch = 2_048

    init(_ store: Store, analyzer: Analyzer) throws {
        var settings = analyzer.configuration.terms
        let plain = TermExtractor(segmenter: analyzer.segmenter, lexicon: analyzer.lexicon, settings: settings)
        settings.titleWeight = Self.titleWeight
        settings.pairWeight = 0
        let deep = TermExtractor(segmenter: analyzer.segmenter, lexicon: analyzer.lexicon, settings: settings)
        var counts = TermCounts()
        var titleCounts = TermCounts()
        var pending: [StoredRecord] = []
        func flush() {
            let records = pending
            let parts = ParallelChunks.map(count: records.count, size: 128, threads: analyzer.threads) { range in
                var part = TermCounts()
                var titles = TermCounts()
                var buffers = TermExtractor.Buffers()
                for record in records[range] {
                    let extractor = record.facts.channel == .proposal ? deep : plain
                    extractor.extract(
                        title: Self.bareTitle(record.matchTitle), body: record.matchBody, into: &part, &buffers)
                    if record.facts.channel == .proposal {
                        deep.extract(title: Self.bareTitle(record.matchTitle), body: "", into: &titles, &buffers)
                    }
                }
                return (part, titles)
            }
            for (part, titles) in parts {
                counts.append(part)
                titleCounts.append(titles)
            }
            pending.removeAll(keepingCapacity: true)
        }
        try store.forEachRecord { record in
            guard !record.facts.isInformant else { return }
            pending.append(record)
            facts.append(record.facts)
            if pending.count == Self.batch { flush() }
        }
        flush()
        let model = TFIDF(minimumDocuments: analyzer.configuration.terms.minimumDocuments, maximumShare: 0.2)
        texts = model.matrix(counts)
        rarity = model.weights(documentFrequencies: counts.documentFrequencies, documents: counts.count)
        vocabulary = counts.vocabulary
        titles = TFIDF(minimumDocuments: 2, maximumShare: 0.2).matrix(titleCounts)
        let rows = facts.indices.filter { facts[$0].channel == .proposal }
        let shown = try store.shownRecords(ids: rows.map { facts[$0].id })
        proposals = zip(rows, shown).map { row, shown in
            let isMade = shown.title.isEmpty
            return Proposal(
                row: row, facts: shown.facts, title: isMade ? String(shown.body.prefix(24)) : shown.title,
                body: shown.body, isTitleMade: isMade)
        }
    }

    /// Without the frame that titles of proposals have: 关于……的建议.
    static func bareTitle(_ title: String) -> String {
        var text = title[...]
        if text.hasPrefix("关于") { text = text.dropFirst(2) }
        for ending in ["的几点建议", "的提案", "的议案", "的建议", "的意见", "的对策建议", "提案", "建议", "议案"] where text.hasSuffix(ending) {
            text = text.dropLast(ending.count)
            break
        }
        return text.isEmpty ? title : String(text)
    }
}
