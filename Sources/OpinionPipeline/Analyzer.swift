import ChineseSegmenter
import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore
import TermVectors

/// Everything between the stored records and the stored analysis, as a list of stages:
/// read → issues (people's decisions among them) → ids → classes → outlines and themes → repeats → candidates and leads → save.
///
/// Built once for a run; holds the dictionaries.
public struct Analyzer: Sendable {
    let configuration: RunConfiguration
    let segmenter: Segmenter
    let lexicon: Lexicon
    let classification: ClassificationData
    let facts: FactFinder
    /// The office's own classifier, where the configuration names one.
    let trained: TextClassifier?
    let threads: Int
    /// Lines of the user dictionary that could not be used and were left out: file, line, reason.
    public let notices: [String]

    /// Loads the dictionaries.
    ///
    /// - Throws: an error that names the file that is missing or unusable.
    public init(configuration: RunConfiguration, data: DataFolder, threads: Int) throws {
        self.configuration = configuration
        self.threads = max(1, threads)
        var lists = try SegmenterFactory.domainLists(data)
        let gazetteer = configuration.gazetteer.map { URL(fileURLWithPath: $0) }
        if let gazetteer {
            let rows = try TableFile(gazetteer).rows
            lists.append(WordList(entries: rows.compactMap { $0.first.map { .init(word: $0, tag: "ns") } }))
        }
        var notices: [String] = []
        if let path = configuration.userDictionary {
            let list = try WordList(contentsOf: path)
            notices = list.problems.map(\.description)
            lists.append(list)
        }
        self.notices = notices
        segmenter = try SegmenterFactory.segmenter(data, userLists: lists)
        lexicon = try Lexicon(data, gazetteer: gazetteer)
        classification = try ClassificationData(data)
        facts = FactFinder(
            places: PlaceFinder(gazetteer: try IngestJob.gazetteer(configuration.gazetteer, data: data)),
            units: try TableFile(data.dictionary("units.tsv")).rows.map { row in
                ([row[0]] + (row.count > 2 ? row[2].split(separator: "|").map(String.init) : []))
            })
        trained = try configuration.classify.model.map { try TextClassifier(data, model: $0) }
    }

    /// Analyses every record of a store and replaces the stored analysis.
    ///
    /// - Parameters:
    ///   - now: the clock: records and promises are judged against it.
    ///   - run: the run that the trail of issues names.
    ///   - fingerprint: what the analysis depends on beside the records; nil: no index is kept for the daily path.
    ///   - progress: told the stage and how many records are done.
    /// - Returns: what was stored.
    public func analyze(
        _ store: Store, now: CivilTime, run: RunID? = nil, fingerprint: String? = nil, progress: (RunProgress) -> Void
    ) throws -> Outcome {
        try trained?.require(taxonomiesOf: store)
        var records = try readStage.read(store) { progress(.reading(records: $0)) }
        let index = try fingerprint.flatMap { _ in try indexWriter(store) }
        progress(.grouping)
        let earlier = try EarlierIssues(store)
        let (found, texts) = issueStage.found(
            ids: records.ids, channels: records.facts.map(\.channel), counts: records.takeCounts(),
            titles: records.titles,
            days: records.facts.map { $0.received?.dayNumber }, people: IssueStage.numbers(records.facts.map(\.person)),
            marks: records.takeMarks(), informants: records.informants, decisions: earlier.decisionStage, index: index)
        let identified = earlier.identityStage.identified(found)
        let issues = identified.issues
        let classes = ClassifyStage(classifier: classification.classifier).classes(records, issues: issues)
        let (outlines, themes) = IssueOutlineStage(segmenter: segmenter, lexicon: lexicon, threads: threads)
            .outlines(issues, records, texts, classes: classes)
        let (kinds, terms, rowOf) = (texts.kinds, texts.terms, texts.rowOf)  // All else of the texts may go.
        progress(.comparing)
        let repeats = try RepeatStage(facts: facts, lexicon: lexicon, threads: threads)
            .repeats(records, terms: terms, issues: issues, store: store, kinds: kinds)
        progress(.ranking)
        let ranked = try rankStage(now: now).rank(records.facts, issues: issues)
        progress(.saving)
        let analysis = Analysis(
            issues: issues, candidates: ranked.candidates, leads: ranked.leads, classes: classes, repeats: repeats,
            outlines: outlines, themes: themes)
        try store.replaceAnalysis(analysis, update: earlier.update(identified, run: run, time: now))
        if let fingerprint, let base = try store.analysisBase() {
            index?.finish(records, rowOf: rowOf, base: base, fingerprint: fingerprint)
        }
        return Outcome(analysis: analysis, people: ranked.people)
    }

