import Foundation
import OpinionReports
import OpinionTestSupport
import Testing

/// `opinion issues`, `candidates`, `leads` and `show` on the sample.
struct ListCommandsTests {
    private let program: Program
    private let sample: SampleStore

    init() throws {
        sample = try SampleStore.shared()
        program = try Program(in: sample.folder.url)
    }

    /// Runs a reading command on the sample's store.
    private func read(_ arguments: String...) throws -> Program.Outcome {
        let outcome = try program.run(arguments + ["--store", sample.path])
        #expect(outcome.code == 0, "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.isEmpty)
        return outcome
    }

    private struct Issue: Decodable {
        var id: Int
        var label: String
        var people: Int
        var records: Int
        var cohesion: Double
        var keywords: [String]
        var medoid: String
        var members: [String]
    }

    private struct Candidate: Decodable {
        struct Part: Decodable {
            var name: String
            var points: Double
        }
        var key: String
        var rank: Int
        var title: String
        var score: Double
        var people: Int
        var parts: [Part]
        var records: [String]
    }

    private struct Lead: Decodable {
        var key: String
        var kind: String
        var title: String
        var records: [String]
    }

    private struct Shown: Decodable {
        struct Entry: Decodable {
            var id: String
            var number: String?
            var title: String
            var body: String
        }
        var heading: String
        var total: Int
        var records: [Entry]
    }

    @Test func issuesAreTheSameInEveryFormat() throws {
        let issues = try read("issues", "--format", "json").json([Issue].self)
        #expect(issues.count > 100)
        #expect(issues.map(\.id) == Array(1...issues.count))
        #expect(issues.map(\.records) == issues.map(\.records).sorted(by: >))
        #expect(issues.allSatisfy { $0.records == $0.members.count && $0.members.contains($0.medoid) })
        let rows = try read("issues", "--format", "tsv").lines.map { $0.components(separatedBy: "\t") }
        #expect(rows.count == issues.count + 1)
        #expect(rows[0] == ["编号", "热点问题", "人数", "件数", "内聚", "关键词", "代表件"])
        for (row, issue) in zip(rows.dropFirst(), issues) {
            #expect(row[0] == "\(issue.id)" && row[1] == issue.label && row[2] == "\(issue.people)")
            #expect(row[3] == "\(issue.records)" && issue.people >= 1 && issue.people <= issue.records)
        }
        let table = try read("issues", "--format", "table").lines
        #expect(table.count == issues.count + 2)
        #expect(try read("issues").lines == table)
        #expect(try read("issues", "--limit", "3").lines.count == 5)
    }

    @Test func tableColumnsLineUpForHanWidth() throws {
        let lines = try read("issues", "--limit", "20").lines
        // The last column has one width, so lines that line up are equally wide.
        let widths = Set(lines.dropFirst().map { DisplayWidth.of($0) })
        #expect(widths.count == 1)
        let starts = lines[1].split(separator: " ").map(\.count)
        #expect(starts.count == 7)
    }

