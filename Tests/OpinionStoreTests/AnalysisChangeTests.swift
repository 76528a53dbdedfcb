import OpinionIngest
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct AnalysisChangeTests {
    /// The sample analysis with issue 7 grown, a new issue, and everything that hangs on them.
    private static func changed() -> Analysis {
        var analysis = Samples.analysis()
        let new = IssueID(rawValue: 9)
        analysis.issues[1].label = "幸福路雨天积水"
        analysis.issues[1].members = [Samples.id(7), Samples.id(8), Samples.id(6)].sorted()
        analysis.issues.append(
            Issue(
                id: new, label: "路灯不亮", keywords: ["路灯"], medoid: Samples.id(9), members: [Samples.id(9)], cohesion: 1,
                copies: []))
        analysis.outlines[1].extremes = [Samples.id(6)]
        analysis.outlines.append(IssueOutline(issue: new, nearest: .init(issue: IssueID(rawValue: 7), likeness: 0.5)))
        analysis.candidates.swapAt(0, 1)
        for index in analysis.candidates.indices { analysis.candidates[index].rank = index + 1 }
        analysis.leads.removeLast()
        analysis.repeats[1].members.removeLast()
        analysis.repeats.append(
            Repeat(
                id: 3, kind: .samePerson, isCampaign: false, people: 1,
                members: [.init(record: Samples.id(9), role: .first), .init(record: Samples.id(6), role: .again)]))
        analysis.repeats.remove(at: 0)
        return analysis
    }

    private static func change(_ base: String) -> AnalysisChange {
        let analysis = changed()
        var change = AnalysisChange(base: base)
        change.issues = Array(analysis.issues[1...])
        change.outlines = Array(analysis.outlines[1...])
        change.repeats = analysis.repeats
        change.endedRepeats = [1]
        (change.candidates, change.leads) = (analysis.candidates, analysis.leads)
        return change
    }

    /// A change leads to the analysis that writing everything leads to.
    @Test func theChangedAnalysisIsThere() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        #expect(try store.analysisBase() == nil)
        try store.replaceAnalysis(Samples.analysis())
        let base = try #require(try store.analysisBase())
        #expect(try store.change(Self.change(base)))
        #expect(try store.analysis() == Self.changed())
        let hash = try store.contentHash()
        // It still rests on the same full analysis, and the same change again writes nothing.
        #expect(try store.analysisBase() == base)
        #expect(try store.change(Self.change(base)) == false)
        #expect(try store.contentHash() == hash)
        try store.replaceAnalysis(Self.changed())
        #expect(try store.contentHash() == hash)
        #expect(try store.analysisBase() != base)
        // A full analysis writes over a change, and over one that went back.
        try store.replaceAnalysis(Samples.analysis())
        #expect(try store.analysis() == Samples.analysis())
    }

    @Test func anIssueThatEndsTakesItsOutlineAlong() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        try store.replaceAnalysis(Samples.analysis())
        var change = AnalysisChange(base: try #require(try store.analysisBase()))
        change.endedIssues = [IssueID(rawValue: 7)]
        try store.change(change)
        let analysis = try store.analysis()
        #expect(analysis.issues == [Samples.analysis().issues[0]])
        #expect(analysis.outlines.map(\.issue) == [IssueID(rawValue: 1)])
        // Issue 1 was most like the one that ended.
        #expect(analysis.outlines[0].nearest == nil && !analysis.outlines[0].parts.isEmpty)
        #expect(analysis.themes.map(\.issues) == [[IssueID(rawValue: 1)]])
        #expect(analysis.candidates.isEmpty && analysis.leads.isEmpty)
        #expect(analysis.classes == Samples.analysis().classes)
    }

    @Test func aChangeThatDoesNotFitChangesNothing() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        #expect(throws: StoreError.otherBase) { try store.change(AnalysisChange(base: "0")) }
        try store.replaceAnalysis(Samples.analysis())
        let hash = try store.contentHash()
        #expect(throws: StoreError.otherBase) { try store.change(Self.change(String(repeating: "0", count: 32))) }
        var change = Self.change(try #require(try store.analysisBase()))
        change.repeats[0].members[0].record = Samples.id(50)
        #expect(throws: StoreError.unknownRecord(id: Samples.id(50).rawValue, table: "repeat_member")) {
            try store.change(change)
        }
        #expect(try store.contentHash() == hash)
    }

    @Test func issuesAreReadByTheirRecordsPlaces() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        try store.replaceAnalysis(Samples.analysis())
        var facts: [(number: Int, id: RecordID)] = []
        try store.forEachFacts(0..<(store.lastRecordNumber() + 1)) { facts.append(($0, $1.id)) }
        #expect(facts.count == 10 && facts.map(\.number) == facts.map(\.number).sorted())
        var half: [RecordID] = []
        try store.forEachFacts(0..<4) { half.append($1.id) }
        #expect(half == facts.filter { $0.number < 4 }.map(\.id))
        let ids = facts.map(\.id).sorted()
        let found = try store.issues { number in
            facts.first { $0.number == number }.flatMap { fact in ids.firstIndex(of: fact.id).map { ($0, fact.id) } }
        }
        #expect(found == (try store.issues()))
        #expect(throws: (any Error).self) { try store.issues { _ in nil } }
        #expect(try store.matchTitles(ids: [ids[3], Samples.id(77)]).last == "")
        #expect(try store.classified([ids[0], Samples.id(77)]) == [ids[0]])
        #expect(try store.repeats(of: [Samples.id(8), Samples.id(9), Samples.id(77)]).map(\.id) == [2])
        #expect(try store.lastRepeat() == 2)
    }

    @Test func placesAmongNumbers() {
        var random = SeededGenerator(seed: 8)
        for count in [0, 1, 2, 3, 1_000] {
            let numbers = Set((0..<count).map { _ in UInt64.random(in: 0...UInt64.max, using: &random) }).sorted()
            for (place, number) in numbers.enumerated() {
                #expect(numbers.place(of: number) == place)
                if !numbers.contains(number &+ 1) { #expect(numbers.place(of: number &+ 1) == nil) }
            }
            #expect(numbers.place(of: 7) == nil)
        }
        // Uneven numbers take more steps, not forever.
        let uneven = (0..<60).map { UInt64(1) << UInt64($0) } + [UInt64.max]
        for (place, number) in uneven.enumerated() { #expect(uneven.place(of: number) == place) }
        #expect(uneven.place(of: 3) == nil)
    }
}
