import TermVectors

/// Tells repeats: the same person about the same matter, one text from many people, and what is new in each.
///
/// Two texts belong together where they are copies (`CopyGroups`: equal, or an exact Jaccard similarity of its threshold
/// with the same places), or where one known person sent both, they share `samePerson` of their terms (exact Jaccard), and
/// not each of them names a place that the other does not. Links are joined transitively.
///
/// A repeat brings news where it has facts (dates, amounts, places, units; the caller finds them) that the same sender's
/// earlier texts of the group do not have.
///
/// Law: the groups depend on the rows' terms, persons, times and facts, not on the order of the rows, as long as times and
/// rows' ranks come with them. A person's texts are compared with that person's last `window` ones that share a term, so n
/// texts of one person cost O(n · window).
public struct RepeatFinder: Sendable {
    /// A text's sender, time and facts.
    public struct Entry: Sendable {
        /// The sender's key; nil where the sender is unknown.
        public var person: String?
        /// When it was sent, in any unit; equal times go by `rank`.
        public var time: Int64
        /// A number that is the row's own whatever the order of the rows, such as the place of its id among all ids.
        public var rank: Int
        /// What it states: dates, amounts, places, units.
        public var facts: Set<String>

        /// An entry.
        public init(person: String?, time: Int64, rank: Int, facts: Set<String> = []) {
            self.person = person
            self.time = time
            self.rank = rank
            self.facts = facts
        }
    }

    /// How copies are found.
    public var copies: CopyGroups
    /// Jaccard similarity from which two texts of one person are about the same matter, in (0, 1].
    public var samePerson: Double
    /// How many people make a campaign.
    public var campaign: Int
    /// With how many earlier texts of the same person a text is compared at most.
    public var window: Int

    /// A finder with its settings.
    public init(copies: CopyGroups = CopyGroups(), samePerson: Double = 0.4, campaign: Int = 3, window: Int = 64) {
        self.copies = copies
        self.samePerson = samePerson
        self.campaign = campaign
        self.window = window
    }

    /// Groups of two texts and more, by their first text's time and rank.
    ///
    /// - Parameters:
    ///   - counts: the texts' terms, a row each.
    ///   - entries: one for each row; rows beyond the shorter of both are left out.
    ///   - tellsPlacesApart: as in `CopyGroups`: whether a term names a place or stands for one.
    public func groups(
        _ counts: TermCounts, _ entries: [Entry], tellsPlacesApart: (Int32) -> Bool
    ) -> [RepeatGroup] {
        let count = min(counts.count, entries.count)
        let order = (0..<count).sorted { Self.isEarlier(entries[$0], entries[$1]) }
        // Rows in the order of time: what follows then depends on no other order.
        let sorted = counts.selecting(order)
        var links = DisjointRows(count)
        for group in copies.groups(sorted, tellsPlacesApart: tellsPlacesApart) {
            for row in group.dropFirst() { links.join(group[0], row) }
        }
        joinSamePerson(sorted, order.map { entries[$0] }, tellsPlacesApart, &links)

        var members: [Int: [Int]] = [:]
        for row in 0..<count { members[links.root(row), default: []].append(row) }
        return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { rows in
            group(rows.map { order[$0] }, entries)
        }
    }

    private static func isEarlier(_ left: Entry, _ right: Entry) -> Bool {
        (left.time, left.rank) < (right.time, right.rank)
    }

    /// Joins what one person wrote about one matter.
    private func joinSamePerson(
        _ counts: TermCounts, _ entries: [Entry], _ tellsPlacesApart: (Int32) -> Bool, _ links: inout DisjointRows
    ) {
        var earlier: [String: [Int]] = [:]
        for row in entries.indices {
            guard let person = entries[row].person, counts.offsets[row] < counts.offsets[row + 1] else { continue }
            for other in (earlier[person] ?? []).suffix(window) where links.root(other) != links.root(row) {
                if isSameMatter(counts, other, row, tellsPlacesApart) { links.join(other, row) }
            }
            earlier[person, default: []].append(row)
        }
    }

    private func isSameMatter(
        _ counts: TermCounts, _ left: Int, _ right: Int, _ tellsPlacesApart: (Int32) -> Bool
    ) -> Bool {
        var i = counts.offsets[left]
        var j = counts.offsets[right]
        let (iEnd, jEnd) = (counts.offsets[left + 1], counts.offsets[right + 1])
        var shared = 0
        var different = 0
        var leftPlace = false
        var rightPlace = false
        while i < iEnd || j < jEnd {
            if i < iEnd, j < jEnd, counts.terms[i] == counts.terms[j] {
                shared += 1
                i += 1
                j += 1
            } else if j == jEnd || (i < iEnd && counts.terms[i] < counts.terms[j]) {
                different += 1
                if !leftPlace { leftPlace = tellsPlacesApart(counts.terms[i]) }
                i += 1
            } else {
                different += 1
                if !rightPlace { rightPlace = tellsPlacesApart(counts.terms[j]) }
                j += 1
            }
        }
        // A place more is a new fact; each another place is another matter.
        if leftPlace, rightPlace { return false }
        return Double(shared) >= samePerson * Double(shared + different)
    }

    /// Says what each text is; `rows` are in the order of time.
    private func group(_ rows: [Int], _ entries: [Entry]) -> RepeatGroup {
        var known: [String?: Set<String>] = [:]
        var all: Set<String> = []
        var members: [RepeatGroup.Member] = []
        for (position, row) in rows.enumerated() {
            let entry = entries[row]
            let role: RepeatGroup.Role
            if position == 0 {
                role = .first
            } else if let person = entry.person, let own = known[person] {
                let news = entry.facts.subtracting(own).sorted()
                role = news.isEmpty ? .again : .news(news)
            } else {
                let news = entry.facts.subtracting(all).sorted()
                role = news.isEmpty ? .copy : .copyWithNews(news)
            }
            known[entry.person, default: []].formUnion(entry.facts)
            all.formUnion(entry.facts)
            members.append(.init(row: row, role: role))
        }
        return RepeatGroup(members: members, people: known.count, isCampaign: known.count >= campaign)
    }
}

/// Rows joined into sets; the smallest row stands for its set.
struct DisjointRows {
    private var parent: [Int]

    init(_ count: Int) { parent = Array(0..<count) }

    mutating func root(_ row: Int) -> Int {
        var row = row
        while parent[row] != row {
            parent[row] = parent[parent[row]]
            row = parent[row]
        }
        return row
    }

    mutating func join(_ left: Int, _ right: Int) {
        let (a, b) = (root(left), root(right))
        if a != b { parent[max(a, b)] = min(a, b) }
    }
}
