import OpinionIngest

/// How many people stand behind some records, beside how many records there are.
public struct PeopleCount: Sendable, Equatable {
    /// Distinct people.
    public var people: Int
    /// Records, repeats and copies counted each.
    public var posts: Int

    /// A pair of counts.
    public init(people: Int, posts: Int) {
        self.people = people
        self.posts = posts
    }
}

/// Tells people from posts: one person may file 90 messages, and one text may arrive from hundreds of senders.
///
/// A record with a person key belongs to that person (deputies too). Records without a key are one person for each group
/// of copies that they belong to, because nothing tells such senders apart; a record without key and copies is a person
/// of its own. So 40 copies of a campaign text from 40 known people are 40 people, and from unknown senders one.
public struct PeopleCounter: Sendable {
    /// For each record, in the order of `facts`, a small number that stands for its person.
    package let tokens: [Int]
    /// How many different tokens there are.
    package let population: Int
    private let indices: RecordPlaces

    /// Assigns every record to a person. O(records + copies). Copies of records that are not in `facts` are ignored.
    public init(facts: [RecordFacts], issues: [Issue]) {
        self.init(facts: facts, issues: issues, indices: RecordPlaces(facts.map(\.id)))
    }

    init(facts: [RecordFacts], issues: [Issue], indices: RecordPlaces) {
        var copyGroup = [Int?](repeating: nil, count: facts.count)
        var groups = 0
        for issue in issues {
            for group in issue.copies {
                for record in group {
                    if let index = indices.place(of: record), copyGroup[index] == nil { copyGroup[index] = groups }
                }
                groups += 1
            }
        }
        var next = 0
        var byKey: [PersonKey: Int] = [:]
        var byGroup = [Int?](repeating: nil, count: groups)
        var tokens: [Int] = []
        tokens.reserveCapacity(facts.count)
        for (index, fact) in facts.enumerated() {
            let known = fact.person.map { byKey[$0] } ?? copyGroup[index].flatMap { byGroup[$0] }
            if let known {
                tokens.append(known)
                continue
            }
            if let person = fact.person {
                byKey[person] = next
            } else if let group = copyGroup[index] {
                byGroup[group] = next
            }
            tokens.append(next)
            next += 1
        }
        self.tokens = tokens
        self.population = next
        self.indices = indices
    }

    /// Counts the people and the posts among records; unknown ids and repetitions of an id are left out.
    public func count(_ records: some Sequence<RecordID>) -> PeopleCount {
        let known = Set(records.compactMap { indices.place(of: $0) })
        return PeopleCount(people: Set(known.map { tokens[$0] }).count, posts: known.count)
    }

    /// Where a record stands in the facts.
    func index(of record: RecordID) -> Int? { indices.place(of: record) }

    /// Distinct people among records given by index. O(n log n).
    func people(_ members: some Sequence<Int>) -> Int {
        var seen = members.map { tokens[$0] }
        seen.sort()
        var count = 0
        var last: Int?
        for token in seen where token != last {
            count += 1
            last = token
        }
        return count
    }
}