    /// What an analysis of a store comes to.
    public struct Outcome: Sendable {
        /// What was stored.
        public var analysis: Analysis
        /// The people behind the records, and the number of records.
        public var people: PeopleCount
        /// How many records came since the last full analysis, where only those were analysed.
        public var newRecords: Int?
    }

    /// Analyses the records that came since the last full analysis, where that is known and they are few enough.
    ///
    /// - Returns: what it comes to, with classes, outlines and themes only where they changed; nil where everything has to be
    ///   analysed.
    func analyzeNew(
        _ store: Store, now: CivilTime, run: RunID?, fingerprint: String, progress: (RunProgress) -> Void
    ) throws -> Outcome? {
        guard configuration.clustering.method == .evidence, let base = try store.analysisBase() else { return nil }
        try trained?.require(taxonomiesOf: store)
        do {
            let index = try IssueIndex(
                path: IssueIndexWriter.path(ofStore: store.path), base: base, fingerprint: fingerprint)
            let new = try store.recordCount() - index.ids.count
            guard new >= 0, Double(new) <= configuration.daily.share * Double(index.ids.count) else { return nil }
            return try DailyAnalysis(analyzer: self, index: index, base: base, store: store, now: now, run: run)
                .analyze(progress: progress)
        } catch is SectionFile.Unusable {
            // The index is only a shorter way: without it everything is analysed again.
            return nil
        }
    }

    /// Where the next index goes; nil where the store is so small that a full analysis is as quick.
    private func indexWriter(_ store: Store) throws -> IssueIndexWriter? {
        guard try store.recordCount() >= configuration.daily.from, configuration.clustering.method == .evidence else {
            return nil
        }
        return IssueIndexWriter(path: IssueIndexWriter.path(ofStore: store.path))
    }
}

extension Analyzer {
    /// The stage that ranks, at a clock.
    func rankStage(now: CivilTime) -> RankStage {
        RankStage(configuration: configuration.ranking, needs: classification.needs, now: now, threads: threads)
    }

    /// The stage that reads texts, with this run's dictionaries.
    var readStage: ReadStage {
        ReadStage(
            extractor: TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: configuration.terms),
            classification: classification,
            trained: trained.map { TrainedClasses(classifier: $0, backOff: configuration.classify.backOff) },
            threads: threads)
    }

    /// The stage that finds issues, with this run's settings.
    var issueStage: IssueStage {
        IssueStage(
            terms: configuration.terms, clustering: configuration.clustering, segmenter: segmenter, lexicon: lexicon,
            threads: threads)
    }
}

/// How far a run is, for the person who waits.
public enum RunProgress: Sendable, Equatable {
    /// A file is being read: its name and the rows so far.
    case ingesting(file: String, rows: Int)
    /// Stored records are being segmented.
    case reading(records: Int)
    /// Neighbours are being found and grouped.
    case grouping
    /// Repeats are being looked for.
    case comparing
    /// Candidates are being scored and leads looked for.
    case ranking
    /// Results are being written to the store.
    case saving
    /// The report is being written.
    case reporting
}
