import Foundation
import OpinionTestSupport
import Testing

/// `opinion ingest` with its ledger and its rejected rows, and `opinion audit`.
struct IngestCommandTests {
    private let folder: TemporaryFolder
    private let program: Program

    init() throws {
        folder = try TemporaryFolder()
        program = try Program(in: folder.url)
    }

    private struct Totals: Decodable {
        struct File: Decodable {
            var name: String
            var rows: Int
            var records: Int
            var merged: Int
            var rejected: Int
            var updated: Int
            var corrected: Int
            var known: Bool
            var failure: String?
        }
        var rows: Int
        var records: Int
        var merged: Int
        var rejected: Int
        var files: [File]
    }

    private static let letters = """
        工单编号,受理时间,诉求类型,诉求标题,诉求内容,承办单位
        LX1,2024-03-01,投诉,路灯不亮,溪滨路路灯三天没亮,县住建局
        LX2,,,,,
        LX3,,,=1+1,,
        LX4,2024-03-02,咨询,,,县水利局
        合计,,,4,,

        """

    private func ingest(_ files: String..., store: String = "s.sqlite") throws -> Totals {
        let run = try program.run(
            ["ingest"] + files + ["--store", store, "--now", "2025-01-05", "--format", "json"])
        #expect(run.code == 0, "\(run.errors)")
        return try run.json(Totals.self)
    }

