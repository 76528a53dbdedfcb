import TermVectors

/// Finds texts that are copies of each other: sent again by the same person, or one text passed around by many.
///
/// Two texts are copies when their sets of terms have a Jaccard similarity of at least `threshold`, verified exactly on
/// candidates that share one of their rarest terms (prefix filter, Chaudhuri, Ganti and Kaushik 2006), and the guard
/// lets them: where the terms that only one of them has include a place, number or name, the texts speak of different
/// places and are no copies. Copies are joined transitively. Near linear, for one text filled in for thousands of places and
/// for thousands of variants of one text too.
public struct CopyGroups: Sendable {
    /// Jaccard similarity from which two texts are copies, in (0.5, 1].
    public var threshold: Double
    /// Texts with fewer distinct terms are copies only when the sets are equal.
    public var minimumTerms: Int
    /// Whether texts with fewer distinct terms are left out altogether.
    var leavesShort = false

    /// A search with its two settings.
    public init(threshold: Double = 0.85, minimumTerms: Int = 8) {
        self.threshold = threshold
        self.minimumTerms = minimumTerms
    }

    /// Groups of two rows and more, each ascending, ordered by first row.
    ///
    /// - Parameters:
    ///   - counts: the texts' terms; rows without any term are never copies.
    ///   - tellsPlacesApart: whether a term names a place, a number or a person.
    public func groups(_ counts: TermCounts, tellsPlacesApart: (Int32) -> Bool) -> [[Int]] {
        let frequency = counts.documentFrequencies
        var parent = Array(0..<counts.count)
        func root(_ row: Int) -> Int {
            var row = row
            while parent[row] != row {
                parent[row] = parent[parent[row]]
                row = parent[row]
            }
            return row
        }
        func join(_ a: Int, _ b: Int) {
            let (x, y) = (root(a), root(b))
            if x != y { parent[max(x, y)] = min(x, y) }
        }
        // Equal sets first, by hash and exact check: whole campaigns fall into one without any pair search.
        var byHash: [UInt64: [Int]] = [:]
        var representatives: [Int] = []
        let fewest = leavesShort ? max(1, minimumTerms) : 1
        for row in 0..<counts.count where counts.offsets[row + 1] - counts.offsets[row] >= fewest {
            let hash = Self.hash(counts, row)
            if let twin = byHash[hash]?.first(where: { Self.equal(counts, $0, row) }) {
                join(twin, row)
            } else {
                byHash[hash, default: []].append(row)
                representatives.append(row)
            }
        }
        // A pair with Jaccard ≥ t shares one of the first ⌊(1−t)·n⌋ + 1 terms of each, rarest first. The guard lets only
        // texts with the same telling terms be copies, so postings are kept for each such set: one template filled in
        // for a thousand villages falls into a thousand short lists.
        var postings: [Posting: [Int]] = [:]
        for row in representatives {
            let terms = counts.terms[counts.offsets[row]..<counts.offsets[row + 1]]
            guard terms.count >= minimumTerms else { continue }
            let telling = Self.hash(terms.filter(tellsPlacesApart))
            let rare = terms.sorted { (frequency[Int($0)], $0) < (frequency[Int($1)], $1) }
            let prefix = Int((1 - threshold) * Double(rare.count)) + 1
            var compared: Set<Int> = []
            for term in rare.prefix(prefix) where frequency[Int(term)] > 1 {
                let key = Posting(telling: telling, term: term)
                for other in postings[key] ?? [] where root(other) != root(row) && compared.insert(other).inserted {
                    if isCopy(counts, other, row, tellsPlacesApart) { join(other, row) }
                }
                postings[key, default: []].append(row)
                if let list = postings[key], list.count >= Self.longList, list.count.nonzeroBitCount == 1 {
                    postings[key] = Self.shortened(list, root: root)
                }
            }
        }
        var groups: [Int: [Int]] = [:]
        for row in 0..<counts.count { groups[root(row), default: []].append(row) }
        return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    private func isCopy(_ counts: TermCounts, _ left: Int, _ right: Int, _ tellsApart: (Int32) -> Bool) -> Bool {
        var i = counts.offsets[left]
        var j = counts.offsets[right]
        let (iEnd, jEnd) = (counts.offsets[left + 1], counts.offsets[right + 1])
        var shared = 0
        var different = 0
        while i < iEnd || j < jEnd {
            if i < iEnd, j < jEnd, counts.terms[i] == counts.terms[j] {
                shared += 1
                i += 1
                j += 1
                continue
            }
            different += 1
            if j == jEnd || (i < iEnd && counts.terms[i] < counts.terms[j]) {
                if tellsApart(counts.terms[i]) { return false }
                i += 1
            } else {
                if tellsApart(counts.terms[j]) { return false }
                j += 1
            }
        }
        return Double(shared) >= threshold * Double(shared + different)
    }

    private struct Posting: Hashable {
        var telling: UInt64
        var term: Int32
    }

    /// From so many texts on a list is shortened whenever its length is a power of two.
    private static let longList = 64
    /// So many texts of one group stay in a shortened list, the first and the last ones.
    private static let keptOfGroup = 8

    /// The list with at most `keptOfGroup` texts of each group: a campaign of thousands of variants is compared with a few
    /// of them, which costs a chain of small changes its middle at worst and keeps the search near linear.
    private static func shortened(_ list: [Int], root: (Int) -> Int) -> [Int] {
        var members: [Int: [Int]] = [:]
        for row in list { members[root(row), default: []].append(row) }
        return list.filter { row in
            let group = members[root(row)] ?? []
            guard group.count > keptOfGroup else { return true }
            return row <= group[keptOfGroup / 2 - 1] || row >= group[group.count - keptOfGroup / 2]
        }
    }

    private static func hash(_ counts: TermCounts, _ row: Int) -> UInt64 {
        hash(counts.terms[counts.offsets[row]..<counts.offsets[row + 1]])
    }

    private static func hash(_ terms: some Sequence<Int32>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for term in terms {
            hash = (hash ^ UInt64(UInt32(bitPattern: term))) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 31
        }
        return hash
    }

    private static func equal(_ counts: TermCounts, _ left: Int, _ right: Int) -> Bool {
        counts.terms[counts.offsets[left]..<counts.offsets[left + 1]]
            == counts.terms[counts.offsets[right]..<counts.offsets[right + 1]]
    }
}
