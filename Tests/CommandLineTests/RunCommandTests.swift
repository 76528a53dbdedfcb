import Foundation
import OpinionTestSupport
import Testing

/// `opinion run` on the sample.
struct RunCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
    }

    private struct Summary: Decodable {
        struct File: Decodable {
            var name: String
            var rows: Int
            var records: Int
            var merged: Int
            var rejected: Int
            var known: Bool
            var failure: String?
        }
        struct Manifest: Decodable {
            var counts: [String: Int]
            var clock: String
        }
        var files: [File]
        var manifest: Manifest
        var store: String
        var out: String?
    }

    private func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.url.appendingPathComponent(name).path)
    }

    @Test func summaryShowsTheLedgerAndWhatWasFound() throws {
        let sample = try SampleStore.shared()
        #expect(sample.summary.contains("合计              1736  1710    17     9\n"))
        for heading in ["数据台账", "民生实事候选", "监督线索", "热点问题"] { #expect(sample.summary.contains(heading)) }
        #expect(!sample.summary.contains("报告："))
        #expect(!sample.errors.contains("\r") && !sample.errors.contains("\u{1B}"))
    }

    /// A store of enough records: the second run reads the new file only, and says so; `--full` reads all.
    @Test func onlyNewRecordsAreAnalysed() throws {
        _ = try folder.write("{\"daily\": {\"from\": 100, \"share\": 0.9}}", to: "config.json")
        let lines = try String(contentsOf: ProjectFolder.sample("petitions.jsonl"), encoding: .utf8)
            .split(separator: "\n")
        let first = try folder.write(lines[..<300].joined(separator: "\n"), to: "一.jsonl").path
        let second = try folder.write(lines[300...].joined(separator: "\n"), to: "二.jsonl").path
        func run(_ file: String, _ more: String...) throws -> Program.Outcome {
            try program.run(
                ["run", file, "--store", "s.sqlite", "--config", "config.json", "--now", "2025-01-05"] + more)
        }
        let sentence = "本次只分析了上次全部分析以来新增的"
        #expect(try !run(first).text.contains(sentence))
        #expect(exists("s.sqlite.index"))
        let daily = try run(second)
        #expect(daily.code == 0 && daily.text.contains(sentence), "\(daily.errors)")
        let json = try run(second, "--format", "json").json(Summary.self)
        #expect((json.manifest.counts["newRecords"] ?? 0) > 50)
        let full = try run(second, "--full")
        #expect(full.code == 0 && !full.text.contains(sentence))
        #expect(try run(second).text.contains(sentence + " 0 件"))
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("s.sqlite.index"))
        #expect(try !run(second).text.contains(sentence))
    }

    @Test func withoutOutOnlyTheStoreIsWritten() throws {
        let run = try program.run("run", ProjectFolder.sample("station.jsonl").path, "--now", "2025-01-05")
        #expect(run.code == 0)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(
            Set(names).subtracting(["opinion.sqlite-wal", "opinion.sqlite-shm"]) == [
                "opinion.sqlite", "opinion.sqlite.key",
            ])
        let key = try FileManager.default.attributesOfItem(
            atPath: folder.url.appendingPathComponent("opinion.sqlite.key").path)
        #expect((key[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect((key[.size] as? NSNumber)?.intValue == 32)
    }

    @Test func outHoldsTheReportAndTheTables() throws {
        let run = try program.run(SampleStore.arguments(["--store", "s.sqlite", "--out", "deep/er/out"]))
        #expect(run.code == 0)
        #expect(run.text.contains("报告：deep/er/out/report.html"))
        let names = [
            "report.html", "opinion.xlsx", "issues.csv", "issue-members.csv", "candidates.csv", "leads.csv",
            "proposals.csv", "rejects.csv", "repeats.csv",
        ]
        for name in names { #expect(exists("deep/er/out/\(name)"), "\(name)") }
        let page = try String(contentsOf: folder.url.appendingPathComponent("deep/er/out/report.html"), encoding: .utf8)
        #expect(page.contains("临溪县人大常委会"))
        for needle in ["src=\"http", "href=\"http", "@import", "url(http"] {
            #expect(!page.contains(needle), "\(needle)")
        }
    }

    @Test func jsonSummaryAddsUpAndTellsKnownFiles() throws {
        let first = try program.run(SampleStore.arguments(["--store", "s.sqlite", "--format", "json"]))
        #expect(first.code == 0 && first.errors.isEmpty)
        let summary = try first.json(Summary.self)
        #expect(summary.files.map(\.name) == ProjectFolder.sampleNames)
        #expect(summary.files.reduce(0) { $0 + $1.rows } == 1_736)
        #expect(summary.files.allSatisfy { $0.rows == $0.records + $0.merged + $0.rejected && !$0.known })
        #expect(summary.manifest.counts["records"] == 1_710)
        #expect(summary.store == "s.sqlite" && summary.out == nil)
        let second = try program.run(SampleStore.arguments(["--store", "s.sqlite", "--format", "json"])).json(
            Summary.self)
        #expect(second.files.allSatisfy { $0.known })
        #expect(second.manifest.counts == summary.manifest.counts)
    }

    @Test func quietSaysNothing() throws {
        let run = try program.run(
            "run", ProjectFolder.sample("station.jsonl").path, "--quiet", "--out", "out", "--now", "2025-01-05")
        #expect(run.code == 0)
        #expect(run.output.isEmpty && run.errors.isEmpty)
        #expect(exists("out/report.html"))
    }

    @Test func sameKeyClockAndFilesGiveTheSameBytes() throws {
        _ = try folder.writePrivate("0123456789abcdef0123456789abcdef", to: "key")
        for (out, threads) in [("a", "1"), ("b", "2")] {
            let run = try program.run(
                SampleStore.arguments(
                    ["--store", "\(out).sqlite", "--out", out, "--person-key", "key", "--threads", threads]))
            #expect(run.code == 0)
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.appendingPathComponent("a").path)
        #expect(names.count >= 8)
        for name in names {
            let one = try Data(contentsOf: folder.url.appendingPathComponent("a/\(name)"))
            let two = try Data(contentsOf: folder.url.appendingPathComponent("b/\(name)"))
            #expect(one == two, "\(name)")
        }
    }

    @Test func aKeyFileThatOthersCanReadOrWriteIsRefused() throws {
        let input = ProjectFolder.sample("station.jsonl").path
        let key = try folder.write("0123456789abcdef0123456789abcdef", to: "key").path
        for (mode, code, words) in [
            (0o600, 0, ""), (0o400, 0, ""), (0o640, 66, "640"), (0o644, 66, "chmod 600"), (0o666, 66, "chmod 600"),
        ] {
            try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: mode)], ofItemAtPath: key)
            let run = try program.run(
                "run", input, "--store", "\(mode).sqlite", "--person-key", "key", "--now", "2025-01-05")
            #expect(run.code == Int32(code), "\(run.errors)")
            #expect(words.isEmpty ? !run.errors.contains("chmod") : run.errors.contains(words), "\(run.errors)")
        }
    }

    @Test func anEncodingMayBeGiven() throws {
        let input = try folder.write("工单编号,诉求内容\nLX1,路灯不亮\n", to: "x.csv")
        let right = try program.run(
            "run", input.path, "--store", "a.sqlite", "--encoding", "UTF-8", "--now", "2025-01-05")
        #expect(right.code == 0, "\(right.errors)")
        let odd = try program.run(
            "run", input.path, "--store", "b.sqlite", "--encoding", "morse", "--now", "2025-01-05")
        #expect(odd.code == 65 && odd.errors.contains("GB18030"), "\(odd.errors)")
        let wrong = try program.run(
            "run", input.path, "--store", "c.sqlite", "--encoding", "UTF-16LE", "--now", "2025-01-05")
        #expect(wrong.code != 0 || !wrong.errors.isEmpty || wrong.text.contains("提示"), "\(wrong.text)")
    }

    /// One unusable line of the user dictionary does not keep the others from being used.
    @Test func badLinesOfTheUserDictionaryAreTold() throws {
        let input = try folder.write("工单编号,诉求内容\nLX1,路灯不亮\n", to: "x.csv")
        _ = try folder.write("溪滨路灯 100 n\n词 不是数 n\n", to: "词.txt")
        _ = try folder.write(#"{"userDictionary": "词.txt"}"#, to: "run.json")
        let run = try program.run("run", input.path, "--config", "run.json", "--now", "2025-01-05")
        #expect(run.code == 0 && run.errors.contains("词.txt 第 2 行"), "\(run.errors)")
    }

    @Test func mappingFileOverridesTheGuess() throws {
        let input = try folder.write("标题,谁,说了什么\n路灯不亮,张三,村口路灯三天没亮\n", to: "x.csv")
        _ = try folder.write(
            #"{"channel": "letter", "columns": {"title": "标题", "body": "说了什么"}}"#, to: "map.json")
        let run = try program.run("run", input.path, "--mapping", "map.json", "--format", "json", "--now", "2025-01-05")
        #expect(run.code == 0)
        #expect(try run.json(Summary.self).files.map(\.records) == [1])
        let show = try program.run("show", "1", "--store", "opinion.sqlite")
        #expect(show.code == 66, "one record is no issue")
    }

    @Test func worksFromAnyFolderAndThroughALink() throws {
        let deep = folder.url.appendingPathComponent("甲 乙/丙")
        try FileManager.default.createDirectory(at: deep, withIntermediateDirectories: true)
        let link = deep.appendingPathComponent("民声")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: program.file)
        _ = try folder.write(Data(contentsOf: ProjectFolder.sample("station.jsonl")), to: "甲 乙/联络站.jsonl")
        var linked = program
        linked.file = link
        linked.folder = deep
        linked.environment = [:]
        let run = try linked.run("run", "../联络站.jsonl", "--store", "库.sqlite", "--out", "报告", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.text.contains("联络站.jsonl"))
        #expect(exists("甲 乙/丙/报告/report.html"))
    }

    @Test func installationNeedsNothingElse() throws {
        let files = FileManager.default
        for name in ["prefix/bin", "prefix/share/opinion"] {
            try files.createDirectory(at: folder.url.appendingPathComponent(name), withIntermediateDirectories: true)
        }
        var installed = program
        installed.file = folder.url.appendingPathComponent("prefix/bin/opinion")
        try files.copyItem(at: program.file, to: installed.file)
        installed.environment = [:]
        let early = try installed.run(["segment"], input: Data("路灯\n".utf8))
        #expect(early.code == 1 && early.errors.contains("OPINION_DATA"))
        for name in ["dicts", "templates", "rules"] {
            try files.copyItem(
                at: ProjectFolder.url.appendingPathComponent(name),
                to: folder.url.appendingPathComponent("prefix/share/opinion/\(name)"))
        }
        let run = try installed.run(
            "run", ProjectFolder.sample("station.jsonl").path, "--out", "out", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        #expect(exists("out/report.html"))
    }
}
