import ChineseSegmenter
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionTestSupport
import TermVectors
import Testing

struct IssueStageTests {
    /// Three matters with four texts each, three copies of a text that resembles no other, and two lone texts.
    private static let texts = [
        "丰源镇老街路灯不亮出行不便", "老街路灯不亮晚上出行危险", "丰源镇老街路灯坏了不亮", "老街几盏路灯不亮出行危险",
        "东湖花园加装电梯老人上楼困难", "加装电梯补贴东湖花园老人", "东湖花园老人盼加装电梯", "东湖花园老人上楼困难盼加装电梯补贴",
        "溪口河道污水直排气味难闻", "溪口河道污水直排鱼死", "污水直排溪口河道气味难闻", "溪口河道污水气味难闻鱼死",
        "菜场占道经营喇叭叫卖扰民请管理", "菜场占道经营喇叭叫卖扰民请管理", "菜场占道经营喇叭叫卖扰民请管理",
        "驾校报名费不肯退还", "快递驿站丢失包裹无人赔偿",
    ]

    private struct Fixture {
        let stage: IssueStage
        let extractor: TermExtractor

        init(threads: Int = 1) throws {
            let segmenter = try SegmenterFactory.segmenter(Job.data, userLists: [])
            let lexicon = try Lexicon(Job.data, gazetteer: nil)
            var terms = RunConfiguration.TermSettings()
            terms.maximumShare = 1
            stage = IssueStage(
                terms: terms, clustering: RunConfiguration().clustering, segmenter: segmenter, lexicon: lexicon,
                threads: threads)
            extractor = TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: terms)
        }

        /// The issues of some texts; the id of a text is given.
        func issues(_ records: [(id: RecordID, text: String)]) -> [OpinionRanking.Issue] {
            var counts = TermCounts()
            var buffers = TermExtractor.Buffers()
            let sorted = records.sorted { $0.id < $1.id }
            var marks = TextMarks()
            for record in sorted {
                extractor.extract(title: record.text, body: "", into: &counts, &buffers)
                marks.add(title: record.text, body: "")
            }
            return stage.found(
                ids: sorted.map(\.id), channels: sorted.map { _ in .hotline }, counts: counts,
                titles: sorted.map(\.text), marks: marks
            ).issues
        }
    }

    private static func id(_ number: Int) -> RecordID {
        RecordID(rawValue: String(repeating: "0", count: 14) + (number < 10 ? "0\(number)" : "\(number)"))
    }

    private static let records = texts.enumerated().map { (id: id($0), text: $1) }

    /// The texts of each issue, without regard to ids and order.
    private func groups(_ issues: [OpinionRanking.Issue], _ records: [(id: RecordID, text: String)]) -> [[String]] {
        var textOf: [RecordID: String] = [:]
        for record in records { textOf[record.id] = record.text }
        return issues.map { $0.members.compactMap { textOf[$0] }.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    @Test func mattersAreGroupedAndLoneTextsStayAlone() throws {
        let issues = try Fixture().issues(Self.records)
        let sets = issues.map { Set($0.members) }
        for start in [0, 4, 8] {
            let matter = Set((start..<(start + 4)).map(Self.id))
            #expect(sets.contains(matter), "\(Self.texts[start])")
        }
        let grouped = Set(issues.flatMap(\.members))
        #expect(!grouped.contains(Self.id(15)) && !grouped.contains(Self.id(16)))
        #expect(issues.map(\.id.rawValue) == Array(1...issues.count))
        #expect(issues.map(\.members.count) == issues.map(\.members.count).sorted(by: >))
        for issue in issues {
            #expect(issue.members == issue.members.sorted() && issue.members.contains(issue.medoid))
            #expect((0...1).contains(issue.cohesion))
            #expect(issue.keywords.allSatisfy { !$0.hasPrefix("#") })
        }
    }

    @Test func copiesThatResembleNoOtherTextAreAnIssue() throws {
        let issues = try Fixture().issues(Self.records)
        let copied = (12...14).map(Self.id)
        let issue = try #require(issues.first { $0.members == copied })
        #expect(issue.copies == [copied])
        #expect(issue.medoid == copied[0])
        #expect(issues.filter { $0.id != issue.id }.allSatisfy { $0.copies.isEmpty })
    }

    @Test func copiesStayWithTheirIssue() throws {
        let more = Self.records + [(id: Self.id(20), text: Self.texts[0]), (id: Self.id(21), text: Self.texts[0])]
        let issue = try #require(try Fixture().issues(more).first { $0.members.contains(Self.id(20)) })
        #expect(Set(issue.members) == Set([0, 1, 2, 3, 20, 21].map(Self.id)))
        #expect(issue.copies == [[0, 20, 21].map(Self.id)])
    }

    @Test func shuffledRecordsAndThreadsGiveTheSameGroups() throws {
        let expected = groups(try Fixture().issues(Self.records), Self.records)
        #expect(try Fixture(threads: 2).issues(Self.records) == Fixture().issues(Self.records))
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20 {
            let texts = Self.texts.shuffled(using: &random)
            let shuffled = texts.enumerated().map { (id: Self.id($0), text: $1) }
            #expect(groups(try Fixture().issues(shuffled), shuffled) == expected)
        }
    }

    @Test func nothingGivesNothing() throws {
        #expect(try Fixture().issues([]) == [])
        #expect(try Fixture().issues([Self.records[0]]) == [])
        #expect(try Fixture().issues([(Self.id(1), ""), (Self.id(2), "")]) == [])
    }
}
