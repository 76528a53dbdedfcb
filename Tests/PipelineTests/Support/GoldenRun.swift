import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore
import OpinionTestSupport

/// The sample corpus run once, shared by every test that only reads.
struct GoldenRun: Sendable {
    let folder: TemporaryFolder
    let store: Store
    let summary: MainJob.Summary
    /// Records by the number that their source gave them, and back.
    let records: [String: RecordID]
    let numbers: [RecordID: String]
    let facts: [RecordID: StoredFacts]

    private static let result = Result { try GoldenRun() }

    /// The run; made by the first test that asks.
    static func shared() throws -> GoldenRun { try result.get() }

    private init() throws {
        folder = try TemporaryFolder.lasting()
        store = try Job.store(folder)
        summary = try Job.run(Job.sampleFiles, into: store)
        var records: [String: RecordID] = [:]
        var numbers: [RecordID: String] = [:]
        try store.forEachIssueMember { member in
            guard let number = member.number else { return }
            records[number] = member.record
            numbers[member.record] = number
        }
        var facts: [RecordID: StoredFacts] = [:]
        try store.forEachRecord { facts[$0.facts.id] = $0.facts }
        self.records = records
        self.numbers = numbers
        self.facts = facts
    }

    /// How many of some records carry one of the numbers.
    func overlap(_ ids: [RecordID], _ wanted: [String]) -> Int {
        let wanted = Set(wanted)
        return ids.count { numbers[$0].map(wanted.contains) ?? false }
    }

    /// The report's content, as `opinion run --out` writes it.
    func content() throws -> ReportContent {
        try ReportStage(office: "临溪县人大常委会", data: Job.data).content(
            of: store, manifest: summary.manifest, ballotSeats: 10)
    }
}
