import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore

/// The main job: files → stored records → stored analysis.
///
/// Law: the same input, configuration, clock, person key, earlier issues and decisions give the same store content, whatever
/// the number of threads.
public struct MainJob: Sendable {
    /// The settings.
    public var configuration: RunConfiguration
    /// The program's data.
    public var data: DataFolder
    /// What the inputs' columns mean, where the guess is overridden.
    public var mapping: MappingFile?
    /// The encoding of all text inputs as ICU names it, where it is not to be guessed.
    public var encoding: String?
    /// The office's secret for person keys.
    public var personKey: [UInt8]
    /// The clock.
    public var now: CivilTime
    /// Threads to use, 1 and up.
    public var threads: Int
    /// The program's version, for the manifest.
    public var version: String
    /// Whether everything is analysed even where few records are new.
    public var isFull: Bool

    /// A job.
    public init(
        configuration: RunConfiguration, data: DataFolder, mapping: MappingFile?, encoding: String? = nil,
        personKey: [UInt8], now: CivilTime, threads: Int, version: String, isFull: Bool = false
    ) {
        self.configuration = configuration
        self.data = data
        self.mapping = mapping
        self.encoding = encoding
        self.personKey = personKey
        self.now = now
        self.threads = max(1, threads)
        self.version = version
        self.isFull = isFull
    }

    /// What a run did.
    public struct Summary: Sendable {
        /// Each input in the order given.
        public var files: [FileReport]
        /// What was stored; where only new records were analysed, its classes and outlines are those that changed.
        public var analysis: Analysis
        /// How many records came since the last full analysis, where only those were analysed; nil where everything was.
        public var newRecords: Int?
        /// What the run was.
        public var manifest: RunManifest
        /// What is to be known about the settings, such as lines of the user dictionary that were left out.
        public var notices: [String] = []

        /// Whether some input could not be read, or not to its end.
        public var isPartial: Bool { files.contains { $0.failure != nil } }
    }

    /// Runs the job on a store: every input is ingested, then everything in the store is analysed.
    ///
    /// An input that can't be read is reported and the others go on; the run is in the store's run log either way.
    ///
    /// - Throws: `StoreError`; `PipelineError.nothingToDo` where no input gave a record and the store is empty.
    public func run(_ inputs: [URL], store: Store, progress: (RunProgress) -> Void) throws -> Summary {
        let analyzer = try Analyzer(configuration: configuration, data: data, threads: threads)
        let stage = try ingestStage()
        try store.bind(keyFingerprint: String(Hash.hex(personKey).prefix(16)))
        let run = try store.beginRun(at: now)
        do {
            var files: [FileReport] = []
            for input in inputs { files.append(try stage.ingest(input, into: store, now: now, progress: progress)) }
            store.releaseMemory()
            guard try store.recordCount() > 0 else {
                throw PipelineError.nothingToDo(files: files)
            }
            let fingerprint = try fingerprint()
            let daily =
                isFull
                ? nil
                : try analyzer.analyzeNew(store, now: now, run: run, fingerprint: fingerprint, progress: progress)
            let outcome =
                try daily
                ?? analyzer.analyze(store, now: now, run: run, fingerprint: fingerprint, progress: progress)
            let manifest = try manifest(files, outcome)
            try store.finishRun(run, at: now, manifest: manifest.json)
            try store.audit("run", detail: manifest.json, time: now)
            return Summary(
                files: files, analysis: outcome.analysis, newRecords: outcome.newRecords, manifest: manifest,
                notices: analyzer.notices)
        } catch {
            try? store.finishRun(run, at: now, status: .failed, manifest: nil)
            throw error
        }
    }

    private func ingestStage() throws -> IngestStage {
        try IngestJob(
            mapping: mapping, encoding: encoding, gazetteer: configuration.gazetteer, data: data,
            personKey: personKey, now: now, threads: threads
        ).stage()
    }

    /// SHA-256 of each dictionary by file name.
    private var dictionaries: [String: String] {
        var dictionaries: [String: String] = [:]
        for name in DataFolder.dictionaryNames { dictionaries[name] = Hash.hex(of: data.dictionary(name)) }
        for path in [configuration.gazetteer, configuration.userDictionary, configuration.classify.model].compactMap({
            $0
        }) {
            let url = URL(fileURLWithPath: path)
            dictionaries["office/" + url.lastPathComponent] = Hash.hex(of: url)
        }
        return dictionaries
    }

    /// What an analysis depends on beside the records, people's decisions and the clock.
    private func fingerprint() throws -> String {
        let parts = dictionaries.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return Hash.hex(Data(([version, Hash.hex(try configuration.canonical)] + parts).joined(separator: "\n").utf8))
    }

    private func manifest(_ files: [FileReport], _ outcome: Analyzer.Outcome) throws -> RunManifest {
        let (analysis, count) = (outcome.analysis, outcome.people)
        return RunManifest(
            version: version, clock: now, configuration: Hash.hex(try configuration.canonical),
            dictionaries: dictionaries, libraries: ["ICU": IngestLibraries.icuVersion],
            inputs: files.compactMap { file in file.sha256.map { .init(name: file.name, sha256: $0) } },
            counts: [
                "records": count.posts, "people": count.people, "repeats": analysis.repeats.count,
                "issues": analysis.issues.count, "candidates": analysis.candidates.count,
                "leads": analysis.leads.count,
            ].merging(outcome.newRecords.map { ["newRecords": $0] } ?? [:]) { $1 })
    }
}