    @Test func membersNameEveryAcceptedRow() throws {
        let lines = try read("issues", "members", "--format", "tsv").lines
        #expect(lines.count == 1_727)
        let issues = try read("issues", "--format", "json").json([Issue].self)
        var sizes: [Int: Set<String>] = [:]
        for line in lines {
            let fields = line.components(separatedBy: "\t")
            #expect(fields.count == 2 && !fields[0].isEmpty)
            let issue = try #require(Int(fields[1]))
            #expect(issue >= 0 && issue <= issues.count)
            sizes[issue, default: []].insert(fields[0])
        }
        for issue in issues { #expect(sizes[issue.id]?.count == issue.records, "issue \(issue.id)") }
        #expect(lines.contains { $0.hasPrefix("LX20230101001\t") })
        let sourced = try read("issues", "members", "--format", "tsv", "--source").lines
        #expect(sourced.count == 1_727)
        #expect(zip(lines, sourced).allSatisfy { $1.hasPrefix($0 + "\t") })
        #expect(Set(sourced.compactMap { $0.components(separatedBy: "\t").last }) == Set(ProjectFolder.sampleNames))
    }

    @Test func themesGroupIssuesAndShowTellsHowToReadOne() throws {
        struct Theme: Decodable {
            var theme: String
            var category: String?
            var records: Int
            var issues: [Int]
        }
        let themes = try read("issues", "themes", "--format", "json").json([Theme].self)
        let issues = try read("issues", "--format", "json").json([Issue].self)
        let sizes = Dictionary(uniqueKeysWithValues: issues.map { ($0.id, $0.records) })
        #expect(!themes.isEmpty)
        for theme in themes {
            #expect(theme.issues.count > 1)
            #expect(theme.issues.reduce(0) { $0 + (sizes[$1] ?? 0) } == theme.records)
        }
        #expect(try read("issues", "themes", "--format", "tsv", "--limit", "2").lines.count == 3)
        let category = try #require(themes[0].category)
        let same = try read("issues", "themes", "--category", category, "--format", "json").json([Theme].self)
        #expect(same.count == themes.filter { $0.category == category }.count)
        #expect(try read("issues", "themes", "--category", "没有", "--format", "json").json([Theme].self).isEmpty)
        let text = try read("show", "issue:\(themes[0].issues[0])", "--limit", "1").text
        for word in ["凝聚度：", "主题：\(themes[0].theme)", "易混淆：", "差别最大的 3 件"] { #expect(text.contains(word), "\(word)") }
    }

    @Test func candidatesShowTheirParts() throws {
        let candidates = try read("candidates", "--format", "json").json([Candidate].self)
        #expect(candidates.map(\.rank) == Array(1...candidates.count))
        for candidate in candidates {
            #expect(abs(candidate.parts.reduce(0) { $0 + $1.points } - candidate.score) < 1e-9, "\(candidate.key)")
        }
        let rows = try read("candidates", "--parts", "--format", "tsv", "--limit", "2").lines
        let count = candidates.prefix(2).reduce(0) { $0 + $1.parts.count + 1 }
        #expect(rows.count == count + 1)
        #expect(rows.filter { $0.contains("\t合计\t") }.count == 2)
        #expect(try read("candidates", "--limit", "5").lines.count == 7)
        #expect(try read("candidates", "--parts", "--limit", "1").text.contains(candidates[0].title.prefix(4)))
    }

    @Test(arguments: ["burst", "rebound", "brokenPromise", "unitOutlier", "convergence"])
    func leadsOfOneKind(kind: String) throws {
        let leads = try read("leads", "--kind", kind, "--format", "json").json([Lead].self)
        #expect(!leads.isEmpty)
        #expect(leads.allSatisfy { $0.kind == kind && !$0.records.isEmpty })
        #expect(try read("leads", "--kind", kind, "--format", "tsv").lines.count == leads.count + 1)
        #expect(try read("leads", "--kind", kind).lines.count == leads.count + 2)
    }

    @Test func showOpensEverythingThatHasAName() throws {
        let issue = try #require(try read("issues", "--format", "json").json([Issue].self).first)
        let candidate = try #require(try read("candidates", "--format", "json").json([Candidate].self).first)
        let lead = try #require(try read("leads", "--format", "json").json([Lead].self).first)
        let targets = [
            (issue.medoid, 1), ("LX20230101001", 1), ("issue:1", issue.records), ("1", issue.records),
            (candidate.key, candidate.records.count), (lead.key, lead.records.count),
        ]
        for (name, total) in targets {
            let shown = try read("show", name, "--format", "json", "--limit", "0").json(Shown.self)
            #expect(shown.total == total && shown.records.count == total, "\(name)")
            #expect(shown.records.allSatisfy { !$0.title.isEmpty || !$0.body.isEmpty }, "\(name)")
        }
        let text = try read("show", "issue:1", "--limit", "2").text
        #expect(text.contains("热点问题 1") && text.contains(issue.label))
        #expect(text.contains("还有 \(issue.records - 2) 件"))
        #expect(try read("show", candidate.key, "--limit", "1").text.contains(candidate.parts[0].name))
        // A candidate that is one issue shares its name; both show the issue and the score.
        let single = try #require(
            try read("candidates", "--format", "json").json([Candidate].self).first { $0.key.hasPrefix("issue:") })
        for name in [single.key, String(single.key.dropFirst(6))] {
            let both = try read("show", name, "--limit", "1").text
            #expect(both.hasPrefix("热点问题 ") && both.contains("候选第 \(single.rank) 名"), "\(name)")
        }
        #expect(try read("show", lead.key, "--limit", "1").text.contains(lead.title))
    }

    @Test(arguments: ["nothing", "99999", "issue:0", "issue:-1", "issue:x", "", "LX", "0000000000000000", "' OR 1=1"])
    func showOfAnUnknownNameIsNoInput(name: String) throws {
        let outcome = try program.run("show", "--store", sample.path, "--", name)
        #expect(outcome.code == 66)
        #expect(outcome.errors.contains("\(name)："))
    }

    private struct Repeat: Decodable {
        struct Member: Decodable {
            var record: String
            var number: String?
            var role: String
            var news: [String]
        }
        var id: Int
        var kind: String
        var campaign: Bool
        var informant: Bool
        var people: Int
        var posts: Int
        var first: String?
        var last: String?
        var news: [String]
        var members: [Member]
    }

    @Test func repeatsAreTheSameInEveryFormat() throws {
        let groups = try read("repeats", "--format", "json").json([Repeat].self)
        #expect(groups.count > 10 && groups.map(\.id) == Array(1...groups.count))
        for group in groups {
            #expect(group.posts == group.members.count && group.people >= 1 && group.people <= group.posts)
            #expect(group.members.first?.role == "first")
            #expect(Set(group.news) == Set(group.members.flatMap(\.news)))
        }
        let rows = try read("repeats", "--format", "tsv").lines.map { $0.components(separatedBy: "\t") }
        #expect(rows[0] == ["组", "类型", "人数", "件数", "最早", "最近", "有新情况", "新情况", "首件"])
        #expect(rows.count == groups.count + 1)
        for (row, group) in zip(rows.dropFirst(), groups) {
            #expect(row[0] == "\(group.id)" && row[2] == "\(group.people)" && row[3] == "\(group.posts)")
            #expect(row[4] == group.first.map { String($0.prefix(10)) } ?? "")
        }
        let campaigns = try read("repeats", "--campaigns", "--format", "json").json([Repeat].self)
        #expect(!campaigns.isEmpty && campaigns.map(\.id) == groups.filter(\.campaign).map(\.id))
        let same = try read("repeats", "--kind", "samePerson", "--news", "--format", "json").json([Repeat].self)
        #expect(same.map(\.id) == groups.filter { $0.kind == "samePerson" && !$0.news.isEmpty }.map(\.id))
        #expect(try read("repeats", "--limit", "3").lines.count == 5)
        #expect(try program.run("repeats", "--kind", "x", "--store", sample.path).code == 64)
    }

    @Test func showNamesTheRepeats() throws {
        let groups = try read("repeats", "--format", "json").json([Repeat].self)
        let group = try #require(groups.first { !$0.news.isEmpty && !$0.informant })
        let member = try #require(group.members.first { !$0.news.isEmpty })
        let text = try read("show", member.record).text
        #expect(text.contains("重复反映：第 \(group.id) 组") && text.contains("\(group.people) 人 \(group.posts) 件"))
        #expect(text.contains("（本件）") && text.contains(member.news[0]))
        let issues = try read("issues", "--format", "json").json([Issue].self)
        let issue = try #require(issues.first { $0.members.contains(member.record) })
        let heading = try read("show", "issue:\(issue.id)", "--limit", "1").text
        #expect(heading.contains("（\(issue.people) 人，\(issue.records) 件）") && heading.contains("重复反映："))
    }

    @Test func theSummaryCountsRepeatsByPeopleAndPosts() throws {
        let groups = try read("repeats", "--format", "json").json([Repeat].self)
        let (people, posts) = (groups.reduce(0) { $0 + $1.people }, groups.reduce(0) { $0 + $1.posts })
        #expect(sample.summary.contains("重复反映 \(groups.count) 组，\(people) 人 \(posts) 件："))
    }

    @Test func readingChangesNothing() throws {
        let before = try Data(contentsOf: URL(fileURLWithPath: sample.path))
        _ = try read("issues")
        _ = try read("show", "1")
        #expect(try Data(contentsOf: URL(fileURLWithPath: sample.path)) == before)
    }
}
