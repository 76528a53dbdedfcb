/// Something that a reader repaired or doubted without losing the row. It quotes no cell.
public struct IngestNotice: Sendable, Equatable {
    /// What happened.
    public enum Kind: Sendable, Equatable {
        /// Byte sequences that the encoding does not have became U+FFFD; `offset` is the first one's place in the file.
        case badBytes(count: Int, offset: Int)
        /// NUL characters were taken out of cells.
        case nulRemoved(count: Int)
        /// The encoding is a guess with little to go on (confidence 0 to 100).
        case uncertainEncoding(name: String, confidence: Int)
        /// A quote was opened and never closed; it was read as an ordinary character.
        case unclosedQuote
        /// Too many quotes were never closed: from here on quotes are ordinary characters.
        case quotesIgnored
        /// A time could not be understood; the field (a `RecordField` name) stays empty.
        case badTime(field: String)
        /// The row has more cells with text than the header has columns; they were left out.
        case extraCells(count: Int)
        /// A sheet's header has no known column; its rows were rejected.
        case sheetWithoutHeader(name: String)
        /// More keys than the limit; the later ones were left out.
        case tooManyColumns(limit: Int)
    }

    /// What happened.
    public var kind: Kind
    /// The row in the file, from 1, where it is about one row.
    public var row: Int?

    /// A notice about a row, or about the whole file.
    public init(_ kind: Kind, row: Int? = nil) {
        self.kind = kind
        self.row = row
    }
}

extension IngestNotice: CustomStringConvertible {
    /// The text for the office, in Chinese.
    public var description: String {
        let text =
            switch kind {
            case .badBytes(let count, let offset): "有 \(count) 处字节无法解码，已用“\u{FFFD}”代替（第一处在第 \(offset) 字节）"
            case .nulRemoved(let count): "去掉了 \(count) 个空字符（NUL）"
            case .uncertainEncoding(let name, let confidence): "编码按 \(name) 读取，把握不大（\(confidence)/100）"
            case .unclosedQuote: "引号没有成对，已按普通字符读取"
            case .quotesIgnored: "没有成对的引号太多，此后引号一律按普通字符读取"
            case .badTime(let field): "时间无法识别（\(field)），留空"
            case .extraCells(let count): "比表头多出 \(count) 个有内容的单元格，未采用"
            case .sheetWithoutHeader(let name): "工作表“\(name)”的表头没有认识的列，其中的行未采用"
            case .tooManyColumns(let limit): "列数超过 \(limit)，多出的列未采用"
            }
        return row.map { "第 \($0) 行：\(text)" } ?? text
    }
}
