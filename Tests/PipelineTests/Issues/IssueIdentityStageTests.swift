import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

struct IssueIdentityStageTests {
    private func changes(_ changes: [IssueChange]) -> [String] {
        changes.map { "\($0.kind) \($0.from) \($0.to?.description ?? "-") \($0.members)" }
    }

    @Test func firstRunNumbersBySize() {
        var store = DecidedIssues()
        #expect(store.run([[7, 8], [1, 2, 3], [4, 5]], records: 10).isEmpty)
        #expect(store.members == [1: [1, 2, 3], 2: [4, 5], 3: [7, 8]])
        #expect(store.earlier.numbering.next == 4)
    }

    @Test func idsStayWhenSizesChange() {
        var store = DecidedIssues()
        store.run([[1, 2, 3], [4, 5]], records: 20)
        #expect(store.run([[1, 2, 3], [4, 5, 10, 11, 12], [13, 14]], records: 20).isEmpty)
        #expect(store.members == [1: [1, 2, 3], 2: [4, 5, 10, 11, 12], 3: [13, 14]])
        #expect(store.earlier.issues.map(\.id.rawValue) == [2, 1, 3])
    }

    @Test func twoThatFallTogetherKeepTheLargerId() {
        var store = DecidedIssues()
        store.run([[1, 2, 3], [4, 5]], records: 9)
        #expect(changes(store.run([[1, 2, 3, 4, 5, 6]], records: 9)) == ["merged 2 1 2"])
        #expect(store.members.keys.sorted() == [1])
        // The id that ended is not given to what comes apart again.
        #expect(changes(store.run([[1, 2, 3], [4, 5, 6]], records: 9)) == ["split 1 3 3"])
        #expect(store.members == [1: [1, 2, 3], 3: [4, 5, 6]])
    }

    @Test func oneThatFallsApartLeavesItsIdWithItsHalf() {
        var store = DecidedIssues()
        store.run([[1, 2, 3, 4, 5, 6, 7]], records: 9)
        #expect(changes(store.run([[1, 2], [3, 4, 5, 6], [7, 8]], records: 9)) == ["split 1 2 2"])
        #expect(store.members == [1: [3, 4, 5, 6], 2: [1, 2], 3: [7, 8]])
    }

    @Test func oneWithoutHalfAnywhereEnds() {
        var store = DecidedIssues()
        store.run([[1, 2, 3, 4, 5, 6, 7]], records: 9)
        #expect(
            changes(store.run([[1, 2, 3], [4, 5]], records: 9)) == ["split 1 2 3", "split 1 3 2"])
        #expect(changes(store.run([[1, 8]], records: 9)) == ["split 2 4 1", "ended 2 - 2", "ended 3 - 2"])
    }

    @Test func aLargeGroupIsNoHeirOfASmallIssueInIt() {
        var store = DecidedIssues()
        store.run([[0, 1, 2, 3, 4, 5, 6, 7, 8], [10, 11]], records: 20)
        // Most of what is known of the group comes from 1, which stays elsewhere: neither id may move into it.
        let groups = [[0, 1, 2, 3, 4], [5, 6, 7, 8, 10, 11]]
        #expect(changes(store.run(groups, records: 20)) == ["split 1 3 4", "merged 2 3 2"])
        #expect(store.members == [1: groups[0], 3: groups[1]])
    }

    @Test func halvesAndTiesAreSettledByTheLowerId() {
        var store = DecidedIssues()
        store.run([[1, 2], [3, 4]], records: 9)
        #expect(changes(store.run([[1, 2, 3, 4]], records: 9)) == ["merged 2 1 2"])
        #expect(changes(store.run([[3, 4], [1, 2]], records: 9)) == ["split 1 3 2"])
        #expect(store.members == [1: [1, 2], 3: [3, 4]])
    }

    @Test(arguments: 0..<40)
    func theSameGroupsKeepTheirIdsInAnyOrder(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var store = DecidedIssues()
        var groups = DecidedIssues.partition(40, groups: 9, &random)
        for _ in 0..<4 {
            store.run(groups, records: 60)
            let members = store.members
            let shuffled = groups.map { $0.shuffled(using: &random) }.shuffled(using: &random)
            #expect(store.run(shuffled, records: 60).isEmpty)
            #expect(store.members == members)
            groups = DecidedIssues.near(groups, records: 60, &random)
        }
    }

    /// An id means what most of its records mean: it is never given again, never goes where less than half of its
    /// records are, and whatever ends says so.
    @Test(arguments: 0..<40)
    func idsKeepTheirMeaning(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed) + 100)
        var store = DecidedIssues()
        var groups = DecidedIssues.partition(60, groups: 12, &random)
        store.run(groups, records: 90)
        var ended: Set<Int> = []
        for _ in 0..<8 {
            let before = store.members
            let next = store.earlier.numbering.next
            groups = DecidedIssues.near(groups, records: 90, &random)
            let changes = store.run(groups, records: 90)
            for (id, members) in store.members {
                #expect(!ended.contains(id))
                if let old = before[id] {
                    #expect(Set(old).intersection(members).count * 2 >= old.count)
                } else {
                    #expect(id >= next && id < store.earlier.numbering.next)
                }
            }
            let gone = Set(before.keys).subtracting(store.members.keys)
            ended.formUnion(gone)
            for id in gone { #expect(changes.contains { $0.from.rawValue == id }, "issue \(id) ended without a word") }
            for change in changes {
                let old = Set(before[change.from.rawValue] ?? [])
                if let to = change.to {
                    #expect(old.intersection(store.members[to.rawValue] ?? []).count == change.members)
                }
                if change.kind == .merged { #expect(gone.contains(change.from.rawValue)) }
                if change.kind == .merged { #expect(change.members * 2 >= old.count) }
            }
        }
    }

    @Test func recordsAddedLeaveIdsAndMedoids() {
        var random = SeededGenerator(seed: 5)
        var store = DecidedIssues()
        var groups = (0..<10).map { group in (0..<6).map { group * 6 + $0 } }
        store.run(groups, records: 60)
        let before = store.members
        for record in 60..<160 {
            groups[Int.random(in: 0..<10, using: &random)].append(record)
            if record % 20 == 0 { #expect(store.run(groups, records: record + 1).isEmpty) }
        }
        for (id, members) in store.members { #expect(Set(members).isSuperset(of: before[id] ?? [-1])) }
    }
}
