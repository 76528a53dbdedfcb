import Classification
import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import Testing

struct ClassifyStageTests {
    private func classifier() throws -> SeedClassifier {
        try ClassificationData(Job.data).classifier
    }

    private func records(_ texts: [(title: String, channel: Channel)], _ classifier: SeedClassifier) -> ReadRecords {
        var records = ReadRecords()
        for (index, text) in texts.enumerated() {
            let id = RecordID(rawValue: "000000000000000\(index)")
            records.ids.append(id)
            records.facts.append(RecordFacts(id: id, channel: text.channel, received: nil, person: nil))
            records.titles.append(text.title)
            records.classes.append(classifier.classify(title: text.title, body: ""))
            if text.channel == .proposal {
                let facts = StoredFacts(id: id, channel: .proposal, source: SourceRow(file: "a.xlsx", row: index + 2))
                records.proposals[index] = StoredRecord(facts: facts, matchTitle: text.title, matchBody: "")
            }
        }
        return records
    }

    private func issue(_ members: [Int]) -> OpinionRanking.Issue {
        let ids = members.map { RecordID(rawValue: "000000000000000\($0)") }
        return Issue(
            id: IssueID(rawValue: 1), label: "x", keywords: [], medoid: ids[0], members: ids, cohesion: 1, copies: [])
    }

    @Test func textsWithoutEvidenceGetNoClass() throws {
        let classifier = try classifier()
        let records = records([("公交车班次太少", .hotline), ("嗯嗯嗯", .hotline), ("", .letter)], classifier)
        let classes = ClassifyStage(classifier: classifier).classes(records, issues: [])
        #expect(classes.map(\.record.rawValue) == ["0000000000000000"])
        #expect(classes.allSatisfy { !$0.evidence.isEmpty && $0.confidence > 0 && $0.confidence <= 1 })
    }

    @Test func proposalHearsTheRecordsOfItsIssue() throws {
        let classifier = try classifier()
        let texts: [(title: String, channel: Channel)] = [
            ("关于请予重视的建议", .proposal), ("公交车班次太少", .hotline), ("公交车班次太少等车久", .hotline),
        ]
        let records = records(texts, classifier)
        let stage = ClassifyStage(classifier: classifier)
        let own = stage.classes(records, issues: []).first { $0.record.rawValue.hasSuffix("0") }
        let heard = stage.classes(records, issues: [issue([0, 1, 2])])
        let bus = try #require(heard.first { $0.record.rawValue.hasSuffix("1") })
        let proposal = try #require(heard.first { $0.record.rawValue.hasSuffix("0") })
        #expect(own?.level1 != bus.level1)
        #expect(proposal.level1 == bus.level1)
        #expect(heard.map(\.record) == heard.map(\.record).sorted())
    }
}
