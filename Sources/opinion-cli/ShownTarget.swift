import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore

/// What `opinion show` opens: a heading and the records behind it.
struct ShownTarget {
    var heading: String
    var records: [RecordID]
    /// The repeats of an issue.
    var repeats: [ShownRepeat] = []
    /// What helps to read an issue.
    var outline: IssueOutline?

    /// Finds what a name stands for; nil where the store has nothing of this name.
    static func find(_ name: String, in store: Store) throws -> ShownTarget? {
        if try store.shownRecord(RecordID(rawValue: name)) != nil {
            return ShownTarget(heading: "", records: [RecordID(rawValue: name)])
        }
        let numbered = try store.find(number: name)
        if !numbered.isEmpty { return ShownTarget(heading: "", records: numbered) }
        // A candidate of one issue has the issue's name as its key: both are shown then.
        let candidate = try store.candidates().first { $0.key == name || $0.key == "issue:" + name }
        let digits = name.hasPrefix("issue:") ? String(name.dropFirst(6)) : name
        if let number = Int(digits), let issue = try store.issues().first(where: { $0.id.rawValue == number }) {
            let people = try store.peopleCounts()[issue.id]?.people ?? 0
            var heading = "热点问题 \(issue.id)：\(issue.label)（\(people) 人，\(issue.members.count) 件）\n"
            heading += "关键词：\(issue.keywords.joined(separator: " "))\n"
            let outline = try store.outline(of: issue.id)
            heading += try self.heading(outline, of: issue, in: store)
            if let candidate { heading += self.heading(candidate) }
            let repeats = try store.repeats(in: issue.id).map { try ShownRepeat($0, in: store) }
            for shown in repeats.prefix(10) { heading += shown.text(limit: 5) }
            if repeats.count > 10 { heading += "……还有 \(repeats.count - 10) 组重复反映，见 opinion repeats\n" }
            return ShownTarget(
                heading: heading, records: Self.order(of: issue, outline), repeats: repeats, outline: outline)
        }
        if let number = Int(digits), let gone = try gone(IssueID(rawValue: number), in: store) { return gone }
        if let candidate { return ShownTarget(heading: heading(candidate), records: candidate.records) }
        if let lead = try store.leads().first(where: { $0.key == name }) {
            var heading = "监督线索（\(lead.kind.chineseName)）：\(lead.title)\n\(lead.explanation)\n"
            for item in lead.evidence { heading += "  \(item.name)：\(item.value)\n" }
            return ShownTarget(heading: heading, records: lead.records)
        }
        return nil
    }

    /// The record that stands for the issue first, then those that differ most, then the others.
    private static func order(of issue: OpinionRanking.Issue, _ outline: IssueOutline?) -> [RecordID] {
        let first = [issue.medoid] + (outline?.extremes ?? [])
        let shown = Set(first)
        return first + issue.members.filter { !shown.contains($0) }
    }

    /// How an issue is to be read: how alike its members are, its theme, what it is easily taken for, its parts.
    private static func heading(
        _ outline: IssueOutline?, of issue: OpinionRanking.Issue, in store: Store
    ) throws -> String {
        var text = String(format: "凝聚度：%.2f（各件与代表件的平均相似度）\n", issue.cohesion)
        guard let outline else { return text }
        if let theme = try store.themes().first(where: { $0.issues.contains(issue.id) }) {
            text += "主题：\(theme.label)（\(theme.category ?? "未分类")，共 \(theme.issues.count) 个问题）\n"
        }
        if let nearest = outline.nearest, let other = try store.issues().first(where: { $0.id == nearest.issue }) {
            text += String(format: "易混淆：%d %@（相似度 %.2f）\n", other.id.rawValue, other.label, nearest.likeness)
        }
        if !outline.parts.isEmpty {
            text += "分支：" + outline.parts.map { "\($0.label)（\($0.records.count) 件）" }.joined(separator: "；") + "\n"
        }
        if !outline.extremes.isEmpty {
            text += "下面先列代表件，再列与它差别最大的 \(outline.extremes.count) 件。\n"
        }
        return text
    }

    /// An issue whose id ended, with where its records went; nil where the id never was one.
    private static func gone(_ id: IssueID, in store: Store) throws -> ShownTarget? {
        let fate = try IssueFate(id, in: store)
        return fate.changes.isEmpty ? nil : ShownTarget(heading: IssueChangeText.gone(fate), records: [])
    }

