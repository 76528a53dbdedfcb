/// A need that a text speaks of.
public struct NeedMatch: Sendable, Hashable {
    /// Index in the catalogue.
    public let need: Int
    /// Id in the catalogue.
    public let id: String
    /// The words that matched, one per group of the pattern, in the pattern's order.
    public let words: [String]
    /// Whether they stand in the title.
    public let inTitle: Bool
}

/// Finds which needs of a catalogue a text speaks of, in one pass with one ``PatternSet`` for all patterns.
///
/// The words of one alternative must stand in the title, or in one sentence of the body with at most ``window`` between
/// the first and the last, none inside another (消防通道 is not 消防 and 通道). Few texts speak of more than two matters, so
/// the ``most`` strongest needs are kept: those of the title first, then those with more different words, then those
/// whose words stand closer, then the catalogue's order.
///
/// A sentence ends at 。！？；… or their ASCII forms ! ? ; or at a line end. An ASCII full stop does not end one, since
/// it stands in numbers. Text and words are compared byte by byte: normalise first.
public struct NeedMatcher: Sendable {
    /// Most bytes between the first and the last word of an alternative in the body: 24 Chinese characters.
    public static let window = 24 * 3
    /// Most needs of one text.
    public static let most = 2

    /// The catalogue.
    public let catalogue: NeedCatalogue

    private let words: PatternSet
    private let roles: [[Role]]
    /// Need of each clause.
    private let needOfClause: [Int]
    /// Number of its groups.
    private let groupCount: [Int]
    /// Where its groups begin in the numbering of all groups.
    private let firstGroup: [Int]

    private enum Role: Sendable {
        case member(group: Int, clause: Int)
        case excluded(clause: Int)
        case sentenceEnd
    }

    private static let sentenceEnds = ["。", "！", "？", "；", "…", "!", "?", ";", "\n", "\r"]

    /// Builds the matcher; linear in the catalogue.
    public init(_ catalogue: NeedCatalogue) {
        self.catalogue = catalogue
        var list = Self.sentenceEnds
        var roles: [[Role]] = list.map { _ in [.sentenceEnd] }
        var indexOfWord: [String: Int] = [:]
        func add(_ word: String, _ role: Role) {
            let index = indexOfWord[word] ?? list.count
            if index == list.count {
                indexOfWord[word] = index
                list.append(word)
                roles.append([])
            }
            roles[index].append(role)
        }
        var needOfClause: [Int] = []
        var groupCount: [Int] = []
        var firstGroup: [Int] = []
        var group = 0
        for (need, entry) in catalogue.needs.enumerated() {
            for clause in entry.pattern.clauses {
                let index = needOfClause.count
                needOfClause.append(need)
                groupCount.append(clause.groups.count)
                firstGroup.append(group)
                for members in clause.groups {
                    for word in members { add(word, .member(group: group, clause: index)) }
                    group += 1
                }
                for word in clause.excluded { add(word, .excluded(clause: index)) }
            }
        }
        words = PatternSet(patterns: list)
        self.roles = roles
        self.needOfClause = needOfClause
        self.groupCount = groupCount
        self.firstGroup = firstGroup
    }

    /// The needs that a text speaks of, at most ``most``, in the catalogue's order, each once. The words given are those
    /// of the title, else of the closest match, the earlier of equal ones. Linear in the text, the occurrences and the
    /// catalogue's size.
    public func matches(title: String, body: String) -> [NeedMatch] {
        var state = Sentence(clauses: needOfClause.count, groups: (firstGroup.last ?? 0) + (groupCount.last ?? 0))
        var found: [Int: Found] = [:]
        scan(title, isTitle: true, &state, &found)
        scan(body, isTitle: false, &state, &found)
        let strongest = found.sorted { $0.value.precedes($1.value, $0.key, $1.key) }.prefix(Self.most)
        return strongest.sorted { $0.key < $1.key }.map { need, match in
            NeedMatch(
                need: need, id: catalogue.needs[need].id, words: match.words.map { words.patterns[$0] },
                inTitle: match.inTitle)
        }
    }

