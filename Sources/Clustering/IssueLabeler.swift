/// Writes an issue's label, place + object + problem, from its members' own titles.
///
/// Every run of tokens of a title that has 6 to 24 characters and begins and ends with a telling word is a candidate.
/// Its score is the sum, over its distinct telling words, of the word's share of the members times its rarity; runs that
/// name a place and a problem gain, runs cut out of the middle of a clause lose, above all those that begin or end inside what
/// may be a name or a phrase, and a clause that fits is never cut at its end. So the label is something a person wrote, about
/// what most members share. O(members × title length²), members capped at `sampled`.
public struct IssueLabeler: Sendable {
    /// One token of a title as the labeler needs it.
    public struct Piece: Sendable, Equatable {
        /// The token's text.
        public var text: String
        /// The number of its term, nil where it has none (single characters, function words, punctuation).
        public var term: Int32?
        /// What it can contribute to a label.
        public var role: Role

        /// A token's part in a label.
        public enum Role: Sendable, Equatable {
            case plain, place, problem
            /// Carries no topic, so it begins no label, but a clause may end with it: 到, 还有, 何时.
            case filler
            /// Never begins or ends a label: 关于, 问题, 的, numbers.
            case stop
            /// Ends a clause.
            case boundary
        }

        /// A token.
        public init(text: String, term: Int32?, role: Role) {
            self.text = text
            self.term = term
            self.role = role
        }
    }

    /// The most members whose titles are tried.
    public var sampled = 40
    /// Shortest and longest label in characters.
    public var length = 6...24

    /// A labeler with the default limits.
    public init() {}

    /// The best label, or nil where no title has a usable run.
    ///
    /// - Parameters:
    ///   - titles: the members' titles as tokens, the medoid's first.
    ///   - rarity: ln(1 + n / df) of each term over the whole corpus.
    public func label(titles: [[Piece]], rarity: [Float]) -> String? {
        let used = titles.prefix(sampled)
        var share: [Int32: Float] = [:]
        for title in used {
            for term in Set(title.compactMap(\.term)) { share[term, default: 0] += 1 / Float(used.count) }
        }
        var best: (score: Float, text: String)?
        for (index, title) in used.enumerated() {
            for candidate in runs(title) {
                let run = title[candidate]
                var score: Float = 0
                var seen: Set<Int32> = []
                var hasPlace = false
                var hasProblem = false
                for piece in run {
                    if piece.role == .place { hasPlace = true }
                    if piece.role == .problem { hasProblem = true }
                    guard let term = piece.term, seen.insert(term).inserted else { continue }
                    score += (share[term] ?? 0) * (0.5 + (Int(term) < rarity.count ? rarity[Int(term)] : 0))
                }
                if hasPlace { score *= 1.15 }
                if hasProblem { score *= 1.25 }
                if candidate.lowerBound > 0 { score *= cost(before: title[candidate.lowerBound - 1]) }
                if candidate.upperBound < title.count { score *= cost(after: title[candidate.upperBound]) }
                if index == 0 { score *= 1.05 }
                let text = run.map(\.text).joined()
                let count = text.count
                // Long labels must earn their length.
                score /= Float(max(count, 10)).squareRoot()
                if let old = best, old.score > score || (old.score == score && old.text <= text) { continue }
                best = (score, text)
            }
        }
        return best?.text
    }

    private func runs(_ title: [Piece]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        let lengths = title.map { $0.text.count }
        for start in title.indices where mayEnd(title[start]) {
            let clause = title[start...].firstIndex { $0.role == .boundary } ?? title.count
            // A clause that fits is taken to its end: a label cut before the verb's object reads badly.
            if let last = title[start..<clause].lastIndex(where: mayEndClause) {
                let whole = lengths[start...last].reduce(0, +)
                if whole <= length.upperBound {
                    if whole >= length.lowerBound { found.append(start..<(last + 1)) }
                    continue
                }
            }
            var characters = 0
            for end in start..<clause {
                characters += lengths[end]
                if characters > length.upperBound { break }
                if mayEnd(title[end]), characters >= length.lowerBound { found.append(start..<(end + 1)) }
            }
        }
        if found.isEmpty {
            // Short titles: the longest run there is.
            let usable = title.indices.filter { mayEnd(title[$0]) }
            if let first = usable.first,
                let last = usable.last(where: { last in
                    title[first...last].allSatisfy { $0.role != .boundary }
                        && lengths[first...last].reduce(0, +) <= length.upperBound
                })
            {
                found.append(first..<(last + 1))
            }
        }
        return found
    }

    private func mayEnd(_ piece: Piece) -> Bool {
        piece.role == .plain || piece.role == .place || piece.role == .problem
    }

    /// What a clause may end with; a word that waits for another one (大半年未|解决) is no end.
    private func mayEndClause(_ piece: Piece) -> Bool {
        mayEnd(piece) || (piece.role == .filler && !Self.openWords.contains(piece.text))
    }

    /// Single characters that something must follow.
    private static let openWords = Set("未不是和与及或有在对将被把为向让使由从于就而但也都还再很太更最各每所以".map(String.init))

    /// What a run loses that begins after a piece: a single character that is no particle may be the first of a name that
    /// the dictionary cut (中|茂城).
    private func cost(before piece: Piece) -> Float {
        if mayEnd(piece) { return 0.7 }
        return piece.role == .filler && piece.text.count == 1 && !Self.particles.contains(piece.text) ? 0.6 : 1
    }

    /// What a run loses that ends before a piece: a clause broken off (还能领取|吗, 不符合|有关规定).
    private func cost(after piece: Piece) -> Float {
        if mayEnd(piece) { return 0.7 }
        return piece.role == .filler ? 0.75 : 1
    }

    /// Single characters after which a phrase begins.
    private static let particles = Set("的在和与对请将被把为向让使因由从于就是有了等及或而但也都还再又我你他这那个某该给".map(String.init))
}
