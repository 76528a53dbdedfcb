/// Writes an issue's label, place + object + problem, from its members' own titles.
///
/// Every run of tokens of a title that has 6 to 24 characters and begins and ends with a telling word is a candidate.
/// Its score is the sum, over its distinct telling words, of the word's share of the members times its rarity; runs that
/// name a place and a problem gain, runs that say nothing of what they name (no verb, no adjective) lose, as do runs cut out of
/// the middle of a clause, above all at its end, where Chinese has what the clause is about. A clause that fits is never
/// cut, but for the frame of a request around it (关于…的建议). So the label is something a person wrote, about what most
/// members share. O(members × title length²), members capped at `sampled`.
public struct IssueLabeler: Sendable {
    /// One token of a title as the labeler needs it.
    public struct Piece: Sendable, Equatable {
        /// The token's text.
        public var text: String
        /// The number of its term, nil where it has none (single characters, function words, punctuation).
        public var term: Int32?
        /// What it can contribute to a label.
        public var role: Role
        /// Whether it says something of a thing: a verb, an adjective, a problem.
        public var isPredicate: Bool

        /// A token's part in a label.
        public enum Role: Sendable, Equatable {
            case plain, place, problem
            /// Carries no topic, so it begins no label, but a clause may end with it: 到, 还有, 何时, 解决, 问题.
            case filler
            /// Never begins or ends a label: 关于, 建议, 的, numbers, marks within a clause.
            case stop
            /// Ends a clause.
            case boundary
        }

