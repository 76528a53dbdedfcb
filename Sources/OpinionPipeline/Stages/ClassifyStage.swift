import Classification
import OpinionIngest
import OpinionRanking
import OpinionStore

/// Stage: a class for every record, by the office's own model where there is one, else by the seed words of its text;
/// proposals then also hear the class of the nearest issue.
///
/// Law: a record without any evidence gets no class rather than a guess.
package struct ClassifyStage: Sendable {
    let classifier: SeedClassifier

    package init(classifier: SeedClassifier) { self.classifier = classifier }

    /// The classes, ordered by record id.
    package func classes(_ records: ReadRecords, issues: [Issue]) -> [RecordClass] {
        if let trained = records.trained { return trained.compactMap { $0 } }
        var index: [RecordID: Int] = [:]
        index.reserveCapacity(records.ids.count)
        for (position, id) in records.ids.enumerated() { index[id] = position }
        var issueOf: [Int: Int] = [:]
        for (number, issue) in issues.enumerated() {
            for member in issue.members { if let position = index[member] { issueOf[position] = number } }
        }
        return records.ids.indices.compactMap { position in
            var assignment = records.classes[position]
            if let proposal = records.proposals[position], let number = issueOf[position] {
                let others = issues[number].members.compactMap { index[$0] }.filter { $0 != position }
                assignment = classifier.classify(
                    title: proposal.matchTitle, body: proposal.matchBody, neighbourVotes: votes(others, records))
            }
            return assignment.map {
                RecordClass(
                    record: records.ids[position], level1: $0.level1, level2: $0.level2.isEmpty ? nil : $0.level2,
                    confidence: $0.confidence, evidence: $0.evidence)
            }
        }
    }

    /// The share of each class among some records that have one.
    private func votes(_ positions: [Int], _ records: ReadRecords) -> [String: Double] {
        var votes: [String: Double] = [:]
        let codes = positions.compactMap { records.classes[$0]?.code }
        for code in codes { votes[code, default: 0] += 1 / Double(codes.count) }
        return votes
    }
}
