import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionStore
import OpinionTestSupport
import Testing

struct MainJobTests {
    @Test func unreadableInputIsReportedAndTheOthersGoOn() throws {
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        let missing = folder.url.appendingPathComponent("没有.csv")
        let summary = try Job.run([missing, ProjectFolder.sample("station.jsonl")], into: store)
        #expect(summary.isPartial)
        #expect(summary.files[0].failure?.description == FileFailure.reading(.notFound(file: "没有.csv")).description)
        #expect(summary.files[1].totals.records == 149)
        #expect(summary.manifest.inputs.map(\.name) == ["station.jsonl"])
    }

    @Test func nothingToDoIsAnErrorAndAFailedRun() throws {
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        let empty = try folder.write("", to: "空.csv")
        #expect {
            try Job.run([empty], into: store)
        } throws: {
            guard case PipelineError.nothingToDo(let files) = $0 else { return false }
            return files.map(\.name) == ["空.csv"] && "\($0)".contains("空.csv")
        }
        #expect(try store.runs().map(\.status) == [.failed])
    }

    @Test func badFileAfterAGoodRunKeepsWhatIsThere() throws {
        let folder = try TemporaryFolder()
        let store = try Job.store(folder)
        try Job.run([ProjectFolder.sample("station.jsonl")], into: store)
        let hash = try store.contentHash()
        let binary = try folder.write([0, 1, 2, 3, 0xFF, 0, 0, 0x80], to: "x.csv")
        let summary = try Job.run([binary], into: store)
        #expect(summary.isPartial)
        #expect(try store.contentHash() == hash)
    }

    @Test func missingGazetteerNamesItsFile() throws {
        let folder = try TemporaryFolder()
        var configuration = RunConfiguration()
        configuration.gazetteer = folder.url.appendingPathComponent("缺.tsv").path
        #expect {
            try Job.run([ProjectFolder.sample("station.jsonl")], into: Job.store(folder), configuration: configuration)
        } throws: {
            ($0 as? PipelineError)?.description.contains("缺.tsv") == true
        }
    }

    @Test func userDictionaryIsUsedAndABadLineIsToldAndLeftOut() throws {
        let folder = try TemporaryFolder()
        var configuration = RunConfiguration()
        configuration.userDictionary = try folder.write("溪滨路灯 100 n\n词 不是数 n\n", to: "坏.txt").path
        let bad = try Job.run(
            [ProjectFolder.sample("station.jsonl")], into: Job.store(folder), configuration: configuration)
        #expect(bad.notices.count == 1)
        #expect(bad.notices.first?.contains("坏.txt 第 2 行") == true)
        configuration.userDictionary = try folder.write("溪滨路灯 100 n\n", to: "词.txt").path
        let summary = try Job.run(
            [ProjectFolder.sample("station.jsonl")], into: Job.store(folder, "2.sqlite"), configuration: configuration)
        #expect(summary.manifest.dictionaries["office/词.txt"] != nil)
        #expect(summary.notices.isEmpty)
        // The good line of the other list was used.
        #expect(summary.analysis == bad.analysis)
    }
}
