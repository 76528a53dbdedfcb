import Foundation

/// Words with frequency and part of speech, as in jieba's dictionary format: `word [frequency] [tag]` a line.
///
/// `#` starts a comment line. A word without frequency has frequency 0: the segmenter then prefers it to its parts.
public struct WordList: Sendable {
    /// One word of the list.
    public struct Entry: Sendable, Hashable {
        /// The word, without white space.
        public var word: String
        /// How often it was counted, 0 where the list does not say.
        public var frequency: Int
        /// The part of speech, empty where the list does not say.
        public var tag: String

        /// An entry.
        public init(word: String, frequency: Int = 0, tag: String = "") {
            self.word = word
            self.frequency = frequency
            self.tag = tag
        }
    }

    /// The words in the order of the list.
    public var entries: [Entry]
    /// Lines that could not be used, with the reason; the others are kept.
    public var problems: [DictionaryError]

    /// A list of given words.
    public init(entries: [Entry]) {
        self.entries = entries
        problems = []
    }

    /// Reads UTF-8 text in jieba's format; O(length). Unusable lines are collected in `problems`.
    ///
    /// - Parameters:
    ///   - text: the list; LF or CRLF; a leading byte-order mark is skipped.
    ///   - path: the name that problems carry.
    public init(text: some StringProtocol, path: String) {
        entries = []
        problems = []
        var number = 0
        for raw in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var line = String(decoding: raw, as: UTF8.self)
            if number == 1, line.unicodeScalars.first == "\u{FEFF}" { line.unicodeScalars.removeFirst() }
            let fields = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
            guard let word = fields.first, !word.hasPrefix("#") else { continue }
            if fields.count > 3 {
                problems.append(
                    .badLine(path: path, line: number, reason: "应为“词 频次 词性”，实有 \(fields.count) 栏"))
                continue
            }
            var entry = Entry(word: String(word))
            if fields.count >= 2 {
                if let frequency = Int(fields[1]), frequency >= 0 {
                    entry.frequency = frequency
                    if fields.count == 3 { entry.tag = String(fields[2]) }
                } else if fields.count == 2 {
                    entry.tag = String(fields[1])
                } else {
                    problems.append(
                        .badLine(path: path, line: number, reason: "频次应为不小于 0 的整数"))
                    continue
                }
            }
            entries.append(entry)
        }
    }

    /// Reads a UTF-8 file in jieba's format.
    ///
    /// - Throws: `DictionaryError.unreadable` where the file can't be read or is no UTF-8.
    public init(contentsOf path: String) throws {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw DictionaryError.unreadable(path: path, reason: "没有这个文件或没有权限")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw DictionaryError.unreadable(path: path, reason: "应为 UTF-8 文本")
        }
        self.init(text: text, path: path)
    }
}
