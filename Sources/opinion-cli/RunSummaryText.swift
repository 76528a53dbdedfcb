import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore

/// The summary that `opinion run` prints: the ledger, then what was found.
enum RunSummaryText {
    /// One warning for each input that could not be read, or not to its end.
    static func warn(_ files: [FileReport], notices: [String] = []) {
        for notice in notices.prefix(10) { Console.warn(notice) }
        if notices.count > 10 { Console.warn("用户词典还有 \(notices.count - 10) 行不能用，见 --format json") }
        for file in files {
            if let failure = file.failure { Console.warn(failure.description) }
        }
    }

    /// The summary for people.
    ///
    /// - Parameter people: how many people stand behind each issue.
    static func text(
        _ summary: MainJob.Summary, people: [IssueID: Int], store: String, out: String?, written: [String]
    ) -> String {
        var text = ledger(summary.files) + "\n"

        let analysis = summary.analysis
        let counts = summary.manifest.counts
        text += "共 \(counts["records"] ?? 0) 件诉求（\(counts["people"] ?? 0) 人），归并出 \(analysis.issues.count) 个热点问题、"
        let failed = analysis.candidates.filter { !$0.eligible }.count
        text += "\(analysis.candidates.count - failed) 个民生实事候选（另 \(failed) 个未过门槛）、\(analysis.leads.count) 条监督线索。\n"
        if let new = summary.newRecords {
            text += "本次只分析了上次全部分析以来新增的 \(new) 件，其余沿用；要全部重新分析请加 --full。\n"
        }
        text += repeats(RepeatCounts(analysis.repeats))
        if !analysis.candidates.isEmpty {
            text +=
                "\n民生实事候选（前 \(min(5, analysis.candidates.count)) 名）\n"
                + CandidateTable.table(analysis.candidates.prefix(5)).text()
        }
        if !analysis.leads.isEmpty {
            text += "\n监督线索（每类前 2 条）\n" + LeadTable.table(LeadTable.firstOfEachKind(analysis.leads, 2)).text()
        }
        if !analysis.issues.isEmpty {
            text += "\n热点问题（前 5 个）\n" + IssueTable.table(analysis.issues.prefix(5), people: people).text()
        }
        text += "\n数据库：\(store)\n"
        if let out { text += "报告：\(out)/report.html（另有 \(max(0, written.count - 1)) 个表格文件）\n" }
        return text
    }

    /// The line on repeats; empty where there are none.
    private static func repeats(_ counts: RepeatCounts) -> String {
        guard counts.groups > 0 else { return "" }
        return "重复反映 \(counts.groups) 组，\(counts.people) 人 \(counts.posts) 件："
            + "同一人再次反映 \(counts.samePerson) 组，群发 \(counts.campaigns) 组；"
            + "重复件中有新情况 \(counts.withNews) 件，没有新情况 \(counts.withoutNews) 件。\n"
    }

    /// What became of the rows of each file, which column was taken for what, and what is to be known.
    static func ledger(_ files: [FileReport]) -> String {
        var ledger = TerminalTable(columns: [
            .init("文件", maximumWidth: 32), .init("行", .right), .init("新增", .right), .init("合并", .right),
            .init("未收", .right), .init("备注", maximumWidth: 40),
        ])
        var total = IngestTotals()
        for file in files {
            total = total + file.totals
            let note =
                file.failure != nil
                ? "读取出错，见上"
                : file.known
                    ? "此前已读入，未重复"
                    : file.resumed > 0
                        ? "接着上次的 \(file.resumed) 行读完" : file.noticeCount > 0 ? "\(file.noticeCount) 条提示" : ""
            ledger.rows.append([file.name] + cells(file.totals) + [note])
        }
        if files.count > 1 { ledger.rows.append(["合计"] + cells(total) + [""]) }
        return "数据台账（行 = 新增 + 合并 + 未收）\n" + ledger.text() + details(files)
    }

    /// Which column was taken for what, and the first notices of each file.
    private static func details(_ files: [FileReport]) -> String {
        var text = ""
        for file in files where !file.known {
            for mapping in file.mappings { text += "  \(file.name) 各列 — \(TerminalTable.fitted(mapping, to: 140))\n" }
            for notice in file.notices.prefix(3) { text += "  \(file.name) 提示 — \(notice)\n" }
            if file.noticeCount > 3 { text += "  \(file.name) 还有 \(file.noticeCount - 3) 条提示，见 --format json\n" }
        }
        return text
    }

    private static func cells(_ totals: IngestTotals) -> [String] {
        [totals.rows, totals.records, totals.merged, totals.rejected].map(String.init)
    }

    /// The summary for programs.
    struct JSON: Encodable {
        struct File: Encodable {
            var name: String
            var rows: Int
            var records: Int
            var merged: Int
            var rejected: Int
            var known: Bool
            var columns: [String]
            var notices: [String]
            var noticeCount: Int
            var failure: String?
        }
        var files: [File]
        var notices: [String]
        var repeats: RepeatCounts
        var manifest: RunManifest
        var store: String
        var out: String?
    }

    static func json(_ summary: MainJob.Summary, store: String, out: String?) -> JSON {
        JSON(
            files: summary.files.map {
                .init(
                    name: $0.name, rows: $0.totals.rows, records: $0.totals.records, merged: $0.totals.merged,
                    rejected: $0.totals.rejected, known: $0.known, columns: $0.mappings,
                    notices: $0.notices.map(\.description),
                    noticeCount: $0.noticeCount,
                    failure: $0.failure?.description)
            }, notices: summary.notices, repeats: RepeatCounts(summary.analysis.repeats), manifest: summary.manifest,
            store: store, out: out)
    }
}
