import OpinionIngest
import OpinionRanking

/// An issue with what a report shows beside it (热点问题).
public struct ReportIssue: Sendable, Equatable {
    /// The issue.
    public var issue: Issue
    /// Distinct people behind its records.
    public var people: Int
    /// The channels of its records, in the order of `Channel.allCases`.
    public var channels: [Channel]
    /// When the earliest record was received.
    public var first: CivilTime?
    /// When the latest record was received.
    public var last: CivilTime?
    /// The townships of its records, most frequent first.
    public var townships: [String]
    /// Records per month from the first to the last month, months without any included.
    public var months: [MonthCount]
    /// What helps to read it; nil where a store of an earlier version has none.
    public var outline: IssueOutline?

    /// The records of one month.
    public struct MonthCount: Sendable, Equatable {
        /// Months since January 1970.
        public var month: Int
        /// How many records.
        public var count: Int

        /// A month's count.
        public init(month: Int, count: Int) {
            self.month = month
            self.count = count
        }
    }

    /// An issue from its parts.
    public init(
        issue: Issue, people: Int, channels: [Channel], first: CivilTime?, last: CivilTime?, townships: [String],
        months: [MonthCount], outline: IssueOutline? = nil
    ) {
        self.issue = issue
        self.people = people
        self.channels = channels
        self.first = first
        self.last = last
        self.townships = townships
        self.months = months
        self.outline = outline
    }

    /// An issue with everything worked out from its records' facts, whatever their order; facts of other records must
    /// not be given. Times without a month are left out of the monthly counts.
    public init(issue: Issue, people: Int, facts: [RecordFacts], outline: IssueOutline? = nil) {
        var townships: [String: Int] = [:]
        var months: [Int: Int] = [:]
        for fact in facts {
            if let township = fact.place.township, !township.isEmpty { townships[township, default: 0] += 1 }
            if let time = fact.received, time.precision >= .month { months[time.monthNumber, default: 0] += 1 }
        }
        let channels = Set(facts.map(\.channel))
        let times = facts.compactMap(\.received)
        var series: [MonthCount] = []
        if let from = months.keys.min(), let to = months.keys.max() {
            series = (from...to).map { MonthCount(month: $0, count: months[$0] ?? 0) }
        }
        self.init(
            issue: issue, people: people, channels: Channel.allCases.filter(channels.contains), first: times.min(),
            last: times.max(),
            townships: townships.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key), months: series,
            outline: outline)
    }

    /// Records that are copies of another one in the issue, their first ones not counted.
    public var repeats: Int { issue.copies.reduce(0) { $0 + max(0, $1.count - 1) } }
}

/// A theme with what a report shows beside it.
public struct ReportTheme: Sendable, Equatable {
    /// The theme.
    public var theme: IssueTheme
    /// Distinct people behind the records of its issues.
    public var people: Int
    /// The records of its issues.
    public var posts: Int

    /// A theme and its counts.
    public init(theme: IssueTheme, people: Int, posts: Int) {
        self.theme = theme
        self.people = people
        self.posts = posts
    }
}
