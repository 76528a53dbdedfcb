import TermVectors

/// Finds texts that are copies of each other: sent again by the same person, or one text passed around by many.
///
/// Two texts are copies when their sets of terms have a Jaccard similarity of at least `threshold`, verified exactly on
/// candidates that share one of their rarest terms (prefix filter, Chaudhuri, Ganti and Kaushik 2006), and the guard
/// lets them: where the terms that only one of them has include a place, number or name, the texts speak of different
/// places and are no copies. Copies are joined transitively. Of texts that share a word, the last 1,024 and, of a group of
/// copies, a few are compared, so the search is near linear, for one text filled in for thousands of places and
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
        var postings: [Posting: [Posted]] = [:]
        var comparedWith = [Int](repeating: -1, count: counts.count)
        for row in representatives {
            let terms = counts.terms[counts.offsets[row]..<counts.offsets[row + 1]]
            guard terms.count >= minimumTerms else { continue }
            let telling = Self.hash(terms.filter(tellsPlacesApart))
            let rare = terms.sorted { (frequency[Int($0)], $0) < (frequency[Int($1)], $1) }
            let prefix = Int((1 - threshold) * Double(rare.count)) + 1
            for (position, term) in rare.prefix(prefix).enumerated() where frequency[Int(term)] > 1 {
                let posted = Posted(row: row, after: Int32(rare.count - position - 1), length: Int32(rare.count))
                let key = Posting(telling: telling, term: term)
                for other in (postings[key] ?? []).suffix(Self.longestCompared)
                where comparedWith[other.row] != row && mayShareEnough(other, posted) {
                    comparedWith[other.row] = row
                    if root(other.row) != root(row), isCopy(counts, other.row, row, tellsPlacesApart) {
                        join(other.row, row)
                    }
                }
                postings[key, default: []].append(posted)
                if let list = postings[key], list.count >= Self.longList, list.count.nonzeroBitCount == 1 {
                    postings[key] = Self.shortened(list, root: root)
                }
            }
        }
        var groups: [Int: [Int]] = [:]
        for row in 0..<counts.count { groups[root(row), default: []].append(row) }
        return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }

    /// Whether two texts are copies, given the terms of each, ascending and distinct. O(terms).
    package func isCopy(_ left: [Int32], _ right: [Int32], tellsPlacesApart: (Int32) -> Bool) -> Bool {
        if left.count < minimumTerms || right.count < minimumTerms { return !left.isEmpty && left == right }
        return isCopy(left[...], right[...], tellsPlacesApart)
    }

    private func isCopy(_ counts: TermCounts, _ left: Int, _ right: Int, _ tellsApart: (Int32) -> Bool) -> Bool {
        isCopy(
            counts.terms[counts.offsets[left]..<counts.offsets[left + 1]],
            counts.terms[counts.offsets[right]..<counts.offsets[right + 1]], tellsApart)
    }

    private func isCopy(
        _ left: ArraySlice<Int32>, _ right: ArraySlice<Int32>, _ tellsApart: (Int32) -> Bool
    ) -> Bool {
        var (i, j) = (left.startIndex, right.startIndex)
        let (iEnd, jEnd) = (left.endIndex, right.endIndex)
        // Of n terms in both texts together, d of them in one only, at most (n − d) ÷ 2 can be shared.
        let total = Double(iEnd - i + jEnd - j)
        let most = total * (1 - threshold) / (1 + threshold) + 1e-6
        var shared = 0
        var different = 0
        while i < iEnd || j < jEnd {
            if i < iEnd, j < jEnd, left[i] == right[j] {
                shared += 1
                i += 1
                j += 1
                continue
            }
            different += 1
            if Double(different) > most { return false }
            if j == jEnd || (i < iEnd && left[i] < right[j]) {
                if tellsApart(left[i]) { return false }
                i += 1
            } else {
                if tellsApart(right[j]) { return false }
                j += 1
            }
        }
        return Double(shared) >= threshold * Double(shared + different)
    }

    /// A text in a list: how many terms it has, and how many of them are after this one, rarest first.
    private struct Posted {
        var row: Int
        var after: Int32
        var length: Int32
    }

    /// Whether two texts whose first common term this is can share enough (positional filter, Xiao et al. 2008).
    private func mayShareEnough(_ left: Posted, _ right: Posted) -> Bool {
        let most = Double(1 + min(left.after, right.after))
        return most * (1 + threshold) + 1e-6 >= threshold * Double(left.length + right.length)
    }

    private struct Posting: Hashable {
        var telling: UInt64
        var term: Int32
    }

    /// A text is compared with so many earlier ones of a list at most, the last ones: a word that thousands of unlike texts
    /// have among their rarest would make the search quadratic.
    private static let longestCompared = 1_024
    /// From so many texts on a list is shortened whenever its length is a power of two.
    private static let longList = 64
    /// So many texts of one group stay in a shortened list, the first and the last ones.
    private static let keptOfGroup = 8

    /// The list with at most `keptOfGroup` texts of each group: a campaign of thousands of variants is compared with a few
    /// of them, which costs a chain of small changes its middle at worst and keeps the search near linear.
    private static func shortened(_ list: [Posted], root: (Int) -> Int) -> [Posted] {
        var members: [Int: [Int]] = [:]
        for posted in list { members[root(posted.row), default: []].append(posted.row) }
        return list.filter { posted in
            let row = posted.row
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
