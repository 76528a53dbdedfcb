import Foundation
import OpinionTestSupport
import Testing

/// `opinion proposals` through the real program, over the sample.
struct ProposalsCommandTests {
    private struct Report: Decodable {
        struct Entry: Decodable {
            var record: String
            var number: String?
            var title: String
            var missingParts: [String]
            var twoMatters: [String]
            var group: Int?
            var support: Support
            var lead: Unit?
        }
        struct Support: Decodable {
            var people: Int
            var posts: Int
            var records: [String]
            var needs: [Need]
            var note: String?
        }
        struct Need: Decodable {
            var candidate: String
            var people: Int
        }
        struct Unit: Decodable { var unit: String }
        struct Group: Decodable {
            var number: Int
            var records: [String]
            var authors: [String]
            var unknownAuthors: Int
        }
        struct Trial: Decodable {
            var proposals: Int
            var first: Int
            var firstThree: Int
        }
        var proposals: [Entry]
        var groups: [Group]
        var unitTrial: Trial?
    }

    private func report(_ arguments: [String] = []) throws -> Report {
        let sample = try SampleStore.shared()
        let outcome = try Program(in: sample.folder.url).run(
            [
                "proposals", "--store", sample.path, "--config", ProjectFolder.sample("run.json").path, "--format",
                "json",
            ]
                + arguments)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try outcome.json(Report.self)
    }

