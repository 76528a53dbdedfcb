import CArchive
import Foundation
import OpinionIngest
import OpinionReports
import OpinionTestSupport
import Testing

@Suite struct ReportWriterTests {
    private let names = [
        "report.html", "issues.csv", "issue-members.csv", "candidates.csv", "leads.csv", "proposals.csv",
        "rejects.csv", "repeats.csv", "notices.csv", "opinion.xlsx",
    ]

    @Test func writesTheSameBytesTwiceAndNothingElse() throws {
        let folder = try TemporaryFolder()
        let assets = try ReportFixture.assets()
        let content = ReportFixture.content()
        // OPINION_KEEP_REPORT names a folder in which to look at the fixture's report.
        let kept = ProcessInfo.processInfo.environment["OPINION_KEEP_REPORT"].map { URL(filePath: $0) }
        let first = kept ?? folder.url.appendingPathComponent("a/nested")
        let second = folder.url.appendingPathComponent("b")
        #expect(try ReportWriter.write(content: content, to: first, assets: assets) == names)
        // A second run replaces what is there.
        for _ in 0..<2 { try ReportWriter.write(content: content, to: second, assets: assets) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: second.path).sorted() == names.sorted())
        for name in names {
            let bytes = try Data(contentsOf: first.appendingPathComponent(name))
            #expect(!bytes.isEmpty)
            #expect(try bytes == Data(contentsOf: second.appendingPathComponent(name)), "\(name)")
        }
    }

    @Test func aFileInTheWayIsAClearError() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("x", to: "taken")
        let assets = try ReportFixture.assets()
        #expect(throws: ReportError.self) {
            try ReportWriter.write(content: ReportFixture.content(), to: file, assets: assets)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == "x")
    }

    @Test func aFailedRunLeavesTheFilesOfTheRunBefore() throws {
        let folder = try TemporaryFolder()
        let old = try folder.write("old", to: "report.html")
        // A folder where the workbook's temporary file belongs makes the last write fail.
        let blocked = folder.url.appendingPathComponent(".opinion.xlsx.part")
        try FileManager.default.createDirectory(at: blocked, withIntermediateDirectories: false)
        let assets = try ReportFixture.assets()
        #expect(throws: ReportError.self) {
            try ReportWriter.write(content: ReportFixture.content(), to: folder.url, assets: assets)
        }
        #expect(try String(contentsOf: old, encoding: .utf8) == "old")
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".part") }
        #expect(left.allSatisfy { $0 == ".opinion.xlsx.part" })
    }

    @Test func missingAssetsAreNamed() throws {
        let folder = try TemporaryFolder()
        let chart = try folder.write("var a;", to: "chart.js")
        #expect {
            try ReportAssets(templates: folder.url, chartScript: chart)
        } throws: { String(describing: $0).contains("report.mustache") }
        _ = try folder.write("{{#open}}", to: "report.mustache")
        #expect {
            try ReportAssets(templates: folder.url, chartScript: chart)
        } throws: { String(describing: $0).contains("report.mustache”有语法错误") }
        _ = try folder.write("<p>", to: "report.mustache")
        _ = try folder.write("p{}", to: "report.css")
        _ = try folder.write("'</SCRIPT>'", to: "report.js")
        #expect {
            try ReportAssets(templates: folder.url, chartScript: chart)
        } throws: { String(describing: $0).contains("report.js”中含有结束标签") }
    }
}

@Suite struct WorkbookExportTests {
    private func table(_ rows: [[ExportTable.Cell]]) -> ExportTable {
        ExportTable(
            name: "表", file: "t.csv", columns: [.init("文字", width: 20), .init("数", width: 8)], rows: rows)
    }

    @Test func writesTextsAsTextsAndNumbersAsNumbers() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("a.xlsx")
        let rows: [[ExportTable.Cell]] = [
            [.text("=HYPERLINK(\"x\")"), .number(0.3333333, decimals: 3)], [.text("a\u{1}b\u{0}c <&>"), .count(-7)],
            [.text("http://example.org"), .number(.nan, decimals: 1)],
        ]
        try WorkbookExport.write([table(rows)], clock: CivilTime(seconds: 1_700_000_000), to: file)
        let entries = try unpack(file)
        let sheet = try #require(entries["xl/worksheets/sheet1.xml"])
        #expect(sheet.contains(#"<is><t>=HYPERLINK("x")</t></is>"#) || sheet.contains("=HYPERLINK(&quot;x&quot;)"))
        #expect(!sheet.contains("<f>"))
        #expect(sheet.contains("<v>0.333</v>"))
        #expect(sheet.contains("<v>-7</v>"))
        #expect(sheet.contains("a b c &lt;&amp;&gt;"))
        #expect(!sheet.contains("hyperlink "))
        #expect(sheet.contains("<autoFilter ref=\"A1:B4\"/>"))
        #expect(sheet.contains("state=\"frozen\""))
        let core = try #require(entries["docProps/core.xml"])
        #expect(core.contains("2023-11-14T22:13:20Z"))
    }

    @Test func longTextsAreCutWithANote() {
        let fits = String(repeating: "字", count: WorkbookExport.longestText)
        #expect(WorkbookExport.cellText(fits) == fits)
        for text in [fits + "字", String(repeating: "😀", count: 20_000)] {
            let cut = WorkbookExport.cellText(text)
            #expect(cut.utf16.count <= WorkbookExport.longestText)
            #expect(cut.utf16.count > WorkbookExport.longestText - 3)
            #expect(cut.hasSuffix(WorkbookExport.cutNote))
        }
    }

    @Test func aLongTextStillMakesAReadableFile() throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("long.xlsx")
        let long = String(repeating: "长", count: 40_000)
        try WorkbookExport.write([table([[.text(long), .empty]])], clock: CivilTime(seconds: 0), to: file)
        #expect(try unpack(file)["xl/worksheets/sheet1.xml"]?.contains("截断") == true)
    }

    @Test func aMissingFolderIsAnError() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ReportError.self) {
            try WorkbookExport.write(
                [table([])], clock: CivilTime(seconds: 0), to: folder.url.appendingPathComponent("no/a.xlsx"))
        }
    }

    /// The files inside a zip container.
    private func unpack(_ file: URL) throws -> [String: String] {
        let archive = archive_read_new()
        defer { archive_read_free(archive) }
        archive_read_support_format_zip(archive)
        try #require(archive_read_open_filename(archive, file.path, 65_536) == ARCHIVE_OK)
        var entries: [String: String] = [:]
        var entry: OpaquePointer?
        while archive_read_next_header(archive, &entry) == ARCHIVE_OK {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = archive_read_data(archive, &buffer, buffer.count)
                if count <= 0 { break }
                bytes += buffer.prefix(count)
            }
            entries[String(cString: archive_entry_pathname(entry))] = String(decoding: bytes, as: UTF8.self)
        }
        return entries
    }
}
