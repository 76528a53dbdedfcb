import Foundation

/// A small tab-separated UTF-8 file of the program's own data; `#` lines and empty lines are comments.
package struct TableFile {
    /// The rows' fields, white space at the ends removed.
    package let rows: [[String]]

    /// - Throws: `PipelineError.unreadable` where the file is missing or no UTF-8.
    package init(_ url: URL) throws {
        guard let data = try? Data(contentsOf: url), let text = String(data: data, encoding: .utf8) else {
            throw PipelineError.unreadable(path: url.path, reason: "应为 UTF-8 文本文件")
        }
        rows = text.split(whereSeparator: \.isNewline).compactMap { line in
            guard !line.hasPrefix("#") else { return nil }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            return fields.map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }
}
