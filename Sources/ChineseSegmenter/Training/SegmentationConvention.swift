/// Where words end, as far as a list can say it: brings a word list and a training text to one convention.
///
/// The text form has one rule a line. `这 是` splits 这是 into two words. `@numerals 一二三` and `@measures 年次` split a
/// word of numerals and one measure (`三年`), but for those of `@keep`, and but for years, months and dates. `@surnames 王李`
/// takes words of two or three characters that the list tags as a person's name (`nr`) and that begin so out of the list,
/// unless the training text has them. `#` starts a comment line.
public struct SegmentationConvention: Sendable {
    private var splits: [String: [String]] = [:]
    private var numerals: Set<Character> = []
    private var measures: Set<Character> = []
    private var surnames: Set<Character> = []
    private var kept: Set<String> = []

    /// Reads the text form; O(length).
    ///
    /// - Parameters:
    ///   - text: the rules, one a line.
    ///   - path: the name that errors carry.
    /// - Throws: `DictionaryError.badLine` for the first line that can't be used.
    public init(text: String, path: String) throws {
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            let rest = words.dropFirst()
            switch first {
            case "@numerals": numerals.formUnion(rest.joined())
            case "@measures": measures.formUnion(rest.joined())
            case "@surnames": surnames.formUnion(rest.joined())
            case "@keep": kept.formUnion(rest)
            default:
                guard !first.hasPrefix("@"), words.count > 1 else {
                    throw DictionaryError.badLine(
                        path: path, line: index + 1,
                        reason: "应为两个以上的词，或 @numerals、@measures、@surnames、@keep")
                }
                splits[words.joined()] = words
            }
        }
    }

    /// The words that a word is to be, nil where it stays. O(length).
    func parts(of word: String) -> [String]? {
        if let parts = splits[word] { return parts }
        guard let last = word.last, measures.contains(last), !kept.contains(word) else { return nil }
        let numeral = word.dropLast()
        guard !numeral.isEmpty, numeral.allSatisfy({ numerals.contains($0) }) else { return nil }
        // 一九五八年 is a year; 十二月 is a month.
        if last == "月" || (last == "年" && numeral.count >= 4) { return nil }
        return [String(numeral), String(last)]
    }

    /// A word list without the words that the convention splits. O(words).
    ///
    /// - Parameters:
    ///   - list: the words.
    ///   - corpus: the training text, one sentence a line, words separated by white space.
    public func applied(to list: WordList, corpus: String) -> WordList {
        var used: Set<Substring> = []
        for line in corpus.split(whereSeparator: \.isNewline) {
            used.formUnion(line.split(whereSeparator: \.isWhitespace))
        }
        var copy = list
        copy.entries.removeAll { entry in
            if parts(of: entry.word) != nil { return true }
            guard entry.tag == "nr", (2...3).contains(entry.word.count), let first = entry.word.first else {
                return false
            }
            return surnames.contains(first) && !used.contains(entry.word[...])
        }
        return copy
    }

    /// A segmented text cut by the convention; words are separated by one space. O(length).
    public func applied(to corpus: String) -> String {
        corpus.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            line.split(whereSeparator: \.isWhitespace).flatMap { parts(of: String($0)) ?? [String($0)] }
                .joined(separator: " ")
        }.joined(separator: "\n")
    }
}
