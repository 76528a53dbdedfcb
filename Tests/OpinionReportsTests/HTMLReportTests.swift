import Foundation
import OpinionIngest
import OpinionRanking
import OpinionReports
import Testing

@Suite struct HTMLReportTests {
    /// Texts that try to get out of where they are shown.
    static let hostile = [
        "</script><script>alert(1)</script>", "{{title}}{{{data}}}", "<img src=x onerror=alert(1)>", "a\"b'c`d",
        "行\u{2028}段\u{2029}尾", "<!--", "]]>", "&lt;b&gt;", "\u{0}\u{8}\u{1B}[31m",
        // A combining mark after the quotation mark makes it another Character.
        "\"\u{301} onmouseover=alert(1) x=\"\u{301}", "<\u{20DD}b>",
    ]

    private func page(_ content: ReportContent) throws -> String {
        try HTMLReport(assets: ReportFixture.assets()).render(content)
    }

    /// The part of the page without its style and scripts.
    private func markup(_ page: String) -> String {
        var kept = ""
        var rest = Substring(page)
        while let start = rest.firstRange(of: "<s", in: ["<script", "<style"]) {
            kept += rest[..<start]
            let close = rest[start...].hasPrefix("<style") ? "</style>" : "</script>"
            guard let end = rest[start...].range(of: close) else { return kept }
            rest = rest[end.upperBound...]
        }
        return kept + rest
    }

    private func data(_ page: String) throws -> [String: Any] {
        let start = try #require(page.range(of: "<script type=\"application/json\" id=\"data\">"))
        let end = try #require(page[start.upperBound...].range(of: "</script>"))
        let json = Data(page[start.upperBound..<end.lowerBound].utf8)
        return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    }

    @Test func hasItsSectionsInOrder() throws {
        let page = try page(ReportFixture.content())
        #expect(page.trimmingPrefix("\n").hasPrefix("<!DOCTYPE html>"))
        let text = markup(page)
        var last = text.startIndex
        let sections = [
            "overview", "candidates", "leads", "issues", "repeats", "proposals", "ballot", "ledger", "method",
        ]
        for section in sections {
            let found = try #require(text.range(of: "<section id=\"\(section)\">"), "\(section)")
            #expect(found.lowerBound > last)
            last = found.lowerBound
        }
        for fact in ["海临县人大常委会研究室", "<b>170</b>", "<b>131</b>", "件数不代表民意比例", "配置哈希", "未入围", "多源印证"] {
            #expect(text.contains(fact), "\(fact)")
        }
        #expect(!text.contains("{{") && !text.contains("Optional("))
    }

    @Test func doesNotDependOnTheNetwork() throws {
        let page = try page(ReportFixture.content())
        #expect(page.contains("default-src 'none'"))
        let text = markup(page)
        for sign in ["http:", "https:", "src=", "<link", "<iframe", "@import", "url("] {
            #expect(!text.contains(sign), "\(sign)")
        }
        for (end, sign) in [("</style>", "url("), ("</style>", "@import"), ("</style>", "http")] {
            let style = try #require(page.range(of: "<style>")).upperBound
            let stop = try #require(page.range(of: end)).lowerBound
            #expect(!page[style..<stop].contains(sign))
        }
    }

    @Test(arguments: hostile)
    func nothingThatPeopleWroteGetsOut(_ text: String) throws {
        let page = try page(filled(with: text))
        let (shown, harmless) = (markup(page), markup(try self.page(filled(with: "x"))))
        // What could open a tag or end an attribute is there just as often as with a harmless text.
        for sign in ["<", "\"", "'"].map(\.utf8.first) {
            #expect(shown.utf8.filter { $0 == sign }.count == harmless.utf8.filter { $0 == sign }.count)
        }
        #expect(page.components(separatedBy: "</script").count == 4)
        // The script's data holds the text exactly.
        let rows = try #require(try data(page)["records"] as? [[Any]])
        #expect(rows[0][5] as? String == text && rows[0][6] as? String == text && rows[0][7] as? String == text)
    }

