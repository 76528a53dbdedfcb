import OpinionIngest
import OpinionRanking
import OpinionReports
import OpinionStore

/// A group of repeats as people are shown it. A group with an informant's report tells its counts and dates only.
struct ShownRepeat {
    /// A record of the group.
    struct Member {
        var record: RecordID
        var number: String?
        var received: CivilTime?
        var role: Repeat.Role
        var news: [String]
    }

    var group: Repeat
    var members: [Member]
    var isInformant: Bool
    var title: String
    var first: CivilTime?
    var last: CivilTime?

    /// A group with its records from the store.
    init(_ group: Repeat, in store: Store) throws {
        self.init(group, records: try store.shownRecords(ids: group.members.map(\.record)))
    }

    init(_ group: Repeat, records: [OpinionStore.ShownRecord]) {
        self.group = group
        var byID: [RecordID: OpinionStore.ShownRecord] = [:]
        for record in records { byID[record.facts.id] = record }
        let isHidden = records.contains(where: \.facts.isInformant)
        isInformant = isHidden
        let masker = Masker()
        members = group.members.map { member in
            let facts = byID[member.record]?.facts
            return Member(
                record: member.record, number: isHidden ? nil : facts?.number.map(masker.maskField),
                received: facts?.received, role: member.role, news: isHidden ? [] : member.news)
        }
        let words = group.members.first.flatMap { byID[$0.record] }
        title = isHidden ? "（举报件，内容不显示）" : words.map { $0.title.isEmpty ? $0.body : $0.title } ?? ""
        let times = members.compactMap(\.received)
        first = times.min()
        last = times.max()
    }

    /// The new facts of the group.
    var news: [String] { isInformant ? [] : group.news }

    /// `同一人重复反映，1 人 3 件，2024-01-02 至 2024-03-04`.
    var summary: String {
        var text = "第 \(group.id) 组，\(group.kindName)，\(group.people) 人 \(group.posts) 件"
        if let first, let last { text += "，\(Self.day(first)) 至 \(Self.day(last))" }
        return text
    }

    /// The group for `opinion show`, a line for each of its first members; `of` is marked.
    func text(of record: RecordID? = nil, limit: Int = 10) -> String {
        var text = "重复反映：\(summary)\n"
        for member in members.prefix(limit) {
            text += "  \(member.received.map(Self.day) ?? "时间不明") \(member.number ?? member.record.rawValue)"
            text += member.record == record ? "（本件）" : ""
            text += "：\(member.role.chineseName)"
            if !member.news.isEmpty { text += "（\(member.news.joined(separator: "、"))）" }
            text += "\n"
        }
        if members.count > limit { text += "  ……还有 \(members.count - limit) 件，见 opinion repeats --format json\n" }
        return text
    }

    static func day(_ time: CivilTime) -> String { String(time.description.prefix(10)) }
}

/// Repeats as a table and as JSON.
enum RepeatTable {
    static func table(_ groups: [ShownRepeat]) -> TerminalTable {
        TerminalTable(
            columns: [
                .init("组", .right), .init("类型"), .init("人数", .right), .init("件数", .right), .init("最早"), .init("最近"),
                .init("有新情况", .right), .init("新情况", maximumWidth: 48), .init("首件", maximumWidth: 48),
            ],
            rows: groups.map { shown in
                let withNews = shown.isInformant ? 0 : shown.group.members.count { !$0.news.isEmpty }
                return [
                    "\(shown.group.id)", shown.group.kindName, "\(shown.group.people)", "\(shown.group.posts)",
                    shown.first.map(ShownRepeat.day) ?? "", shown.last.map(ShownRepeat.day) ?? "", "\(withNews)",
                    shown.news.joined(separator: "、"), shown.title,
                ]
            })
    }

    /// What `opinion show` says of one record's repeats.
    struct Own: Encodable {
        var group: Int
        var name: String
        var people: Int
        var posts: Int
        var role: Repeat.Role
        var news: [String]

        /// Nil for an informant's report and for a record that is not in the group.
        init?(_ shown: ShownRepeat?, record: RecordID) {
            guard let shown, !shown.isInformant, let member = shown.members.first(where: { $0.record == record })
            else { return nil }
            group = shown.group.id
            name = shown.group.kindName
            people = shown.group.people
            posts = shown.group.posts
            role = member.role
            news = member.news
        }
    }

    struct JSON: Encodable {
        struct Member: Encodable {
            var record: String
            var number: String?
            var received: CivilTime?
            var role: Repeat.Role
            var news: [String]
        }
        var id: Int
        var kind: Repeat.Kind
        var name: String
        var campaign: Bool
        var informant: Bool
        var people: Int
        var posts: Int
        var first: CivilTime?
        var last: CivilTime?
        var title: String
        var news: [String]
        var members: [Member]

        init(_ shown: ShownRepeat) {
            id = shown.group.id
            kind = shown.group.kind
            name = shown.group.kindName
            campaign = shown.group.isCampaign
            informant = shown.isInformant
            people = shown.group.people
            posts = shown.group.posts
            first = shown.first
            last = shown.last
            title = shown.title
            news = shown.news
            members = shown.members.map {
                Member(
                    record: $0.record.rawValue, number: $0.number, received: $0.received, role: $0.role, news: $0.news)
            }
        }
    }
}
