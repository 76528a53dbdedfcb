import OpinionIngest
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

@Suite struct AnalysisTests {
    @Test func anAnalysisComesBack() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        #expect(try store.analysis() == Analysis())
        let analysis = Samples.analysis()
        #expect(try store.replaceAnalysis(analysis))
        #expect(try store.analysis() == analysis)
        #expect(try store.issues() == analysis.issues)
        #expect(try store.candidates() == analysis.candidates)
        #expect(try store.leads() == analysis.leads)
        #expect(try store.classes() == analysis.classes)
        #expect(try store.themes() == analysis.themes)
        #expect(try store.outline(of: IssueID(rawValue: 1)) == analysis.outlines[0])
        #expect(try store.outline(of: IssueID(rawValue: 8)) == nil)
        #expect(try store.members(of: IssueID(rawValue: 7)) == analysis.issues[1].members)
        #expect(try store.members(of: IssueID(rawValue: 8)) == [])
        #expect(try store.issue(of: Samples.id(8)) == IssueID(rawValue: 7))
        #expect(try store.issue(of: Samples.id(9)) == nil)
        #expect(try store.recordClass(of: Samples.id(3)) == analysis.classes.first { $0.record == Samples.id(3) })
        #expect(try store.recordClass(of: Samples.id(77)) == nil)
    }

    @Test func theSameAnalysisAgainWritesNothing() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        #expect(try store.replaceAnalysis(Samples.analysis()))
        let hash = try store.contentHash()
        #expect(try store.replaceAnalysis(Samples.analysis()) == false)
        #expect(try store.contentHash() == hash)
        #expect(try store.replaceAnalysis(Analysis()))
        #expect(try store.contentHash() != hash)
        #expect(try store.replaceAnalysis(Samples.analysis()))
        #expect(try store.contentHash() == hash)
    }

    @Test func anyDifferenceIsWritten() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        try store.replaceAnalysis(Samples.analysis())
        let changes: [(inout Analysis) -> Void] = [
            { $0.issues[0].label = "改名" }, { $0.issues[0].keywords = ["电梯停运"] }, { $0.issues[0].cohesion = 0.5 },
            { $0.issues[0].medoid = $0.issues[0].members[0] }, { $0.issues[0].members.removeLast() },
            { $0.issues[0].copies.removeLast() }, { $0.candidates.swapAt(0, 1) }, { $0.candidates[0].people = 5 },
            { $0.candidates[0].parts[0].points = 1 }, { $0.candidates[0].parts[0].explanation = "另说" },
            { $0.candidates[0].gates[0].verdict = .failed }, { $0.candidates[0].issues.swapAt(0, 1) },
            { $0.candidates[0].records.removeLast() }, { $0.leads[0].strength = 1 },
            { $0.leads[0].evidence.swapAt(0, 1) },
            { $0.leads[0].topics = [] }, { $0.leads[0].issue = nil }, { $0.leads[0].unit = nil },
            { $0.leads[0].kind = .rebound }, { $0.leads[0].records.removeFirst() }, { $0.classes[0].level2 = "路灯" },
            { $0.classes[0].confidence = 0 }, { $0.classes[0].evidence = [] }, { $0.classes.removeLast() },
            { $0.outlines[0].nearest = nil }, { $0.outlines[0].nearest?.likeness = 0.5 },
            { $0.outlines[0].extremes.swapAt(0, 1) }, { $0.outlines[0].parts[0].label = "别的" },
            { $0.outlines[0].parts[1].records.removeLast() }, { $0.outlines.removeLast() },
            { $0.themes[0].label = "停电" }, { $0.themes[0].category = nil }, { $0.themes[0].issues.swapAt(0, 1) },
            { $0.themes = [] },
        ]
        var hashes: Set<String> = [try store.contentHash()]
        for (index, change) in changes.enumerated() {
            var analysis = Samples.analysis()
            change(&analysis)
            #expect(try store.replaceAnalysis(analysis), "change \(index)")
            #expect(try store.analysis() == analysis, "change \(index)")
            #expect(hashes.insert(try store.contentHash()).inserted, "change \(index) has the hash of another")
        }
    }

    @Test func anUnknownRecordLeavesTheOldAnalysis() throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        try store.replaceAnalysis(Samples.analysis())
        let hash = try store.contentHash()
        var wrong = Samples.analysis()
        wrong.leads[0].records.append(Samples.id(50))
        #expect(throws: StoreError.unknownRecord(id: Samples.id(50).rawValue, table: "lead_record")) {
            try store.replaceAnalysis(wrong)
        }
        #expect(try store.contentHash() == hash)
    }

    @Test(arguments: 0..<9)
    func whatTheSchemaForbidsIsRefused(index: Int) throws {
        let folder = try TemporaryFolder()
        let store = try Samples.store(folder)
        let wrongs: [(inout Analysis) -> Void] = [
            { $0.issues[1].id = IssueID(rawValue: 0) }, { $0.issues[1].members.append($0.issues[0].members[0]) },
            { $0.candidates[1].key = $0.candidates[0].key }, { $0.candidates[0].score = .nan },
            { $0.classes[0].confidence = 1.5 }, { $0.leads[0].issue = IssueID(rawValue: 99) },
            { $0.outlines[1].nearest = .init(issue: IssueID(rawValue: 7), likeness: 1) },
            { $0.themes[0].issues.append(IssueID(rawValue: 1)) }, { $0.outlines[0].nearest?.likeness = 1.5 },
        ]
        var analysis = Samples.analysis()
        wrongs[index](&analysis)
        let error = #expect(throws: StoreError.self) { try store.replaceAnalysis(analysis) }
        guard case .constraint = error else {
            Testing.Issue.record("\(String(describing: error))")
            return
        }
        #expect(try store.analysis() == Analysis())
    }

    @Test func membersAreListedForEachAcceptedRow() throws {
        let folder = try TemporaryFolder()
        let store = try Store(path: folder.path("opinion.db"))
        try store.ingest(Samples.file("乙.csv"), runAt: Samples.clock) { batch in
            try batch.accept(Samples.record(9, row: 7))
            try batch.reject(row: 5, number: "坏", reason: "没有内容")
            try batch.accept(Samples.record(1, row: 3))
            try batch.accept(Samples.record(1, row: 12))
        }
        try Samples.feed(store, Samples.file("甲.csv"), 0..<10)
        try store.replaceAnalysis(Samples.analysis())
        var lines: [String] = []
        try store.forEachIssueMember { member in
            lines.append(
                "\(member.number ?? "")\t\(member.issue?.rawValue ?? 0)\t\(member.source.file)\t\(member.source.row)")
        }
        #expect(
            lines.prefix(4) == ["GD-1\t1\t乙.csv\t3", "GD-9\t0\t乙.csv\t7", "GD-1\t1\t乙.csv\t12", "GD-0\t1\t甲.csv\t2"])
        #expect(lines.count == 13)
    }
}