    /// The fixture with a text in every place that may hold what people wrote.
    private func filled(with text: String) -> ReportContent {
        var content = ReportFixture.content()
        for path in paths { content[keyPath: path] = text }
        content.records[0].reply = text
        content.records[0].unit = text
        content.issues[0].issue.medoid = content.records[0].id
        content.issues[0].issue.keywords = [text]
        content.issues[0].townships = [text]
        content.leads[0].unit = text
        content.leads[0].topics = [text]
        content.proposals[0].words = [text]
        content.proposals[0].className = text
        content.ballot?.lines[0].note = text
        content.ledger[0].notices = [text]
        content.ledger[0].mapping = [text]
        content.proposals[0].similarReason = text
        content.overlaps = ["need:elevator": [text]]
        return content
    }

    private var paths: [WritableKeyPath<ReportContent, String>] {
        [
            \.title, \.office, \.records[0].title, \.records[0].body, \.records[0].source.file, \.ledger[0].file,
            \.ledger[0].rejects[0].reason, \.issues[0].issue.label, \.candidates[0].title,
            \.candidates[0].parts[0].explanation, \.leads[0].title, \.leads[0].evidence[0].value, \.leads[0].key,
            \.proposals[0].title, \.manifest[0].value,
        ]
    }

    @Test func everyButtonOpensToRecords() throws {
        let content = ReportFixture.content()
        let page = try page(content)
        let data = try data(page)
        let sets = try #require(data["sets"] as? [String: [Int]])
        let rows = try #require(data["records"] as? [[Any]])
        #expect(rows.count == content.records.count)
        var kinds: Set<String> = []
        for piece in markup(page).components(separatedBy: "data-open=\"").dropFirst() {
            let key = String(piece.prefix { $0 != "\"" })
            let kind = String(key.prefix { $0 != ":" })
            kinds.insert(kind)
            switch kind {
            case "all", "channel", "month", "cm", "file", "undated": continue
            default: #expect(sets[key].map { !$0.isEmpty && $0.allSatisfy(rows.indices.contains) } == true, "\(key)")
            }
        }
        #expect(
            kinds == [
                "all", "channel", "month", "cm", "file", "undated", "candidate", "issue", "lead", "proposal", "repeat",
            ])
        #expect(sets["issue:1"]?.count == content.issues[0].issue.members.count)
        let bursts = try #require(data["bursts"] as? [String: Any])
        #expect(bursts.keys.sorted() == ["burst:issue:3"])
    }

    @Test func shownPartsAddUpToTheShownScore() throws {
        let page = markup(try page(ReportFixture.content()))
        var checked = 0
        for card in page.components(separatedBy: "<li class=\"card candidate").dropFirst() {
            let score = try tenths(card.components(separatedBy: "class=\"score\"><b>")[1])
            let cells = card.components(separatedBy: "<tfoot>")[0].components(separatedBy: "num strong\">").dropFirst()
            #expect(cells.count == 7)
            #expect(try cells.reduce(0) { $0 + (try tenths($1)) } == score)
            checked += 1
        }
        #expect(checked == 5)
    }

    private func tenths(_ text: String) throws -> Int {
        try #require(Int(text.prefix { $0 != "<" }.replacing(".", with: "")))
    }

    @Test func aScoreThatIsNotTheSumOfItsPartsIsRefused() throws {
        var content = ReportFixture.content()
        content.candidates[1].score += 0.2
        #expect { try page(content) } throws: { String(describing: $0).contains("need:canteen") }
    }

    @Test func aNumberThatCannotBeOpenedIsRefused() throws {
        var content = ReportFixture.content()
        content.leads[1].records.append(RecordID(rawValue: "ffffffffffffffff"))
        #expect { try page(content) } throws: { String(describing: $0).contains("线索“rebound:issue:1”") }
    }

    @Test func originalsNeverReachThePageOrTheTables() throws {
        let secret = "秘密13812345521"
        var record = Record(
            id: RecordID(rawValue: "0000000000000001"), channel: .hotline, source: SourceRow(file: "a.csv", row: 2))
        record.title = secret
        record.body = secret
        record.person = PersonKey(rawValue: secret)
        record.place = .init(address: secret, county: "海临县", township: "丽泽街道")
        record.handling = .init(leadUnit: "住建局", reply: secret)
        let shown = ShownRecord(
            NormalizedRecord(
                record: record, maskedTitle: "标题", maskedBody: "内容", maskedReply: "答复", matchTitle: secret,
                matchBody: secret, changes: [:]))
        #expect(shown.place == "海临县 丽泽街道")
        let content = ReportContent(office: "办公室", clock: CivilTime(seconds: 0), people: 1, records: [shown])
        #expect(try !page(content).contains(secret))
        for table in ReportTables.all(content) {
            #expect(!String(decoding: TableExport.csv(table), as: UTF8.self).contains(secret))
        }
    }

    @Test func bothCountsOfCandidatesAreExplained() throws {
        let text = markup(try page(ReportFixture.content()))
        #expect(text.contains("<b>4</b><span>个实事候选<small>（另 1 个未过门槛）</small>"))
        #expect(text.contains("共 5 个：4 个可列入候选，另 1 个未过门槛，排在最后。"))
        var content = ReportFixture.content()
        content.candidates.removeAll { !$0.eligible }
        let all = markup(try page(content))
        #expect(all.contains("<b>4</b><span>个实事候选</span>") && !all.contains("未过门槛，排在最后"))
    }

    @Test func overlapsStandInTheCardAndOnTheBallot() throws {
        let text = markup(try page(ReportFixture.content()))
        let line = "与“农村供水管网改造”“学校周边交通整治”反映的诉求有较多重叠，票决前请合并考虑。"
        #expect(text.components(separatedBy: line).count == 3)
        var content = ReportFixture.content()
        content.overlaps = [:]
        #expect(try !markup(page(content)).contains("票决前请合并考虑"))
    }

    @Test func noticesAndMappingsStandInTheLedger() throws {
        let text = markup(try page(ReportFixture.content()))
        let ledger = try #require(text.components(separatedBy: "<section id=\"ledger\">").last)
        for fact in ["第 12 行：时间无法识别", "“诉求内容” → 内容", "2 条提示", "未采用 2 行"] {
            #expect(ledger.contains(fact), "\(fact)")
        }
        let rows = ReportTables.notices(ReportFixture.content()).rows
        #expect(rows.count == 6)
        #expect(rows[0] == [.text("热线工单2024.csv"), .text("列的对应"), .text("“来电时间” → 收到时间")])
        #expect(rows[2] == [.text("热线工单2024.csv"), .text("提示"), .text("第 12 行：时间无法识别")])
    }

    @Test func likeProposalsAreAHintWithItsReason() throws {
        let text = markup(try page(ReportFixture.content()))
        #expect(text.contains("<th>相近建议<br>（供并案参考）</th>") && text.contains("同属问题“老楼加装电梯”"))
        #expect(!text.contains("可并案"))
    }

    @Test func aMisdatedRecordDoesNotStretchTheMonths() throws {
        var content = ReportFixture.content()
        content.records[0].received = CivilTime(year: 1990, month: 5, day: 2, precision: .day)
        let page = try page(content)
        let text = markup(page)
        let months = try #require(try data(page)["months"] as? [String])
        #expect(months.count == 12 && months.first == "2023-07")
        #expect(text.contains("2023-07 至 2024-06（另有 1 件的时间远在此外，请核对）"))
        #expect(text.contains("data-open=\"outside\" data-title=\"时间不在图中的诉求\">1</button>"))
        #expect(!text.contains("1990-05</th>"))
    }

    @Test func anEmptyReportIsAPage() throws {
        let page = try page(ReportContent(office: "办公室", clock: CivilTime(seconds: 0), people: 0))
        let text = markup(page)
        #expect(text.contains("没有可显示的诉求") && text.contains("没有形成问题") && !text.contains("<section id=\"ballot\">"))
        #expect(try (data(page)["records"] as? [Any])?.isEmpty == true)
    }
}

extension Substring {
    /// Where the first of some openings starts.
    fileprivate func firstRange(of start: String, in openings: [String]) -> Index? {
        openings.compactMap { range(of: $0)?.lowerBound }.min()
    }
}
