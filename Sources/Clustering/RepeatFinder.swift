import TermVectors

/// Tells repeats: the same person about the same matter, one text from many people, and what is new in each.
///
/// Two texts belong together where
/// - they are copies (`CopyGroups`: equal, or an exact Jaccard similarity of its threshold with the same places); texts of
///   fewer terms than it compares are copies only where text and place are the same; or
/// - one known person sent both, they share `samePerson` of their terms (exact Jaccard) or are of one matter, no level of the
///   records' places differs, and not each text names a place that the other does not; of one matter and one place below
///   the widest level, the texts need not name the same ones.
///
/// Links are joined transitively. A repeat brings news where it has facts (dates, amounts, places, units; the caller finds
/// them) that the same sender's earlier texts of the group do not have.
///
/// Law: the groups depend on the rows' terms, persons, times and facts, not on the order of the rows, as long as times and
/// rows' ranks come with them. Near linear: n texts of one person cost O(n · window).
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
        /// A hash of the text; 0 where there is none. Equal hashes are taken for equal texts.
        public var text: UInt64
        /// The matter that it is known to be about; nil where none is.
        public var matter: Int?
        /// Where it is known to be, widest level first; a level that is not known is empty.
        public var place: [String]

        /// An entry.
        public init(
            person: String?, time: Int64, rank: Int, facts: Set<String> = [], text: UInt64 = 0, matter: Int? = nil,
            place: [String] = []
        ) {
            self.person = person
            self.time = time
            self.rank = rank
            self.facts = facts
            self.text = text
            self.matter = matter
            self.place = place
        }
    }

    /// How copies are found.
    public var copies: CopyGroups
    /// Jaccard similarity from which two texts of one person are about the same matter, in (0, 1].
    public var samePerson: Double
    /// How many people make a campaign.
    public var campaign: Int
    /// With how many earlier texts of the same person, and of the same matter, a text is compared at most.
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
        return rows(counts, entries, among: Array(0..<count), tellsPlacesApart: tellsPlacesApart).map {
            group($0, entries)
        }
    }

    /// The same groups as rows in the order of time, without facts; only the rows `among` are looked at.
    public func rows(
        _ counts: TermCounts, _ entries: [Entry], among: [Int], tellsPlacesApart: (Int32) -> Bool
    ) -> [[Int]] {
        let count = min(counts.count, entries.count)
        let order = among.filter { $0 >= 0 && $0 < count }.sorted { Self.isEarlier(entries[$0], entries[$1]) }
        // Rows in the order of time: what follows then depends on no other order.
        let sorted = counts.selecting(order)
        let ordered = order.map { entries[$0] }
        var links = DisjointRows(order.count)
        var long = copies
        long.leavesShort = true
        for group in long.groups(sorted, tellsPlacesApart: tellsPlacesApart) {
            for row in group.dropFirst() { links.join(group[0], row) }
        }
        joinShort(sorted, ordered, &links)
        joinSamePerson(sorted, ordered, tellsPlacesApart, &links)

        var members: [Int: [Int]] = [:]
        for row in order.indices { members[links.root(row), default: []].append(row) }
        return members.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }.map { rows in rows.map { order[$0] } }
    }

    /// Joins equal short texts about one place: a few words say too little to tell copies from like complaints.
    private func joinShort(_ counts: TermCounts, _ entries: [Entry], _ links: inout DisjointRows) {
        struct Key: Hashable {
            var text: UInt64
            var place: [String]
        }
        var first: [Key: Int] = [:]
        for row in entries.indices where entries[row].text != 0 {
            guard counts.offsets[row + 1] - counts.offsets[row] < copies.minimumTerms else { continue }
            let key = Key(text: entries[row].text, place: entries[row].place)
            if let other = first[key] { links.join(other, row) } else { first[key] = row }
        }
    }

    private static func isEarlier(_ left: Entry, _ right: Entry) -> Bool {
        (left.time, left.rank) < (right.time, right.rank)
    }

    /// Joins what one person wrote about one matter.
    private func joinSamePerson(
        _ counts: TermCounts, _ entries: [Entry], _ tellsPlacesApart: (Int32) -> Bool, _ links: inout DisjointRows
    ) {
        struct Matter: Hashable {
            var person: String
            var matter: Int
        }
        var earlier: [String: [Int]] = [:]
        var ofMatter: [Matter: [Int]] = [:]
        for row in entries.indices {
            guard let person = entries[row].person else { continue }
            if counts.offsets[row] < counts.offsets[row + 1] {
                for other in (earlier[person] ?? []).suffix(window) where links.root(other) != links.root(row) {
                    if isSameMatter(counts, entries, other, row, samePerson, tellsPlacesApart) {
                        links.join(other, row)
                    }
                }
                earlier[person, default: []].append(row)
            }
            if let matter = entries[row].matter {
                let key = Matter(person: person, matter: matter)
                for other in (ofMatter[key] ?? []).suffix(window) where links.root(other) != links.root(row) {
                    if Self.agree(entries[other].place, entries[row].place)
                        || isSameMatter(counts, entries, other, row, 0, tellsPlacesApart)
                    {
                        links.join(other, row)
                    }
                }
                ofMatter[key, default: []].append(row)
            }
        }
    }

    /// Whether a level is known of both and differs.
    private static func differ(_ left: [String], _ right: [String]) -> Bool {
        zip(left, right).contains { !$0.isEmpty && !$1.isEmpty && $0 != $1 }
    }

    /// Whether no level differs, and one below the widest is known of both.
    private static func agree(_ left: [String], _ right: [String]) -> Bool {
        !differ(left, right) && zip(left, right).dropFirst().contains { !$0.isEmpty && $0 == $1 }
    }

    private func isSameMatter(
        _ counts: TermCounts, _ entries: [Entry], _ left: Int, _ right: Int, _ threshold: Double,
        _ tellsPlacesApart: (Int32) -> Bool
    ) -> Bool {
        if Self.differ(entries[left].place, entries[right].place) { return false }
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
        return Double(shared) >= threshold * Double(shared + different)
    }

    /// Says what each text of a group is; `rows` are in the order of time.
    public func group(_ rows: [Int], _ entries: [Entry]) -> RepeatGroup {
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
        let text = rows.first.map { entries[$0].text } ?? 0
        let isSameText = text != 0 && rows.allSatisfy { entries[$0].text == text }
        let isOnePerson = known.count == 1 && known.keys.first != .some(nil)
        return RepeatGroup(
            members: members, people: known.count, isOnePerson: isOnePerson, isSameText: isSameText,
            isCampaign: known.count >= campaign)
    }
}

/// Rows joined into sets; the smallest row stands for its set.
package struct DisjointRows {
    private var parent: [Int]

    package init(_ count: Int) { parent = Array(0..<count) }

    package mutating func root(_ row: Int) -> Int {
        var row = row
        while parent[row] != row {
            parent[row] = parent[parent[row]]
            row = parent[row]
        }
        return row
    }

    package mutating func join(_ left: Int, _ right: Int) {
        let (a, b) = (root(left), root(right))
        if a != b { parent[max(a, b)] = min(a, b) }
    }
}