    @Test func everyProposalIsThereOnceWithItsAuthor() throws {
        let report = try report()
        #expect(report.proposals.count == 51)
        #expect(Set(report.proposals.map(\.record)).count == report.proposals.count)
        for group in report.groups {
            #expect(group.records.count > 1)
            #expect(group.authors.count + group.unknownAuthors >= 1)
            #expect(
                report.proposals.filter { $0.group == group.number }.map(\.record).sorted() == group.records.sorted())
        }
        // The planted lifts: several deputies, one matter.
        let lifts = report.proposals.filter { $0.title.contains("加装电梯") }
        let sizes = Dictionary(grouping: lifts.compactMap(\.group), by: { $0 }).mapValues(\.count)
        #expect((sizes.values.max() ?? 0) >= 3)
    }

    @Test func supportIsCountedOrSaidToBeMissing() throws {
        let report = try report()
        for entry in report.proposals {
            let isBare = entry.support.records.isEmpty && entry.support.needs.isEmpty
            #expect((entry.support.note == nil) == !isBare)
            #expect(entry.support.posts == entry.support.records.count)
            #expect(entry.support.people <= entry.support.posts)
            #expect(Set(entry.support.records).isDisjoint(with: report.proposals.map(\.record)))
        }
        // A concrete matter has its issue, a broad one the need.
        #expect(report.proposals.contains { $0.title.contains("水门夜市") && $0.support.people > 10 })
        let lift = report.proposals.first { $0.title.contains("加快推进我县老旧小区加装电梯") }
        #expect(lift?.support.needs.contains { $0.candidate == "need:elevator-retrofit" && $0.people > 50 } == true)
    }

    @Test func partsAndUnits() throws {
        let report = try report()
        #expect(report.proposals.count { $0.missingParts.isEmpty } >= 48)
        let trial = try #require(report.unitTrial)
        #expect(trial.proposals >= 50)
        #expect(Double(trial.first) >= 0.7 * Double(trial.proposals))
        #expect(trial.firstThree >= trial.first)
    }

    @Test func threadsChangeNothing() throws {
        let sample = try SampleStore.shared()
        let program = try Program(in: sample.folder.url)
        let base = ["proposals", "--store", sample.path, "--format", "json", "--threads"]
        #expect(try program.run(base + ["1"]).output == program.run(base + ["2"]).output)
    }

    @Test func tablesAreWrittenAndAudited() throws {
        let folder = try TemporaryFolder()
        let path = try SampleStore.shared().copy(to: folder)
        let program = try Program(in: folder.url)
        let outcome = try program.run("proposals", "--store", path, "--out", "out", "--now", "2025-01-06")
        #expect(outcome.code == 0, "\(outcome.errors)")
        for name in ["proposals.csv", "groups.csv", "nearby.csv", "proposals.xlsx"] {
            #expect(FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("out/\(name)").path))
        }
        #expect(try program.run("audit", "list", "--store", path, "--format", "tsv").text.contains("proposals"))
    }

    @Test func aDraftForwardsNobodysLetter() throws {
        let sample = try SampleStore.shared()
        let program = try Program(in: sample.folder.url)
        let draft = try program.run("proposals", "draft", "1", "--store", sample.path)
        #expect(draft.code == 0, "\(draft.errors)")
        for words in ["只供代表开展调查研究时参考", "一、案由", "二、案据", "三、方案", "代表调研所见", "反映人数"] {
            #expect(draft.text.contains(words), "\(words)")
        }
        let shown = try program.run("show", "issue:1", "--store", sample.path, "--limit", "0")
        // No text of the issue stands in the draft as a whole.
        for line in shown.lines where line.count > 45 && !line.hasPrefix("——") { #expect(!draft.text.contains(line)) }
        #expect(try program.run("proposals", "draft", "issue:99999", "--store", sample.path).code == 66)
        #expect(try program.run("proposals", "draft", "abc", "--store", sample.path).code == 64)
    }

    @Test func informantsNeverAppear() throws {
        let folder = try TemporaryFolder()
        let program = try Program(in: folder.url)
        var proposals = "建议编号,标题,领衔代表,建议内容\n"
        var calls = "工单编号,受理时间,诉求人,联系电话,诉求类型,诉求标题,诉求内容\n"
        for index in 0..<6 {
            proposals += "JY\(index),关于整治溪滨路占道经营的建议\(index),代表\(index),溪滨路占道经营严重，行人走车道。为此建议：划定经营区第\(index)次。\n"
            calls +=
                "GD\(index),2024/5/\(index + 1),某人\(index),1370000100\(index),投诉,溪滨路占道经营,溪滨路占道经营严重，摊位占满人行道，第\(index)次反映。\n"
        }
        calls += "GD9,2024/5/9,某人,13700001009,举报,溪滨路占道经营,溪滨路占道经营严重，背后有人收保护费。\n"
        _ = try folder.write(proposals, to: "建议.csv")
        _ = try folder.write(calls, to: "热线.csv")
        let run = try program.run("run", "建议.csv", "热线.csv", "--store", "s.sqlite", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        let list = try program.run("proposals", "--store", "s.sqlite", "--format", "json")
        let report = try list.json(Report.self)
        #expect(report.proposals.count == 6)
        let found = try program.run("show", "GD9", "--store", "s.sqlite", "--format", "json").text
        for record in report.proposals.flatMap(\.support.records) { #expect(!found.contains(record)) }
        #expect(!list.text.contains("保护费") && !list.text.contains("GD9"))
        let issues = try program.run("issues", "--store", "s.sqlite", "--format", "tsv")
        for issue in 1..<max(2, issues.lines.count) {
            let draft = try program.run("proposals", "draft", "\(issue)", "--store", "s.sqlite")
            #expect(!draft.text.contains("保护费") && !draft.text.contains("GD9"))
        }
    }

    @Test func shortAndLongProposals() throws {
        let folder = try TemporaryFolder()
        let program = try Program(in: folder.url)
        let long = String(repeating: "溪滨路沿线三十个小区地下车库潮湿渗水，群众多次反映。", count: 350)
        let two = "案由：溪滨路电梯停运半年。案据：电梯老化、配件缺货，物业多次报修电梯。建议：更换电梯，启用维修资金。"
        _ = try folder.write(
            "建议编号,标题,领衔代表,建议内容\nA1,加装路灯,甲,路灯太暗\nA2,车库渗水治理建议,乙,案由：\(long)建议：防水翻修。\nA3,关于电梯停运及关于河道清淤的建议,丙,\(two)\n",
            to: "建议.csv")
        #expect(try program.run("run", "建议.csv", "--store", "s.sqlite", "--now", "2025-01-05").code == 0)
        let report = try program.run("proposals", "--store", "s.sqlite", "--format", "json").json(Report.self)
        #expect(report.proposals.count == 3)
        #expect(report.proposals.allSatisfy { $0.support.note == "未找到相关诉求" })
        #expect(report.proposals.first { $0.number == "A3" }?.twoMatters.isEmpty == false)
        #expect(report.proposals.first { $0.number == "A2" }?.missingParts == ["案据"])
    }
}
