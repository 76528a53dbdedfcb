import Clustering
import OpinionTestSupport
import TermVectors
import Testing

/// `RepeatFinder` against a search that compares all pairs, on small made-up sets.
@Suite struct RepeatPropertyTests {
    private struct Text {
        var terms: Set<Int>
        var entry: RepeatFinder.Entry
    }

    /// Few words, places and people, so that every rule meets every other.
    private static func texts(_ generator: inout SeededGenerator) -> [Text] {
        let templates = (0..<3).map { _ in Set((0..<14).map { _ in Int.random(in: 0..<60, using: &generator) }) }
        return (0..<40).map { row in
            var terms = templates[Int.random(in: 0..<3, using: &generator)]
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                if let gone = terms.sorted().randomElement(using: &generator) { terms.remove(gone) }
                terms.insert(Int.random(in: 0..<60, using: &generator))
            }
            if Int.random(in: 0..<5, using: &generator) == 0 { terms = Set(terms.sorted().prefix(3)) }
            // Terms from 100 on are places.
            if Bool.random(using: &generator) { terms.insert(100 + Int.random(in: 0..<3, using: &generator)) }
            let place = ["", "甲镇", "乙镇"][Int.random(in: 0..<3, using: &generator)]
            let person = Int.random(in: 0..<8, using: &generator)
            return Text(
                terms: terms,
                entry: RepeatFinder.Entry(
                    person: person == 0 ? nil : "人\(person)", time: Int64(Int.random(in: 0..<20, using: &generator)),
                    rank: row, text: UInt64(terms.hashOfSorted),
                    matter: Bool.random(using: &generator) ? Int.random(in: 0..<4, using: &generator) : nil,
                    place: ["甲县", place]))
        }
    }

    /// The groups by the rules as they are written down, over all pairs.
    private static func plain(_ texts: [Text]) -> Set<Set<Int>> {
        let finder = RepeatFinder()
        var links = DisjointRows(texts.count)
        for i in texts.indices {
            for j in texts.indices where i < j {
                let (left, right) = (texts[i], texts[j])
                let shared = left.terms.intersection(right.terms).count
                let all = left.terms.union(right.terms).count
                let (onlyLeft, onlyRight) = (left.terms.subtracting(right.terms), right.terms.subtracting(left.terms))
                let places = (onlyLeft.contains { $0 >= 100 }, onlyRight.contains { $0 >= 100 })
                let likeness = Double(shared) / Double(max(1, all))
                let isShort = min(left.terms.count, right.terms.count) < finder.copies.minimumTerms
                if isShort {
                    if left.entry.text == right.entry.text, left.entry.place == right.entry.place { links.join(i, j) }
                } else if likeness >= finder.copies.threshold, !places.0, !places.1 {
                    links.join(i, j)
                }
                guard let person = left.entry.person, person == right.entry.person else { continue }
                let (here, there) = (left.entry.place[1], right.entry.place[1])
                if !here.isEmpty, !there.isEmpty, here != there { continue }
                let isOneMatter = left.entry.matter != nil && left.entry.matter == right.entry.matter
                if isOneMatter, !here.isEmpty, here == there { links.join(i, j) }
                if places.0 && places.1 { continue }
                if likeness >= finder.samePerson || isOneMatter { links.join(i, j) }
            }
        }
        var groups: [Int: Set<Int>] = [:]
        for row in texts.indices { groups[links.root(row), default: []].insert(row) }
        return Set(groups.values.filter { $0.count > 1 })
    }

    private static func found(_ texts: [Text], order: [Int]) -> [RepeatGroup] {
        var counts = TermCounts()
        for index in order {
            for term in texts[index].terms.sorted() { counts.add(term >= 100 ? "地\(term)" : "词\(term)", weight: 1) }
            counts.endDocument()
        }
        let vocabulary = counts.vocabulary
        let groups = RepeatFinder().groups(counts, order.map { texts[$0].entry }) {
            vocabulary.term($0).hasPrefix("地")
        }
        return groups.map { group in
            var group = group
            for index in group.members.indices { group.members[index].row = order[group.members[index].row] }
            return group
        }
    }

    @Test func findsWhatComparingAllPairsFinds() {
        var generator = SeededGenerator(seed: 71)
        var grouped = 0
        for round in 0..<150 {
            let texts = Self.texts(&generator)
            let found = Self.found(texts, order: Array(texts.indices))
            #expect(Set(found.map { Set($0.members.map(\.row)) }) == Self.plain(texts), "round \(round)")
            grouped += found.reduce(0) { $0 + $1.posts }
        }
        #expect(grouped > 1_000, "the sets hold too few repeats to tell anything: \(grouped)")
    }

    @Test func theOrderOfTheRowsDoesNotMatter() {
        var generator = SeededGenerator(seed: 72)
        for round in 0..<40 {
            let texts = Self.texts(&generator)
            let expected = Self.found(texts, order: Array(texts.indices))
            let order = Array(texts.indices).shuffled(using: &generator)
            #expect(Self.found(texts, order: order) == expected, "round \(round)")
        }
    }

    /// Every row is in one group at most, the first member is the earliest, and the counts are those of the members.
    @Test func groupsAreWellFormed() {
        var generator = SeededGenerator(seed: 73)
        for _ in 0..<40 {
            let texts = Self.texts(&generator)
            var seen: Set<Int> = []
            for group in Self.found(texts, order: Array(texts.indices)) {
                let rows = group.members.map(\.row)
                #expect(rows.count > 1 && seen.isDisjoint(with: rows))
                seen.formUnion(rows)
                let times = rows.map { texts[$0].entry.time }
                #expect(times == times.sorted())
                #expect(group.people == Set(rows.map { texts[$0].entry.person }).count)
                #expect(group.members.first?.role == .first)
                #expect(!group.members.dropFirst().contains { $0.role == .first })
                #expect(group.isSameText == (Set(rows.map { texts[$0].entry.text }).count == 1))
            }
        }
    }

    /// A few words say too little to tell a copy from a like complaint elsewhere.
    @Test func shortTextsNeedTheSameWordsAndPlace() {
        func short(_ text: UInt64, _ place: String, _ row: Int) -> Text {
            Text(
                terms: [1, 2],
                entry: RepeatFinder.Entry(person: "人\(row)", time: Int64(row), rank: row, text: text, place: [place]))
        }
        let texts = [
            short(7, "甲镇", 0), short(7, "甲镇", 1), short(7, "乙镇", 2), short(8, "甲镇", 3), short(0, "甲镇", 4),
            short(0, "甲镇", 5),
        ]
        let found = Self.found(texts, order: Array(texts.indices))
        #expect(found.map { $0.members.map(\.row) } == [[0, 1]])
    }

    /// 20,000 equal copies are one group and are found without comparing pairs.
    @Test func aCampaignOfTwentyThousandCopies() {
        var counts = TermCounts()
        var entries: [RepeatFinder.Entry] = []
        for row in 0..<20_000 {
            for term in 0..<20 { counts.add("词\(term)", weight: 1) }
            counts.endDocument()
            entries.append(.init(person: "人\(row)", time: Int64(row), rank: row, text: 9))
        }
        let groups = RepeatFinder().groups(counts, entries) { _ in false }
        #expect(groups.count == 1 && groups.first?.people == 20_000 && groups.first?.posts == 20_000)
        #expect(groups.first?.isCampaign == true && groups.first?.isSameText == true)
    }
}

extension Set<Int> {
    /// Equal for equal sets, the same in every run.
    fileprivate var hashOfSorted: UInt64 { sorted().reduce(14_695_981_039) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 } }
}
