/// A user dictionary as text in jieba's format (`词 频次 词性` a line) that words are added to.
///
/// What stands in the file stays byte for byte; no word is added twice.
public struct UserDictionaryFile: Sendable {
    /// The file's bytes.
    public private(set) var bytes: [UInt8]
    private let path: String
    private var words: Set<String>

    /// A dictionary of given text; empty for a new file.
    ///
    /// - Parameters:
    ///   - bytes: the text of the file.
    ///   - path: the name that errors carry.
    /// - Throws: `DictionaryError.unreadable` where the bytes are no UTF-8.
    public init(bytes: [UInt8], path: String) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DictionaryError.unreadable(path: path, reason: "应为 UTF-8 文本")
        }
        self.bytes = bytes
        self.path = path
        words = Set(WordList(text: text, path: path).entries.map(\.word))
    }

    /// Adds a word at the end, unless the file has it; whether it was added. O(length).
    ///
    /// - Throws: `DictionaryError.badLine`, naming the line that it would have become, for an empty word, one with white
    ///   space, a leading `#`, or characters outside the basic plane, which the segmenter ignores.
    public mutating func add(_ entry: WordList.Entry) throws -> Bool {
        if let reason = Self.flaw(entry) {
            let line = bytes.count { $0 == UInt8(ascii: "\n") } + (bytes.isEmpty || bytes.last == 10 ? 1 : 2)
            throw DictionaryError.badLine(path: path, line: line, reason: "“\(entry.word)”不能收入：\(reason)")
        }
        guard words.insert(entry.word).inserted else { return false }
        let lineEnd: [UInt8] = bytes.contains(13) ? [13, 10] : [10]
        if let last = bytes.last, last != 10 { bytes += lineEnd }
        let fields = [entry.word, entry.frequency > 0 ? "\(entry.frequency)" : "", entry.tag].filter { !$0.isEmpty }
        bytes += Array(fields.joined(separator: " ").utf8) + lineEnd
        return true
    }

    /// Why an entry can't be a line, or nil.
    private static func flaw(_ entry: WordList.Entry) -> String? {
        let scalars = entry.word.unicodeScalars
        if scalars.isEmpty { return "词是空的" }
        if scalars.first == "#" { return "# 开头的行是注释" }
        if (scalars + Array(entry.tag.unicodeScalars)).contains(where: { $0.properties.isWhitespace || $0.value < 32 })
        {
            return "词和词性里不能有空白"
        }
        if scalars.first == "\u{FEFF}" || scalars.contains(where: { $0.value > 0xFFFF || $0 == "\u{FFFD}" }) {
            return "有分词器不收的字符"
        }
        if scalars.count > 32 { return "超过 32 字" }
        if Int(entry.tag) != nil { return "词性不能是数字" }
        return nil
    }
}
