import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

struct DecisionStageTests {
    /// Three issues of a first run: 1 = 0…5, 2 = 10…14, 3 = 20…23.
    private static let groups = [Array(0..<6), Array(10..<15), Array(20..<24)]

    private static func store() -> DecidedIssues {
        var store = DecidedIssues()
        store.run(groups, records: 40)
        return store
    }

    private static func ids(_ numbers: Int...) -> [RecordID] { numbers.map(DecidedIssues.id) }
    private static func issue(_ number: Int) -> IssueID { IssueID(rawValue: number) }

    @Test func withoutDecisionsGroupsStay() {
        #expect(DecidedIssues().decided([[3, 1], [2, 0]], records: 4) == [[0, 2], [1, 3]])
    }

    @Test func mergedIssuesStayOneAndTakeTheirNewRecords() throws {
        var store = Self.store()
        try store.take(.merge([Self.issue(3), Self.issue(1)]))
        let changes = store.run(Self.groups, records: 40)
        #expect(changes.map(\.kind) == [.merged] && changes.map(\.from.rawValue) == [1])
        #expect(store.members[3] == Array(0..<6) + Array(20..<24))
        // New records that the clusterer puts beside either half come along, also when they outnumber it.
        store.run([Array(0..<6) + [6, 7], Array(10..<15), Array(20..<24) + Array(24..<36)], records: 40)
        #expect(store.members[3] == Array(0..<8) + Array(20..<36))
        #expect(store.members.keys.sorted() == [2, 3])
    }

    @Test func aStrayOfAMergeIsBroughtHomeAlone() throws {
        var store = Self.store()
        try store.take(.merge([Self.issue(1), Self.issue(3)]))
        store.run(Self.groups, records: 40)
        store.run([[0, 1, 2, 3, 20, 21], Array(10..<15) + [4, 5, 22, 23]], records: 40)
        #expect(store.members == [1: Array(0..<6) + Array(20..<24), 2: Array(10..<15)])
    }

    /// What the clusterer takes for one matter with a side of a merge is one matter with the other side too.
    @Test func aSideThatFallsTogetherWithAnotherIssueBringsItAlong() throws {
        var store = Self.store()
        try store.take(.merge([Self.issue(3), Self.issue(2)]))
        store.run(Self.groups, records: 40)
        store.run([Array(0..<6) + [20, 21, 22], Array(10..<15), [23, 30]], records: 40)
        #expect(store.members == [3: Array(0..<6) + Array(10..<15) + Array(20..<24)])
    }

    @Test func splitRecordsStayApartAndNewOnesGoToTheMoreAlike() throws {
        var store = Self.store()
        try store.take(.split(Self.issue(1), Self.ids(4, 5)))
        let changes = store.run(Self.groups, records: 40)
        #expect(changes.map(\.kind) == [.split] && changes.first?.to?.rawValue == 4)
        #expect(store.members[1] == [0, 1, 2, 3] && store.members[4] == [4, 5])
        store.run([Array(0..<10)] + Self.groups[1...], records: 40)
        #expect(store.members[4] == [4, 5, 6, 7, 8, 9] && store.members[1] == [0, 1, 2, 3])
    }

    @Test func theRestOfASplitKeepsTheIdAlsoWhenItIsSmaller() throws {
        var store = Self.store()
        try store.take(.split(Self.issue(1), Self.ids(0, 1, 2, 3)))
        store.run(Self.groups, records: 40)
        #expect(store.members[1] == [4, 5] && store.members[4] == [0, 1, 2, 3])
        #expect(store.run(Self.groups, records: 40).isEmpty)
    }

    @Test func nestedSplitsGiveThreeParts() throws {
        var store = Self.store()
        try store.take(.split(Self.issue(1), Self.ids(4, 5)))
        try store.take(.split(Self.issue(1), Self.ids(0, 1)))
        store.run(Self.groups, records: 40)
        #expect(store.members[1] == [2, 3])
        #expect(Set(store.members.values.map { $0 }).isSuperset(of: [[0, 1], [2, 3], [4, 5]]))
    }

