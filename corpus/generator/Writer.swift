import Foundation

/// Writes the numbered records, each channel in its own shape, and counts the rows.
struct Writer {
    let folder: URL
    let drafts: [Draft]
    var random: Random
    var ledgers: [Ledger] = []

    private func of(_ channel: Channel) -> [Draft] { drafts.filter { $0.channel == channel } }

    private func write(_ data: Data, _ name: String) throws {
        try data.write(to: folder.appendingPathComponent(name))
    }

    mutating func all() throws {
        for year in [2023, 2024] { try hotline(year) }
        try petitions()
        try proposals()
        try letters()
        try station()
    }

    /// Adds exact repeats of some rows a few lines below them and counts everything.
    private mutating func repeated<Row>(_ rows: [(String, Row)], _ count: Int, _ ledger: inout Ledger) -> [Row] {
        let again = Set(random.sample(Array(rows.indices), count))
        var out: [Row] = []
        var waiting: [(Int, Row)] = []
        for (index, row) in rows.enumerated() {
            out.append(row.1)
            out += waiting.filter { $0.0 == index }.map { $0.1 }
            if again.contains(index) {
                ledger.repeatedNumbers.append(row.0)
                if index + 3 < rows.count { waiting.append((index + 3, row.1)) } else { out.append(row.1) }
            }
        }
        ledger.accepted = rows.count
        ledger.repeats = count
        ledger.rows = rows.count + count
        return out
    }

    private mutating func hotline(_ year: Int) throws {
        let header = [
            "工单编号", "来电时间", "来电人", "联系电话", "诉求类型", "区县", "乡镇街道", "村社", "诉求标题", "诉求内容", "承办单位", "派单时间",
            "截止时间", "办结时间", "办理状态", "答复内容", "是否联系", "是否解决", "满意度",
        ]
        var rows: [(String, [String])] = []
        for draft in of(.hotline) where draft.number.hasPrefix("LX\(year)") {
            let slash = random.chance(year == 2024 ? 0.85 : 0.06)
            func time(_ day: Int, _ second: Int) -> String {
                slash ? Calendar.slashTime(day, second) : Calendar.isoTime(day, second)
            }
            let name =
                random.chance(0.12)
                ? "匿名"
                : random.chance(0.2)
                    ? String(draft.person.name.prefix(1)) + (draft.person.woman ? "女士" : "先生")
                    : draft.person.name
            let open = draft.wrongDate == "待定" ? "待定" : ""
            let status = draft.closed != nil ? "已办结" : random.pick(["办理中", "办理中", "已派单", "退回重派"])
            let contacted = draft.closed == nil ? "" : draft.solved == false && random.chance(0.35) ? "否" : "是"
            rows.append(
                (
                    draft.number,
                    [
                        draft.number, draft.wrongDate ?? time(draft.day, draft.second), name, draft.person.phone,
                        draft.type,
                        "临溪县", random.chance(0.03) ? "" : draft.town, random.chance(0.12) ? "" : draft.community,
                        draft.title, draft.body, draft.unit,
                        time(draft.dispatched, min(86_399, draft.second + random.int(600...7000))),
                        open.isEmpty ? Calendar.iso(draft.due) : open,
                        draft.closed.map { time($0, random.int(8 * 3600...17 * 3600)) } ?? open, status, draft.reply,
                        contacted,
                        draft.solved.map { $0 ? "是" : "否" } ?? "", Handling.satisfaction(draft, &random),
                    ]
                ))
        }
        var ledger = Ledger(name: "hotline-\(year).csv", channel: .hotline)
        var lines = repeated(rows, year == 2023 ? 4 : 5, &ledger).map(Files.csvRow)
        let blank = String(repeating: ",", count: header.count - 1)
        for place in year == 2023 ? [57, 300] : [120, 121, 402] where place < lines.count {
            lines.insert(blank, at: place)
            ledger.rejectedReasons.append("blank")
        }
        lines.append("合计,\(rows.count)件" + String(repeating: ",", count: header.count - 2))
        ledger.rejectedReasons.append("totals")
        ledger.rejected = ledger.rejectedReasons.count
        ledger.rows += ledger.rejected
        let title = "临溪县12345政务服务便民热线工单明细表（\(year)年度）" + String(repeating: ",", count: header.count - 1)
        let text = ([title, Files.csvRow(header)] + lines).map { $0 + "\r\n" }.joined()
        try write(Files.gb18030(text), ledger.name)
        ledgers.append(ledger)
    }

