import Foundation
import OpinionPipeline
import OpinionTestSupport
import Testing

struct RunConfigurationTests {
    private func read(_ json: String) throws -> RunConfiguration {
        let folder = try TemporaryFolder()
        return try RunConfiguration(contentsOf: folder.write(json, to: "run.json"))
    }

    private func problem(_ json: String) -> String? {
        do { _ = try read(json) } catch let error as PipelineError { return error.description } catch { return nil }
        return nil
    }

    @Test func emptyFileGivesTheDefaults() throws {
        #expect(try read("{}") == RunConfiguration())
    }

    @Test func givenFieldsAreLaidOverTheDefaults() throws {
        let settings = try read(
            #"{"office": "临溪县", "terms": {"pairWeight": 1.25}, "clustering": {"neighbors": 12}, "ranking": {"leads": {"limit": 7}}}"#
        )
        var expected = RunConfiguration()
        expected.office = "临溪县"
        expected.terms.pairWeight = 1.25
        expected.clustering.neighbors = 12
        expected.ranking.leads.limit = 7
        #expect(settings == expected)
    }

    @Test(arguments: [
        (#"{"officee": "x"}"#, "officee"),
        (#"{"terms": {"titleWeigt": 1}}"#, "terms.titleWeigt"),
        (#"{"office": 1}"#, "office"),
        (#"{"office": null}"#, "office"),
        (#"{"terms": 5}"#, "terms"),
        (#"{"clustering": {"threshold": "a"}}"#, "clustering.threshold"),
        (#"{"terms": {"minimumDocuments": 1.5}}"#, "整数"),
        (#"{"terms": {"minimumDocuments": 99999999999999999999}}"#, "整数"),
        (#"{"terms": {"titleWeight": 100}}"#, "terms.titleWeight"),
        (#"{"terms": {"pairWeight": -1}}"#, "terms.pairWeight"),
        (#"{"terms": {"maximumShare": 0}}"#, "terms.maximumShare"),
        (#"{"terms": {"minimumDocuments": 0}}"#, "terms.minimumDocuments"),
        (#"{"clustering": {"threshold": 1}}"#, "clustering.threshold"),
        (#"{"clustering": {"neighbors": 0}}"#, "clustering.neighbors"),
        (#"{"clustering": {"leaveBelow": 2}}"#, "clustering.leaveBelow"),
        (#"{"ranking": {"weights": {"people": 50}}}"#, "100"),
        (#"{"ranking": {"leads": {"limit": -1}}}"#, "leads.limit"),
        ("[]", "JSON"), ("", "JSON"), ("{\"office\":", "JSON"),
    ])
    func unusableFileIsRefusedByName(json: String, named: String) throws {
        let message = try #require(problem(json), "accepted, or refused without a PipelineError: \(json)")
        #expect(message.contains("run.json"))
        #expect(message.contains(named), "\(message)")
    }

    @Test func missingFileIsUnreadable() {
        #expect {
            try RunConfiguration(contentsOf: URL(fileURLWithPath: "/nowhere/run.json"))
        } throws: {
            guard case PipelineError.unreadable(let path, _) = $0 else { return false }
            return path == "/nowhere/run.json"
        }
    }

    @Test func relativePathsStartAtTheFile() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            #"{"gazetteer": "sub/../places.tsv", "userDictionary": "/etc/words.txt"}"#, to: "run.json")
        let settings = try RunConfiguration(contentsOf: file)
        #expect(settings.gazetteer == folder.url.appendingPathComponent("places.tsv").standardizedFileURL.path)
        #expect(settings.userDictionary == "/etc/words.txt")
    }

    @Test func canonicalFormDependsOnTheMeaningOnly() throws {
        let one = try read(#"{"office": "甲", "gazetteer": "a.tsv", "terms": {"titleWeight": 3, "pairWeight": 1}}"#)
        let two = try read(#"{"terms": {"pairWeight": 1.0, "titleWeight": 3.0}, "gazetteer": "b.tsv", "office": "甲"}"#)
        #expect(try one.canonical == two.canonical)
        let three = try read(#"{"office": "乙", "terms": {"titleWeight": 3, "pairWeight": 1}}"#)
        #expect(try one.canonical != three.canonical)
        #expect(String(decoding: try one.canonical, as: UTF8.self).contains("tsv") == false)
    }
}
