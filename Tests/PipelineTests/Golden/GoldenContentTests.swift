import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore
import OpinionTestSupport
import Testing

/// Every figure of the sample run opens to masked originals, and scores add up.
struct GoldenContentTests {
    private let golden: GoldenRun

    init() throws { golden = try GoldenRun.shared() }

    @Test func everyScoreIsTheSumOfItsParts() throws {
        let candidates = golden.summary.analysis.candidates
        #expect(candidates.count >= 20)
        #expect(candidates.map(\.rank) == Array(1...candidates.count))
        for candidate in candidates {
            let sum = candidate.parts.reduce(0) { $0 + $1.points }
            #expect(abs(sum - candidate.score) < 1e-9, "\(candidate.key)")
            for part in candidate.parts {
                #expect(abs(part.points - part.scaled * part.weight) < 1e-9, "\(candidate.key) \(part.key)")
                #expect((0...1).contains(part.scaled), "\(candidate.key) \(part.key)")
                #expect(!part.explanation.isEmpty)
            }
        }
    }

    @Test func everythingFoundOpensToShownRecords() throws {
        var shown = Set<RecordID>()
        try golden.store.forEachShownRecord { record in
            if !record.title.isEmpty || !record.body.isEmpty { shown.insert(record.facts.id) }
        }
        #expect(shown.count == 1_710)
        let analysis = golden.summary.analysis
        let issues = Set(analysis.issues.map(\.id))
        for issue in analysis.issues {
            #expect(issue.members.count >= 2 && shown.isSuperset(of: issue.members), "issue \(issue.id)")
            #expect(issue.members.contains(issue.medoid), "issue \(issue.id)")
            #expect(!issue.label.isEmpty && !issue.keywords.isEmpty, "issue \(issue.id)")
        }
        for candidate in analysis.candidates {
            #expect(!candidate.records.isEmpty && shown.isSuperset(of: candidate.records), "\(candidate.key)")
            #expect(issues.isSuperset(of: candidate.issues), "\(candidate.key)")
            #expect(candidate.people <= candidate.records.count, "\(candidate.key)")
        }
        for lead in analysis.leads {
            #expect(!lead.records.isEmpty && shown.isSuperset(of: lead.records), "\(lead.key)")
            #expect(lead.issue.map(issues.contains) ?? true, "\(lead.key)")
            #expect(!lead.evidence.isEmpty && !lead.explanation.isEmpty, "\(lead.key)")
        }
        #expect(analysis.classes.allSatisfy { shown.contains($0.record) && !$0.evidence.isEmpty })
    }

    @Test func whatIsStoredIsWhatWasFound() throws {
        let stored = try golden.store.analysis()
        #expect(stored.issues == golden.summary.analysis.issues)
        // Likes decide nothing and overlaps follow from the records: neither is kept with a candidate.
        let found = golden.summary.analysis.candidates.map { candidate in
            var candidate = candidate
            candidate.likes = 0
            candidate.overlaps = []
            return candidate
        }
        #expect(stored.candidates == found)
        #expect(stored.leads == golden.summary.analysis.leads)
        #expect(stored.classes == golden.summary.analysis.classes)
    }

    /// `make demo` puts these candidates on its ballot: they must be among the sample's.
    @Test func theDemosBallotNamesCandidatesOfTheSample() throws {
        let text = try String(contentsOf: ProjectFolder.sample("vote/ballots.csv"), encoding: .utf8)
        let named = Set(
            text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line -> String? in
                let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                return cells.count > 1 && cells[1].hasPrefix("need:") ? String(cells[1]) : nil
            })
        #expect(named.count == 8)
        #expect(named.isSubset(of: golden.summary.analysis.candidates.map(\.key)))
    }

    @Test func reportContentAddsUp() throws {
        let content = try golden.content()
        #expect(content.ledger.count == 6)
        #expect(content.ledger.allSatisfy { $0.addsUp })
        #expect(content.ledgerTotal.rows == 1_736)
        #expect(content.records.count == 1_710)
        #expect(content.people > 1_000 && content.people < 1_710)
        #expect(content.proposals.count == 51)
        #expect(content.proposals.allSatisfy { $0.className != nil || $0.words.isEmpty })
        for issue in content.issues {
            #expect(issue.people >= 1 && issue.people <= issue.issue.members.count, "issue \(issue.issue.id)")
        }
        let ballot = try #require(content.ballot)
        #expect(ballot.lines.count > ballot.seats)
    }

    @Test func everyProposalHasAClass() throws {
        let proposals = golden.facts.values.filter { $0.channel == .proposal }.map(\.id)
        let classified = Set(golden.summary.analysis.classes.map(\.record))
        let missing = proposals.filter { !classified.contains($0) }.compactMap { golden.numbers[$0] }.sorted()
        #expect(missing.count <= proposals.count / 10, "\(missing)")
    }
}
