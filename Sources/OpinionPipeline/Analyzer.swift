import ChineseSegmenter
import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore

/// Everything between the stored records and the stored analysis, as a list of stages:
/// read → issues → classes → candidates and leads → save.
///
/// Built once for a run; holds the dictionaries.
public struct Analyzer: Sendable {
    let configuration: RunConfiguration
    let segmenter: Segmenter
    let lexicon: Lexicon
    let classification: ClassificationData
    /// The office's own classifier, where the configuration names one.
    let trained: TextClassifier?
    let threads: Int

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
        if let path = configuration.userDictionary {
            let list = try WordList(contentsOf: path)
            if let problem = list.problems.first { throw problem }
            lists.append(list)
        }
        segmenter = try SegmenterFactory.segmenter(data, userLists: lists)
        lexicon = try Lexicon(data, gazetteer: gazetteer)
        classification = try ClassificationData(data)
        trained = try configuration.classify.model.map { try TextClassifier(data, model: $0) }
    }

    /// Analyses every record of a store and replaces the stored analysis.
    ///
    /// - Parameters:
    ///   - now: the clock: records and promises are judged against it.
    ///   - progress: told the stage and how many records are done.
    /// - Returns: what was stored.
    public func analyze(_ store: Store, now: CivilTime, progress: (RunProgress) -> Void) throws -> Analysis {
        try trained?.require(taxonomiesOf: store)
        let extractor = TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: configuration.terms)
        let own = trained.map { TrainedClasses(classifier: $0, backOff: configuration.classify.backOff) }
        let records = try ReadStage(
            extractor: extractor, classification: classification, trained: own, threads: threads
        ).read(store) { progress(.reading(records: $0)) }
        progress(.grouping)
        let issues = issueStage.issues(
            ids: records.ids, channels: records.facts.map(\.channel), counts: records.counts, titles: records.titles,
            days: records.facts.map { $0.received?.dayNumber }, people: IssueStage.numbers(records.facts.map(\.person)))
        let classes = ClassifyStage(classifier: classification.classifier).classes(records, issues: issues)
        progress(.ranking)
        let (candidates, leads) = try RankStage(
            configuration: configuration.ranking, needs: classification.needs, now: now
        ).rank(records, issues: issues)
        progress(.saving)
        let analysis = Analysis(issues: issues, candidates: candidates, leads: leads, classes: classes)
        try store.replaceAnalysis(analysis)
        return analysis
    }
}

extension Analyzer {
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
    /// Candidates are being scored and leads looked for.
    case ranking
    /// Results are being written to the store.
    case saving
    /// The report is being written.
    case reporting
}
