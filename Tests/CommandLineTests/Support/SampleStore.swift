import Foundation
import OpinionTestSupport

/// A store of the whole sample, made once by the program itself; tests read it and never write to it.
struct SampleStore: Sendable {
    let folder: TemporaryFolder
    let path: String
    let summary: String
    let errors: String

    private static let result = Result { try SampleStore() }

    static func shared() throws -> SampleStore { try result.get() }

    /// The arguments of a run on the sample.
    static func arguments(_ more: [String]) -> [String] {
        ["run"] + ProjectFolder.sampleNames.map { ProjectFolder.sample($0).path }
            + ["--config", ProjectFolder.sample("run.json").path, "--now", "2025-01-05"] + more
    }

    private init() throws {
        folder = try TemporaryFolder.lasting()
        path = folder.url.appendingPathComponent("sample.sqlite").path
        let outcome = try Program(in: folder.url).run(Self.arguments(["--store", path]))
        guard outcome.code == 0 else { throw Failure.run(outcome.code, outcome.errors) }
        summary = outcome.text
        errors = outcome.errors
    }

    enum Failure: Error {
        case run(Int32, String)
    }

    /// A copy that a test may write to.
    func copy(to folder: TemporaryFolder) throws -> String {
        let target = folder.url.appendingPathComponent("copy.sqlite").path
        try FileManager.default.copyItem(atPath: path, toPath: target)
        return target
    }
}
