import OpinionIngest
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct RepeatTests {
    private func filled(_ folder: TemporaryFolder) throws -> Store {
        let store = try Store(path: folder.path("opinion.db"))
        try Samples.feed(store, Samples.file("热线.csv"), 0..<10)
        try store.replaceAnalysis(Samples.analysis())
        return store
    }

    @Test func repeatsComeBackAsTheyWereStored() throws {
        let folder = try TemporaryFolder()
        let store = try filled(folder)
        let expected = Samples.analysis().repeats
        #expect(try store.repeats() == expected)
        #expect(try store.analysis().repeats == expected)
        for group in expected {
            for member in group.members { #expect(try store.repeats(of: member.record) == group) }
        }
        let lone = Samples.analysis().classes.map(\.record).first { record in
            !expected.contains { $0.members.contains { $0.record == record } }
        }
        #expect(try store.repeats(of: #require(lone)) == nil)
        #expect(try store.repeats(in: IssueID(rawValue: 1)) == [expected[0]])
        #expect(try store.repeats(in: IssueID(rawValue: 7)) == [expected[1]])
        #expect(try store.repeats(in: IssueID(rawValue: 99)) == [])
    }

    @Test func anotherAnalysisReplacesThem() throws {
        let folder = try TemporaryFolder()
        let store = try filled(folder)
        var analysis = Samples.analysis()
        analysis.repeats.removeLast()
        let before = try store.contentHash()
        #expect(try store.replaceAnalysis(analysis))
        #expect(try store.repeats() == analysis.repeats)
        #expect(try store.contentHash() != before)
        #expect(try !store.replaceAnalysis(analysis))
    }

    /// The store counts people as the ranking does.
    @Test func peopleAreCountedAsInTheRanking() throws {
        let folder = try TemporaryFolder()
        let store = try filled(folder)
        try folder.sql("UPDATE record SET person = NULL WHERE seq % 3 = 0")
        try folder.sql("UPDATE record SET person = (SELECT person FROM record WHERE seq = 1) WHERE seq IN (2, 4)")
        var facts: [RecordFacts] = []
        try store.forEachRecord {
            facts.append(
                RecordFacts(
                    id: $0.facts.id, channel: $0.facts.channel, received: $0.facts.received, person: $0.facts.person))
        }
        let issues = try store.issues()
        let counter = PeopleCounter(facts: facts, issues: issues)
        for issue in issues { #expect(try store.peopleCounts()[issue.id] == counter.count(issue.members)) }
        #expect(try store.peopleCount() == counter.count(facts.map(\.id)))
        #expect(facts.contains { $0.person == nil } && facts.contains { $0.person != nil })
    }

    @Test func sumsAreByPeopleAndByPosts() {
        let counts = RepeatCounts(Samples.analysis().repeats)
        #expect(counts.groups == 2 && counts.people == 4 && counts.posts == 6)
        #expect(counts.withNews == 2 && counts.withoutNews == 2)
        #expect(counts.samePerson == 1 && counts.campaigns == 1)
        #expect(RepeatCounts() == RepeatCounts([]))
    }
}
