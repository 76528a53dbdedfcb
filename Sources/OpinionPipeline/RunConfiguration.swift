import Clustering
import Foundation
import OpinionRanking

/// Every setting of a run, with its default; read from the file that `--config` names and hashed into the manifest.
///
/// ```json
/// { "office": "临溪县人大常委会", "gazetteer": "gazetteer.tsv", "clustering": { "threshold": 0.26 } }
/// ```
/// Fields left out keep their default; unknown fields are refused, so a misspelt name never passes silently.
public struct RunConfiguration: Sendable, Codable, Equatable {
    /// The office's name, as reports show it.
    public var office = "人大常委会"
    /// A gazetteer (name, level, parent, aliases) beside the shipped one; a relative path starts at the file's folder.
    public var gazetteer: String?
    /// A user dictionary (word, frequency, part of speech); a relative path starts at the file's folder.
    public var userDictionary: String?
    /// How texts become terms.
    public var terms = TermSettings()
    /// How issues are found.
    public var clustering = IssueClusterer.Settings()
    /// How candidates are scored and leads are found.
    public var ranking = RankingConfiguration()
    /// How records are classified.
    public var classify = ClassifySettings()
    /// When only new records are analysed.
    public var daily = DailySettings()

    /// When only new records are analysed rather than everything.
    public struct DailySettings: Sendable, Codable, Equatable {
        /// Records from which an index for the daily path is kept beside the store; smaller stores are analysed whole. 1…10⁹.
        public var from = 20_000
        /// The most records that may have come since the last full analysis, as a share of those that it knew; 0…1.
        public var share = 0.05

        /// The defaults.
        public init() {}
    }

    /// How records are classified.
    public struct ClassifySettings: Sendable, Codable, Equatable {
        /// A model of `opinion classify train`; a relative path starts at the configuration file's folder. Nil: seed words.
        public var model: String?
        /// Confidence below which a model's answer is given a level higher, 0…1.
        public var backOff = 0.5

        /// The defaults.
        public init() {}
    }

    /// How texts become terms.
    public struct TermSettings: Sendable, Codable, Equatable {
        /// How much a term of the title counts beside one of the body, 0.1…10.
        public var titleWeight = 2.0
        /// How much a pair of characters of the title counts, 0…5; 0 leaves pairs out.
        public var pairWeight = 0.5
        /// Terms in fewer texts are left out, 1…100.
        public var minimumDocuments = 2
        /// Terms in a larger share of the texts are left out, 0.001…1.
        public var maximumShare = 0.1

        /// The defaults.
        public init() {}
    }

    /// The defaults.
    public init() {}

    /// Reads a configuration file.
    ///
    /// - Throws: `PipelineError` that names the file, the field and what was expected.
    public init(contentsOf url: URL) throws {
        guard let data = try? Data(contentsOf: url) else {
            throw PipelineError.unreadable(path: url.path, reason: "没有这个文件或没有权限")
        }
        // The given fields are laid over the defaults, so that a file may name just what it changes.
        guard let given = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw PipelineError.badConfiguration(path: url.path, reason: "应为一个 JSON 对象")
        }
        let plain = try JSONSerialization.jsonObject(with: JSONEncoder().encode(RunConfiguration()))
        guard var merged = plain as? [String: Any] else { self = RunConfiguration(); return }
        merged["gazetteer"] = NSNull()
        merged["userDictionary"] = NSNull()
        if var classify = merged["classify"] as? [String: Any] {
            classify["model"] = NSNull()
            merged["classify"] = classify
        }
        merged = try Self.overlay(given, on: merged, path: url.path, field: "")
        do {
            self = try JSONDecoder().decode(Self.self, from: JSONSerialization.data(withJSONObject: merged))
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            let field = context.codingPath.map(\.stringValue).joined(separator: ".")
            throw PipelineError.badConfiguration(path: url.path, reason: "字段 \(field) 的类型不对")
        } catch is DecodingError {
            // A fraction for a count, or a number that no machine word holds.
            throw PipelineError.badConfiguration(path: url.path, reason: "某个数值不合要求：件数一类的字段应为整数")
        }
        let folder = url.deletingLastPathComponent()
        gazetteer = gazetteer.map { Self.resolve($0, in: folder) }
        userDictionary = userDictionary.map { Self.resolve($0, in: folder) }
        classify.model = classify.model.map { Self.resolve($0, in: folder) }
        try validate(path: url.path)
    }

    /// Checks every range.
    ///
    /// - Throws: `PipelineError.badConfiguration` with the first field outside its range.
    public func validate(path: String) throws {
        func check(_ field: String, _ value: Double, _ range: ClosedRange<Double>) throws {
            guard range.contains(value) else {
                throw PipelineError.badConfiguration(
                    path: path, reason: "\(field) 应在 \(range.lowerBound) 到 \(range.upperBound) 之间，实为 \(value)")
            }
        }
        try check("terms.titleWeight", terms.titleWeight, 0.1...10)
        try check("terms.pairWeight", terms.pairWeight, 0...5)
        try check("terms.minimumDocuments", Double(terms.minimumDocuments), 1...100)
        try check("terms.maximumShare", terms.maximumShare, 0.001...1)
        try check("clustering.threshold", clustering.threshold, 0.05...0.95)
        try check("clustering.neighbors", Double(clustering.neighbors), 1...200)
        try check("clustering.leaveBelow", clustering.leaveBelow, 0...1)
        try check("clustering.joinFrom", clustering.joinFrom, 0...1)
        try check("clustering.compareFrom", clustering.compareFrom, 0.05...0.95)
        try check("clustering.window", Double(clustering.window), 16...100_000)
        try check("clustering.sameFrom", clustering.sameFrom, 0.03...0.99)
        try check("daily.from", Double(daily.from), 1...1e9)
        try check("daily.share", daily.share, 0...1)
        try check("classify.backOff", classify.backOff, 0...1)
        do { try ranking.validate() } catch { throw PipelineError.badConfiguration(path: path, reason: "\(error)") }
    }

    /// The settings as canonical JSON: sorted keys, so that equal settings give equal bytes.
    public var canonical: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var plain = self
            // Where a file lies does not change what it says: the manifest hashes the files' content instead.
            plain.gazetteer = nil
            plain.userDictionary = nil
            plain.classify.model = nil
            return try encoder.encode(plain)
        }
    }

    private static func resolve(_ path: String, in folder: URL) -> String {
        path.hasPrefix("/") ? path : folder.appendingPathComponent(path).standardizedFileURL.path
    }

    private static func overlay(
        _ given: [String: Any], on base: [String: Any], path: String, field: String
    ) throws -> [String: Any] {
        var result = base
        for (key, value) in given {
            guard let old = base[key] else {
                let known = base.keys.sorted().joined(separator: "、")
                throw PipelineError.badConfiguration(path: path, reason: "没有字段 \(field)\(key)；可用的字段：\(known)")
            }
            if let inner = value as? [String: Any], let oldInner = old as? [String: Any] {
                result[key] = try overlay(inner, on: oldInner, path: path, field: "\(field)\(key).")
            } else {
                result[key] = value
            }
        }
        return result
    }
}
