import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore
import OpinionTestSupport
import Testing

/// What was planted in the sample is found, on the records where it was planted.
struct GoldenFindingsTests {
    private let golden: GoldenRun
    private let truth: SampleTruth

    init() throws {
        golden = try GoldenRun.shared()
        truth = try SampleTruth.read()
    }

    private var leads: [Lead] { golden.summary.analysis.leads }

    @Test(arguments: ["elder", "elevator"])
    func needIsAmongTheFirstFive(id: String) throws {
        let planted = try #require(truth.all("need").first { $0.id == id })
        let title = try #require(planted.expected.title)
        let last = try #require(planted.expected.rankAtMost)
        let found = try #require(golden.summary.analysis.candidates.prefix(last).first { $0.title.contains(title) })
        #expect(found.eligible)
        let hits = golden.overlap(found.records, planted.numbers)
        #expect(Double(hits) >= 0.7 * Double(planted.numbers.count))
        #expect(Double(hits) >= 0.8 * Double(found.records.count))
    }

    @Test func burstIsFoundInItsMonth() throws {
        let planted = try #require(truth.all("burst").first)
        let numbers = try #require(planted.expected.burstNumbers)
        let lead = try #require(leads.first { $0.kind == .burst && golden.overlap($0.records, numbers) > 0 })
        let hits = golden.overlap(lead.records, numbers)
        #expect(Double(hits) >= 0.6 * Double(numbers.count))
        #expect(golden.overlap(lead.records, planted.numbers) == lead.records.count)
        #expect(lead.key.hasSuffix("2024-08"))
    }

    @Test func seasonsAreNoBursts() throws {
        let seasons = truth.all("seasonal")
        #expect(seasons.count == 2)
        for planted in seasons {
            let from = try #require(planted.expected.judgeFrom.flatMap { CivilTime(iso: $0) })
            let bursts = leads.filter { lead in
                lead.kind == .burst
                    && lead.records.contains { id in
                        golden.overlap([id], planted.numbers) > 0
                            && golden.facts[id]?.received.map { $0 >= from } == true
                    }
            }
            #expect(bursts.map(\.key) == [], "\(planted.id)")
        }
    }

    @Test func reboundIsFoundOnTheSameMatter() throws {
        let planted = try #require(truth.all("rebound").first)
        let closed = try #require(planted.expected.closedNumbers)
        let later = try #require(planted.expected.laterNumbers)
        let lead = try #require(leads.first { $0.kind == .rebound && golden.overlap($0.records, closed) > 0 })
        #expect(Double(golden.overlap(lead.records, closed)) >= 0.8 * Double(closed.count))
        #expect(Double(golden.overlap(lead.records, later)) >= 0.8 * Double(later.count))
        #expect(Double(golden.overlap(lead.records, planted.numbers)) >= 0.9 * Double(lead.records.count))
    }

    @Test func brokenPromiseNamesItsDate() throws {
        let planted = try #require(truth.all("brokenPromise").first)
        let date = try #require(planted.expected.promisedBy)
        let promised = try #require(planted.expected.promiseNumbers)
        let later = try #require(planted.expected.laterNumbers)
        let found = leads.filter { $0.kind == .brokenPromise && golden.overlap($0.records, promised) > 0 }
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.key.hasSuffix(date) })
        #expect(found.reduce(0) { $0 + golden.overlap($1.records, later) } >= later.count / 2)
        #expect(found.contains { lead in lead.evidence.contains { $0.value.contains(date) } })
    }

    @Test func outlierUnitIsFlaggedAndTheTinyOneIsNot() throws {
        let outlier = try #require(truth.all("unitOutlier").first)
        let unit = try #require(outlier.expected.unit)
        let tiny = try #require(truth.all("tinyUnit").first?.expected.unit)
        let flagged = leads.filter { $0.kind == .unitOutlier }
        #expect(Set(flagged.compactMap(\.unit)) == [unit])
        #expect(!leads.contains { $0.kind == .unitOutlier && $0.unit == tiny })
        let lead = try #require(flagged.first { $0.key.contains("unresolved") })
        #expect(golden.overlap(lead.records, outlier.numbers) >= lead.records.count * 9 / 10)
    }

    @Test func convergenceIsFoundOverItsChannels() throws {
        let planted = try #require(truth.all("convergence").first)
        let lead = try #require(
            leads.first {
                $0.kind == .convergence && golden.overlap($0.records, planted.numbers) >= planted.numbers.count / 2
                    && golden.overlap($0.records, planted.numbers) * 10 >= $0.records.count * 8
            })
        #expect(Set(lead.records.compactMap { golden.facts[$0]?.channel }).count >= 3)
        #expect(lead.topics.count >= 2)
    }

    @Test func everyKindOfLeadIsThere() {
        #expect(Set(leads.map(\.kind)) == Set(LeadKind.allCases))
    }

    @Test func campaignCountsItsPeopleAndNotItsPosts() throws {
        let planted = try #require(truth.all("campaign").first)
        let posts = try #require(planted.expected.posts)
        let people = try #require(planted.expected.people)
        let content = try golden.content()
        let ids = planted.numbers.compactMap { golden.records[$0] }
        #expect(ids.count == posts)
        let issue = try #require(content.issues.first { golden.overlap($0.issue.members, planted.numbers) == posts })
        let others = issue.issue.members.count - posts
        #expect(others < 10)
        #expect((people...(people + others)).contains(issue.people))
        let facts = golden.facts.values.sorted { $0.id < $1.id }.map {
            RecordFacts(id: $0.id, channel: $0.channel, received: $0.received, person: $0.person, place: $0.place)
        }
        let counter = PeopleCounter(facts: facts, issues: golden.summary.analysis.issues)
        #expect(counter.count(ids) == PeopleCount(people: people, posts: posts))
    }

    @Test func twinsAreTwoIssuesEach() throws {
        let twins = truth.all("twins")
        #expect(twins.count == 2)
        let issues = try golden.store.issuesByNumber()
        for planted in twins {
            let first = Set(try #require(planted.expected.first).compactMap { issues[$0] }.filter { $0 != 0 })
            let second = Set(try #require(planted.expected.second).compactMap { issues[$0] }.filter { $0 != 0 })
            #expect(!first.isEmpty && !second.isEmpty, "\(planted.id)")
            #expect(first.isDisjoint(with: second), "\(planted.id)")
        }
    }

    @Test func issuesAgreeWithTheTruth() throws {
        let lines = try String(contentsOf: ProjectFolder.sample("truth.issues.tsv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline).dropFirst()
        var gold: [String: Int] = [:]
        for line in lines {
            let fields = line.split(separator: "\t")
            gold[String(fields[0])] = Int(fields[1])
        }
        #expect(gold.count == 1_710)
        let score = IssueScore(predicted: try golden.store.issuesByNumber(), truth: gold)
        #expect(score.f1 >= 0.88, "IF \(score.f1), precision \(score.precision), recall \(score.recall)")
    }
}
