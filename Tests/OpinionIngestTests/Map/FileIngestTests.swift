import Foundation
import OpinionIngest
import OpinionTestSupport
import Testing

struct FileIngestTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func aTableWithTitlesBlankRowsTotalsAndARepeatedHeader() throws {
        let text = """
            某区12345热线工单登记表,,
            导出日期：2024-06-01,,
            工单编号,诉求内容,受理时间
            1,路灯不亮,2024-5-1
            ,,
            2,"噪音,扰民",不详的时间
            工单编号,诉求内容,受理时间
            3,垃圾
            合计,2,

            """
        let result = try IngestResult(try folder.write(text, to: "六月.csv"))
        #expect(result.records.map(\.number) == ["1", "2", "3"])
        #expect(result.records.map(\.source.row) == [4, 6, 8])
        #expect(result.records.allSatisfy { $0.channel == .hotline })
        #expect(result.rejected.map(\.source.row) == [5, 7, 9])
        #expect(result.rejected.map(\.reason) == [.blank, .repeatedHeader, .totals])
        #expect(result.summary.rows == 6)
    }

    @Test func emptyFilesFoldersAndMissingFilesAreNamed() throws {
        let cases: [(URL, IngestError)] = [
            (try folder.write("", to: "空.csv"), .empty(file: "空.csv")),
            (try folder.write("\n \n,,\n", to: "白.csv"), .empty(file: "白.csv")),
            (folder.url.appendingPathComponent("无.csv"), .notFound(file: "无.csv")),
            (folder.url, .isDirectory(file: folder.url.lastPathComponent)),
            (
                try folder.write([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], to: "旧.xls"),
                .oldSpreadsheet(file: "旧.xls")
            ),
            (try folder.write(Array(0...255) + Array(0...255), to: "图.csv"), .binary(file: "图.csv")),
            (
                try folder.write("%PDF-1.7\n1 0 obj\n", to: "文.csv"),
                .unsupported(
                    file: "文.csv", kind: " PDF 文件",
                    advice: "请从原来的系统导出 .xlsx 或 .docx；扫描件请先识别文字，再存为 .docx 或 .txt。")
            ),
            (try folder.write("甲,乙\n1,2\n", to: "列.csv"), .noKnownColumn(file: "列.csv", seen: ["甲", "乙"])),
        ]
        for (url, expected) in cases {
            #expect(throws: expected) { try IngestResult(url) }
            #expect(expected.description.contains(url.lastPathComponent))
        }
        #expect(IngestError.noKnownColumn(file: "列.csv", seen: ["甲"]).description.contains("\"columns\""))
    }

    @Test(.enabled(if: getuid() != 0, "the superuser may read everything"))
    func aFileWithoutPermissionIsNamed() throws {
        let url = try folder.write("编号,内容\n", to: "锁.csv")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: url.path)
        #expect(throws: IngestError.noPermission(file: "锁.csv")) { try IngestResult(url) }
    }

    @Test func theExtensionDecidesNothing() throws {
        let json = try IngestResult(
            try folder.write("{\"编号\":1,\"内容\":\"路灯\"}\n坏\n{\"编号\":2,\"内容\":\"噪音\",\"点赞数\":3}\n", to: "a.csv"))
        #expect(json.summary.format == .jsonLines)
        #expect(json.records.map(\.number) == ["1", "2"])
        #expect(json.records.map(\.likes) == [0, 3])
        #expect(json.rejected.map(\.source.row) == [2])
        let url = folder.url.appendingPathComponent("b.txt")
        try XLSXFixture(sheets: [("甲", XLSXFixture.row(1, ["编号", "内容"]) + XLSXFixture.row(2, ["1", "路灯"]))]).write(
            to: url)
        #expect(try IngestResult(url).summary.format == .xlsx)
    }

    @Test func keysThatComeLateAreUsed() throws {
        let lines =
            (1...300).map { "{\"编号\":\"\($0)\",\"内容\":\"第\($0)条\"}" } + [
                "{\"编号\":\"301\",\"内容\":\"x\",\"街道\":\"东门街道\"}"
            ]
        let result = try IngestResult(try folder.write(lines.joined(separator: "\n"), to: "留言.jsonl"))
        #expect(result.records.count == 301)
        #expect(result.records.last?.place.township == "东门街道")
    }

    @Test func sheetsHaveHeadersOfTheirOwn() throws {
        let url = folder.url.appendingPathComponent("汇总.xlsx")
        let row = XLSXFixture.row
        try XLSXFixture(sheets: [
            ("说明", row(1, ["填表说明"]) + row(2, ["请勿改动"])),
            ("来信", row(1, ["来信编号", "来信内容"]) + row(2, ["L1", "补偿款"])),
            ("热线", row(1, ["登记表"]) + row(2, ["诉求内容", "工单编号"]) + row(3, ["路灯", "H1"]) + row(4, ["噪音", "H2"])),
        ]).write(to: url)
        let result = try IngestResult(url)
        #expect(result.records.map(\.number) == ["L1", "H1", "H2"])
        #expect(result.records.map(\.channel) == [.letter, .hotline, .hotline])
        #expect(result.records.map(\.source.sheet) == ["来信", "热线", "热线"])
        #expect(result.records.allSatisfy { $0.source.file == "汇总.xlsx" })
        #expect(result.rejected.allSatisfy { $0.source.file == "汇总.xlsx" && $0.source.sheet == nil })
        #expect(result.rejected.map(\.reason) == [.noHeader, .noHeader])
        #expect(result.summary.rows == 5)
        #expect(result.summary.notices == [IngestNotice(.sheetWithoutHeader(name: "说明"))])
    }

    @Test func aTableWithoutRowsIsNoticed() throws {
        let csv = try IngestResult(try folder.write("编号,时间,内容\n", to: "表.csv"))
        #expect(csv.summary.rows == 0)
        #expect(csv.summary.notices == [IngestNotice(.headerOnly(sheet: nil))])
        #expect(csv.summary.noticeLines == ["只有表头，没有数据行"])
        let url = folder.url.appendingPathComponent("表.xlsx")
        let row = XLSXFixture.row
        try XLSXFixture(sheets: [
            ("一月", row(1, ["编号", "内容"]) + row(2, ["1", "路灯"])), ("二月", row(1, ["编号", "内容"])),
        ]).write(to: url)
        #expect(try IngestResult(url).summary.notices == [IngestNotice(.headerOnly(sheet: "二月"))])
        #expect(try IngestResult(try folder.write("编号,内容\n1,路灯\n", to: "a.csv")).summary.notices.isEmpty)
    }

    @Test func aTableWithoutATextColumnNamesWhatIsLeftOver() throws {
        let result = try IngestResult(try folder.write("编号,时间,甲列,乙列\n1,2024-1-1,路灯,坏\n", to: "a.csv"))
        #expect(result.summary.notices == [IngestNotice(.noTextColumn(unused: ["甲列", "乙列"]))])
        #expect(result.summary.noticeLines == ["没有认出内容列；未采用的列：甲列、乙列"])
    }

    @Test func equalNoticesAreOneLine() {
        let notices =
            (1...7).map { IngestNotice(.badTime(field: "received"), row: $0 * 2) } + [IngestNotice(.unclosedQuote)]
        #expect(
            IngestNotice.lines(notices, total: 10) == [
                "时间无法识别（受理时间），留空：第 2、4、6、8、10 行等 7 行", "引号没有成对，已按普通字符读取", "另有 2 条提示未列出",
            ])
        #expect(IngestNotice.lines([], total: 0).isEmpty)
    }

    @Test func aHeaderOfTwoRowsAndWhatStandsBelowTheTable() throws {
        let url = folder.url.appendingPathComponent("登记.xlsx")
        let row = XLSXFixture.row
        try XLSXFixture(sheets: [
            (
                "s",
                row(1, ["序号", "基本信息", "", "办理情况", ""]) + row(2, ["", "来电时间", "诉求内容", "承办单位", "办结时间"])
                    + row(3, ["1", "2024-1-5", "自来水发黄", "水务局", "2024-1-9"])
                    + row(4, ["序号", "基本信息", "", "办理情况", ""]) + row(5, ["合计", "", "1件", "", ""])
                    + row(6, ["填表人：张三", "", "", "", "审核人：李四"])
            )
        ]).write(to: url)
        let result = try IngestResult(url)
        #expect(result.records.map(\.number) == ["1"])
        #expect(result.records.first?.handling.leadUnit == "水务局")
        #expect(result.records.first?.received == CivilTime(iso: "2024-01-05"))
        #expect(result.rejected.map(\.reason) == [.repeatedHeader, .totals, .footer])
        #expect(result.summary.tables.first?.headerRow == 2)
    }

    @Test func thePeopleOfACampaignAreRecordsOfTheirOwn() throws {
        let rows = (1...4).map { "人\($0),1380000000\($0),2024-05-01,反对调整学区" }
        let text = (["来信人,联系电话,来信日期,内容"] + rows + [rows[0]]).joined(separator: "\n")
        let result = try IngestResult(try folder.write(text, to: "来信.csv"))
        #expect(result.records.count == 5)
        #expect(Set(result.records.map(\.id)).count == 4)
        #expect(result.records[0].id == result.records[4].id)
    }

    @Test func theChannelOfARowIsTakenFromItsCell() throws {
        let result = try IngestResult(
            try folder.write("编号,信访形式,内容\n1,来信,a\n2,网上信访,b\n3,来电,c\n4,别的,d\n", to: "信访.csv"))
        #expect(result.records.map(\.channel) == [.letter, .petition, .hotline, .letter])
    }

    @Test func aUserNumberGivesPersons() throws {
        let text = #"{"编号":"1","uid":"u1","内容":"a"}"# + "\n" + #"{"编号":"2","uid":"u2","内容":"b"}"#
        let result = try IngestResult(try folder.write(text, to: "a.jsonl"))
        #expect(Set(result.records.compactMap(\.person)).count == 2)
    }

    @Test func damageKeepsTheGoodRows() throws {
        let url = folder.url.appendingPathComponent("断.xlsx")
        var random = SeededGenerator(seed: 3)
        let rows = (2...2_000).map {
            XLSXFixture.row($0, ["\($0)", "内容\(UInt64.random(in: 0...UInt64.max, using: &random))"])
        }
        try XLSXFixture(sheets: [("甲", XLSXFixture.row(1, ["编号", "内容"]) + rows.joined())]).write(to: url)
        let whole = try Data(contentsOf: url)
        for share in [3, 30, 60, 95] {
            try whole.prefix(whole.count * share / 100).write(to: url)
            do {
                let result = try IngestResult(url)
                #expect(result.summary.failure != nil)
                #expect(result.records.count > 0 && result.records.count <= 1_999)
                #expect(result.records.map(\.number) == (2..<2 + result.records.count).map { "\($0)" })
            } catch IngestError.corrupt {
                #expect(share == 3)
            }
        }
    }

    @Test func theHashIsOfTheBytesAndTotalsAddUp() throws {
        let result = try IngestResult(try folder.write("内容\nabc\n", to: "a.csv"))
        #expect(result.summary.sha256.count == 64)
        #expect(result.summary.rows == result.records.count + result.rejected.count)
        let abc = try FileScan.scan(ByteSource(bytes: Array("abc".utf8), name: "x"))
        #expect(abc.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func theReceiversErrorsPassThrough() throws {
        let url = try folder.write("编号,内容\n1,a\n2,b\n", to: "a.csv")
        #expect(throws: IngestError.empty(file: "receiver")) {
            _ = try makeIngest().read(url) { _ in throw IngestError.empty(file: "receiver") }
        }
    }

    @Test func aMappingFileReadsWhatTheGuessCannot() throws {
        let url = try folder.write("表一,,\n甲,乙,丙\n1,路灯,x\n2,噪音,y\n", to: "a.csv")
        let mapping = MappingFile(channel: .station, columns: [.number: ["甲"], .body: ["乙", "丙"]])
        let result = try IngestResult(url, mapping: mapping)
        #expect(result.records.map(\.body) == ["路灯\nx", "噪音\ny"])
        #expect(result.records.allSatisfy { $0.channel == .station })
        #expect(result.summary.tables.first?.headerRow == 2)
        let wrong = MappingFile(columns: [.number: ["甲"], .body: ["丁"]])
        #expect(throws: IngestError.columnNotInHeader(file: "a.csv", column: "丁", header: ["甲", "乙", "丙"])) {
            try IngestResult(url, mapping: wrong)
        }
    }

    /// Whatever happens to the bytes: an `IngestError`, or totals that agree with what was delivered.
    @Test(arguments: ["a.csv", "a.jsonl", "a.json", "a.xlsx"])
    func damagedBytesNeverBreakTheTotals(name: String) throws {
        let url = folder.url.appendingPathComponent(name)
        let header = ["编号", "内容", "时间"]
        switch name {
        case "a.xlsx":
            let rows = (2...40).map { XLSXFixture.row($0, ["\($0)", "路灯_x000D_", "2024-1-1"]) }
            try XLSXFixture(sheets: [("甲", XLSXFixture.row(1, header) + rows.joined())]).write(to: url, deflated: false)
        case "a.csv":
            let rows = (2...40).map { "\($0),\"路灯\n不亮\",2024-1-1" }
            _ = try folder.write(([header.joined(separator: ",")] + rows).joined(separator: "\r\n"), to: name)
        default:
            let rows = (2...40).map { "{\"编号\":\($0),\"内容\":\"路\\u706f\",\"地点\":{\"区县\":[1,\"x\"]}}" }
            let text = name == "a.json" ? "[" + rows.joined(separator: ",\n") + "]" : rows.joined(separator: "\n")
            _ = try folder.write(text, to: name)
        }
        let whole = try Data(contentsOf: url)
        #expect(try IngestResult(url).summary.accepted == 39)
        var random = SeededGenerator(seed: 5)
        var survived = 0
        for _ in 0..<250 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Bool.random(using: &random) { bytes = bytes.prefix(Int.random(in: 0...bytes.count, using: &random)) }
            try bytes.write(to: url)
            do {
                let result = try IngestResult(url)
                #expect(result.summary.accepted == result.records.count)
                #expect(result.summary.rejected == result.rejected.count)
                survived += 1
            } catch let error as IngestError { #expect(!error.description.isEmpty) }
        }
        #expect(survived > 50)
    }
}
