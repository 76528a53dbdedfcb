import OpinionIngest
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

/// Decisions, trail and numbering of issues.
struct IssueDecisionTests {
    @Test func decisionsComeBackAsTheyWere() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        #expect(try store.decisions().isEmpty)
        for decision in Samples.decisions() { try store.add(decision, audit: #"{"decision":\#(decision.id)}"#) }
        let again = try Store(path: folder.path("opinion.db"), mode: .readOnly)
        #expect(try again.decisions() == Samples.decisions())
        #expect(try again.decisions().standing.map(\.id) == [2, 3, 4, 5])
        #expect(try again.auditLog().map(\.action) == Array(repeating: "decision", count: 6))
        #expect(try again.verifyAudit().isIntact)
    }

    @Test func aDecisionOnlyFollowsTheLastOne() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let decisions = Samples.decisions()
        #expect(throws: StoreError.constraint("issue_decision.id")) { try store.add(decisions[1], audit: "{}") }
        try store.add(decisions[0], audit: "{}")
        #expect(throws: StoreError.constraint("issue_decision.id")) { try store.add(decisions[0], audit: "{}") }
        var unknown = decisions[1]
        unknown.sides[1].records = [Samples.id(50)]
        #expect(throws: StoreError.unknownRecord(id: Samples.id(50).rawValue, table: "issue_decision_record")) {
            try store.add(unknown, audit: "{}")
        }
        #expect(try store.decisions() == [decisions[0]])
        #expect(try store.auditLog().count == 1)
    }

    @Test func theHashCoversDecisionsButNotTheTrail() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        try store.replaceAnalysis(Samples.analysis())
        _ = try store.beginRun(at: Samples.clock)
        let plain = try store.contentHash()
        #expect(try !store.replaceAnalysis(Samples.analysis(), update: Samples.update()))
        #expect(try store.contentHash() == plain)
        var hashes: Set<String> = [plain]
        for decision in Samples.decisions() {
            try store.add(decision, audit: "{}")
            #expect(hashes.insert(try store.contentHash()).inserted)
        }
    }

    /// Every field of a decision is in the hash.
    @Test func decisionsThatDifferGiveOtherHashes() throws {
        let folder = try TemporaryFolder()
        let changes: [(inout IssueDecision) -> Void] = [
            { _ in }, { $0.author = "李明" }, { $0.reason = "另有理由" }, { $0.label = "另名" },
            { $0.time = Samples.clock.adding(days: 1) }, { $0.sides[0].issue = IssueID(rawValue: 1) },
            { $0.sides[0].records = [Samples.id(1)] },
        ]
        var hashes: Set<String> = []
        for (index, change) in changes.enumerated() {
            let store = try Store(path: folder.path("\(index).db"))
            try Samples.feed(store, Samples.file("热线.csv"), 0..<3)
            var decision = Samples.decisions()[3]
            decision.id = 1
            change(&decision)
            try store.add(decision, audit: "{}")
            #expect(try store.decisions() == [decision])
            #expect(hashes.insert(try store.contentHash()).inserted, "change \(index)")
        }
    }

    @Test func theTrailNamesRunAndTime() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let run = try store.beginRun(at: Samples.clock)
        try store.replaceAnalysis(Samples.analysis(), update: Samples.update())
        #expect(try store.lastIssueChanges().isEmpty)
        try store.finishRun(run, at: Samples.clock, manifest: nil)
        let stored = try store.lastIssueChanges()
        #expect(stored.map(\.kind) == [.merged, .split, .ended])
        #expect(stored.allSatisfy { $0.run == run && $0.time == Samples.clock })
        #expect(try store.issueTrail(from: IssueID(rawValue: 4)) == [stored[2]])
        #expect(try store.issueTrail(from: IssueID(rawValue: 99)).isEmpty)
        // The next run changes nothing, so nothing is new; the trail stays.
        try store.finishRun(store.beginRun(at: Samples.clock), at: Samples.clock, manifest: nil)
        #expect(try store.lastIssueChanges().isEmpty)
        #expect(try store.issueTrail() == stored)
    }

    @Test func theNextIdNeverFalls() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        #expect(try store.issueNumbering() == IssueNumbering(next: 1))
        try store.replaceAnalysis(Samples.analysis())
        #expect(try store.issueNumbering() == IssueNumbering(next: 8))
        try store.replaceAnalysis(Analysis(), update: IssueUpdate(numbering: IssueNumbering(), time: Samples.clock))
        #expect(try store.issueNumbering() == IssueNumbering(next: 8))
    }

    @Test func issuesComeLargestFirstWhateverTheirIds() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        var analysis = Samples.analysis()
        analysis.candidates = []
        analysis.leads = []
        analysis.outlines = []
        analysis.themes = []
        analysis.issues[0].id = IssueID(rawValue: 30)
        try store.replaceAnalysis(analysis)
        #expect(try store.issues().map(\.id.rawValue) == [30, 7])
    }
}
