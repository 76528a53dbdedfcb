import Foundation
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

/// Runs that analyse only what is new.
struct DailyAnalysisTests {
    /// The sample's settings with an index for stores of any size.
    private static func configuration(share: Double = 1) throws -> RunConfiguration {
        var configuration = try Job.sampleConfiguration()
        configuration.daily.from = 1
        configuration.daily.share = share
        return configuration
    }

    private static func lines() throws -> [Data] {
        Array(try Data(contentsOf: ProjectFolder.sample("petitions.jsonl"))).split(separator: UInt8(ascii: "\n"))
            .map { Data($0) }
    }

    /// Some lines of the petitions as a file.
    private static func file(_ range: Range<Int>, _ folder: TemporaryFolder) throws -> URL {
        try folder.write(
            Data(lines()[range].joined(separator: [10])), to: "\(range.lowerBound)-\(range.upperBound).jsonl")
    }

    /// A store with all but the last petitions analysed.
    private static let known = 320
    private static func base(_ folder: TemporaryFolder, _ name: String = "store.sqlite", threads: Int = 2) throws
        -> Store
    {
        let store = try Job.store(folder, name)
        let summary = try Job.run(
            [ProjectFolder.sample("station.jsonl"), file(0..<known, folder)], into: store, threads: threads,
            configuration: configuration())
        #expect(summary.newRecords == nil)
        return store
    }

    private static func index(_ store: Store) -> URL {
        URL(fileURLWithPath: IssueIndexWriter.path(ofStore: store.path))
    }

    /// The same whatever the threads and however the new records are divided into days; and again, where nothing is new.
    @Test func daysAndThreadsDecideNothing() throws {
        let days = [[Self.known..<361], [Self.known..<330, 330..<345, 345..<361]]
        var found: [(hash: String, issues: [[String]], labels: Set<String>)] = []
        for (number, parts) in days.enumerated() {
            for threads in 1...2 {
                let folder = try TemporaryFolder()
                let store = try Self.base(folder, threads: threads)
                let known = try store.recordCount()
                var new = 0
                for part in parts {
                    let summary = try Job.run(
                        [try Self.file(part, folder)], into: store, threads: threads,
                        configuration: Self.configuration())
                    new = try #require(summary.newRecords)
                }
                #expect(new == (try store.recordCount()) - known && new > 30, "days \(number)")
                let hash = try store.contentHash()
                let again = try Job.run(
                    [try Self.file(0..<10, folder)], into: store, threads: threads, configuration: Self.configuration())
                #expect(again.newRecords == new)
                #expect(try store.lastIssueChanges().isEmpty)
                #expect(again.analysis.issues == (try store.issues()))
                #expect(again.analysis.candidates.map(\.key) == (try store.candidates().map(\.key)))
                #expect(again.analysis.leads == (try store.leads()))
                if parts.count == 1 {
                    found.append((hash, try store.numberSets(), Set(try store.issues().map(\.label))))
                } else {
                    #expect(try store.numberSets() == found[0].issues)
                    #expect(Set(try store.issues().map(\.label)) == found[0].labels)
                }
            }
        }
        #expect(found.count == 2 && found[0].hash == found[1].hash)
    }

    @Test func groupsOfTheFullAnalysisStayTogetherAndNewRecordsJoin() throws {
        let folder = try TemporaryFolder()
        let store = try Self.base(folder)
        let before = try store.issues()
        try Job.run([try Self.file(Self.known..<361, folder)], into: store, configuration: Self.configuration())
        let after = try store.issues()
        var issueOf: [RecordID: IssueID] = [:]
        for issue in after { for member in issue.members { issueOf[member] = issue.id } }
        for issue in before { #expect(Set(issue.members.map { issueOf[$0] }).count == 1, "issue \(issue.id)") }
        #expect(after.reduce(0) { $0 + $1.members.count } > before.reduce(0) { $0 + $1.members.count })
        // What is stored hangs together: outlines for all issues, classes for new records, members once.
        let analysis = try store.analysis()
        #expect(Set(analysis.outlines.map(\.issue)) == Set(after.map(\.id)))
        #expect(after.flatMap(\.members).count == Set(after.flatMap(\.members)).count)
        #expect(
            analysis.repeats.flatMap(\.members).map(\.record).count
                == Set(analysis.repeats.flatMap(\.members).map(\.record)).count)
        #expect(analysis.classes.count > 300)
        #expect(analysis.issues == after)
    }