    @Test func aSingleRecordSplitOffIsInNoIssue() throws {
        var store = Self.store()
        try store.take(.split(Self.issue(1), Self.ids(3)))
        store.run(Self.groups, records: 40)
        #expect(store.issueOf[3] == nil && store.members[1] == [0, 1, 2, 4, 5])
    }

    @Test func pinnedRecordsFollowTheirIssueWhateverTheClustererSays() throws {
        var store = Self.store()
        try store.take(.pin(Self.issue(2), Self.ids(0, 30)))
        store.run(Self.groups, records: 40)
        #expect(store.members[2] == [0] + Array(10..<15) + [30])
        // The issue falls apart: its id stays with the larger part and the pinned records go there.
        store.run([Array(0..<6) + [30], [10, 11], [12, 13, 14]], records: 40)
        #expect(store.members[2] == [0, 12, 13, 14, 30])
        // It falls together with a larger one: the pinned id stays.
        store.run([Array(0..<6) + Array(10..<15)], records: 40)
        #expect(store.issueOf[0]?.rawValue == 2 && store.issueOf[30]?.rawValue == 2)
    }

    @Test func aPinnedIssueKeepsAllItHasAndItsId() throws {
        var store = Self.store()
        try store.take(.pin(Self.issue(3), []))
        store.run([Array(0..<6) + [20, 21], Array(10..<15) + [22], [23, 31]], records: 40)
        #expect(Set(store.members[3] ?? []).isSuperset(of: 20..<24))
    }

    @Test func issuesPinnedApartStayApart() throws {
        var store = Self.store()
        try store.take(.pin(Self.issue(1), Self.ids(0)))
        try store.take(.pin(Self.issue(2), Self.ids(10)))
        store.run([Array(0..<6) + Array(10..<15), Array(20..<24)], records: 40)
        #expect(store.members[1] == Array(0..<6) && store.members[2] == Array(10..<15))
    }

    @Test func excludedRecordsAreInNoIssue() throws {
        var store = Self.store()
        try store.take(.exclude(Self.ids(0, 20, 21, 22)))
        store.run(Self.groups, records: 40)
        #expect(store.members == [1: [1, 2, 3, 4, 5], 2: Array(10..<15)])
    }

    @Test func aLabelStaysWithItsId() throws {
        var store = Self.store()
        try store.take(.rename(Self.issue(2), "溪滨路路灯不亮"))
        store.run(Self.groups, records: 40)
        store.run([[10, 11, 12, 13, 14, 15, 16]], records: 40)
        #expect(store.earlier.issues.map(\.label) == ["溪滨路路灯不亮"])
        try store.take(.rename(Self.issue(2), "溪滨路全线路灯不亮"))
        store.run([[10, 11, 12, 13, 14, 15, 16]], records: 40)
        #expect(store.earlier.issues.map(\.label) == ["溪滨路全线路灯不亮"])
    }

    @Test func undoneMergesGiveTheIdBack() throws {
        var store = Self.store()
        let decision = try store.take(.merge([Self.issue(3), Self.issue(1)]))
        store.run(Self.groups, records: 40)
        store.run([Array(0..<7), Array(10..<15), Array(20..<25)], records: 40)
        try store.take(.undo(decision.id))
        let changes = store.run([Array(0..<7), Array(10..<15), Array(20..<25)], records: 40)
        #expect(store.members == [1: Array(0..<7), 2: Array(10..<15), 3: Array(20..<25)])
        #expect(changes.map(\.kind) == [.split] && changes.map(\.from.rawValue) == [3])
        #expect(store.run([Array(0..<7), Array(10..<15), Array(20..<25)], records: 40).isEmpty)
    }
}

