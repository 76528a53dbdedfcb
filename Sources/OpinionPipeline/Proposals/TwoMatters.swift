import ChineseSegmenter
import Proposals
import TermVectors

/// Says why a proposal seems to be about two matters (一事一件).
///
/// A second matter needs a second problem and a second request: enumerated measures, however different their words, answer one
/// problem. Either the text begins anew after a request, or after very much text, with words of its own (`MatterSplit`), or its title joins two
/// things and problems and requests fall into two pairs along them (`MatterPairs`), or its wording says so (`MatterCues`).
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
    func reasons(_ index: Int, parts: ProposalParts) -> [String] {
        let proposal = reading.proposals[index]
        let title = proposal.isTitleMade ? "" : proposal.title
        var reasons = MatterCues.reasons(title: title, body: proposal.body, parts: parts)
        let text = MatterText(proposal.body, parts: parts, reading, extractor)
        if let split = MatterSplit.weakest(text.rows, borders: text.roles.borders, settings: settings),
            split.likeness < settings.below
        {
            reasons.append(
                "从“\(text.opening(split.sentence))……”起另说一事，用词与前面几乎没有相同（相似度 \(Self.percent(split.likeness))）")
        } else if reasons.isEmpty, let pair = pairs(text, title: ProposalReading.bareTitle(title)) {
            let openings = pair.sides.map { "“\(text.opening($0.first ?? 0))……”" }
            reasons.append("标题并列，问题和请求分成互不相干的两组：\(openings.joined(separator: "、"))")
        }
        return reasons
    }

    /// Two pairs of problem and request that the title's two things tell apart, or nil.
    private func pairs(_ text: MatterText, title: String) -> MatterPairs? {
        let roles = text.roles.pieces.map(\.role)
        if TitleMatters.isPlural(title), let found = MatterPairs.best(text.rows, roles: roles), found.isApart() {
            return found
        }
        for matters in TitleMatters.all(in: title) {
            // What speaks of both introduces them.
            let both = Set(
                roles.indices.filter { piece in
                    let told = matters.told(in: text.piece(piece))
                    return told.first > 0 && told.second > 0
                })
            guard both.count * 4 <= roles.count,
                let found = MatterPairs.best(text.rows, roles: roles, leavingOut: both), found.isApart(),
                matters.divide(text.joined(found.sides[0]), text.joined(found.sides[1]))
            else { continue }
            return found
        }
        return nil
    }

    private static func percent(_ value: Double) -> String { "\(Int((value * 100).rounded()))%" }
}

/// A proposal's pieces with their roles and their telling words and pairs of characters.
struct MatterText: Sendable {
    let roles: SentenceRoles
    /// A row for each piece: words first, then pairs of characters by their hash.
    let rows: SparseMatrix
    private let bytes: [UInt8]

    init(_ body: String, parts: ProposalParts, _ reading: ProposalReading, _ extractor: TermExtractor) {
        bytes = Array(body.utf8)
        roles = SentenceRoles(of: body, parts: parts)
        var counts = TermCounts()
        var buffers = TermExtractor.Buffers()
        var marks = TextMarks()
        for piece in roles.pieces {
            let text = String(decoding: bytes[piece.range], as: UTF8.self)
            extractor.extract(title: "", body: text, into: &counts, &buffers)
            marks.add(title: "", body: text)
        }
        let words = reading.ownRarity.count
        var rows = SparseMatrix(
            offsets: [0], columns: [], weights: [], columnCount: words + reading.pairRarity.count)
        let map = (0..<Int32(counts.vocabulary.count)).map { reading.vocabulary.find(counts.vocabulary.term($0)) }
        for row in 0..<counts.count {
            var entries: [(column: Int32, weight: Float)] = []
            for entry in counts.offsets[row]..<counts.offsets[row + 1] {
                guard let term = map[Int(counts.terms[entry])], reading.ownRarity[Int(term)] > 0 else { continue }
                entries.append((term, counts.counts[entry] * reading.ownRarity[Int(term)]))
            }
            for entry in marks.letters.entries[marks.letters.offsets[row]..<marks.letters.offsets[row + 1]] {
                let rarity = reading.pairRarity[Int(entry >> 12)]
                if rarity > 0 { entries.append((Int32(words) + Int32(entry >> 12), Float(entry & 0xFFF) * rarity)) }
            }
            for entry in entries.sorted(by: { $0.column < $1.column }) {
                rows.columns.append(entry.column)
                rows.weights.append(entry.weight)
            }
            rows.offsets.append(rows.columns.count)
        }
        self.rows = rows
    }

    /// A piece's text.
    func piece(_ index: Int) -> String { String(decoding: bytes[roles.pieces[index].range], as: UTF8.self) }

    /// The texts of some pieces.
    func joined(_ indices: [Int]) -> String { indices.map(piece).joined(separator: "\n") }

    /// How a piece begins.
    func opening(_ index: Int) -> String { String(piece(index).filter { !$0.isWhitespace }.prefix(16)) }
}
