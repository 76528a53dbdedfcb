import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore
import OpinionTestSupport
import Testing

/// The same input gives the same result: again, with other threads, in another order, in parts.
struct DeterminismTests {
    private func report(_ store: Store, _ summary: MainJob.Summary, _ folder: URL) throws -> [String: Data] {
        let names = try ReportStage(office: "临溪县人大常委会", data: Job.data)
            .write(store, manifest: summary.manifest, to: folder)
        var files: [String: Data] = [:]
        for name in names { files[name] = try Data(contentsOf: folder.appendingPathComponent(name)) }
        return files
    }

    @Test func oneThreadAndTwoGiveTheSameBytes() throws {
        let golden = try GoldenRun.shared()
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        let summary = try Job.run(Job.sampleFiles, into: store, threads: 1)
        #expect(try store.contentHash() == golden.store.contentHash())
        #expect(summary.manifest == golden.summary.manifest)
        let one = try report(store, summary, folder.url.appendingPathComponent("one"))
        let two = try report(golden.store, golden.summary, folder.url.appendingPathComponent("two"))
        #expect(one.count >= 7)
        #expect(one.keys.sorted() == two.keys.sorted())
        for (name, bytes) in one { #expect(bytes == two[name], "\(name)") }
    }

    @Test func secondRunOnTheSameFilesChangesNothing() throws {
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        let files = Array(Job.sampleFiles[2...])
        try Job.run(files, into: store)
        let hash = try store.contentHash()
        let again = try Job.run(files, into: store)
        #expect(again.files.allSatisfy { $0.known })
        #expect(try store.contentHash() == hash)
        #expect(try store.runs().count == 2)
    }

    @Test func orderOfFilesAndRowsDoesNotMatter() throws {
        let golden = try GoldenRun.shared()
        let folder = try TemporaryFolder()
        var random = SeededGenerator(seed: 7)
        var files: [URL] = []
        for file in Job.sampleFiles.reversed() {
            let bytes = Array(try Data(contentsOf: file))
            switch file.lastPathComponent {
            case let name where name.hasSuffix(".jsonl"):
                files.append(try folder.write(RowShuffle.lines(bytes, using: &random), to: name))
            case let name where name.hasSuffix(".csv"):
                let head = name.hasPrefix("hotline") ? 2 : 1
                files.append(try folder.write(RowShuffle.rows(bytes, head: head, using: &random), to: name))
            default: files.append(file)
            }
        }
        let store = try Job.store(folder)
        let summary = try Job.run(files, into: store)
        let truth = try SampleTruth.read().totals
        #expect(summary.files.reduce(0) { $0 + $1.totals.records } == truth.accepted)
        #expect(summary.files.reduce(0) { $0 + $1.totals.merged } == truth.exactRepeats)
        #expect(try store.numberSets() == golden.store.numberSets())
        #expect(summary.analysis.candidates.map(\.key) == golden.summary.analysis.candidates.map(\.key))
        #expect(summary.analysis.leads.map(\.key) == golden.summary.analysis.leads.map(\.key))
    }

    @Test func halfAFileAndThenTheWholeAddsOnlyTheRest() throws {
        let folder = try TemporaryFolder()
        let whole = ProjectFolder.sample("petitions.jsonl")
        let lines = Array(try Data(contentsOf: whole)).split(separator: UInt8(ascii: "\n"))
        let half = try folder.write(Data(lines.prefix(180).joined(separator: [10])), to: "half.jsonl")
        let store = try Job.store(folder)
        let first = try Job.run([half], into: store)
        #expect(first.files.first?.totals.rows == 180)
        let second = try Job.run([whole], into: store)
        let truth = try #require(SampleTruth.read().files.first { $0.file == "petitions.jsonl" })
        let before = try #require(first.files.first?.totals.records)
        let added = try #require(second.files.first?.totals)
        #expect(added.rows == truth.rows)
        #expect(added.records == truth.accepted - before)
        #expect(try store.recordCount() == truth.accepted)

        let fresh = try Job.store(folder, "fresh.sqlite")
        try Job.run([whole], into: fresh)
        #expect(try store.numberSets() == fresh.numberSets())
    }
}

/// Rows of a file in another order.
enum RowShuffle {
    /// The lines of a JSON Lines file.
    static func lines(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var lines = bytes.split(separator: UInt8(ascii: "\n"))
        lines.shuffle(using: &random)
        return Array(lines.joined(separator: [10])) + [10]
    }

    /// The rows of a CSV file below its head; line ends between quotes do not end a row. No byte of a GB18030 character
    /// is a quote or a line end, so bytes will do.
    static func rows(_ bytes: [UInt8], head: Int, using random: inout SeededGenerator) -> [UInt8] {
        var rows: [ArraySlice<UInt8>] = []
        var start = 0
        var quoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") { quoted.toggle() }
            if byte == UInt8(ascii: "\n"), !quoted {
                rows.append(bytes[start...index])
                start = index + 1
            }
        }
        let rest = bytes[start...]
        rows = Array(rows[..<head]) + rows[head...].shuffled(using: &random)
        return Array(rows.joined()) + rest
    }
}
