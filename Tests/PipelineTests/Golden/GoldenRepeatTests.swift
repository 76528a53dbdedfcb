import OpinionIngest
import OpinionRanking
import OpinionTestSupport
import Testing

/// The planted repeats of the sample are found, and what was planted as two matters is not one.
struct GoldenRepeatTests {
    private let golden: GoldenRun
    private let truth: SampleTruth
    private let groups: [Repeat]

    init() throws {
        golden = try GoldenRun.shared()
        truth = try SampleTruth.read()
        groups = golden.summary.analysis.repeats
    }

    private func member(_ number: String) -> (group: Repeat, member: Repeat.Member)? {
        guard let id = golden.records[number] else { return nil }
        for group in groups {
            if let member = group.members.first(where: { $0.record == id }) { return (group, member) }
        }
        return nil
    }

    @Test func theCampaignIsOneGroupOfNinePeople() throws {
        let planted = try #require(truth.all("campaign").first)
        let group = try #require(planted.numbers.first.flatMap(member)?.group)
        #expect(golden.overlap(group.members.map(\.record), planted.numbers) == planted.expected.posts)
        #expect(group.people == planted.expected.people && group.isCampaign)
        #expect(group.posts == planted.expected.posts)
    }

    @Test func whatOnePersonSentAgainIsFound() throws {
        for (kind, atLeast) in [("samePersonCopy", 1.0), ("nearCopy", 0.9), ("again", 0.75)] {
            let numbers = try #require(truth.all(kind).first).numbers
            let found = numbers.compactMap(member)
            #expect(Double(found.count) >= atLeast * Double(numbers.count), "\(kind): \(found.count)/\(numbers.count)")
        }
    }

    /// The follow-ups were planted with new facts.
    @Test func newFactsAreNamed() throws {
        let numbers = try #require(truth.all("again").first).numbers
        let found = numbers.compactMap(member).filter { $0.member.role != .first }
        let news = found.filter { !$0.member.news.isEmpty }
        #expect(news.count * 2 >= found.count, "\(news.count)/\(found.count)")
        let copies = try #require(truth.all("samePersonCopy").first).numbers.compactMap(member)
        #expect(copies.allSatisfy { $0.member.news.isEmpty })
    }

    @Test func twinsOfTwoVillagesAreNotRepeats() throws {
        for twins in truth.all("twins") {
            let (first, second) = (Set(twins.expected.first ?? []), Set(twins.expected.second ?? []))
            #expect(!first.isEmpty && !second.isEmpty)
            for group in groups {
                let numbers = Set(group.members.compactMap { golden.numbers[$0.record] })
                #expect(numbers.isDisjoint(with: first) || numbers.isDisjoint(with: second))
            }
        }
    }

    @Test func groupsAreWellFormed() {
        #expect(groups.map(\.id) == Array(1...max(1, groups.count)))
        var seen: Set<RecordID> = []
        for group in groups {
            let records = group.members.map(\.record)
            #expect(records.count > 1 && seen.isDisjoint(with: records))
            seen.formUnion(records)
            #expect(group.people >= 1 && group.people <= group.posts)
            #expect(group.members.allSatisfy { ($0.role == .news || $0.role == .copyWithNews) == !$0.news.isEmpty })
        }
    }
}
