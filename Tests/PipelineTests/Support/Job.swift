import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport

/// A main job with the clock and the person key of the tests.
enum Job {
    static let clock = CivilTime(year: 2025, month: 1, day: 5) ?? CivilTime(seconds: 0)
    static let data = DataFolder(url: ProjectFolder.url)
    static let sampleFiles = ProjectFolder.sampleNames.map(ProjectFolder.sample)

    static func sampleConfiguration() throws -> RunConfiguration {
        try RunConfiguration(contentsOf: ProjectFolder.sample("run.json"))
    }

    /// Runs the job on a store.
    @discardableResult
    static func run(
        _ files: [URL], into store: Store, threads: Int = 2, configuration: RunConfiguration? = nil
    ) throws -> MainJob.Summary {
        try MainJob(
            configuration: configuration ?? sampleConfiguration(), data: data, mapping: nil,
            personKey: Array("a key for tests, 32 bytes long..".utf8), now: clock, threads: threads, version: "test"
        ).run(files, store: store) { _ in }
    }

    /// A new store in a folder.
    static func store(_ folder: TemporaryFolder, _ name: String = "store.sqlite") throws -> Store {
        try Store(path: folder.url.appendingPathComponent(name).path)
    }
}

extension Store {
    /// The issue of each number; 0 for none.
    func issuesByNumber() throws -> [String: Int] {
        var issues: [String: Int] = [:]
        try forEachIssueMember { issues[$0.number ?? ""] = $0.issue?.rawValue ?? 0 }
        return issues
    }

    /// The numbers of each issue, in an order that does not depend on how issues are numbered.
    func numberSets() throws -> [[String]] {
        var sets: [Int: Set<String>] = [:]
        for (number, issue) in try issuesByNumber() where issue != 0 { sets[issue, default: []].insert(number) }
        return sets.values.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
    }
}
