import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionTestSupport
import Testing

/// What helps to read the sample's issues: the laws of outlines and themes on a real run.
struct GoldenOutlineTests {
    private let golden: GoldenRun

    init() throws { golden = try GoldenRun.shared() }

    @Test func everyIssueHasAnOutlineOfItsOwnRecords() throws {
        let analysis = golden.summary.analysis
        #expect(analysis.outlines.map(\.issue) == analysis.issues.map(\.id))
        let ids = Set(analysis.issues.map(\.id))
        var withParts = 0
        var withNearest = 0
        for (issue, outline) in zip(analysis.issues, analysis.outlines) {
            let members = Set(issue.members)
            #expect(members.isSuperset(of: outline.extremes) && outline.extremes.count <= 3)
            #expect(!outline.extremes.contains(issue.medoid) && Set(outline.extremes).count == outline.extremes.count)
            if let nearest = outline.nearest {
                withNearest += 1
                #expect(ids.contains(nearest.issue) && nearest.issue != issue.id)
                #expect((0...1).contains(nearest.likeness))
            }
            #expect(outline.parts.isEmpty || outline.parts.count > 1)
            if !outline.parts.isEmpty { withParts += 1 }
            let records = outline.parts.flatMap(\.records)
            #expect(Set(records).count == records.count && members.isSuperset(of: records))
            for part in outline.parts { #expect(part.records.count > 1 && !part.label.isEmpty) }
        }
        #expect(withParts > 0 && withNearest > analysis.issues.count / 2)
    }

    @Test func informantsAreNeverShownByAnOutline() {
        for outline in golden.summary.analysis.outlines {
            for record in outline.extremes + outline.parts.flatMap(\.records) {
                #expect(golden.facts[record]?.isInformant == false)
            }
        }
    }

    @Test func themesNestInCategories() throws {
        let analysis = golden.summary.analysis
        let issues = Dictionary(uniqueKeysWithValues: analysis.issues.map { ($0.id, $0) })
        var level1: [RecordID: String] = [:]
        for item in analysis.classes { level1[item.record] = item.level1 }
        #expect(!analysis.themes.isEmpty)
        #expect(analysis.themes.map(\.id) == Array(1...analysis.themes.count))
        let named = analysis.themes.flatMap(\.issues)
        #expect(Set(named).count == named.count)
        for theme in analysis.themes {
            #expect(theme.issues.count > 1 && !theme.label.isEmpty)
            for id in theme.issues {
                let issue = try #require(issues[id])
                var counts: [String: Int] = [:]
                for member in issue.members { if let name = level1[member] { counts[name, default: 0] += 1 } }
                #expect(counts[theme.category ?? ""] == counts.values.max())
            }
        }
    }

    /// Adding a lift is wished for at a dozen places: one theme has most of these issues.
    @Test func liftsAreOneTheme() throws {
        let analysis = golden.summary.analysis
        let labels = Dictionary(uniqueKeysWithValues: analysis.issues.map { ($0.id, $0.label) })
        let lifts = Set(labels.filter { $0.value.contains("电梯") || $0.value.contains("加梯") }.keys)
        #expect(lifts.count >= 5)
        let most = analysis.themes.map { lifts.intersection($0.issues).count }.max() ?? 0
        #expect(most * 2 >= lifts.count)
    }

    @Test func theReportOpensThem() throws {
        let content = try golden.content()
        try content.validate()
        #expect(content.themes.map(\.theme) == golden.summary.analysis.themes)
        #expect(content.issues.allSatisfy { $0.outline != nil })
        for entry in content.themes { #expect(entry.people > 0 && entry.people <= entry.posts) }
    }
}