    @Test func printsOneObjectThatAddsUp() throws {
        let names = ProjectFolder.sampleNames
        for name in names {
            try FileManager.default.copyItem(
                at: ProjectFolder.sample(name), to: folder.url.appendingPathComponent(name))
        }
        let run = try program.run(["ingest"] + names + ["--format", "json", "--now", "2025-01-05"])
        let totals = try run.json(Totals.self)
        #expect(totals.rows == 1_736 && totals.records == 1_710 && totals.merged == 17 && totals.rejected == 9)
        #expect(totals.files.map(\.name) == names)
        for file in totals.files { #expect(file.rows == file.records + file.merged + file.rejected) }
        let again = try program.run(["ingest"] + names + ["--format", "json", "--now", "2025-01-06"]).json(Totals.self)
        #expect(again.rows == 1_736 && again.files.allSatisfy { $0.known })
        // The same content as the main job's.
        let job = try program.run(
            ["run"] + names + ["--store", "run.sqlite", "--now", "2025-01-05", "--person-key", "opinion.sqlite.key"])
        #expect(job.code == 0)
        let text = try program.run("ingest", names[0], "--now", "2025-01-05")
        #expect(text.text.hasPrefix("数据台账（行 = 新增 + 合并 + 未收）\n") && text.text.contains("此前已读入"))
    }

    /// A row with only type, unit and time is a record; the formula and the empty row come back corrected.
    @Test(arguments: ["xlsx", "csv"])
    func rejectedRowsAreCorrectedAndFedAgain(kind: String) throws {
        _ = try folder.write(Self.letters.replacing("LX3,,,=1+1,,", with: "LX3,,,,,"), to: "热线.csv")
        let first = try ingest("热线.csv")
        #expect(first.rows == 5 && first.records == 2 && first.rejected == 3)
        let report = try program.run(
            "ingest", "report", "--store", "s.sqlite", "--rejects", "未收.\(kind)", "--now", "2025-01-06")
        #expect(report.code == 0, "\(report.errors)")
        #expect(report.text.contains("没有诉求内容：2 行") && report.text.contains("合计行，不是诉求：1 行"))
        #expect(report.text.contains("编号←工单编号"))
        let file = folder.url.appendingPathComponent("未收.\(kind)")
        let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? NSNumber
        #expect(rights?.intValue == 0o600)

        // As it stands, everything is rejected again, for the same reasons, and the list does not grow.
        let unchanged = try ingest("未收.\(kind)")
        #expect(unchanged.rows == 3 && unchanged.rejected == 3, "\(unchanged)")
        let again = try program.run("ingest", "report", "--store", "s.sqlite")
        #expect(again.text.contains("未收 6 行，其中 3 行未再读入"), "\(again.text)")
        guard kind == "csv" else { return }
        let export = try String(contentsOf: file, encoding: .utf8)
        #expect(export.contains("未收原因") && export.contains("LX2"))
        let corrected = export.replacing("LX2,,,,,", with: "LX2,2024-03-05,投诉,井盖松动,人民路井盖松动,县住建局")
        #expect(corrected != export)
        _ = try folder.write(corrected, to: "改正.csv")
        let fed = try ingest("改正.csv")
        #expect(fed.rows == 3 && fed.records == 1 && fed.rejected == 2 && fed.files[0].corrected == 1)
        let audit = try program.run("audit", "list", "--store", "s.sqlite", "--format", "tsv")
        #expect(audit.text.contains("导出") && audit.text.contains("更正"))
        #expect(try program.run("audit", "verify", "--store", "s.sqlite").code == 0)
    }

    /// A line that is no JSON object comes back as it was, in a column of its own, and can be put right there.
    @Test(arguments: ["xlsx", "csv"])
    func brokenJSONLinesAreKept(kind: String) throws {
        let lines =
            "{\"编号\":\"Z1\",\"诉求内容\":\"路灯不亮\"}\n"
            + "{\"编号\":\"Z2\",\"诉求内容\":\"井盖松动\n{\"编号\":\"Z3\",\"诉求内容\":\"停水\"}\n"
        _ = try folder.write(lines, to: "网络.jsonl")
        let first = try ingest("网络.jsonl")
        #expect(first.rows == 3 && first.records == 2 && first.rejected == 1)
        _ = try program.run(
            "ingest", "report", "--store", "s.sqlite", "--rejects", "未收.\(kind)", "--now", "2025-01-06")
        // As it stands it is no record, whatever the line looks like.
        let unchanged = try ingest("未收.\(kind)")
        #expect(unchanged.rows == 1 && unchanged.rejected == 1, "\(unchanged)")
        guard kind == "csv" else { return }
        let export = try String(contentsOf: folder.url.appendingPathComponent("未收.csv"), encoding: .utf8)
        #expect(export.contains("编号,诉求内容,未收原文,"))
        #expect(export.contains("\r\n,,\"{\"\"编号\"\":\"\"Z2\"\",\"\"诉求内容\"\":\"\"井盖松动\","))
        _ = try folder.write(export.replacing("\r\n,,\"{", with: "\r\nZ2,井盖松动,\"{"), to: "改正.csv")
        let fed = try ingest("改正.csv")
        #expect(fed.records == 1 && fed.rejected == 0 && fed.files[0].corrected == 1)
    }

    /// A cell that no workbook holds is not cut: the export says so and names the way out.
    @Test func cellsTooLongForAWorkbookAreRefused() throws {
        let long = String(repeating: "长", count: 33_000)
        _ = try folder.write("工单编号,附件说明,诉求内容\nLX1,\(long),\nLX2,,路灯不亮\n", to: "热线.csv")
        let totals = try ingest("热线.csv")
        #expect(totals.rejected == 1)
        let book = try program.run(
            "ingest", "report", "--store", "s.sqlite", "--rejects", "r.xlsx", "--now", "2025-01-06")
        #expect(book.code == 73 && book.errors.contains("33000 字") && book.errors.contains(".csv"), "\(book.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appendingPathComponent("r.xlsx").path))
        let csv = try program.run(
            "ingest", "report", "--store", "s.sqlite", "--rejects", "r.csv", "--now", "2025-01-06")
        #expect(csv.code == 0, "\(csv.errors)")
        #expect(try String(contentsOf: folder.url.appendingPathComponent("r.csv"), encoding: .utf8).contains(long))
    }

    @Test func formulasComeOutHarmless() throws {
        _ = try folder.write("工单编号,诉求内容\n=HYPERLINK(1),\n+1,\nLX2,路灯不亮\n", to: "热线.csv")
        _ = try ingest("热线.csv")
        _ = try program.run("ingest", "report", "--store", "s.sqlite", "--rejects", "r.csv", "--now", "2025-01-06")
        let export = try String(contentsOf: folder.url.appendingPathComponent("r.csv"), encoding: .utf8)
        #expect(export.contains("'=HYPERLINK(1)") && export.contains("'+1") && !export.contains("\n="))
    }

    @Test func checkStoresNothing() throws {
        _ = try folder.write(Self.letters, to: "热线.csv")
        let run = try program.run("ingest", "check", "热线.csv", "--format", "json")
        let totals = try run.json(Totals.self)
        #expect(totals.rows == 5 && totals.records == 3 && totals.rejected == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["热线.csv"])
    }

    @Test func anEncodingMayBeGiven() throws {
        _ = try folder.write(Self.letters, to: "热线.csv")
        let wrong = try program.run("ingest", "check", "热线.csv", "--encoding", "gbk")
        #expect(wrong.code != 0 || wrong.text.contains("提示"))
        #expect(try program.run("ingest", "check", "热线.csv", "--encoding", "utf8").code == 0)
        let odd = try program.run("ingest", "check", "热线.csv", "--encoding", "morse")
        #expect(odd.code == 65 && odd.errors.contains("GB18030"))
    }

    @Test func failuresHaveTheirCodes() throws {
        _ = try folder.write(Self.letters, to: "热线.csv")
        #expect(try program.run("ingest", "没有.csv", "--store", "s.sqlite").code == 66)
        #expect(try program.run("ingest", "热线.csv", "没有.csv", "--store", "s.sqlite").code == 2)
        #expect(try program.run("ingest", "--store", "s.sqlite").code == 64)
        #expect(try program.run("ingest", "report", "--store", "无.sqlite").code == 66)
        #expect(try program.run("ingest", "report", "--store", "s.sqlite", "--rejects", "r.doc").code == 64)
        #expect(try program.run("ingest", "report", "--store", "s.sqlite", "--rejects", "无/r.csv").code == 73)
    }

    /// An informant's words, number and unit are shown to nobody who does not ask for them.
    @Test func informantsStayUnnamed() throws {
        _ = try folder.write(
            Self.letters + "LX9,2024-03-03,举报,偷排污水,某厂夜里偷排污水到溪里,县生态环境分局\n", to: "热线.csv")
        let run = try program.run("run", "热线.csv", "--store", "s.sqlite", "--out", "报告", "--now", "2025-01-05")
        #expect(run.code == 0, "\(run.errors)")
        let shown = try program.run("show", "LX9", "--store", "s.sqlite")
        #expect(shown.code == 0 && shown.text.contains("举报件"))
        let json = try program.run("show", "LX9", "--store", "s.sqlite", "--format", "json")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.appendingPathComponent("报告").path)
        var everything = shown.text + json.text
        for name in names {
            let file = folder.url.appendingPathComponent("报告/\(name)")
            everything += String(decoding: try Data(contentsOf: file), as: UTF8.self)
        }
        for word in ["偷排", "生态环境分局", "LX9"] { #expect(!everything.contains(word), "\(word)") }
        #expect(everything.contains("路灯三天没亮"), "the others are shown")
        #expect(!(try program.run("audit", "list", "--store", "s.sqlite").text.contains("调阅举报件")))
        let asked = try program.run("show", "LX9", "--store", "s.sqlite", "--informants", "--now", "2025-01-06")
        #expect(asked.text.contains("偷排污水"))
        #expect(try program.run("audit", "list", "--store", "s.sqlite").text.contains("调阅举报件"))
    }

    @Test func tamperingWithTheLogShows() throws {
        _ = try folder.write(Self.letters, to: "热线.csv")
        _ = try ingest("热线.csv")
        let intact = try program.run("audit", "verify", "--store", "s.sqlite", "--format", "json")
        #expect(intact.code == 0 && intact.text.contains("\"intact\" : true"))
        let unknown = try program.run(
            "audit", "verify", "--store", "s.sqlite", "--noted", String(repeating: "a", count: 64))
        #expect(unknown.code == 65 && unknown.text.contains("不在链上"))
    }
}
