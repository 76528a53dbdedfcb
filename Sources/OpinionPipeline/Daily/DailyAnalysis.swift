import Clustering
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// The analysis of a store that has some records more than when everything was analysed last: facts of all, texts of the new
/// ones → their rows beside the index's → groups → issues → repeats → candidates and leads → the change that is stored.
///
/// New records are always all those since the last full analysis, so the result does not depend on how they were divided into days.
/// Texts, vectors and comparing cost in proportion to the new records; what follows from everything (facts, candidates, leads)
/// is linear in all records with a small factor.
///
/// Law: groups of records that the full analysis found stay together unless people decide otherwise.
struct DailyAnalysis {
    let analyzer: Analyzer
    let index: IssueIndex
    let base: String
    let store: Store
    let now: CivilTime
    let run: RunID?

    /// Analyses and stores.
    ///
    /// - Throws: `SectionFile.Unusable` where the index can't be used after all; nothing is stored then.
    func analyze(progress: (RunProgress) -> Void) throws -> Analyzer.Outcome {
        let read = try DailyRecords(store, index, analyzer.readStage, threads: analyzer.threads) {
            progress(.reading(records: $0))
        }
        progress(.grouping)
        let (found, earlier) = try ParallelChunks.both(
            threads: analyzer.threads, { try find(read) }, { try EarlierIssues(store, read) })
        let (records, rowOf) = (found.records, found.rowOf)
        let issues = try DailyIssues(
            .init(
                records: records, texts: found.texts, pairs: found.pairs, groups: found.groups,
                found: found.joined, earlier: earlier, titles: { try store.matchTitles(ids: $0) }),
            analyzer.issueStage,
            IssueOutlineStage(segmenter: analyzer.segmenter, lexicon: analyzer.lexicon, threads: analyzer.threads))
        progress(.ranking)
        let all = issues.issues
        let (ranked, repeats) = try ParallelChunks.both(
            threads: analyzer.threads, { try analyzer.rankStage(now: now).rank(records.facts, issues: all) },
            {
                try DailyRepeats(
                    records, rowOf: rowOf, issues: all, store: store, analyzer.readStage,
                    RepeatStage(facts: analyzer.facts, lexicon: analyzer.lexicon, threads: analyzer.threads))
            })
        progress(.saving)
        var change = AnalysisChange(base: base)
        change.issues = issues.changed
        change.endedIssues = issues.ended
        change.outlines = issues.outlines
        change.repeats = repeats.changed
        change.endedRepeats = repeats.ended
        (change.candidates, change.leads) = (ranked.candidates, ranked.leads)
        let classified = try Set(store.classified(records.places.map { records.ids[$0] }))
        change.classes = ClassifyStage(classifier: analyzer.classification.classifier)
            .classes(records.read, issues: all).filter { !classified.contains($0.record) }
        try store.change(
            change, update: earlier.update(issues.identified, run: run, time: now), numbers: records.numbers)
        let analysis = Analysis(
            issues: all, candidates: ranked.candidates, leads: ranked.leads, classes: change.classes,
            repeats: try store.repeats(), outlines: change.outlines)
        return Analyzer.Outcome(analysis: analysis, people: ranked.people, newRecords: records.places.count)
    }

    /// What the new texts have to do with the earlier ones.
    private struct Found: Sendable {
        /// The records, whose new terms and marks have been used.
        var records: DailyRecords
        /// The row of each record, by its place.
        var rowOf: [Int]
        var texts: DailyTexts
        var pairs: [SearchIndex.Pair]
        /// The groups of the index.
        var groups: [[Int]]
        /// What the new rows change in them.
        var joined: DailyGroups
    }

    private func find(_ read: DailyRecords) throws -> Found {
        var records = read
        let clustering = analyzer.configuration.clustering
        let people = People(records)
        var texts = DailyTexts(
            &records, index, analyzer.issueStage, people: records.places.map { people.numbers[$0] },
            posts: people.posts)
        let pairs = try texts.pairs(
            CandidateSearch(
                threshold: Float(clustering.compareFrom), limit: clustering.neighbors, window: clustering.window,
                threads: analyzer.threads))
        var rowOf = records.knownRows
        for (number, place) in records.places.enumerated() { rowOf[place] = texts.rowOf[number] }
        let groups = index.search.groups
        return Found(
            records: records, rowOf: rowOf, texts: texts, pairs: pairs, groups: groups,
            joined: self.groups(texts, pairs, groups, rowOf: rowOf, people))
    }

    private func groups(
        _ texts: DailyTexts, _ pairs: [SearchIndex.Pair], _ groups: [[Int]], rowOf: [Int], _ people: People
    ) -> DailyGroups {
        var groupOf = [Int32](repeating: -1, count: texts.base)
        for (number, group) in groups.enumerated() { for row in group { groupOf[row] = Int32(number) } }
        // The person behind a row is the sender of its first record.
        var personOf = [Int?](repeating: nil, count: texts.base + texts.count)
        for place in rowOf.indices.reversed() { personOf[rowOf[place]] = people.numbers[place] }
        let senders = personOf
        return DailyGroups(
            texts, pairs, index.search, groups: groups, groupOf: groupOf, personOf: { senders[$0] },
            clusterer: IssueClusterer(settings: analyzer.configuration.clustering, threads: analyzer.threads))
    }

    /// Who sent which record.
    private struct People {
        /// A number for each record's person, nil where unknown; by place.
        let numbers: [Int?]
        /// How many records each person sent.
        private(set) var posts: [Int: Int] = [:]

        init(_ records: DailyRecords) {
            numbers = IssueStage.numbers(records.facts.map(\.person))
            for case let person? in numbers { posts[person, default: 0] += 1 }
        }
    }
}
