import Clustering
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct RepeatFinderTests {
    private static let base = ["小区", "电梯", "经常", "故障", "物业", "维修", "拖延", "半年", "老人", "出行", "不便", "希望"]

    private struct Text {
        var terms: [String]
        var person: String?
        var time: Int64
        var facts: Set<String> = []
    }

    /// The groups as places in `texts`, whatever the order in which the finder sees them.
    private static func groups(_ texts: [Text], order: [Int]? = nil) -> [RepeatGroup] {
        let order = order ?? Array(texts.indices)
        var counts = TermCounts()
        for index in order {
            for term in texts[index].terms { counts.add(term, weight: 1) }
            counts.endDocument()
        }
        let entries = order.map { index in
            RepeatFinder.Entry(
                person: texts[index].person, time: texts[index].time, rank: index, facts: texts[index].facts)
        }
        let vocabulary = counts.vocabulary
        return RepeatFinder().groups(counts, entries) { vocabulary.term($0).hasPrefix("地") }.map { group in
            var group = group
            for index in group.members.indices { group.members[index].row = order[group.members[index].row] }
            return group
        }
    }

    @Test func samePersonAndMatterIsARepeatWithOrWithoutNews() {
        let groups = Self.groups([
            Text(terms: Self.base, person: "甲", time: 1, facts: ["数量 3天"]),
            Text(terms: Self.base.suffix(8) + ["至今", "没有"], person: "甲", time: 5, facts: ["数量 3天"]),
            Text(terms: Self.base.suffix(9) + ["伤人"], person: "甲", time: 9, facts: ["数量 3天", "日期 2024-05-01"]),
            Text(terms: ["水费", "涨价", "听证"], person: "甲", time: 10),
        ])
        #expect(groups.count == 1)
        #expect(groups.first?.members.map(\.row) == [0, 1, 2])
        #expect(groups.first?.members.map(\.role) == [.first, .again, .news(["日期 2024-05-01"])])
        #expect(groups.first?.people == 1 && groups.first?.posts == 3 && groups.first?.isCampaign == false)
    }

    @Test func anotherPersonsLooselySimilarTextIsNoRepeat() {
        #expect(
            Self.groups([
                Text(terms: Self.base, person: "甲", time: 1),
                Text(terms: Self.base.suffix(8) + ["至今", "没有"], person: "乙", time: 5),
            ]).isEmpty)
    }

    @Test func oneTextFromManyIsACampaign() {
        let texts = (0..<5).map { Text(terms: Self.base + ($0 == 3 ? ["谢谢"] : []), person: "人\($0)", time: Int64($0)) }
        let groups = Self.groups(
            texts + [Text(terms: Self.base, person: nil, time: 8), Text(terms: Self.base, person: nil, time: 9)])
        #expect(groups.count == 1)
        #expect(groups.first?.posts == 7 && groups.first?.people == 6 && groups.first?.isCampaign == true)
        #expect(groups.first?.members.dropFirst().allSatisfy { $0.role == .copy || $0.role == .again } == true)
    }

    @Test func theSameTemplateForAnotherPlaceIsAnotherMatter() {
        #expect(
            Self.groups([
                Text(terms: Self.base + ["地青石镇"], person: "甲", time: 1),
                Text(terms: Self.base + ["地白塔街道"], person: "甲", time: 2),
                Text(terms: Self.base + ["地城关镇"], person: "乙", time: 3),
            ]).isEmpty)
        // A place more is news, not another matter.
        let groups = Self.groups([
            Text(terms: Self.base, person: "甲", time: 1),
            Text(terms: Self.base + ["地青石镇"], person: "甲", time: 2, facts: ["地点 青石镇"]),
        ])
        #expect(groups.first?.members.map(\.role) == [.first, .news(["地点 青石镇"])])
    }

    /// Planted among strangers: repeats, campaigns and templates, found again in any order.
    @Test func findsWhatWasPlantedInAnyOrder() {
        var generator = SeededGenerator(seed: 51)
        var texts: [Text] = []
        var planted: [Set<Int>] = []
        func word(_ range: Range<Int>) -> String { "词\(Int.random(in: range, using: &generator))" }
        func fresh() -> [String] { (0..<14).map { _ in word(0..<20_000) } }
        for matter in 0..<60 {
            let terms = fresh()
            let first = texts.count
            for copy in 0...(matter % 4 + 1) {
                // Even matters: one person, a third of the words new; odd ones: a campaign.
                let own = matter % 2 == 0 ? terms.prefix(10) + fresh().prefix(4) : terms[...]
                texts.append(
                    Text(
                        terms: Array(copy == 0 ? terms[...] : own),
                        person: matter % 2 == 0 ? "人\(matter)" : "众\(matter)-\(copy)",
                        time: Int64(texts.count)))
            }
            planted.append(Set(first..<texts.count))
        }
        let template = fresh()
        for village in 0..<200 {
            texts.append(Text(terms: template + ["地村\(village)"], person: nil, time: Int64(texts.count)))
        }
        for stranger in 0..<500 { texts.append(Text(terms: fresh(), person: "生\(stranger)", time: Int64(texts.count))) }

        let groups = Self.groups(texts)
        #expect(Set(groups.map { Set($0.members.map(\.row)) }) == Set(planted))
        for _ in 0..<4 {
            let order = Array(texts.indices).shuffled(using: &generator)
            #expect(Self.groups(texts, order: order) == groups)
        }
    }

    /// Lists that every text of a template or of a campaign stands in must not make the search quadratic: this would take
    /// hours, not seconds.
    @Test func aHundredThousandTextsEnd() {
        var generator = SeededGenerator(seed: 53)
        var counts = TermCounts()
        var entries: [RepeatFinder.Entry] = []
        for row in 0..<100_000 {
            let kind = row % 4
            // A template for ever other villages, variants of one text, one person's many texts, strangers.
            switch kind {
            case 0: for term in Self.base + ["地\(row)"] { counts.add(term, weight: 1) }
            case 1: for term in Self.base + ["附言", "变\(row)"] { counts.add(term, weight: 1) }
            default: for _ in 0..<14 { counts.add("词\(Int.random(in: 0..<30_000, using: &generator))", weight: 1) }
            }
            counts.endDocument()
            entries.append(.init(person: kind == 2 ? "热线" : "人\(row)", time: Int64(row), rank: row))
        }
        let vocabulary = counts.vocabulary
        let groups = RepeatFinder().groups(counts, entries) { vocabulary.term($0).hasPrefix("地") }
        #expect(groups.map(\.posts).max() == 25_000)
        #expect(groups.filter { $0.isCampaign }.count == 1)
    }
}
