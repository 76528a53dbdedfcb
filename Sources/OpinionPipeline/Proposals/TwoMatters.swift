import ChineseSegmenter
import Proposals
import TermVectors

/// Says why a proposal seems to be about two matters (一事一件), by its wording and by its words.
struct TwoMatters: Sendable {
    private let reading: ProposalReading
    private let extractor: TermExtractor
    private let settings: MatterSplit.Settings

    init(_ reading: ProposalReading, analyzer: Analyzer, settings: MatterSplit.Settings) {
        self.reading = reading
        var terms = analyzer.configuration.terms
        terms.pairWeight = 0
        extractor = TermExtractor(segmenter: analyzer.segmenter, lexicon: analyzer.lexicon, settings: terms)
        self.settings = settings
    }

    /// The reasons in Chinese; empty where nothing speaks for two matters.
    ///
    /// Words alone are not enough: the title must be told on one side of the border only, or half on either.
    func reasons(_ index: Int, parts: ProposalParts) -> [String] {
        let proposal = reading.proposals[index]
        var reasons = MatterCues.reasons(
            title: proposal.isTitleMade ? "" : proposal.title, body: proposal.body, parts: parts)
        if let split = weakest(index), split.split.likeness < settings.below, split.split.untold >= settings.untoldFrom
        {
            reasons.append("从“\(split.opening)……”起，用词与前面几乎没有相同（相似度 \(Self.percent(split.split.likeness))）")
        }
        return reasons
    }

    /// The weakest border of a text and how what follows begins.
    func weakest(_ index: Int) -> (split: MatterSplit, opening: String)? {
        let bytes = Array(reading.proposals[index].body.utf8)
        let sentences = ProposalSentences.ranges(of: bytes)
        var counts = TermCounts()
        var buffers = TermExtractor.Buffers()
        for range in sentences {
            extractor.extract(
                title: "", body: String(decoding: bytes[range], as: UTF8.self), into: &counts, &buffers)
        }
        var rows = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: reading.rarity.count)
        let map = (0..<Int32(counts.vocabulary.count)).map { reading.vocabulary.find(counts.vocabulary.term($0)) }
        for row in 0..<counts.count {
            for entry in counts.offsets[row]..<counts.offsets[row + 1] {
                guard let term = map[Int(counts.terms[entry])], reading.rarity[Int(term)] > 0 else { continue }
                rows.columns.append(term)
                rows.weights.append(counts.counts[entry] * reading.rarity[Int(term)])
            }
            rows.offsets.append(rows.columns.count)
        }
        let titles = reading.ownTitles
        let title = (titles.offsets[index]..<titles.offsets[index + 1]).map { (titles.columns[$0], titles.weights[$0]) }
        guard let split = MatterSplit.weakest(rows, title: title, settings: settings) else { return nil }
        let opening = String(decoding: bytes[sentences[split.sentence]], as: UTF8.self).filter { !$0.isWhitespace }
        return (split, String(opening.prefix(16)))
    }

    private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded()))%" }
}