    /// The daily path beside a full analysis of the same records; a floor, measured 0.98.
    @Test func groupsAreNearlyThoseOfAFullAnalysis() throws {
        let folder = try TemporaryFolder()
        let daily = try Self.base(folder)
        let last = try Self.file(Self.known..<361, folder)
        try Job.run([last], into: daily, configuration: Self.configuration())
        let full = try Self.base(folder, "full.sqlite")
        try Job.run([last], into: full, configuration: Self.configuration(share: 0))
        let score = IssueScore(predicted: try daily.issuesByNumber(), truth: try full.issuesByNumber())
        #expect(score.f1 >= 0.9, "\(score)")
    }

    /// An index that is gone, damaged, of other settings or of another analysis costs a full run and nothing else.
    @Test func withoutAUsableIndexEverythingIsAnalysed() throws {
        let folder = try TemporaryFolder()
        let store = try Self.base(folder)
        let last = try Self.file(Self.known..<361, folder)
        let whole = try Data(contentsOf: Self.index(store))
        func run(_ configuration: RunConfiguration) throws -> Int? {
            try Job.run([last], into: store, configuration: configuration).newRecords
        }
        #expect(try run(Self.configuration(share: 0.001)) == nil)
        let hash = try store.contentHash()
        // That was a full run: nothing is new any more.
        #expect(try run(Self.configuration(share: 0.001)) == 0)
        for damage in [Data(), whole.prefix(whole.count / 2), Data("another file".utf8), whole] {
            try damage.write(to: Self.index(store))
            #expect(try run(Self.configuration(share: 0.001)) == nil, "\(damage.count) bytes")
            #expect(try store.contentHash() == hash)
        }
        try FileManager.default.removeItem(at: Self.index(store))
        #expect(try run(Self.configuration()) == nil)
        var other = try Self.configuration()
        other.terms.titleWeight = 2.5
        #expect(try run(other) == nil)
        #expect(try run(other) == 0)
        var small = try Self.configuration()
        small.daily.from = 100_000
        #expect(try run(small) == nil)
        #expect(try run(small) == nil)
    }

    @Test func peoplesDecisionsHold() throws {
        let folder = try TemporaryFolder()
        let store = try Self.base(folder)
        let issues = try store.issues()
        _ = try IssueCorrection(store).take(
            .merge([issues[1].id, issues[0].id]), author: "王芳", reason: "同一件事", at: Job.clock)
        _ = try IssueCorrection(store).take(
            .split(issues[2].id, [issues[2].members[0]]), author: "王芳", reason: "两件事", at: Job.clock)
        _ = try IssueCorrection(store).take(
            .rename(issues[3].id, "改过的名称"), author: "王芳", reason: "更清楚", at: Job.clock)
        let summary = try Job.run(
            [try Self.file(Self.known..<361, folder)], into: store, configuration: Self.configuration())
        #expect(summary.newRecords != nil)
        var issueOf: [RecordID: IssueID] = [:]
        for issue in try store.issues() { for member in issue.members { issueOf[member] = issue.id } }
        #expect(Set((issues[0].members + issues[1].members).map { issueOf[$0] }) == [issues[1].id])
        let parted = issues[2].members
        #expect(parted.dropFirst().allSatisfy { issueOf[$0] == issues[2].id } && issueOf[parted[0]] != issues[2].id)
        #expect(try store.issues().first { $0.id == issues[3].id }?.label == "改过的名称")
        #expect(try store.lastIssueChanges().contains { $0.kind == .merged && $0.from == issues[0].id })
        // The trail says it once.
        try Job.run([try Self.file(0..<3, folder)], into: store, configuration: Self.configuration())
        #expect(try store.lastIssueChanges().isEmpty)
    }

