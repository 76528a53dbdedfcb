/// Something that a reader repaired or doubted without losing the row. It quotes no cell.
public struct IngestNotice: Sendable, Equatable {
    /// What happened.
    public enum Kind: Sendable, Equatable {
        /// Byte sequences that the encoding does not have stand in the text as `\xNN`; `offset` is the first one's place in
        /// the file, from 0.
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
        /// A table has a header and no row below it; the sheet's name where it is on one.
        case headerOnly(sheet: String?)
        /// No column was taken for a title or a text; the names of the columns that were left out.
        case noTextColumn(unused: [String])
        /// A number (`number` or `phone`) stands as `2.02E+13`: its digits were lost before the file was saved.
        case numberLooksRounded(field: String)
        /// A member of an archive, or an attachment, was not looked at.
        case memberSkipped(name: String, reason: SkipReason)
        /// A member of an archive, or an attachment, could not be read, or not to its end.
        case memberFailed(name: String, error: IngestError)
        /// Rows that the spreadsheet hides were read all the same.
        case hiddenRows(count: Int, sheet: String)
        /// A sheet that the workbook hides was read all the same.
        case hiddenSheet(name: String)
        /// Empty cells took the value of the merged cell that they are a part of.
        case mergedCells(count: Int, sheet: String)
        /// Text beside the tables of a document was left out: how many paragraphs.
        case textBesideTables(count: Int)
        /// A column was taken for a field by what stands in it, not by its name.
        case guessedFromContent(column: String, field: String)
    }

    /// Why something was not looked at.
    public enum SkipReason: String, Sendable, Codable {
        /// A folder, which is nothing by itself.
        case folder
        /// Its name begins with a dot, or it is what another system adds.
        case hidden
        /// A link, a device.
        case notAFile
        /// It is locked with a password.
        case encrypted

        /// The reason for the office.
        public var chineseName: String {
            switch self {
            case .folder: "文件夹"
            case .hidden: "隐藏文件"
            case .notAFile: "不是普通文件"
            case .encrypted: "加了密码"
            }
        }
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
            case .badBytes(let count, let offset): "有 \(count) 处字节无法解码，按 \\xNN 的样子保留（第一处在文件的第 \(offset + 1) 字节）"
            case .nulRemoved(let count): "去掉了 \(count) 个空字符（NUL）"
            case .uncertainEncoding(let name, let confidence): "编码按 \(name) 读取，把握不大（\(confidence)/100）"
            case .unclosedQuote: "引号没有成对，已按普通字符读取"
            case .quotesIgnored: "没有成对的引号太多，此后引号一律按普通字符读取"
            case .badTime(let field): "时间无法识别（\(Self.name(field))），留空"
            case .extraCells(let count): "比表头多出 \(count) 个有内容的单元格，未采用"
            case .sheetWithoutHeader(let name): "工作表“\(name)”的表头没有认识的列，其中的行未采用"
            case .tooManyColumns(let limit): "列数超过 \(limit)，多出的列未采用"
            case .headerOnly(let sheet): (sheet.map { "工作表“\($0)”" } ?? "") + "只有表头，没有数据行"
            case .noTextColumn(let unused): "没有认出内容列；未采用的列：\(IngestError.list(unused))"
            case .memberSkipped(let name, let reason): "“\(name)”没有读取：\(reason.chineseName)"
            case .memberFailed(_, let error): error.description
            case .hiddenRows(let count, let sheet): "工作表“\(sheet)”有 \(count) 行被隐藏，已照常读取"
            case .hiddenSheet(let name): "工作表“\(name)”被隐藏，已照常读取"
            case .mergedCells(let count, let sheet): "工作表“\(sheet)”有 \(count) 个空格取自所在的合并单元格"
            case .textBesideTables(let count): "表格以外还有 \(count) 段文字，未采用"
            case .guessedFromContent(let column, let field): "按内容把“\(column)”列当作\(Self.name(field))，请核对"
            case .numberLooksRounded(let field):
                "\(Self.name(field))是科学计数法（如 1.38E+10），位数已丢失，按原样保留；请把该列设为文本格式后重新导出"
            }
        return row.map { "第 \($0) 行：\(text)" } ?? text
    }

    private static func name(_ field: String) -> String { RecordField(rawValue: field)?.chineseName ?? field }

    /// The notices as lines for the office, in the order in which each first came; what is the same in several rows is
    /// one line (`时间无法识别（受理时间），留空：第 3、5、9 行等 12 行`). O(n).
    ///
    /// - Parameter total: how many notices there were, where the list was cut; the last line says how many are missing.
    public static func lines(_ notices: [IngestNotice], total: Int? = nil) -> [String] {
        var texts: [String] = []
        var rows: [String: [Int]] = [:]
        for notice in notices {
            let text = IngestNotice(notice.kind).description
            if rows[text] == nil { texts.append(text) }
            rows[text, default: []] += notice.row.map { [$0] } ?? []
        }
        var lines = texts.map { text in
            guard let places = rows[text], !places.isEmpty else { return text }
            let shown = places.prefix(5).map(String.init).joined(separator: "、")
            return "\(text)：第 \(shown) 行" + (places.count > 5 ? "等 \(places.count) 行" : "")
        }
        if let total, total > notices.count { lines.append("另有 \(total - notices.count) 条提示未列出") }
        return lines
    }
}
