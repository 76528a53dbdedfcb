import Foundation

/// The table in which a person corrects classes: tab-separated, with a header, the first column to be filled in.
public enum ReviewTable {
    /// A row that was filled in.
    public struct Correction: Sendable, Hashable {
        /// The text's id.
        public var id: String
        /// The right class.
        public var label: String
        /// The text.
        public var text: String
    }

    /// What a table says.
    public struct Reading: Sendable {
        /// The rows filled in, in their order.
        public var corrections: [Correction] = []
        /// The rows that can't be used.
        public var problems: [LabelledRows.Problem] = []
    }

    /// What a person writes where the class given is right.
    public static let confirmation = "对"
    private static let header = ["改为", "编号", "判为", "把握", "次选", "文本"]

    /// The table with nothing filled in yet.
    public static func text(_ items: [ReviewItem]) -> String {
        let rows = items.map {
            ["", oneLine($0.id), $0.guess, String(format: "%.4f", $0.confidence), $0.runnerUp, $0.text]
        }
        return ([header] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
    }

    /// Reads a table back.
    ///
    /// - Parameters:
    ///   - text: the table; a byte order mark and CRLF are allowed.
    ///   - known: the classes that may be filled in; nil allows any.
    public static func read(_ text: String, known: Set<String>?) -> Reading {
        var reading = Reading()
        let text = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard !line.isEmpty else { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            if index == 0, fields.first == header[0] { continue }
            func refuse(_ reason: String) {
                reading.problems.append(LabelledRows.Problem(line: index + 1, reason: reason))
            }
            guard fields.count == header.count else {
                refuse("应有 \(header.count) 栏，实有 \(fields.count) 栏")
                continue
            }
            guard !fields[0].isEmpty else { continue }
            let label = fields[0] == confirmation ? fields[2] : fields[0]
            guard known?.contains(label) ?? true, label != "未分类" else {
                refuse("模型里没有类别“\(label.prefix(40))”；确为新类别时加 --new-classes")
                continue
            }
            guard !fields[1].isEmpty, !fields[5].isEmpty else {
                refuse("编号或文本是空的")
                continue
            }
            reading.corrections.append(Correction(id: fields[1], label: label, text: fields[5]))
        }
        return reading
    }

    /// A text without tabs and line ends.
    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    }
}