    /// What speaks for a need so far.
    private struct Found {
        var words: [Int]
        var inTitle: Bool
        /// Bytes between the first and the last word.
        var gap: Int
        /// All words that spoke for it.
        var all: Set<Int>

        func precedes(_ other: Found, _ need: Int, _ otherNeed: Int) -> Bool {
            if inTitle != other.inTitle { return inTitle }
            return (-all.count, gap, need) < (-other.all.count, other.gap, otherNeed)
        }
    }

    /// Where a group's latest word stands.
    private struct Place {
        var word = 0
        var start = 0
        var end = 0
    }

    /// What has been seen of the current sentence. Stamps instead of clearing: a sentence costs what it contains.
    private struct Sentence {
        var stamp: Int32 = 1
        var groupStamp: [Int32]
        var latest: [Place]
        var clauseStamp: [Int32]
        var seenGroups: [Int]
        var excludedStamp: [Int32]
        /// Clauses whose words stand together, with the closest gap and the words there.
        var complete: [Int: (gap: Int, words: [Int])] = [:]

        init(clauses: Int, groups: Int) {
            groupStamp = Array(repeating: 0, count: groups)
            latest = Array(repeating: Place(), count: groups)
            clauseStamp = Array(repeating: 0, count: clauses)
            excludedStamp = clauseStamp
            seenGroups = Array(repeating: 0, count: clauses)
        }

        mutating func startNext() {
            complete.removeAll(keepingCapacity: true)
            stamp &+= 1
        }
    }

    private func scan(_ text: String, isTitle: Bool, _ state: inout Sentence, _ found: inout [Int: Found]) {
        let limit = isTitle ? Int.max : Self.window
        words.matches(in: text) { word, range in
            for role in roles[word] {
                switch role {
                case .sentenceEnd:
                    guard !isTitle else { continue }
                    collect(state, inTitle: false, &found)
                    state.startNext()
                case .excluded(let clause): state.excludedStamp[clause] = state.stamp
                case .member(let group, let clause):
                    if state.clauseStamp[clause] != state.stamp {
                        state.clauseStamp[clause] = state.stamp
                        state.seenGroups[clause] = 0
                    }
                    if state.groupStamp[group] != state.stamp {
                        state.groupStamp[group] = state.stamp
                        state.seenGroups[clause] += 1
                    }
                    state.latest[group] = Place(word: word, start: range.lowerBound, end: range.upperBound)
                    guard state.seenGroups[clause] == groupCount[clause] else { continue }
                    complete(clause, within: limit, &state)
                }
            }
        }
        collect(state, inTitle: isTitle, &found)
        state.startNext()
    }

    /// Notes a clause of which every group has a word: the latest of each are the closest that end here.
    private func complete(_ clause: Int, within limit: Int, _ state: inout Sentence) {
        let places = state.latest[firstGroup[clause]..<firstGroup[clause] + groupCount[clause]]
        let ordered = places.sorted { $0.start < $1.start }
        guard let first = ordered.first, let last = ordered.last else { return }
        for (left, right) in zip(ordered, ordered.dropFirst()) where left.start == right.start || left.end >= right.end
        {
            return
        }
        let gap = max(0, last.start - first.end)
        guard gap <= limit, gap < state.complete[clause]?.gap ?? Int.max else { return }
        state.complete[clause] = (gap, places.map(\.word))
    }

    private func collect(_ state: Sentence, inTitle: Bool, _ found: inout [Int: Found]) {
        for (clause, match) in state.complete.sorted(by: { $0.key < $1.key })
        where state.excludedStamp[clause] != state.stamp {
            let need = needOfClause[clause]
            guard var known = found[need] else {
                found[need] = Found(words: match.words, inTitle: inTitle, gap: match.gap, all: Set(match.words))
                continue
            }
            known.all.formUnion(match.words)
            if known.inTitle == inTitle, match.gap < known.gap {
                known.words = match.words
                known.gap = match.gap
            }
            found[need] = known
        }
    }
}