    /// A candidate with every part of its score.
    private static func heading(_ candidate: Candidate) -> String {
        var text = "候选第 \(candidate.rank) 名：\(candidate.title)"
        text += "（得分 \(Results.one(candidate.score))，\(candidate.people) 人，\(candidate.records.count) 件）\n"
        for part in candidate.parts { text += "  \(part.name) \(Results.one(part.points)) 分：\(part.explanation)\n" }
        return text
    }

    /// One record as text.
    ///
    /// - Parameter showsInformants: whether an informant's report is shown with its words and its unit.
    static func text(
        _ record: OpinionStore.ShownRecord, issue: IssueID?, repeats: ShownRepeat?, showsInformants: Bool
    ) -> String {
        let facts = record.facts
        if facts.isInformant, !showsInformants {
            return "—— \(facts.channel.chineseName) · \(facts.id)\n\(Self.informantNote)\n"
        }
        var text = "—— \(facts.channel.chineseName) \(facts.number.map(Masker().maskField) ?? "")"
        if let received = facts.received { text += " · \(received)" }
        text += " · \(facts.source.file) 第 \(facts.source.row) 行 · \(facts.id)"
        if let issue { text += " · 问题 \(issue)" }
        text += "\n"
        let place = OpinionReports.ShownRecord.placeText(facts.place)
        if !place.isEmpty { text += "地点：\(place)\n" }
        if let unit = facts.handling.leadUnit {
            text += "承办：\(unit)" + (facts.handling.status.map { "（\($0)）" } ?? "") + "\n"
        }
        if !record.title.isEmpty { text += record.title + "\n" }
        if !record.body.isEmpty { text += record.body + "\n" }
        if let reply = facts.handling.reply, !reply.isEmpty { text += "答复：" + reply + "\n" }
        if let repeats, !repeats.isInformant { text += repeats.text(of: facts.id) }
        return text
    }

    /// What stands in place of an informant's report.
    static let informantNote = "（举报件：内容、编号和承办单位不显示；有权查阅的人员可加 --informants，查阅会记入操作日志）"

    struct JSON: Encodable {
        struct Entry: Encodable {
            var id: String
            var channel: Channel
            var number: String?
            var received: CivilTime?
            var file: String
            var row: Int
            var title: String
            var body: String
            var reply: String?
            var unit: String?
            var informant: Bool
            var repeats: RepeatTable.Own?
        }
        /// What helps to read an issue, by ids.
        struct Outline: Encodable {
            struct Part: Encodable {
                var label: String
                var records: [String]
            }
            var nearest: Int?
            var likeness: Double?
            var extremes: [String]
            var parts: [Part]

            init(_ outline: IssueOutline) {
                nearest = outline.nearest?.issue.rawValue
                likeness = outline.nearest?.likeness
                extremes = outline.extremes.map(\.rawValue)
                parts = outline.parts.map { .init(label: $0.label, records: $0.records.map(\.rawValue)) }
            }
        }
        var heading: String
        var outline: Outline?
        var total: Int
        var repeats: [RepeatTable.JSON]
        var records: [Entry]

        init(
            _ target: ShownTarget, _ records: [OpinionStore.ShownRecord], repeats: [RecordID: ShownRepeat],
            showsInformants: Bool
        ) {
            heading = target.heading
            outline = target.outline.map(Outline.init)
            self.repeats = target.repeats.map(RepeatTable.JSON.init)
            total = target.records.count
            self.records = records.map { record in
                let isHidden = record.facts.isInformant && !showsInformants
                return Entry(
                    id: record.facts.id.rawValue, channel: record.facts.channel,
                    number: isHidden ? nil : record.facts.number.map(Masker().maskField),
                    received: record.facts.received, file: record.facts.source.file, row: record.facts.source.row,
                    title: isHidden ? ShownTarget.informantNote : record.title, body: isHidden ? "" : record.body,
                    reply: isHidden ? nil : record.facts.handling.reply,
                    unit: isHidden ? nil : record.facts.handling.leadUnit, informant: record.facts.isInformant,
                    repeats: RepeatTable.Own(repeats[record.facts.id], record: record.facts.id))
            }
        }
    }
}
