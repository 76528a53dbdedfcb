import OpinionIngest
import OpinionRanking
import OpinionStore
import Proposals

/// Material for a deputy's proposal, put together from an issue: facts, counts, short masked quotations, and blanks.
///
/// Never a citizen's letter: nothing is quoted in whole (`Quotation`), informants' reports are left out, and the text says that
/// it is a draft for the deputy's own investigation. Zhejiang's rule on deputies' proposals (2016, art. 6) forbids
/// forwarding letters.
public struct IssueDraft: Sendable, Encodable {
    /// A quotation with the record that it is from.
    public struct Quote: Sendable, Encodable {
        /// The masked piece.
        public var text: String
        /// The record's id, to open it with `opinion show`.
        public var record: String
        /// The channel's name.
        public var channel: String
        /// The day.
        public var day: String?
    }

    /// A name with a count.
    public struct Count: Sendable, Encodable {
        /// What is counted.
        public var name: String
        /// How many records.
        public var posts: Int
    }

    /// The issue's number.
    public var issue: Int
    /// Its label.
    public var label: String
    /// Its keywords.
    public var keywords: [String]
    /// Distinct people.
    public var people: Int
    /// Records.
    public var posts: Int
    /// The first and the last day.
    public var first: String?
    /// The last day.
    public var last: String?
    /// By month, in order.
    public var months: [Count]
    /// By channel, most first.
    public var channels: [Count]
    /// By township, most first.
    public var places: [Count]
    /// By handling unit, most first.
    public var units: [Count]
    /// By status, most first.
    public var statuses: [Count]
    /// Records with an answer to whether the matter was solved, and of these, solved.
    public var judged: Int
    /// Of the judged ones, solved.
    public var solved: Int
    /// People who reported more than once, and the most reports of one person.
    public var again: Int
    /// The most reports of one person.
    public var mostOfOne: Int
    /// Short quotations of different people, each saying something else.
    public var quotes: [Quote]
    /// What people ask for, quoted in the same way.
    public var asks: [Quote]
    /// Deputies' proposals in the same issue.
    public var proposals: [String]
    /// The ids of all records counted.
    public var records: [String]

    /// Quotations in a draft.
    public static let maximumQuotes = 6
    /// Requests in a draft.
    public static let maximumAsks = 4

    /// The draft of an issue, or nil where the store has no such issue, or none of its records may be shown.
    public init?(of id: IssueID, in store: Store) throws {
        guard let found = try store.issues().first(where: { $0.id == id }) else { return nil }
        let shown = try store.shownRecords(ids: found.members).filter { !$0.facts.isInformant }
        let people = shown.filter { $0.facts.channel != .proposal }
        guard !shown.isEmpty else { return nil }
        let masker = Masker()
        issue = id.rawValue
        label = found.label
        keywords = found.keywords
        let counter = PeopleCounter(
            facts: shown.map {
                RecordFacts(
                    id: $0.facts.id, channel: $0.facts.channel, received: $0.facts.received, person: $0.facts.person)
            }, issues: [found])
        let count = counter.count(people.map(\.facts.id))
        self.people = count.people
        posts = count.posts
        let days = people.compactMap(\.facts.received).sorted()
        first = days.first.map(Self.day)
        last = days.last.map(Self.day)
        months = Self.counts(people.compactMap { $0.facts.received.map(Self.month) }, byName: true)
        channels = Self.counts(people.map(\.facts.channel.chineseName))
        places = Self.counts(
            people.compactMap { $0.facts.place.township ?? $0.facts.place.county }.map(masker.maskField))
        units = Self.counts(people.compactMap(\.facts.handling.leadUnit).map(masker.maskField))
        statuses = Self.counts(people.compactMap(\.facts.handling.status).map(masker.maskField))
        judged = people.count { $0.facts.evaluation.solved != nil }
        solved = people.count { $0.facts.evaluation.solved == true }
        proposals = shown.filter { $0.facts.channel == .proposal }.map { record in
            [record.facts.number.map(masker.maskField) ?? record.facts.id.rawValue, record.title].joined(separator: " ")
        }
        records = people.map(\.facts.id.rawValue)
        var postsOf: [PersonKey: Int] = [:]
        for case let person? in people.map(\.facts.person) { postsOf[person, default: 0] += 1 }
        again = postsOf.values.count { $0 > 1 }
        mostOfOne = postsOf.values.max() ?? 0
        let facts = Self.quotes(people, found, limit: Self.maximumQuotes) { !SentenceRoles.isRequest($0) }
        quotes = facts
        asks = Self.quotes(people, found, limit: Self.maximumAsks, apartFrom: facts) {
            SentenceRoles.isRequest($0) && !Self.isClosing($0)
        }
    }

    /// What a clerk adds to every order: 请贵单位核实处理，5 个工作日内答复.
    private static func isClosing(_ sentence: String) -> Bool {
        ["贵单位", "工作日", "核实处理", "给予答复", "请予办理"].contains { sentence.contains($0) }
    }

    /// The medoid first, then one of each person in the order of days; of pieces that say the same the first.
    private static func quotes(
        _ people: [OpinionStore.ShownRecord], _ issue: Issue, limit: Int, apartFrom others: [Quote] = [],
        _ isFit: (String) -> Bool
    ) -> [Quote] {
        let copies = Set(issue.copies.flatMap { $0.dropFirst() })
        let order = people.filter { !copies.contains($0.facts.id) }.sorted { left, right in
            let (a, b) = (left.facts.id == issue.medoid ? 0 : 1, right.facts.id == issue.medoid ? 0 : 1)
            let (x, y) = (left.facts.received?.seconds ?? .max, right.facts.received?.seconds ?? .max)
            return (a, x, left.facts.id) < (b, y, right.facts.id)
        }
        var persons = Set<PersonKey>()
        var pieces = others.map { Quotation(text: $0.text) }
        // One text is quoted once: two pieces of it could give it whole.
        let quoted = Set(others.map(\.record))
        var quotes: [Quote] = []
        for record in order where quotes.count < limit && !quoted.contains(record.facts.id.rawValue) {
            if let person = record.facts.person, persons.contains(person) { continue }
            guard let quote = Quotation.pick(from: record.body, about: issue.keywords, where: isFit),
                !pieces.contains(where: { $0.resembles(quote) })
            else { continue }
            if let person = record.facts.person { persons.insert(person) }
            pieces.append(quote)
            quotes.append(
                Quote(
                    text: quote.text, record: record.facts.id.rawValue, channel: record.facts.channel.chineseName,
                    day: record.facts.received.map(day)))
        }
        return quotes
    }

    private static func counts(_ names: [String], byName: Bool = false) -> [Count] {
        var counts: [String: Int] = [:]
        for name in names where !name.isEmpty { counts[name, default: 0] += 1 }
        return counts.map { Count(name: $0.key, posts: $0.value) }.sorted {
            byName ? $0.name < $1.name : ($1.posts, $0.name) < ($0.posts, $1.name)
        }
    }

    private static func day(_ time: CivilTime) -> String { String(time.description.prefix(10)) }

    private static func month(_ time: CivilTime) -> String { String(time.description.prefix(7)) }
}
