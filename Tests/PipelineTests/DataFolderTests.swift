import Foundation
import OpinionPipeline
import OpinionTestSupport
import Testing

struct DataFolderTests {
    /// Makes a folder that looks like the program's data.
    private func makeData(_ url: URL) throws {
        let dicts = url.appendingPathComponent("dicts")
        try FileManager.default.createDirectory(at: dicts, withIntermediateDirectories: true)
        try Data().write(to: dicts.appendingPathComponent("general.words"))
    }

    private func program(_ folder: TemporaryFolder, _ path: String) throws -> URL {
        let file = folder.url.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: file)
        return file
    }

    private func real(_ url: URL) -> String { url.resolvingSymlinksInPath().path }

    @Test func environmentComesFirst() throws {
        let folder = try TemporaryFolder()
        try makeData(folder.url.appendingPathComponent("named"))
        try makeData(folder.url.appendingPathComponent("share/opinion"))
        let program = try program(folder, "bin/opinion")
        let named = folder.url.appendingPathComponent("named")
        let found = try DataFolder.find(program: program, environment: ["OPINION_DATA": named.path])
        #expect(real(found.url) == real(named))
        let unset = try DataFolder.find(program: program, environment: ["OPINION_DATA": ""])
        #expect(real(unset.url) == real(folder.url.appendingPathComponent("share/opinion")))
    }

    @Test func installationIsFoundThroughALink() throws {
        let folder = try TemporaryFolder()
        try makeData(folder.url.appendingPathComponent("prefix/share/opinion"))
        let program = try program(folder, "prefix/bin/opinion")
        let link = folder.url.appendingPathComponent("link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: program)
        let found = try DataFolder.find(program: link, environment: [:])
        #expect(real(found.url) == real(folder.url.appendingPathComponent("prefix/share/opinion")))
    }

    @Test func checkoutIsTheNearestFolderAbove() throws {
        let folder = try TemporaryFolder()
        try makeData(folder.url)
        let program = try program(folder, ".build/machine/release/opinion")
        #expect(real(try DataFolder.find(program: program, environment: [:]).url) == real(folder.url))
    }

    @Test func nothingFoundSaysWhereItLooked() throws {
        let folder = try TemporaryFolder()
        let program = try program(folder, "bin/opinion")
        #expect {
            try DataFolder.find(program: program, environment: ["OPINION_DATA": "/nowhere"])
        } throws: {
            guard case PipelineError.dataMissing(let tried) = $0 else { return false }
            return tried.first == "/nowhere" && tried.last?.hasSuffix("share/opinion") == true
        }
    }

    @Test func chartScriptBesideTheTemplatesWins() throws {
        let folder = try TemporaryFolder()
        #expect(!DataFolder(url: folder.url).chartScript.path.hasPrefix(folder.url.path))
        let own = folder.url.appendingPathComponent("templates/chart.min.js")
        try FileManager.default.createDirectory(at: own.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data().write(to: own)
        #expect(DataFolder(url: folder.url).chartScript.path == own.path)
    }
}
