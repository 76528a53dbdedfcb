import ArgumentParser
import Foundation
import OpinionReports

/// `--format table|tsv|json` of the commands that list things.
struct FormatOptions: ParsableArguments {
    /// The ways a list is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, tsv, json
    }

    @Option(help: "输出格式：table（对齐的表格）、tsv、json。") var format: Format = .table
}

/// `--format text|json` of the commands that tell about one thing.
struct ReportFormatOptions: ParsableArguments {
    /// The ways a single result is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: "输出格式：text（供人阅读）、json（供程序读取）。") var format: Format = .text
}

/// Results on standard output.
enum Results {
    /// Prints a list in the chosen format; `json` is what programs read.
    static func print(_ table: TerminalTable, json: some Encodable, format: FormatOptions.Format) throws {
        switch format {
        case .table: try write(table.text())
        case .tsv: try write(table.tsv())
        case .json: try printJSON(json)
        }
    }

    /// Prints one JSON value with sorted keys.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
    }

    /// Writes text to standard output.
    static func write(_ text: String) throws {
        let output = try LineOutput(path: nil)
        output.append(text)
        try output.close()
    }

    /// A number with one decimal place.
    static func one(_ value: Double) -> String { String(format: "%.1f", value) }
}