/// Any sequence of decisions.
struct DecisionLawTests {
    private func request(_ store: DecidedIssues, _ random: inout SeededGenerator) -> IssueCorrection.Request {
        let ids = store.earlier.issues.map(\.id)
        let one = ids.randomElement(using: &random) ?? IssueID(rawValue: 1)
        let members = (store.members[one.rawValue] ?? []).map(DecidedIssues.id)
        let some = Array(members.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        let any = (0..<2).map { _ in DecidedIssues.id(Int.random(in: 0..<80, using: &random)) }
        switch Int.random(in: 0..<12, using: &random) {
        case 0...2: return .merge([one, ids.randomElement(using: &random) ?? one])
        case 3...5: return .split(one, some)
        case 6...7: return .pin(one, any)
        case 8: return .pin(one, [])
        case 9: return .exclude(any)
        case 10: return .rename(one, "名称\(Int.random(in: 0..<100, using: &random))")
        default: return .undo(Int.random(in: 1...max(1, store.earlier.decisions.count), using: &random))
        }
    }

    /// What each standing decision demands of the issues.
    private func check(_ store: DecidedIssues) {
        let issueOf = store.issueOf
        let standing = store.earlier.decisions.standing
        let excluded = Set(standing.filter { $0.kind == .exclude }.flatMap { $0.sides[0].records })
        func issues(_ records: [RecordID]) -> [IssueID?] {
            records.filter { !excluded.contains($0) }.map { issueOf[DecidedIssues.number($0)] }
        }
        for decision in standing {
            switch decision.kind {
            case .merge: #expect(Set(issues(decision.sides.flatMap(\.records))).count <= 1, "\(decision)")
            case .split:
                let named = Set(issues(decision.sides[1].records))
                #expect(named.count <= 1, "\(decision)")
                #expect(named.subtracting([nil]).isDisjoint(with: issues(decision.sides[0].records)), "\(decision)")
            case .pin:
                let pinned = Set(issues(decision.sides[1].records))
                #expect(pinned.count <= 1, "\(decision)")
                // Where the issue is there, the records are in it.
                if store.members[decision.issues[0].rawValue] != nil, let only = pinned.first, let only {
                    #expect(only == decision.issues[0], "\(decision)")
                }
            case .exclude:
                for record in decision.sides[0].records { #expect(issueOf[DecidedIssues.number(record)] == nil) }
            case .rename:
                let last = standing.last { $0.kind == .rename && $0.issues == decision.issues }
                for issue in store.earlier.issues where issue.id == decision.issues[0] {
                    #expect(issue.label == last?.label)
                }
            case .undo: Testing.Issue.record("an undo stands")
            }
        }
    }

    @Test(arguments: 0..<120)
    func everyDecisionHoldsInEveryLaterRun(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var store = DecidedIssues()
        var groups = DecidedIssues.partition(60, groups: 10, &random)
        store.run(groups, records: 80)
        var taken = 0
        for _ in 0..<10 {
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                do {
                    try store.take(request(store, &random))
                    taken += 1
                } catch is CorrectionError {}
            }
            // Sometimes the very same groups, sometimes others, sometimes all other.
            switch Int.random(in: 0..<4, using: &random) {
            case 0: groups = DecidedIssues.partition(80, groups: 8, &random)
            case 1...2: groups = DecidedIssues.near(groups, records: 80, &random)
            default: break
            }
            store.run(groups, records: 80)
            check(store)
            let members = store.members
            let shuffled = groups.map { $0.shuffled(using: &random) }.shuffled(using: &random)
            #expect(store.run(shuffled, records: 80).isEmpty, "the same records again changed ids")
            #expect(store.members == members)
        }
        #expect(taken > 3)
    }

    /// Taking all back gives the groups that the clusterer found.
    @Test(arguments: 0..<40)
    func undoRestores(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 500)
        var store = DecidedIssues()
        let groups = DecidedIssues.partition(60, groups: 10, &random)
        store.run(groups, records: 80)
        let sets = Set(store.members.values.map { $0 })
        for _ in 0..<6 {
            do { try store.take(request(store, &random)) } catch is CorrectionError {}
            store.run(groups, records: 80)
        }
        for decision in store.earlier.decisions.standing.reversed() { try store.take(.undo(decision.id)) }
        store.run(groups, records: 80)
        #expect(Set(store.members.values.map { $0 }) == sets)
        #expect(store.earlier.issues.allSatisfy { $0.label.hasPrefix("问题") })
    }
}
