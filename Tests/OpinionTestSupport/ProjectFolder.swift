import Foundation

/// Where tests find the project's own files.
public enum ProjectFolder {
    /// The folder of Package.swift.
    public static let url = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A file of the sample corpus.
    public static func sample(_ name: String) -> URL {
        url.appendingPathComponent("corpus/sample").appendingPathComponent(name)
    }

    /// The sample's input files, in the order in which an office would name them.
    public static let sampleNames = [
        "hotline-2023.csv", "hotline-2024.csv", "petitions.jsonl", "proposals.xlsx", "letters.csv", "station.jsonl",
    ]

    /// A file of real data that does not belong to the project: below the folder that `OPINION_SHARED` names, or
    /// `shared` beside the project. Nil where it is not there.
    public static func shared(_ path: String) -> URL? {
        let named = ProcessInfo.processInfo.environment["OPINION_SHARED"].map { URL(fileURLWithPath: $0) }
        let file = (named ?? url.deletingLastPathComponent().appendingPathComponent("shared"))
            .appendingPathComponent(path)
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }
}