        /// A token.
        public init(text: String, term: Int32?, role: Role, isPredicate: Bool = false) {
            self.text = text
            self.term = term
            self.role = role
            self.isPredicate = isPredicate || role == .problem
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
    ///   - copies: how many records each title stands for, 1 and up; empty: one each.
    ///   - rarity: ln(1 + n / df) of each term over the whole corpus.
    public func label(titles: [[Piece]], copies: [Int] = [], rarity: [Float]) -> String? {
        let used = titles.prefix(sampled)
        let share = Self.shares(used, copies: copies)
        var best: (score: Float, text: String)?
        for (index, title) in used.enumerated() {
            for (candidate, isCut) in runs(title) {
                var score = score(title[candidate], share, rarity)
                if candidate.lowerBound > 0 { score *= cost(before: title[candidate.lowerBound - 1]) }
                // A clause broken off: 还能领取|吗, 不符合|有关规定.
                if isCut { score *= mayEnd(title[candidate.upperBound]) ? 0.45 : 0.5 }
                if index == 0 { score *= 1.05 }
                let text = Self.text(title[candidate])
                // Long labels must earn their length; very short ones seldom say it all.
                score /= Float(max(text.count, 10)).squareRoot()
                if text.count < 8 { score *= 0.85 }
                if let old = best, old.score > score || (old.score == score && old.text <= text) { continue }
                best = (score, text)
            }
        }
        return best?.text
    }

    /// What the words of a run are worth.
    private func score(_ run: ArraySlice<Piece>, _ share: [Int32: Share], _ rarity: [Float]) -> Float {
        var score: Float = 0
        var seen: Set<Int32> = []
        var hasPlace = false
        var problem: Float = 0  // The share of the titles that name it.
        var saysSomething = false
        for piece in run {
            if piece.isPredicate || Self.sayingWords.contains(piece.text) { saysSomething = true }
            if piece.role == .place { hasPlace = true }
            guard let term = piece.term, seen.insert(term).inserted, let share = share[term] else { continue }
            if piece.role == .problem { problem = max(problem, share.share) }
            score += share.worth * (0.5 + (Int(term) < rarity.count ? rarity[Int(term)] : 0))
        }
        if hasPlace { score *= 1.15 }
        score *= 1 + 0.25 * min(1, problem * 4)
        return saysSomething ? score : score * 0.8
    }

    /// How common a word is among the titles.
    private struct Share {
        /// The share of the records whose title has it.
        var share: Float
        /// What it adds to a label.
        var worth: Float
    }

    /// How common each word is. What most say counts more than in proportion; what only one of several says is no common
    /// matter.
    private static func shares(_ titles: ArraySlice<[Piece]>, copies: [Int]) -> [Int32: Share] {
        var records: [Int32: Float] = [:]
        var total: Float = 0
        for (number, title) in titles.enumerated() {
            let count = Float(number < copies.count ? max(1, copies[number]) : 1)
            total += count
            for term in Set(title.compactMap(\.term)) { records[term, default: 0] += count }
        }
        return records.mapValues { count in
            let share = count / total
            let worth = share * share.squareRoot()
            return Share(share: share, worth: total > 2 && count < 2 ? worth / 2 : worth)
        }
    }

    /// Runs that may be a label, and whether each ends before its clause does.
    private func runs(_ title: [Piece]) -> [(run: Range<Int>, isCut: Bool)] {
        var found: [(run: Range<Int>, isCut: Bool)] = []
        let lengths = title.map { $0.text.count }
        for start in title.indices where mayEnd(title[start]) {
            let clause = title[start...].firstIndex { $0.role == .boundary } ?? title.count
            // A clause that fits is taken to its end: a label cut before the verb's object reads badly.
            let last = end(of: title[start..<clause])
            if let last {
                let whole = lengths[start...last].reduce(0, +)
                if whole <= length.upperBound {
                    if whole >= length.lowerBound { found.append((start..<(last + 1), false)) }
                    continue
                }
            }
            var characters = 0
            for end in start..<clause {
                characters += lengths[end]
                if characters > length.upperBound { break }
                if mayEnd(title[end]), characters >= length.lowerBound {
                    found.append((start..<(end + 1), last.map { end < $0 } ?? false))
                }
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
                found.append((first..<(last + 1), false))
            }
        }
        return found
    }

    /// The last piece of what a clause says; nil where it says nothing. The noun that a request hangs from goes, with what
    /// describes it: (停车难)的建议, (停车难)的几点疑惑, (停车难)的有关问题.
    private func end(of clause: ArraySlice<Piece>) -> Int? {
        guard var last = clause.lastIndex(where: mayEndClause) else { return nil }
        let isFramed = last + 1 < clause.endIndex || Self.heads.contains(clause[last].text)
        if isFramed, let particle = clause[...last].lastIndex(where: { $0.text == "的" }), last - particle <= 2,
            let before = clause[..<particle].lastIndex(where: mayEndClause)
        {
            last = before
        }
        return last
    }

    private func mayEnd(_ piece: Piece) -> Bool {
        piece.role == .plain || piece.role == .place || piece.role == .problem
    }

    /// What a clause may end with; a word that waits for another one (大半年未|解决) is no end.
    private func mayEndClause(_ piece: Piece) -> Bool {
        mayEnd(piece) || (piece.role == .filler && !Self.openWords.contains(piece.text))
    }

    /// The pieces' texts, without quotation marks of which the run has only one side.
    private static func text(_ run: ArraySlice<Piece>) -> String {
        let text = run.map(\.text).joined()
        let balance = text.reduce(0) { $0 + ("“‘《".contains($1) ? 1 : "”’》".contains($1) ? -1 : 0) }
        return balance == 0 ? text : text.filter { !"“”‘’《》".contains($0) }
    }

    /// Nouns for any matter at all: after 的 they say nothing.
    private static let heads: Set<String> = ["问题", "情况", "事情", "事件", "事宜", "事项", "现象", "相关问题", "有关问题"]

    /// Words without a topic that stand beside a verb or an adjective.
    private static let sayingWords: Set<String> = [
        "不", "没", "没有", "未", "无", "太", "很", "被", "遭", "仍", "难", "何时", "能否", "是否", "怎么", "为何", "为什么", "无法",
        "不能", "迟迟",
    ]

    /// Single characters that something must follow.
    private static let openWords = Set("才刚便却即未不是和与及或有在对将被把为向让使由从于就而但也都还再很太更最各每所以且能会可来去".map(String.init))

    /// What a run loses that begins after a piece: a single character that is no particle may be the first of a name that
    /// the dictionary cut (中|茂城). A place may be left out with less harm than another word.
    private func cost(before piece: Piece) -> Float {
        if piece.role == .place { return 0.8 }
        if mayEnd(piece) { return 0.7 }
        return piece.role == .filler && piece.text.count == 1 && !Self.particles.contains(piece.text) ? 0.6 : 1
    }

    /// Single characters after which a phrase begins.
    private static let particles = Set("的在和与对请将被把为向让使因由从于就是有了等及或而但也都还再又我你他这那个某该给".map(String.init))
}
