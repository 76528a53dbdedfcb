import ChineseSegmenter
import Clustering
import TermVectors

/// Cuts titles into the pieces that the labeler reads; one thread's buffers.
struct PieceMaker {
    let segmenter: Segmenter
    let lexicon: Lexicon
    let vocabulary: Vocabulary
    private let scratch = Segmenter.Scratch()
    private var tokens: [Token] = []

    init(segmenter: Segmenter, lexicon: Lexicon, vocabulary: Vocabulary) {
        self.segmenter = segmenter
        self.lexicon = lexicon
        self.vocabulary = vocabulary
    }

    mutating func pieces(_ title: String) -> [IssueLabeler.Piece] {
        var title = title
        return title.withUTF8 { bytes in
            tokens.removeAll(keepingCapacity: true)
            segmenter.segment(bytes, using: scratch, into: &tokens, tagging: true)
            return tokens.map { token in
                let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[token.range]), as: UTF8.self)
                let flags = lexicon.flags(of: text)
                let role: IssueLabeler.Piece.Role =
                    switch token.kind {
                    case .space: .stop
                    case .symbol: Self.innerMarks.contains(text) ? .stop : .boundary
                    case .number: .stop
                    case .latin: lexicon.tellsPlacesApart(text) ? .place : .plain
                    case .word:
                        if flags.contains(.endsLabel) {
                            .filler
                        } else if flags.contains(.stopLabel) || text == "的" {
                            .stop
                        } else if flags.contains(.stop) {
                            .filler
                        } else if flags.contains(.problem) {
                            .problem
                        } else if lexicon.tellsPlacesApart(text) {
                            .place
                        } else {
                            .plain
                        }
                    }
                let term = role == .stop || role == .filler || role == .boundary ? nil : vocabulary.find(text)
                return .init(
                    text: text, term: term, role: role,
                    isPredicate: role != .place && role != .stop && saysSomething(token.tag))
            }
        }
    }

    /// Marks that stand within a clause.
    private static let innerMarks: Set<String> = ["、", "“", "”", "‘", "’", "《", "》"]

    /// Whether a part of speech is that of a verb, an adjective or a phrase: v, vn, a, an, i, l.
    private func saysSomething(_ tag: UInt8) -> Bool {
        guard Int(tag) < segmenter.tags.count, let first = segmenter.tags[Int(tag)].first else { return false }
        return "vail".contains(first) && segmenter.tags[Int(tag)] != "vg"
    }
}
