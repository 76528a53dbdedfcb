/// Where the classes of one taxonomy version are in the next one.
///
/// Same code, or same path → carried over. What is left is proposed, for a clerk to decide: the same name elsewhere
/// (moved), a like name under the same parent (renamed), several names whose parts make up the old one (split), nothing
/// (removed). Nothing that a person has not seen changes a label: only `carried`, `renamed` and `moved` rows that were
/// read back or are certain are applied (`isCertain`).
public struct TaxonomyMapping: Sendable, Hashable {
    /// How an old class relates to the new version.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Same code, or same path.
        case carried = "沿用"
        /// Another name in the same place.
        case renamed = "改名"
        /// The same name in another place.
        case moved = "移位"
        /// One old class, several new ones.
        case split = "拆分"
        /// Nothing takes its place.
        case removed = "删除"
        /// A new class that no old one leads to.
        case added = "新增"
    }

    /// One line: an old class, a new class, or both.
    public struct Entry: Sendable, Hashable {
        /// The old path; empty for `added`.
        public var old: String
        /// The new path; empty for `removed`.
        public var new: String
        /// The relation.
        public var kind: Kind
        /// Whether it follows from codes or paths, or a person confirmed it; else it is a proposal.
        public var isCertain: Bool

        /// A line.
        public init(old: String, new: String, kind: Kind, isCertain: Bool) {
            self.old = old
            self.new = new
            self.kind = kind
            self.isCertain = isCertain
        }
    }

    /// The lines: old classes in their order, then the added ones.
    public var entries: [Entry]

    /// A mapping as it is.
    public init(entries: [Entry]) { self.entries = entries }

    /// Compares two versions. O(old × new) in the classes left over after codes and paths, n log n otherwise.
    public init(from old: Taxonomy, to new: Taxonomy) {
        var byCode: [String: Int] = [:]
        var byPath: [String: Int] = [:]
        for (index, node) in new.nodes.enumerated() {
            if let code = node.code { byCode[code] = index }
            byPath[new.paths[index]] = index
        }
        var target = [Int?](repeating: nil, count: old.nodes.count)
        var taken = Set<Int>()
        for (index, node) in old.nodes.enumerated() {
            let found = node.code.flatMap { byCode[$0] } ?? byPath[old.paths[index]]
            if let found, taken.insert(found).inserted { target[index] = found }
        }
        let free = new.nodes.indices.filter { !taken.contains($0) }
        var entries: [Entry] = []
        var reached = taken
        for (index, node) in old.nodes.enumerated() {
            if let found = target[index] {
                let kind: Kind =
                    new.paths[found] == old.paths[index]
                    ? .carried : new.nodes[found].name == node.name ? .moved : .renamed
                entries.append(.init(old: old.paths[index], new: new.paths[found], kind: kind, isCertain: true))
                continue
            }
            let proposal = Self.proposal(for: index, of: old, in: new, free: free)
            reached.formUnion(proposal.nodes)
            if proposal.nodes.isEmpty {
                entries.append(.init(old: old.paths[index], new: "", kind: .removed, isCertain: false))
            }
            for node in proposal.nodes {
                entries.append(
                    .init(old: old.paths[index], new: new.paths[node], kind: proposal.kind, isCertain: false))
            }
        }
        for index in new.nodes.indices where !reached.contains(index) {
            entries.append(.init(old: "", new: new.paths[index], kind: .added, isCertain: true))
        }
        self.entries = entries
    }

    /// The lines that a person should look at.
    public var open: [Entry] { entries.filter { !$0.isCertain } }

    /// The new class of an old one, where exactly one is certain; nil where it is split, removed, open or unknown.
    public func target(of old: String) -> String? {
        let lines = entries.filter { $0.old == old && !$0.new.isEmpty }
        guard lines.count == 1, let line = lines.first, line.isCertain else { return nil }
        return line.new
    }

    // MARK: Proposals

    private static func proposal(
        for index: Int, of old: Taxonomy, in new: Taxonomy, free: [Int]
    ) -> (kind: Kind, nodes: [Int]) {
        let node = old.nodes[index]
        let sameName = free.filter { new.nodes[$0].name == node.name }
        if sameName.count == 1 { return (.moved, sameName) }
        let parent = node.parent.map { old.paths[$0] }
        let siblings = free.filter { new.nodes[$0].parent.map { new.paths[$0] } == parent }
        // 噪音和油烟 → 噪音, 油烟: each new name stands within the old one.
        let pieces = siblings.filter { contains(node.name, new.nodes[$0].name) }
        if pieces.count >= 2 { return (.split, pieces) }
        let close = siblings.map { ($0, likeness(node.name, new.nodes[$0].name)) }.filter { $0.1 >= 0.5 }
        let best = close.max { ($0.1, $1.0) < ($1.1, $0.0) }
        return best.map { (.renamed, [$0.0]) } ?? (.removed, [])
    }

    private static func contains(_ whole: String, _ piece: String) -> Bool {
        let letters = Set(whole)
        return piece.count >= 2 && Double(piece.count { letters.contains($0) }) >= 0.75 * Double(piece.count)
    }

    /// Dice's coefficient over characters, 0 … 1: names have four to eight of them.
    static func likeness(_ left: String, _ right: String) -> Double {
        var counts: [Character: Int] = [:]
        for character in left { counts[character, default: 0] += 1 }
        var shared = 0
        for character in right where counts[character, default: 0] > 0 {
            counts[character, default: 0] -= 1
            shared += 1
        }
        return 2 * Double(shared) / Double(max(1, left.count + right.count))
    }
}
