import ChineseSegmenter
import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore
import Proposals
import TermVectors

/// What the proposal stage knows of all records after reading them once: vectors of all, texts of the proposals only.
///
/// Informants' reports are left out altogether: neither their words nor their unit may lead anywhere.
struct ProposalReading: Sendable {
    /// A proposal's texts, masked.
    struct Proposal: Sendable {
        /// Its row in `texts`.
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
    /// Unit rows of whole texts, one for each record, rare words of all records weighing most.
    var texts = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0)
    /// What a proposal asks of `texts`, one row for each proposal: half its title, half its whole text.
    var queries = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0)
    /// How telling each term is among proposals; 0 for those that too many or too few have.
    var rarity: [Float] = []
    /// What grouping compares; rows as in `proposals`.
    var evidence = ProposalEvidence(
        titles: SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0),
        texts: SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 0))
    /// How telling each term is within a proposal, where a word that no other proposal has tells most; 0 for common ones.
    var ownRarity: [Float] = []
    /// The same for pairs of characters, by their hash.
    var pairRarity: [Float] = []
    /// The terms.
    var vocabulary = Vocabulary()

    /// How much the title counts in whole texts: a body of nine thousand characters must not drown it.
    private static let titleWeight = 6.0
    /// Words in a larger share of the texts say nothing.
    private static let maximumShare = 0.2
    /// Proposals from which the latent space of their texts is worth learning.
    private static let latentFrom = 200
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
        var (textPairs, titlePairs) = (HashedCounts(), HashedCounts())
        var pending: [StoredRecord] = []
        func flush() {
            let records = pending
            let parts = ParallelChunks.map(count: records.count, size: 128, threads: analyzer.threads) { range in
                var part = TermCounts()
                var titles = TermCounts()
                var (textMarks, titleMarks) = (TextMarks(), TextMarks())
                var buffers = TermExtractor.Buffers()
                for record in records[range] {
                    let extractor = record.facts.channel == .proposal ? deep : plain
                    let title = Self.bareTitle(record.matchTitle)
                    extractor.extract(title: title, body: record.matchBody, into: &part, &buffers)
                    guard record.facts.channel == .proposal else { continue }
                    deep.extract(title: title, body: "", into: &titles, &buffers)
                    textMarks.add(title: title, body: record.matchBody)
                    titleMarks.add(title: title, body: "")
                }
                return (part, titles, textMarks.letters, titleMarks.letters)
            }
            for (part, titles, ofText, ofTitle) in parts {
                counts.append(part)
                titleCounts.append(titles)
                textPairs.append(ofText)
                titlePairs.append(ofTitle)
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
        vocabulary = counts.vocabulary
        let share = Self.maximumShare
        let rows = facts.indices.filter { facts[$0].channel == .proposal }
        let titles = Self.renumbered(titleCounts, vocabulary)
        let all = TFIDF(minimumDocuments: 2, maximumShare: share)
        let general = all.weights(documentFrequencies: counts.documentFrequencies, documents: counts.count)
        texts = all.matrix(counts)
        let own = counts.selecting(rows)
        rarity = all.weights(documentFrequencies: own.documentFrequencies, documents: own.count)
        ownRarity = TFIDF(minimumDocuments: 1, maximumShare: share)
            .weights(documentFrequencies: own.documentFrequencies, documents: own.count)
        pairRarity = Self.pairRarity(textPairs, maximumShare: share)
        let ownTexts = all.matrix(own)
        evidence = ProposalEvidence(
            titles: Self.unitRows(titles, weights: rarity), texts: ownTexts,
            titlePairs: HashedVectors(titlePairs, maximumShare: share),
            textPairs: HashedVectors(textPairs, maximumShare: share),
            latent: rows.count < Self.latentFrom
                ? nil
                : LatentVectors(
                    ownTexts, isUsed: [Bool](repeating: true, count: ownTexts.columnCount), threads: analyzer.threads))
        queries = Self.halves(
            Self.unitRows(titles, weights: general), texts, rows: rows)
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

    // MARK: Vectors

    /// A document's terms as numbers of another vocabulary, ascending; terms that it lacks are left out.
    private static func renumbered(_ counts: TermCounts, _ vocabulary: Vocabulary) -> [[(term: Int32, count: Float)]] {
        let map = (0..<Int32(counts.vocabulary.count)).map { vocabulary.find(counts.vocabulary.term($0)) }
        return (0..<counts.count).map { row in
            (counts.offsets[row]..<counts.offsets[row + 1]).compactMap { entry in
                map[Int(counts.terms[entry])].map { ($0, counts.counts[entry]) }
            }.sorted { $0.term < $1.term }
        }
    }

    /// ln(1 + n ÷ df) of each pair of characters by its hash, 0 for those of more than a share (and of ten) of the texts; pairs
    /// that no text has are as rare as those of one.
    private static func pairRarity(_ counts: HashedCounts, maximumShare: Double) -> [Float] {
        var frequencies = [Int](repeating: 0, count: 1 << 20)
        for entry in counts.entries { frequencies[Int(entry >> 12)] += 1 }
        let most = max(10, maximumShare * Double(counts.count))
        return frequencies.map { frequency in
            Double(frequency) > most ? 0 : Float(log(1 + Double(counts.count) / Double(max(1, frequency))))
        }
    }

    /// Unit rows; how often a title has a word does not count, and a word without weight has no column.
    private static func unitRows(
        _ rows: [[(term: Int32, count: Float)]], weights: [Float]
    ) -> SparseMatrix {
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: weights.count)
        for row in rows {
            let first = matrix.weights.count
            var square: Float = 0
            for (term, _) in row {
                let weight = weights[Int(term)]
                square += weight * weight
                guard weight > 0 else { continue }
                matrix.columns.append(term)
                matrix.weights.append(weight)
            }
            let scale = square > 0 ? 1 / square.squareRoot() : 0
            for entry in first..<matrix.weights.count { matrix.weights[entry] *= scale }
            matrix.offsets.append(matrix.columns.count)
        }
        return matrix
    }

    /// Half of each title's row and half of the text's row: its product with a record is the mean of both cosines.
    private static func halves(_ titles: SparseMatrix, _ texts: SparseMatrix, rows: [Int]) -> SparseMatrix {
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: texts.columnCount)
        for (index, row) in rows.enumerated() {
            var sums: [Int32: Float] = [:]
            for (part, place) in [(titles, index), (texts, row)] {
                for entry in part.offsets[place]..<part.offsets[place + 1] {
                    sums[part.columns[entry], default: 0] += part.weights[entry] / 2
                }
            }
            for (term, weight) in sums.sorted(by: { $0.key < $1.key }) {
                matrix.columns.append(term)
                matrix.weights.append(weight)
            }
            matrix.offsets.append(matrix.columns.count)
        }
        return matrix
    }
}
