import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore
import OpinionTestSupport
import Testing

/// The sample run accounts for every row and accepts what it should.
struct GoldenLedgerTests {
    @Test(arguments: ProjectFolder.sampleNames)
    func everyRowOfAFileIsAccountedFor(name: String) throws {
        let golden = try GoldenRun.shared()
        let truth = try #require(SampleTruth.read().files.first { $0.file == name })
        let report = try #require(golden.summary.files.first { $0.name == name })
        #expect(report.failure == nil)
        #expect(!report.known)
        #expect(report.totals.rows == truth.rows)
        #expect(report.totals.records == truth.accepted)
        #expect(report.totals.merged == truth.exactRepeats)
        #expect(report.totals.rejected == truth.rejected)
        #expect(try golden.store.ledger().first { $0.file.name == name }?.totals == report.totals)
    }

    @Test func totalsMatchTheManifest() throws {
        let golden = try GoldenRun.shared()
        let truth = try SampleTruth.read().totals
        #expect(try golden.store.recordCount() == truth.accepted)
        #expect(golden.summary.manifest.counts["records"] == truth.accepted)
        #expect(try golden.store.rejects().count == truth.rejected)
        #expect(try golden.store.rejects().allSatisfy { !$0.reason.isEmpty })
        #expect(try golden.store.runs().map(\.status) == [.finished])
        #expect(try golden.store.runs().first?.manifest == golden.summary.manifest.json)
    }

    @Test func exactRepeatsAreListedOnceForEachRow() throws {
        let golden = try GoldenRun.shared()
        var rows: [String: Int] = [:]
        try golden.store.forEachIssueMember { rows[$0.number ?? "", default: 0] += 1 }
        for file in try SampleTruth.read().files {
            for number in file.repeatedNumbers { #expect(rows[number] == 2, "\(number)") }
        }
        #expect(rows.values.reduce(0, +) == 1_727)
    }

    @Test func wrongDatesAreAcceptedWithoutDate() throws {
        let golden = try GoldenRun.shared()
        let planted = try #require(SampleTruth.read().all("wrongDate").first)
        #expect(planted.numbers.count == 9)
        for number in planted.numbers {
            let id = try #require(golden.records[number], "\(number)")
            #expect(golden.facts[id]?.received == nil, "\(number)")
        }
        let dated = golden.facts.values.count { $0.received != nil }
        #expect(dated == golden.facts.count - planted.numbers.count)
    }

    @Test func repeatedPeopleAreAcceptedWithNumbersOfTheirOwn() throws {
        let golden = try GoldenRun.shared()
        let truth = try SampleTruth.read()
        for planted in ["samePersonCopy", "nearCopy", "again"].flatMap(truth.all) {
            for number in planted.numbers { #expect(golden.records[number] != nil, "\(number)") }
        }
    }
}
