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

    /// Of the six largest groups of each annotator, who saw half of the messages, five are for the most part one of the twelve
    /// largest issues each, the largest among them.
    @Test(arguments: [1, 2])
    func theLargestMattersAreAmongTheLargestIssues(annotator: Int) throws {
        let predicted = try Run.result.get().store.issuesByNumber()
        var sizes: [Int: Int] = [:]
        for issue in predicted.values where issue != 0 { sizes[issue, default: 0] += 1 }
        let twelve = Set(sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(12).map(\.key))
        var groups: [Int: [String]] = [:]
        for row in try Self.annotations() {
            if let group = Int(row[annotator]), group != 0 { groups[group, default: []].append(row[0]) }
        }
        let largest = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(6)
        let issues = largest.map { group -> Int? in
            let counts = Dictionary(group.value.compactMap { predicted[$0] }.map { ($0, 1) }, uniquingKeysWith: +)
            return counts.filter { $0.value * 2 > group.value.count && twelve.contains($0.key) }.keys.first
        }
        #expect(issues.first != .some(nil))
        #expect(Set(issues.compactMap { $0 }).count >= 5)
    }

    /// The annotators' table: a record's number, then each one's group.
    private static func annotations() throws -> [[String]] {
        let gold = try #require(ProjectFolder.shared("data/issues/issues.dev.tsv"))
        return try String(contentsOf: gold, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: "\t").map(String.init) }
    }

    @Test func issuesAgreeWithTheAnnotators() throws {
        let run = try Run.result.get()
        let rows = try Self.annotations()
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
        #expect(mean >= 0.84, "IF \(mean)")
    }
}
