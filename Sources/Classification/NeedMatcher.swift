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
/// A sentence ends at 。！？；… or their ASCII forms ! ? ; or at a line end. An ASCII full stop does not end one, since
/// it stands in numbers. Text and words are compared byte by byte: normalise first.
public struct NeedMatcher: Sendable {
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

    /// The needs that a text speaks of, in the catalogue's order, each once: the title before the body, the earlier
    /// sentence before the later. Linear in the text, the occurrences and the catalogue's size.
    public func matches(title: String, body: String) -> [NeedMatch] {
        var state = Sentence(clauses: needOfClause.count, groups: (firstGroup.last ?? 0) + (groupCount.last ?? 0))
        var found: [Int: NeedMatch] = [:]
        scan(title, sentences: false, &state) { collect($0, inTitle: true, &found) }
        scan(body, sentences: true, &state) { collect($0, inTitle: false, &found) }
        return found.values.sorted { $0.need < $1.need }
    }

    /// What has been seen of the current sentence. Stamps instead of clearing: a sentence costs what it contains.
    private struct Sentence {
        var stamp: Int32 = 1
        var groupStamp: [Int32]
        var groupWord: [Int32]
        var clauseStamp: [Int32]
        var clauseGroups: [Int]
        var excludedStamp: [Int32]
        /// Clauses with a word from every group.
        var complete: [Int] = []

        init(clauses: Int, groups: Int) {
            groupStamp = Array(repeating: 0, count: groups)
            groupWord = groupStamp
            clauseStamp = Array(repeating: 0, count: clauses)
            excludedStamp = clauseStamp
            clauseGroups = Array(repeating: 0, count: clauses)
        }

        mutating func startNext() {
            complete.removeAll(keepingCapacity: true)
            stamp &+= 1
        }
    }

    private func scan(_ text: String, sentences: Bool, _ state: inout Sentence, _ end: (Sentence) -> Void) {
        words.matches(in: text) { word, _ in
            for role in roles[word] {
                switch role {
                case .sentenceEnd:
                    guard sentences else { continue }
                    end(state)
                    state.startNext()
                case .excluded(let clause): state.excludedStamp[clause] = state.stamp
                case .member(let group, let clause):
                    guard state.groupStamp[group] != state.stamp else { continue }
                    state.groupStamp[group] = state.stamp
                    state.groupWord[group] = Int32(word)
                    if state.clauseStamp[clause] != state.stamp {
                        state.clauseStamp[clause] = state.stamp
                        state.clauseGroups[clause] = 0
                    }
                    state.clauseGroups[clause] += 1
                    if state.clauseGroups[clause] == groupCount[clause] { state.complete.append(clause) }
                }
            }
        }
        end(state)
        state.startNext()
    }

    private func collect(_ state: Sentence, inTitle: Bool, _ found: inout [Int: NeedMatch]) {
        for clause in state.complete.sorted() where state.excludedStamp[clause] != state.stamp {
            let need = needOfClause[clause]
            guard found[need] == nil else { continue }
            let groups = firstGroup[clause]..<firstGroup[clause] + groupCount[clause]
            found[need] = NeedMatch(
                need: need, id: catalogue.needs[need].id,
                words: groups.map { words.patterns[Int(state.groupWord[$0])] }, inTitle: inTitle)
        }
    }
}
