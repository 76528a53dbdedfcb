import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionReports
import OpinionStore

/// What `opinion show` opens: a heading and the records behind it.
struct ShownTarget {
    var heading: String
    var records: [RecordID]

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
            var heading = "热点问题 \(issue.id)：\(issue.label)（\(issue.members.count) 件）\n"
            heading += "关键词：\(issue.keywords.joined(separator: " "))\n"
            if let candidate { heading += self.heading(candidate) }
            return ShownTarget(
                heading: heading, records: [issue.medoid] + issue.members.filter { $0 != issue.medoid })
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
    static func text(_ record: OpinionStore.ShownRecord, issue: IssueID?, showsInformants: Bool) -> String {
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
        }
        var heading: String
        var total: Int
        var records: [Entry]

        init(_ target: ShownTarget, _ records: [OpinionStore.ShownRecord], showsInformants: Bool) {
            heading = target.heading
            total = target.records.count
            self.records = records.map { record in
                let isHidden = record.facts.isInformant && !showsInformants
                return Entry(
                    id: record.facts.id.rawValue, channel: record.facts.channel,
                    number: isHidden ? nil : record.facts.number.map(Masker().maskField),
                    received: record.facts.received, file: record.facts.source.file, row: record.facts.source.row,
                    title: isHidden ? ShownTarget.informantNote : record.title, body: isHidden ? "" : record.body,
                    reply: isHidden ? nil : record.facts.handling.reply,
                    unit: isHidden ? nil : record.facts.handling.leadUnit, informant: record.facts.isInformant)
            }
        }
    }
}
