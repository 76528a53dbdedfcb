import OpinionIngest

/// Everything that ranking and lead finding read, checked and indexed once.
///
/// Facts are held in the order of their ids, so no result depends on the order in which they were given. Times after
/// `now` are taken as unknown: they are mistakes. O(n log n) in records.
public struct RankingInput: Sendable {
    /// The facts, ordered by record id.
    public let facts: [RecordFacts]
    /// The issues, ordered by id.
    public let issues: [Issue]
    /// The catalogue, ordered by id.
    public let needs: [Need]
    /// The settings.
    public let configuration: RankingConfiguration
    /// The wall clock of the run.
    public let now: CivilTime
    /// Who is who.
    public let people: PeopleCounter

    /// For each issue, its members as indices into `facts`, ascending.
    let members: [[Int]]
    /// For each record, the issue it belongs to, as an index into `issues`.
    let issueOf: [Int?]
    /// For each need, the issues that speak of it and its records, ascending.
    let support: [(issues: [Int], members: [Int])]
    /// For each record, whether it is thanks or praise.
    let isThanks: [Bool]
    /// For each record, the month of receipt (`CivilTime.monthNumber`).
    let months: [Int?]
    /// For each record, the day of receipt (`CivilTime.dayNumber`), nil where only a month is known.
    let days: [Int?]
    /// The months that the data cover, see `RankingInput.horizon(of:)`.
    let horizon: ClosedRange<Int>?

    /// Checks and indexes.
    ///
    /// Throws `RankingError` for a setting outside its range, an id given twice, or an issue's member without facts.
    /// Needs named by a record but absent from the catalogue are ignored.
    public init(
        facts given: [RecordFacts], issues: [Issue], needs: [Need],
        configuration: RankingConfiguration = RankingConfiguration(), now: CivilTime
    ) throws(RankingError) {
        try configuration.validate()
        let facts = Self.sorted(given)
        for (left, right) in zip(facts, facts.dropFirst()) where left.id == right.id {
            throw .duplicateRecord(left.id)
        }
        let issues = issues.sorted { $0.id < $1.id }
        for (left, right) in zip(issues, issues.dropFirst()) where left.id == right.id {
            throw .duplicateIssue(left.id.rawValue)
        }
        let needs = needs.sorted { $0.id < $1.id }
        for (left, right) in zip(needs, needs.dropFirst()) where left.id == right.id { throw .duplicateNeed(left.id) }

        let indices = RecordPlaces(facts.map(\.id))
        var members: [[Int]] = []
        var issueOf = [Int?](repeating: nil, count: facts.count)
        for (position, issue) in issues.enumerated() {
            var own: [Int] = []
            for record in issue.members {
                guard let index = indices.place(of: record) else {
                    throw .unknownMember(issue: issue.id.rawValue, record: record)
                }
                own.append(index)
                if issueOf[index] == nil { issueOf[index] = position }
            }
            members.append(Self.distinct(own))
        }
        self.facts = facts
        self.issues = issues
        self.needs = needs
        self.configuration = configuration
        self.now = now
        self.people = PeopleCounter(facts: facts, issues: issues, indices: indices)
        self.members = members
        self.issueOf = issueOf
        self.support = Self.support(of: needs, facts: facts, members: members)
        self.isThanks = RecordFacts.areThanks(facts)
        let today = now.dayNumber
        let dated = facts.map { fact in fact.received.flatMap { $0.dayNumber <= today ? $0 : nil } }
        self.months = dated.map { time in time.flatMap { $0.precision >= .month ? $0.monthNumber : nil } }
        self.days = dated.map { time in time.flatMap { $0.precision >= .day ? $0.dayNumber : nil } }
        self.horizon = Self.horizon(of: months)
    }

    /// The people behind all records and the number of records.
    public var peopleCount: PeopleCount { PeopleCount(people: people.population, posts: facts.count) }

    /// The input without the records of one channel; issues keep their other members.
    func dropping(_ channel: Channel) -> RankingInput? {
        let kept = facts.filter { $0.channel != channel }
        let ids = Set(kept.map(\.id))
        let issues = issues.map { issue in
            var issue = issue
            issue.members = issue.members.filter { ids.contains($0) }
            issue.copies = issue.copies.map { $0.filter { ids.contains($0) } }
            return issue
        }
        return try? RankingInput(facts: kept, issues: issues, needs: needs, configuration: configuration, now: now)
    }

    /// The months between which nearly all dated records lie: 0.2 % of them may lie before, and as many after, so that
    /// a handful of wrong dates does not stretch every series.
    static func horizon(of months: [Int?]) -> ClosedRange<Int>? {
        let sorted = months.compactMap { $0 }.sorted()
        let cut = sorted.count / 500
        guard let first = sorted.dropFirst(cut).first, let last = sorted.dropLast(cut).last else { return nil }
        return first...last
    }

    /// A need's issues are those in which more than half of the members speak of it; its records are those that speak of
    /// it and all members of its issues.
    private static func support(
        of needs: [Need], facts: [RecordFacts], members: [[Int]]
    ) -> [(issues: [Int], members: [Int])] {
        var position: [String: Int] = [:]
        for (index, need) in needs.enumerated() { position[need.id] = index }
        let spoken = facts.map { fact in distinct(fact.needs.compactMap { position[$0] }) }
        var issues = [[Int]](repeating: [], count: needs.count)
        var records = [[Int]](repeating: [], count: needs.count)
        for (index, list) in spoken.enumerated() {
            for need in list { records[need].append(index) }
        }
        var counts = [Int](repeating: 0, count: needs.count)
        for (issue, own) in members.enumerated() {
            for index in own { for need in spoken[index] { counts[need] += 1 } }
            for index in own {
                for need in spoken[index] where counts[need] > 0 {
                    if counts[need] * 2 > own.count {
                        issues[need].append(issue)
                        records[need].append(contentsOf: own)
                    }
                    counts[need] = 0
                }
            }
        }
        return zip(issues, records).map { ($0, distinct($1)) }
    }

    /// Ascending without repetitions.
    static func distinct(_ values: [Int]) -> [Int] {
        guard values.count > 1 else { return values }
        var result: [Int] = []
        result.reserveCapacity(values.count)
        for value in values.sorted() where value != result.last { result.append(value) }
        return result
    }

    private static func sorted(_ facts: [RecordFacts]) -> [RecordFacts] {
        let ordered = zip(facts, facts.dropFirst()).allSatisfy { $0.id <= $1.id }
        if ordered { return facts }
        let ids = facts.map(\.id)
        return facts.indices.sorted { ids[$0] < ids[$1] }.map { facts[$0] }
    }

    /// Record ids of indices, in the indices' order.
    func ids(_ members: some Sequence<Int>) -> [RecordID] { members.map { facts[$0].id } }
}
