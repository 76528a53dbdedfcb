import Foundation
import OpinionPipeline
import OpinionStore
import OpinionTestSupport
import Testing

/// The public message file, where it lies beside the project; nothing of it is part of the project.
@Suite(
    .enabled(
        if: ProjectFolder.shared("data/issues/messages.xlsx") != nil,
        "no real data: set OPINION_SHARED or put the folder shared beside the project"))
struct RealMessagesTests {
    private struct Run: Sendable {
        let folder: TemporaryFolder
        let store: Store
        let summary: MainJob.Summary

        static let result = Result { try Run() }

        init() throws {
            folder = try TemporaryFolder.lasting()
            store = try Job.store(folder)
            let input = try #require(ProjectFolder.shared("data/issues/messages.xlsx"))
            summary = try Job.run([input], into: store, configuration: RunConfiguration())
        }
    }

    @Test func everyRowIsAccountedFor() throws {
        let run = try Run.result.get()
        let totals = try #require(run.summary.files.first?.totals)
        #expect(totals.rows == 4_326)
        var rows = 0
        try run.store.forEachIssueMember { _ in rows += 1 }
        #expect(rows + totals.rejected == 4_326)
        #expect(rows == totals.records + totals.merged)
    }

    @Test(arguments: [["伊景园", "滨河"], ["丽发", "搅拌站"]])
    func theTwoKnownIssuesAreTheLargest(names: [String]) throws {
        let run = try Run.result.get()
        let largest = run.summary.analysis.issues.prefix(2).filter { issue in
            let words = issue.label + issue.keywords.joined(separator: " ")
            return names.contains { words.contains($0) }
        }
        #expect(largest.count == 1)
    }

    @Test func issuesAgreeWithTheAnnotators() throws {
        let run = try Run.result.get()
        let gold = try #require(ProjectFolder.shared("data/issues/issues.dev.tsv"))
        let rows = try String(contentsOf: gold, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: "\t").map(String.init) }
        let predicted = try run.store.issuesByNumber()
        let annotators = try #require(rows.first).count - 1
        #expect(annotators == 2)
        var sum = 0.0
        for annotator in 1...annotators {
            var truth: [String: Int] = [:]
            for row in rows { truth[row[0]] = Int(row[annotator]) }
            #expect(truth.keys.allSatisfy { predicted[$0] != nil })
            sum += IssueScore(predicted: predicted, truth: truth).f1
        }
        let mean = sum / Double(annotators)
        #expect(mean >= 0.77, "IF \(mean)")
    }
}