    /// The text of a known record from somebody else, and again from its own sender with something new.
    @Test func copiesAndRepeatsOfKnownTextsAreFound() throws {
        let folder = try TemporaryFolder()
        let store = try Self.base(folder)
        let known = try #require(
            try JSONSerialization.jsonObject(with: Self.lines()[Self.known - 5]) as? [String: Any])
        let number = try #require(known["编号"] as? String)
        let body = try #require(known["内容"] as? String)
        var (copy, again) = (known, known)
        (copy["编号"], copy["uid"], copy["提交时间"]) = ("WZ209900001", "u999999", "2024-12-30 08:00:00")
        (again["编号"], again["提交时间"]) = ("WZ209900002", "2024-12-31 08:00:00")
        again["内容"] = body + "我已经打过12次电话，至今无人处理。"
        let lines = try [copy, again].map { try JSONSerialization.data(withJSONObject: $0) }
        let file = try folder.write(Data(lines.joined(separator: [10])), to: "再来.jsonl")
        let summary = try Job.run([file], into: store, configuration: Self.configuration())
        #expect(summary.newRecords == 2)
        let ids = try [number, "WZ209900001", "WZ209900002"].flatMap { try store.find(number: $0) }
        #expect(Set(ids).count == 3)
        let group = try #require(try store.repeats(of: ids[0]))
        #expect(group.members.map(\.record) == ids)
        #expect(group.members.map(\.role.rawValue) == ["first", "copy", "news"])
        #expect(Set(try ids.map { try store.issue(of: $0) }).count == 1)
        let issue = try #require(try store.issue(of: ids[0]))
        #expect(
            try store.issues().first { $0.id == issue }?.copies.contains { Set(ids[..<2]).isSubset(of: $0) } == true)
    }

    /// What changed in a record that was known is seen, though its text is not read again.
    @Test func newsOfKnownRecordsCount() throws {
        let folder = try TemporaryFolder()
        let store = try Self.base(folder)
        // A petition behind a candidate.
        let behind = Set(try store.candidates().flatMap(\.records))
        let line = try #require(
            try Self.lines()[..<Self.known].first { line in
                let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
                return try store.find(number: "\(object?["编号"] ?? "")").first.map(behind.contains) == true
            })
        var known = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
        known["点赞数"] = 250_000
        let file = try folder.write(JSONSerialization.data(withJSONObject: known), to: "更新.jsonl")
        let summary = try Job.run([file], into: store, configuration: Self.configuration())
        #expect(summary.newRecords == 0 && summary.files[0].totals.merged == 1)
        let full = try Job.store(folder, "full.sqlite")
        try Job.run(
            [ProjectFolder.sample("station.jsonl"), Self.file(0..<Self.known, folder), file], into: full,
            configuration: Self.configuration())
        #expect(try store.candidates() == (try full.candidates()))
        #expect(try store.leads() == (try full.leads()))
        let id = try #require(try store.find(number: "\(known["编号"] ?? "")").first)
        #expect(summary.analysis.candidates.contains { $0.records.contains(id) && $0.likes > 0 })
    }

    /// An informant's words name no issue and stand for none.
    @Test func anInformantsReportIsShownNowhere() throws {
        let folder = try TemporaryFolder()
        let store = try Self.base(folder)
        var line = try #require(try JSONSerialization.jsonObject(with: Self.lines()[Self.known - 5]) as? [String: Any])
        (line["编号"], line["uid"], line["类别"]) = ("WZ209900003", "u999998", "举报")
        line["标题"] = "举报：" + ((line["标题"] as? String) ?? "")
        let file = try folder.write(JSONSerialization.data(withJSONObject: line), to: "举报.jsonl")
        #expect(try Job.run([file], into: store, configuration: Self.configuration()).newRecords == 1)
        let id = try #require(try store.find(number: "WZ209900003").first)
        for issue in try store.issues() where issue.members.contains(id) {
            #expect(issue.medoid != id && !issue.label.contains("举报"))
        }
        #expect(try store.analysis().outlines.allSatisfy { !$0.extremes.contains(id) })
    }
}
