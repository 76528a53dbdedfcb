import OpinionIngest

/// Records that are one demand filed again, or one text that several people sent (重复反映).
public struct Repeat: Sendable, Equatable {
    /// What makes the records repeats of each other.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// One known person about one matter, whatever the words.
        case samePerson
        /// The same text from several people, or from senders who are not known.
        case identical
        /// Texts of several people that hardly differ, or the same text and what one of the people wrote besides.
        case nearIdentical
    }

    /// What a record is within its group.
    public enum Role: String, Sendable, Codable, CaseIterable {
        /// The first of the group.
        case first
        /// The same sender again with nothing new.
        case again
        /// The same sender again with new facts.
        case news
        /// Another sender's copy with nothing new.
        case copy
        /// Another sender's copy with new facts.
        case copyWithNews

        /// The role as people read it.
        public var chineseName: String {
            switch self {
            case .first: "首次"
            case .again: "同一人再次反映"
            case .news: "同一人再次反映，有新情况"
            case .copy: "他人相同反映"
            case .copyWithNews: "他人相同反映，有新情况"
            }
        }
    }

    /// A record of the group.
    public struct Member: Sendable, Equatable {
        /// The record.
        public var record: RecordID
        /// What it is.
        public var role: Role
        /// Facts that no earlier record of the sender (`news`) or of the group (`copyWithNews`) states, with their kind:
        /// `日期 2024-05-01`, `金额 2000元`, `数量 3天`, `地点 青石镇`, `单位 县住房和城乡建设局`. Ascending.
        public var news: [String]

        /// A record with its role.
        public init(record: RecordID, role: Role, news: [String] = []) {
            self.record = record
            self.role = role
            self.news = news
        }
    }

    /// 1 and up; by the time of the first record.
    public var id: Int
    /// What makes them repeats.
    public var kind: Kind
    /// Whether so many people sent it that it counts as a campaign (联名、群发).
    public var isCampaign: Bool
    /// Distinct people: known senders, and one for all unknown ones.
    public var people: Int
    /// The records in the order in which they were received, at least two.
    public var members: [Member]

    /// How many records there are.
    public var posts: Int { members.count }

    /// All new facts of the group, each once, ascending.
    public var news: [String] { Set(members.flatMap(\.news)).sorted() }

    /// The kind as people read it.
    public var kindName: String {
        if isCampaign { return kind == .identical ? "群发（文本相同）" : "群发（文本相近）" }
        return switch kind {
        case .samePerson: "同一人重复反映"
        case .identical: "文本相同"
        case .nearIdentical: "文本相近"
        }
    }

    /// A group.
    public init(id: Int, kind: Kind, isCampaign: Bool, people: Int, members: [Member]) {
        self.id = id
        self.kind = kind
        self.isCampaign = isCampaign
        self.people = people
        self.members = members
    }
}

/// How many repeats there are, by people and by posts.
public struct RepeatCounts: Sendable, Equatable, Codable {
    /// Groups.
    public var groups = 0
    /// Records in them, the first of each group included.
    public var posts = 0
    /// People behind them, summed over the groups.
    public var people = 0
    /// Records that repeat an earlier one and state new facts.
    public var withNews = 0
    /// Records that repeat an earlier one and state nothing new.
    public var withoutNews = 0
    /// Groups of one person.
    public var samePerson = 0
    /// Groups that are campaigns.
    public var campaigns = 0

    /// The counts of some groups. Linear.
    public init(_ repeats: [Repeat] = []) {
        for group in repeats {
            groups += 1
            posts += group.posts
            people += group.people
            let news = group.members.reduce(0) { $0 + ($1.news.isEmpty ? 0 : 1) }
            withNews += news
            withoutNews += group.posts - 1 - news
            if group.kind == .samePerson { samePerson += 1 }
            if group.isCampaign { campaigns += 1 }
        }
    }
}
