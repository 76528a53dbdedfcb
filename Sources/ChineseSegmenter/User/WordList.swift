import Foundation

/// Words with frequency and part of speech, as in jieba's dictionary format: `word [frequency] [tag]` a line.
///
/// ```text
/// # a comment
/// 加装电梯 50 vn
/// 一老一小 n!
/// 老旧小区 +
/// 小区/电梯 /
/// ```
///
/// A part of speech is ASCII letters, digits, `_` and `-`, beginning with a letter. In user lists one mark may follow
/// it or stand alone, in half or full width: `!` forces a word, `+` never splits it, `/` cuts at each `/` of the first
/// column. Without the mark `/` in the last column, a `/` in the first is an ordinary character.
public struct WordList: Sendable {
    /// One word of the list.
    public struct Entry: Sendable, Hashable {
        /// The word, without white space.
        public var word: String
        /// How often it was counted, 0 where the list does not say.
        public var frequency: Int
        /// The part of speech, empty where the list does not say.
        public var tag: String
        /// What user lists say of it; general lists take no notice.
        public var rule: WordRule

        /// An entry.
        public init(word: String, frequency: Int = 0, tag: String = "", rule: WordRule = .preferred) {
            self.word = word
            self.frequency = frequency
            self.tag = tag
            self.rule = rule
        }
    }

    /// Characters that are always cut between the parts, written `小区/电梯 /`.
    public struct Cut: Sendable, Hashable {
        /// The parts from left to right, two or more, none empty.
        public var parts: [String]

        /// A cut between parts.
        public init(parts: [String]) { self.parts = parts }

        /// The characters without the cuts.
        public var text: String { parts.joined() }
    }

    /// The most characters of a word: longer lines are not words, and pieces of text are cut.
    public static let longestWord = 64

    /// The words in the order of the list.
    public var entries: [Entry]
    /// Where text is always cut, in the order of the list; general lists take no notice.
    public var cuts: [Cut]
    /// Lines that could not be used, with the reason, by line; the others are kept.
    public var problems: [DictionaryError]

    /// A list of given words and cuts.
    public init(entries: [Entry], cuts: [Cut] = []) {
        self.entries = entries
        self.cuts = cuts
        problems = []
    }

    /// Reads UTF-8 text in jieba's format; O(length). Unusable lines are collected in `problems`.
    ///
    /// - Parameters:
    ///   - text: the list; LF or CRLF; a leading byte-order mark is skipped. Any white space separates columns, the
    ///     ideographic space too.
    ///   - path: the name that problems carry.
    public init(text: some StringProtocol, path: String) {
        var reader = WordListReader(path: path)
        var copy = String(text)
        copy.withUTF8 { reader.read($0) }
        self = reader.finish()
    }

    /// Reads a UTF-8 file in jieba's format.
    ///
    /// - Throws: `DictionaryError.unreadable` where the file can't be read, or half of its lines or more are no UTF-8.
    public init(contentsOf path: String) throws {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
            throw DictionaryError.unreadable(path: path, reason: "没有这个文件或没有权限")
        }
        var reader = WordListReader(path: path)
        data.withUnsafeBytes { reader.read($0.bindMemory(to: UInt8.self)) }
        if reader.isMostlyBroken { throw DictionaryError.unreadable(path: path, reason: "应为 UTF-8 文本") }
        self = reader.finish()
    }
}
