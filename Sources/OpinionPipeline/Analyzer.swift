import ChineseSegmenter
import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore

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
    ///   - progress: told the stage and how many records are done.
    /// - Returns: what was stored.
    public func analyze(
        _ store: Store, now: CivilTime, run: RunID? = nil, progress: (RunProgress) -> Void
    ) throws -> Analysis {
        try trained?.require(taxonomiesOf: store)
        let extractor = TermExtractor(segmenter: segmenter, lexicon: lexicon, settings: configuration.terms)
        let own = trained.map { TrainedClasses(classifier: $0, backOff: configuration.classify.backOff) }
        var records = try ReadStage(
            extractor: extractor, classification: classification, trained: own, threads: threads
        ).read(store) { progress(.reading(records: $0)) }
        progress(.grouping)
        let earlier = try EarlierIssues(store)
        let (found, texts) = issueStage.found(
            ids: records.ids, channels: records.facts.map(\.channel), counts: records.takeCounts(),
            titles: records.titles,
            days: records.facts.map { $0.received?.dayNumber }, people: IssueStage.numbers(records.facts.map(\.person)),
            marks: records.takeMarks(), informants: records.informants, decisions: earlier.decisionStage)
        let identified = earlier.identityStage.identified(found)
        let issues = identified.issues
        let classes = ClassifyStage(classifier: classification.classifier).classes(records, issues: issues)
        let (outlines, themes) = IssueOutlineStage(segmenter: segmenter, lexicon: lexicon, threads: threads)
            .outlines(issues, records, texts, classes: classes)
        let (kinds, terms) = (texts.kinds, texts.terms)  // All else of the texts may go.
        progress(.comparing)
        let repeats = try RepeatStage(facts: facts, lexicon: lexicon, threads: threads)
            .repeats(records, terms: terms, issues: issues, store: store, kinds: kinds)
        progress(.ranking)
        let (candidates, leads) = try RankStage(
            configuration: configuration.ranking, needs: classification.needs, now: now
        ).rank(records, issues: issues)
        progress(.saving)
        let analysis = Analysis(
            issues: issues, candidates: candidates, leads: leads, classes: classes, repeats: repeats,
            outlines: outlines, themes: themes)
        try store.replaceAnalysis(analysis, update: earlier.update(identified, run: run, time: now))
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
    /// Repeats are being looked for.
    case comparing
    /// Candidates are being scored and leads looked for.
    case ranking
    /// Results are being written to the store.
    case saving
    /// The report is being written.
    case reporting
}
