import Foundation
import OpinionPipeline
import OpinionTestSupport
import Testing

struct RunManifestTests {
    @Test func manifestNamesEverythingThatDecidesTheResult() throws {
        let manifest = try GoldenRun.shared().summary.manifest
        #expect(manifest.clock == Job.clock)
        #expect(manifest.inputs.map(\.name) == ProjectFolder.sampleNames)
        #expect(manifest.dictionaries["general.words"]?.count == 64)
        #expect(manifest.dictionaries["office/gazetteer.tsv"]?.count == 64)
        #expect(manifest.dictionaries.count == 14)
        #expect(manifest.libraries["ICU"]?.isEmpty == false)
        #expect(manifest.configuration.count == 64)
        #expect(!manifest.json.contains(ProjectFolder.url.path))
    }

    @Test func jsonReadsBackAndIsStable() throws {
        let manifest = try GoldenRun.shared().summary.manifest
        let again = try JSONDecoder().decode(RunManifest.self, from: Data(manifest.json.utf8))
        #expect(again == manifest)
        #expect(again.json == manifest.json)
    }

    @Test func anotherConfigurationGivesAnotherHash() throws {
        let folder = try TemporaryFolder()
        var configuration = RunConfiguration()
        configuration.office = "另一个办公室"
        let file = ProjectFolder.sample("station.jsonl")
        let one = try Job.run([file], into: Job.store(folder, "1.sqlite"), configuration: configuration).manifest
        let two = try Job.run([file], into: Job.store(folder, "2.sqlite"), configuration: RunConfiguration()).manifest
        #expect(one.configuration != two.configuration)
        #expect(one.inputs == two.inputs && one.counts == two.counts)
    }
}
