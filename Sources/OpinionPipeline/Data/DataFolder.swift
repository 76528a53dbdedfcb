import Foundation

/// Where the program's own data is: dictionaries, report templates, rule files.
///
/// Looked for in this order: the folder that `OPINION_DATA` names; `../share/opinion` beside the program (an
/// installation); the nearest folder above the program that has `dicts/general.words` (a checkout). So the program
/// works from any current folder.
public struct DataFolder: Sendable {
    /// The folder that contains `dicts`, `templates` and `rules`.
    public let url: URL

    /// A given folder.
    public init(url: URL) { self.url = url }

    /// Finds the folder for a program.
    ///
    /// - Parameters:
    ///   - program: the running program's file, symbolic links allowed.
    ///   - environment: the process's environment.
    /// - Throws: `PipelineError.dataMissing` where no place has the data.
    public static func find(
        program: URL, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> DataFolder {
        var tried: [URL] = []
        if let named = environment["OPINION_DATA"], !named.isEmpty { tried.append(URL(fileURLWithPath: named)) }
        let real = program.resolvingSymlinksInPath()
        tried.append(real.deletingLastPathComponent().appendingPathComponent("../share/opinion").standardizedFileURL)
        var folder = real.deletingLastPathComponent()
        for _ in 0..<8 where folder.path != "/" {
            tried.append(folder)
            folder = folder.deletingLastPathComponent()
        }
        for candidate in tried
        where FileManager.default.fileExists(
            atPath: candidate.appendingPathComponent("dicts/general.words").path)
        {
            return DataFolder(url: candidate)
        }
        throw PipelineError.dataMissing(tried: tried.prefix(2).map(\.path))
    }

    /// The running program's file.
    public static var runningProgram: URL {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: path)
    }

    /// A dictionary file by name, for example `general.words`.
    public func dictionary(_ name: String) -> URL { url.appendingPathComponent("dicts").appendingPathComponent(name) }

    /// The dictionaries that results depend on; their hashes are in every manifest.
    static let dictionaryNames = [
        "general.words", "segmenter.model", "livelihood.txt", "government.txt", "places-zhejiang.tsv", "units.tsv",
        "stopwords.txt",
        "stoplabels.txt", "synonyms.tsv", "problems.txt", "severity.tsv", "taxonomy.tsv", "needs.tsv",
    ]

    /// The folder of the report's templates.
    public var templates: URL { url.appendingPathComponent("templates") }

    /// Chart.js: installed beside the templates, or where Debian's libjs-chart.js puts it.
    public var chartScript: URL {
        let own = templates.appendingPathComponent("chart.min.js")
        if FileManager.default.fileExists(atPath: own.path) { return own }
        return URL(fileURLWithPath: "/usr/share/javascript/chart.js/chart.min.js")
    }
}
