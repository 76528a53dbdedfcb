import Foundation
import OpinionIngest
import OpinionStore

/// Files → stored records, without any analysis.
///
/// Law: the same files, mapping, encoding and person key give the same store content, whatever the number of threads and
/// however often the job was cut off and started again.
public struct IngestJob: Sendable {
    /// What the inputs' columns mean, where the guess is overridden.
    public var mapping: MappingFile?
    /// The encoding of all text inputs as ICU names it, where it is not to be guessed.
    public var encoding: String?
    /// A gazetteer in place of the shipped one.
    public var gazetteer: String?
    /// The program's data.
    public var data: DataFolder
    /// The office's secret for person keys.
    public var personKey: [UInt8]
    /// The clock.
    public var now: CivilTime
    /// Threads to use, 1 and up.
    public var threads: Int
    /// Asked between batches; true ends the job with `PipelineError.interrupted`.
    public var shouldStop: @Sendable () -> Bool

    /// A job.
    public init(
        mapping: MappingFile? = nil, encoding: String? = nil, gazetteer: String? = nil, data: DataFolder,
        personKey: [UInt8], now: CivilTime, threads: Int, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) {
        self.mapping = mapping
        self.encoding = encoding
        self.gazetteer = gazetteer
        self.data = data
        self.personKey = personKey
        self.now = now
        self.threads = max(1, threads)
        self.shouldStop = shouldStop
    }

    /// Ingests every input in the order given; one that can't be read is reported and the others go on.
    ///
    /// - Throws: `StoreError`; `PipelineError.interrupted`: what was stored until then stays, and the same job goes on.
    public func run(_ inputs: [URL], store: Store, progress: (RunProgress) -> Void) throws -> [FileReport] {
        let stage = try stage()
        try store.bind(keyFingerprint: String(Hash.hex(personKey).prefix(16)))
        var files: [FileReport] = []
        for input in inputs {
            if shouldStop() { throw PipelineError.interrupted(file: input.lastPathComponent, rows: 0) }
            files.append(try stage.ingest(input, into: store, now: now, progress: progress))
        }
        return files
    }

    /// Reads every input and stores nothing; repeats are not looked for.
    public func check(_ inputs: [URL], progress: (RunProgress) -> Void) throws -> [FileReport] {
        let stage = try stage()
        return inputs.map { stage.check($0, progress: progress) }
    }

    func stage() throws -> IngestStage {
        let gazetteer = try Self.gazetteer(gazetteer, data: data)
        let chosen = try encoding.map { name in
            guard let known = TextEncoding(named: name) else {
                throw PipelineError.badConfiguration(
                    path: "--encoding \(name)", reason: "应为 " + TextEncoding.knownNames.joined(separator: "、") + " 之一")
            }
            return known
        }
        return IngestStage(
            reader: FileIngest(
                mapping: mapping, encoding: chosen, keyer: PersonKeyer(key: personKey), threads: threads,
                parseTime: { DateParser.parse($0) }),
            places: PlaceFinder(gazetteer: gazetteer), normalizer: RecordNormalizer(), threads: threads,
            settings: settings(chosen), encoding: chosen, shouldStop: shouldStop)
    }

    /// The office's own gazetteer, or the shipped one.
    static func gazetteer(_ path: String?, data: DataFolder) throws -> Gazetteer {
        // An office's own gazetteer replaces the province's: its towns are what the records name.
        let source = path.map { URL(fileURLWithPath: $0) } ?? data.dictionary("places-zhejiang.tsv")
        guard let bytes = try? Data(contentsOf: source), let text = String(data: bytes, encoding: .utf8) else {
            throw PipelineError.unreadable(path: source.path, reason: "应为 UTF-8 文本文件")
        }
        do { return try Gazetteer(tsv: text) } catch let error as GazetteerError {
            throw PipelineError.badConfiguration(path: source.path, reason: error.description)
        }
    }

    /// A hash of what decides how a file is read; empty where everything is guessed.
    private func settings(_ encoding: TextEncoding?) -> String {
        guard mapping != nil || encoding != nil else { return "" }
        var parts = ["encoding=\(encoding?.name ?? "")", "channel=\(mapping?.channel?.rawValue ?? "")"]
        for field in RecordField.allCases {
            if let names = mapping?.columns[field] { parts.append("\(field.rawValue)=\(names)") }
        }
        return String(Hash.hex(Data(parts.joined(separator: "\n").utf8)).prefix(16))
    }
}