    private mutating func petitions() throws {
        var rows: [(String, String)] = []
        for draft in of(.petition) {
            let replied = draft.reply.isEmpty ? nil : draft.closed
            rows.append(
                (
                    draft.number,
                    Files.jsonRow([
                        ("编号", .string(draft.number)), ("uid", .string(draft.person.uid)),
                        ("提交时间", .string(Calendar.isoTime(draft.day, draft.second))), ("类别", .string(draft.type)),
                        ("标题", .string(draft.title)), ("内容", .string(draft.body)), ("区县", .string("临溪县")),
                        ("乡镇街道", .string(random.chance(0.06) ? "" : draft.town)),
                        ("村社", .string(random.chance(0.3) ? "" : draft.community)), ("点赞数", .int(draft.likes)),
                        ("反对数", .int(random.chance(0.8) ? 0 : random.int(1...6))), ("附议数", .int(draft.likes / 7)),
                        ("回复单位", .string(replied == nil ? "" : draft.unit)),
                        ("回复时间", .string(replied.map { Calendar.isoTime($0, random.int(9 * 3600...17 * 3600)) } ?? "")),
                        ("回复内容", .string(draft.reply)),
                    ])
                ))
        }
        var ledger = Ledger(name: "petitions.jsonl", channel: .petition)
        let lines = repeated(rows, 3, &ledger)
        try write(Data(lines.map { $0 + "\n" }.joined().utf8), ledger.name)
        ledgers.append(ledger)
    }

    private mutating func proposals() throws {
        let results = ["已采纳，列入年度计划", "正在办理", "已解决", "部分采纳", "列入计划逐步解决", "受条件限制，暂难解决，留作参考"]
        var rows: [(String, [Workbook.Cell])] = []
        for draft in of(.proposal) {
            let answered = draft.day + random.int(40...95)
            let done = answered < Calendar.day(2024, 12, 25)
            rows.append(
                (
                    draft.number,
                    [
                        .text(draft.number), .text(draft.title), .text(draft.person.name), .number(draft.cosigners),
                        .day(draft.day),
                        .text(draft.body), .text(draft.unit), draft.jointUnit.isEmpty ? .empty : .text(draft.jointUnit),
                        .text(done ? random.pick(results) : "正在办理"), done ? .day(answered) : .empty,
                    ]
                ))
        }
        var ledger = Ledger(name: "proposals.xlsx", channel: .proposal)
        let cells = repeated(rows, 1, &ledger)
        try Workbook.write(
            cells, title: "临溪县第十七届人大代表建议汇总表（2023—2024年）",
            header: ["建议编号", "标题", "领衔代表", "附议人数", "提出日期", "建议内容", "主办单位", "协办单位", "办理结果", "答复日期"],
            to: folder.appendingPathComponent(ledger.name).path)
        ledgers.append(ledger)
    }

    private mutating func letters() throws {
        let header = ["来信编号", "来信日期", "来信人", "联系电话", "住址", "乡镇街道", "主题", "内容", "转办单位", "办结日期", "答复意见"]
        var rows: [(String, [String])] = []
        for draft in of(.letter) {
            let date = random.chance(0.3) ? Calendar.chinese(draft.day) : Calendar.iso(draft.day)
            rows.append(
                (
                    draft.number,
                    [
                        draft.number, draft.wrongDate ?? date, draft.person.name,
                        random.chance(0.35) ? "" : draft.person.phone,
                        draft.person.address, draft.town, draft.title, draft.body, draft.unit,
                        draft.reply.isEmpty ? "" : draft.closed.map { Calendar.iso($0 + random.int(8...45)) } ?? "",
                        draft.reply,
                    ]
                ))
        }
        var ledger = Ledger(name: "letters.csv", channel: .letter)
        var lines = repeated(rows, 2, &ledger).map(Files.csvRow)
        lines.insert(String(repeating: ",", count: header.count - 1), at: min(33, lines.count))
        ledger.rejectedReasons = ["blank"]
        ledger.rejected = 1
        ledger.rows += 1
        let text = ([Files.csvRow(header)] + lines).map { $0 + "\n" }.joined()
        try write(Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8), ledger.name)
        ledgers.append(ledger)
    }

    private mutating func station() throws {
        var rows: [(String, String)] = []
        for draft in of(.station) {
            rows.append(
                (
                    draft.number,
                    Files.jsonRow([
                        ("编号", .string(draft.number)), ("联络站", .string(draft.town + "代表联络站")),
                        ("接待日期", .string(draft.wrongDate ?? Calendar.iso(draft.day))),
                        ("反映人", .string(draft.person.name)),
                        ("联系电话", .string(random.chance(0.3) ? "" : draft.person.phone)),
                        ("乡镇街道", .string(draft.town)), ("村社", .string(draft.community)), ("主题", .string(draft.title)),
                        ("内容", .string(draft.body)), ("转办单位", .string(draft.unit)), ("处理情况", .string(draft.reply)),
                    ])
                ))
        }
        var ledger = Ledger(name: "station.jsonl", channel: .station)
        var lines = repeated(rows, 2, &ledger)
        // A line that was cut off while it was exported.
        lines.insert("{\"编号\": \"LLZ-断\", \"联络站\": \"青石镇代表联络站\", \"接待日期\": \"2023-", at: min(88, lines.count))
        ledger.rejectedReasons = ["malformed"]
        ledger.rejected = 1
        ledger.rows += 1
        try write(Data(lines.map { $0 + "\n" }.joined().utf8), ledger.name)
        ledgers.append(ledger)
    }
}
