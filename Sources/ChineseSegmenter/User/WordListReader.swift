/// Reads the lines of a word list, from bytes, one pass; then looks for lines that contradict each other.
struct WordListReader {
    private let path: String
    private var list = WordList(entries: [])
    /// The line of each entry and of each cut of `list`.
    private var entryLines: [Int] = []
    private var cutLines: [Int] = []
    private var problems: [(line: Int, reason: String)] = []
    private var usedLines = 0
    private var brokenLines = 0

    init(path: String) { self.path = path }

    /// Whether the text is in another encoding, rather than UTF-8 with a few broken lines.
    var isMostlyBroken: Bool { brokenLines > 0 && brokenLines * 2 >= usedLines }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            number += 1
            line(UnsafeBufferPointer(rebasing: bytes[start..<end]), number)
            start = end + 1
        }
    }

    /// The list, without the words that its own cuts exclude.
    mutating func finish() -> WordList {
        dropContradictions()
        problems.sort { $0.line < $1.line }
        list.problems = problems.map { .badLine(path: path, line: $0.line, reason: $0.reason) }
        return list
    }

    private mutating func line(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int) {
        // Where the first three columns are, and how many there are.
        var columns: [Range<Int>] = []
        var count = 0
        var at = 0
        while at < bytes.count {
            let character = UTF8Decoder.decode(bytes, at: at)
            if CharacterClass.of(character.scalar) == .space {
                at += character.length
                continue
            }
            let start = at
            while at < bytes.count {
                let next = UTF8Decoder.decode(bytes, at: at)
                if CharacterClass.of(next.scalar) == .space { break }
                at += next.length
            }
            if count == 0, bytes[start] == UInt8(ascii: "#") { return }
            count += 1
            if count <= 3 { columns.append(start..<at) }
        }
        guard count > 0 else { return }
        usedLines += 1
        do throws(Unusable) {
            if count > 3 { throw Unusable(reason: "应为“词 频次 词性”，实有 \(count) 栏；词里不能有空白") }
            var texts: [String] = []
            for range in columns {
                guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
                    brokenLines += 1
                    throw Unusable(reason: "不是 UTF-8 文本")
                }
                texts.append(text)
            }
            try take(texts, number)
        } catch { problems.append((number, error.reason)) }
    }

    /// Why a line can't be used.
    private struct Unusable: Error { var reason: String }

    private mutating func take(_ columns: [String], _ number: Int) throws(Unusable) {
        var frequency = 0
        var tag = TagColumn()
        if columns.count > 1 {
            let isFrequency = columns.count == 3 || columns[1].utf8.first.map { !TagColumn.canBegin($0) } ?? false
            if isFrequency {
                guard let value = Int(columns[1]), value >= 0 else {
                    throw Unusable(reason: "频次应为不小于 0 的整数，实为“\(columns[1])”；词里不能有空白")
                }
                frequency = value
            }
            if columns.count == 3 || !isFrequency {
                guard let read = TagColumn(columns[columns.count - 1]) else {
                    throw Unusable(
                        reason: "词性应为字母（如 n、vn），可加一个记号：!（强制成词）、+（不拆开）、/（总分开）；实为“\(columns[columns.count - 1])”")
                }
                tag = read
            }
        }
        try tag.mark == .cut ? takeCut(columns[0], tag, number) : takeWord(columns[0], frequency, tag, number)
    }

    private mutating func takeWord(
        _ word: String, _ frequency: Int, _ tag: TagColumn, _ number: Int
    ) throws(Unusable) {
        try check(word)
        if tag.mark == .neverSplit, word.unicodeScalars.count < 2 {
            throw Unusable(reason: "“不拆开”的词至少要有两个字")
        }
        let rule: WordRule =
            switch tag.mark {
            case .forced: .forced
            case .neverSplit: .neverSplit
            default: .preferred
            }
        list.entries.append(.init(word: word, frequency: frequency, tag: tag.name, rule: rule))
        entryLines.append(number)
    }

    private mutating func takeCut(_ text: String, _ tag: TagColumn, _ number: Int) throws(Unusable) {
        if !tag.name.isEmpty { throw Unusable(reason: "“总分开”不是词，不能有词性“\(tag.name)”") }
        let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "／" }
            .map(String.init)
        guard parts.count > 1 else { throw Unusable(reason: "“总分开”的词要用 / 标出分开的地方，如 小区/电梯 /") }
        guard parts.allSatisfy({ !$0.isEmpty }) else { throw Unusable(reason: "/ 的两边都要有字，实为“\(text)”") }
        let cut = WordList.Cut(parts: parts)
        try check(cut.text)
        list.cuts.append(cut)
        cutLines.append(number)
    }

    private func check(_ word: String) throws(Unusable) {
        var count = 0
        for scalar in word.unicodeScalars {
            guard (1..<65_536).contains(scalar.value) else {
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw Unusable(reason: "词里有不支持的字符 U+\(String(repeating: "0", count: max(0, 4 - code.count)))\(code)")
            }
            count += 1
        }
        if count > WordList.longestWord { throw Unusable(reason: "词长不超过 \(WordList.longestWord) 个字，实有 \(count) 个") }
    }

    /// Drops words that contain what a line of the same list always cuts: they could never be tokens.
    private mutating func dropContradictions() {
        guard !list.cuts.isEmpty else { return }
        var lines: [[UInt8]: (line: Int, text: String)] = [:]
        for (cut, line) in zip(list.cuts, cutLines) {
            let key = Array(cut.text.utf8)
            if lines[key] == nil { lines[key] = (line, cut.parts.joined(separator: "/")) }
        }
        let lengths = Set(lines.keys.map(\.count)).sorted()
        var kept: [WordList.Entry] = []
        for (entry, line) in zip(list.entries, entryLines) {
            let word = Array(entry.word.utf8)
            var found: (line: Int, text: String)?
            for length in lengths where length <= word.count && found == nil {
                for start in 0...(word.count - length) where found == nil {
                    found = lines[Array(word[start..<(start + length)])]
                }
            }
            if let found {
                problems.append((line, "“\(entry.word)”里有第 \(found.line) 行总要分开的“\(found.text)”，两行矛盾，此行不用"))
            } else {
                kept.append(entry)
            }
        }
        list.entries = kept
    }
}

/// The third column: a part of speech, a mark, or both.
struct TagColumn {
    enum Mark { case none, forced, neverSplit, cut }

    var name = ""
    var mark = Mark.none

    /// No part of speech and no mark.
    init() {}

    /// Nil where the text is no part of speech with at most one known mark.
    init?(_ text: String) {
        var scalars = text.unicodeScalars[...]
        switch scalars.last {
        case "!", "！": mark = .forced
        case "+", "＋": mark = .neverSplit
        case "/", "／": mark = .cut
        default: break
        }
        if mark != .none { scalars.removeLast() }
        guard
            scalars.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                    || $0 == "_" || $0 == "-"
            }),
            scalars.first?.properties.isAlphabetic ?? true, scalars.count <= 16
        else { return nil }
        name = String(scalars)
    }

    /// Whether a column that begins so is no frequency.
    static func canBegin(_ byte: UInt8) -> Bool {
        !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) && byte != UInt8(ascii: "-")
    }
}
