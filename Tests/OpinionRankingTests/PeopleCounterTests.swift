import OpinionIngest
import OpinionRanking
import OpinionTestSupport
import Testing

struct PeopleCounterTests {
    @Test(
        "People, not posts",
        arguments: [
            // Person keys of the records (nil: unknown), groups of copies by record number, expected people.
            ([1, 1, 1], [], 1), ([1, 2, 3], [[1, 2, 3]], 3), ([nil, nil, nil], [], 3),
            ([nil, nil, nil], [[1, 2, 3]], 1),
            ([nil, nil, nil, nil], [[1, 2], [3, 4]], 2), ([1, nil, nil], [[1, 2, 3]], 2), ([], [], 0),
        ] as [([Int?], [[Int]], Int)])
    func count(keys: [Int?], copies: [[Int]], people: Int) {
        let facts = keys.enumerated().map { fact($0.offset + 1, person: $0.element) }
        let issues = facts.isEmpty ? [] : [issue(1, "事", Array(1...facts.count), copies: copies)]
        let counter = PeopleCounter(facts: facts, issues: issues)
        #expect(counter.count(facts.map(\.id)) == PeopleCount(people: people, posts: keys.count))
    }

    @Test func unknownAndRepeatedIdsDoNotCount() {
        let counter = PeopleCounter(facts: [fact(1)], issues: [])
        #expect(counter.count([recordID(1), recordID(1), recordID(2)]) == PeopleCount(people: 1, posts: 1))
    }
}
