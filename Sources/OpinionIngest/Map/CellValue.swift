/// Reads the words and numbers that offices write into cells.
package enum CellValue {
    private static let nothingStarts = HanSet("-—/无暂nN#".unicodeScalars.map(\.value))

    /// A cell without white space at its ends; nil for nothing and for what stands for nothing (`-`, `无`, `null`).
    package static func text(_ cell: String) -> String? {
        if cell.isEmpty { return nil }
        let text = cell.trimmedText
        guard text.utf8.count <= 6, text.isEmpty || text.beginsWith(oneOf: nothingStarts) else { return text }
        switch text {
        case "", "-", "—", "——", "--", "/", "无", "暂无", "null", "NULL", "None", "N/A", "n/a", "#N/A": return nil
        default: return text
        }
    }

    /// Yes or no: 是、已解决、1、TRUE … against 否、未解决、0、FALSE …; nil for anything else.
    package static func yesNo(_ cell: String) -> Bool? {
        if cell.isEmpty { return nil }
        return yesNoWord(cell)
    }

    private static func yesNoWord(_ cell: String) -> Bool? {
        // Longer than every word below, whatever case it is in.
        if cell.utf8.count > 64 { return nil }
        return switch cell.trimmedText.lowercased() {
        case "是", "已解决", "解决", "已联系", "联系", "有", "已", "已办结", "已落实", "已响应", "响应", "1", "y", "yes", "true", "t", "√", "✓":
            true
        case "否", "未解决", "没解决", "没有解决", "未联系", "没有联系", "没联系", "无", "未", "未办结", "未落实", "未响应", "0", "n", "no", "false",
            "f", "×", "✗":
            false
        default: nil
        }
    }

    /// Satisfaction from 1 to 5: 非常满意 5, 满意 4, 基本满意 and 一般 3, 不满意 2, 很不满意 1; also `5`, `4星` and 是/否 for
    /// 是否满意. Nil for anything else (未评价).
    package static func satisfaction(_ cell: String) -> Int? {
        if cell.isEmpty { return nil }
        if let known = satisfactionWords[cell] { return known }
        return satisfactionWord(cell.trimmedText.lowercased())
    }

    /// The words that nearly all cells have, so that they cost one look-up.
    private static let satisfactionWords: [String: Int?] = {
        var words: [String: Int?] = [:]
        for word in ["未评价", "未回访", "非常满意", "很满意", "满意", "比较满意", "基本满意", "一般", "不满意", "不太满意", "非常不满意", "很不满意"] {
            words.updateValue(satisfactionWord(word), forKey: word)
        }
        return words
    }()

    private static func satisfactionWord(_ word: String) -> Int? {
        switch word {
        case "非常满意", "很满意", "十分满意", "五星", "5", "5星", "5分": 5
        case "满意", "比较满意", "较满意", "四星", "4", "4星", "4分", "是": 4
        case "基本满意", "一般", "三星", "3", "3星", "3分": 3
        case "不满意", "不太满意", "较不满意", "二星", "两星", "2", "2星", "2分", "否": 2
        case "非常不满意", "很不满意", "十分不满意", "极不满意", "一星", "1", "1星", "1分": 1
        default: nil
        }
    }

    /// A count: `12`, `12.0`, `1,234`, `12人`, full-width digits; 0 for anything else and below 0, at most a billion.
    package static func count(_ cell: String) -> Int {
        if cell.isEmpty { return 0 }
        var value = 0
        var seen = false
        for scalar in cell.trimmedText.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0xFF10...0xFF19:
                value = min(value * 10 + Int(scalar.value & 0xF), 1_000_000_000)
                seen = true
            case 0x2C,
                0xFF0C where seen:
                continue
            default: return seen ? value : 0
            }
        }
        return value
    }

    /// Units named in one cell, separated by 、，,；; or white space.
    package static func units(_ cell: String) -> [String] {
        cell.split { "、，,；;\n\t ".contains($0) }.compactMap { text(String($0)) }
    }

    /// Whether a cell is empty, a number, a count (`2件`) or the word for a total: nothing that a person said.
    static func isFigure(_ cell: String) -> Bool {
        if isTotals(cell) { return true }
        var rest = cell.unicodeScalars.filter { !$0.properties.isWhitespace }
        if let last = rest.last, rest.count > 1, "件条人个次起份项".unicodeScalars.contains(last) { rest.removeLast() }
        return rest.allSatisfy { "0123456789.,，-".unicodeScalars.contains($0) || (0xFF10...0xFF19).contains($0.value) }
    }

    /// Whether a cell has a number as spreadsheets show it after they cut its digits: `2.02E+13`.
    package static func looksRounded(_ cell: String) -> Bool {
        guard cell.utf8.count >= 5, cell.utf8.count <= 32, cell.utf8.contains(0x2B) else { return false }
        let parts = cell.trimmedText.uppercased().split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].first == "+", Int(parts[1]).map({ (5...30).contains($0) }) ?? false else {
            return false
        }
        let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(digits.count) && digits[0].utf8.count == 1
            && digits.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }

    private static let totalsStarts = HanSet("合总小共本累")

    /// Whether a cell begins a line of totals: 合计、总计、小计：…、共 120 件.
    package static func isTotals(_ cell: String) -> Bool {
        guard cell.utf8.count <= 120, cell.beginsWith(oneOf: totalsStarts) else { return false }
        let text = cell.trimmedText.filter { !$0.isWhitespace }
        guard !text.isEmpty, text.count <= 24 else { return false }
        if ["合计", "总计", "小计", "共计", "总数", "总和", "本页合计", "累计"].contains(where: { text.hasPrefix($0) }) {
            let rest = text.drop { !"：:0123456789".contains($0) }
            return text.count <= 4 || !rest.isEmpty || text.hasSuffix("件") || text.hasSuffix("条")
        }
        guard text.hasPrefix("共") || text.hasPrefix("总共") else { return false }
        let rest = text.drop { "总共计：:".contains($0) }
        let digits = rest.prefix { $0.isNumber }
        return !digits.isEmpty && ["件", "条", "行", "项", "份", "起", "个"].contains(rest.dropFirst(digits.count).prefix(1))
    }
}
