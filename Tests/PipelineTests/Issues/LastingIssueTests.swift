import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

/// Ids and decisions over runs on the sample.
struct LastingIssueTests {
    /// A store after a run on half of the petitions, and the file with all of them.
    private func half(_ folder: TemporaryFolder, threads: Int = 2) throws -> (store: Store, whole: URL) {
        let whole = ProjectFolder.sample("petitions.jsonl")
        let lines = Array(try Data(contentsOf: whole)).split(separator: UInt8(ascii: "\n"))
        let half = try folder.write(Data(lines.prefix(180).joined(separator: [10])), to: "half.jsonl")
        let store = try Job.store(folder)
        try Job.run([half], into: store, threads: threads)
        return (store, whole)
    }

    @Test func recordsAddedLeaveMostIdsWhereTheyAre() throws {
        let folder = try TemporaryFolder()
        let (store, whole) = try half(folder)
        let before = try store.issues()
        try Job.run([whole], into: store)
        var issueOf: [RecordID: IssueID] = [:]
        for issue in try store.issues() { for member in issue.members { issueOf[member] = issue.id } }
        let trail = try store.issueTrail()
        var kept = 0
        for issue in before {
            let heirs = issue.members.filter { issueOf[$0] == issue.id }
            // An id stays with half of its records, or the trail says what became of it.
            if heirs.count * 2 >= issue.members.count {
                kept += 1
            } else {
                #expect(heirs.isEmpty && trail.contains { $0.from == issue.id }, "issue \(issue.id)")
            }
        }
        #expect(kept * 10 >= before.count * 8, "\(kept) of \(before.count) ids are still there")
        #expect(try store.issueNumbering().next > (before.map(\.id.rawValue).max() ?? 0))
        // The same records again.
        let issues = try store.issues()
        try Job.run([whole], into: store)
        #expect(try store.issues() == issues)
        #expect(try store.lastIssueChanges().isEmpty)
    }

    @Test func threadsDecideNothing() throws {
        var hashes: Set<String> = []
        for threads in 1...2 {
            let folder = try TemporaryFolder()
            let (store, whole) = try half(folder, threads: threads)
            let issues = try store.issues()
            let correction = try IssueCorrection(store)
            _ = try correction.take(
                .merge([issues[1].id, issues[0].id]), author: "王芳", reason: "同一件事", at: Job.clock)
            _ = try IssueCorrection(store).take(
                .split(issues[2].id, [issues[2].members[0]]), author: "王芳", reason: "两件事", at: Job.clock)
            try Job.run([whole], into: store, threads: threads)
            hashes.insert(try store.contentHash() + "\(try store.issueTrail())")
        }
        #expect(hashes.count == 1)
    }

    /// Copies that a decision parts: label, medoid and copies are those of the issue's own records.
    @Test func partedCopiesLeaveEachIssueItsOwnRecords() throws {
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        try Job.run([ProjectFolder.sample("petitions.jsonl")], into: store)
        let copied = try #require(try store.issues().first { !$0.copies.isEmpty })
        let first = copied.copies[0]
        _ = try IssueCorrection(store).take(
            .exclude([copied.medoid, first[0]]), author: "王芳", reason: "测试件", at: Job.clock)
        try Job.run([ProjectFolder.sample("petitions.jsonl")], into: store)
        for issue in try store.issues() {
            #expect(issue.members.contains(issue.medoid))
            #expect(Set(issue.copies.joined()).isSubset(of: issue.members))
            #expect(issue.copies.allSatisfy { $0.count > 1 })
        }
        #expect(try store.issue(of: first[0]) == nil && store.issue(of: copied.medoid) == nil)
        #expect(try store.analysis().candidates.allSatisfy { !$0.issues.isEmpty || !$0.records.isEmpty })
    }

    @Test func aReportSaysWhatBecameOfIds() throws {
        let folder = try TemporaryFolder()
        let (store, whole) = try half(folder)
        let issues = try store.issues()
        _ = try IssueCorrection(store).take(
            .merge([issues[0].id, issues[1].id]), author: "王芳", reason: "同一件事", at: Job.clock)
        let summary = try Job.run([whole], into: store)
        let content = try ReportStage(office: "临溪县人大常委会", data: Job.data).content(
            of: store, manifest: summary.manifest, ballotSeats: 3)
        let fact = try #require(content.manifest.first { $0.name == "与上次运行相比的问题编号变动" })
        #expect(fact.value.contains("问题 \(issues[1].id) 并入问题 \(issues[0].id)"))
        #expect(content.issues.map(\.issue.members.count) == content.issues.map(\.issue.members.count).sorted(by: >))
        let fate = try IssueFate(issues[1].id, in: store)
        #expect(fate.now == [issues[0].id] && fate.changes.map(\.kind) == [.merged])
    }
}
