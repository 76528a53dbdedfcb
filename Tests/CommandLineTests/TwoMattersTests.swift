import Foundation
import OpinionTestSupport
import Testing

/// 一事一件 through the real program, over made-up proposals of both kinds and over the sample, which has one matter each.
struct TwoMattersTests {
    private struct Report: Decodable {
        struct Entry: Decodable {
            var number: String?
            var title: String
            var twoMatters: [String]
        }
        var proposals: [Entry]
    }

    @Test func madeUpProposalsAreToldApart() throws {
        let folder = try TemporaryFolder()
        let program = try Program(in: folder.url)
        let (two, one) = (MadeUpProposals.twoMatters, MadeUpProposals.oneMatter)
        #expect(two.count >= 12 && one.count >= 20)
        var csv = "建议编号,标题,领衔代表,建议内容\n"
        for (kind, list) in [("T", two), ("O", one)] {
            for (index, proposal) in list.enumerated() {
                csv += "\(kind)\(index),\(proposal.title),代表\(kind)\(index),\"\(proposal.body)\"\n"
            }
        }
        _ = try folder.write(csv, to: "建议.csv")
        let run = try program.run("run", "建议.csv", "--store", "s.sqlite", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        let report = try program.run("proposals", "--store", "s.sqlite", "--format", "json").json(Report.self)
        #expect(report.proposals.count == two.count + one.count)
        let flagged = report.proposals.filter { !$0.twoMatters.isEmpty }
        let right = flagged.count { $0.number?.hasPrefix("T") == true }
        let recall = Double(right) / Double(two.count)
        let precision = Double(right) / Double(max(1, flagged.count))
        let wrong = flagged.filter { $0.number?.hasPrefix("O") == true }.map { "\($0.title)：\($0.twoMatters)" }
        let missed = report.proposals.filter { $0.number?.hasPrefix("T") == true && $0.twoMatters.isEmpty }.map(\.title)
        #expect(recall >= 0.85, "missed: \(missed)")
        #expect(precision >= 0.9, "wrong: \(wrong)")
    }

    /// Each proposal of the sample was written about one matter.
    @Test func theSampleHasOneMatterEach() throws {
        let sample = try SampleStore.shared()
        let outcome = try Program(in: sample.folder.url).run(
            "proposals", "--store", sample.path, "--config", ProjectFolder.sample("run.json").path, "--format", "json")
        let flagged = try outcome.json(Report.self).proposals.filter { !$0.twoMatters.isEmpty }
        #expect(flagged.count <= 1, "\(flagged.map { "\($0.title)：\($0.twoMatters)" })")
    }
}
