/// Why a file, or the rest of it, could not be read. Messages are in Chinese for the office; they name the file and
/// what to do, and never quote a cell below the header.
public enum IngestError: Error, Sendable, Equatable {
    /// There is no such file.
    case notFound(file: String)
    /// The file may not be read.
    case noPermission(file: String)
    /// A folder was given in place of a file.
    case isDirectory(file: String)
    /// The file has no bytes, or no row with anything in it.
    case empty(file: String)
    /// The system could not read the file (the error number is errno).
    case unreadable(file: String, code: Int32)
    /// The bytes are neither text nor a spreadsheet.
    case binary(file: String)
    /// An old `.xls` workbook or one locked with a password.
    case oldSpreadsheet(file: String)
    /// A known kind of file that is not read; `advice` says what to do instead.
    case unsupported(file: String, kind: String, advice: String)
    /// Archives in archives, or elements in elements, deeper than the limit.
    case tooDeep(file: String, limit: Int)
    /// More of something than the limit (members of an archive, parts of an e-mail).
    case tooMany(file: String, what: String, limit: Int)
    /// XML with a document type of its own, whose entities could grow without bounds.
    case documentType(file: String)
    /// There is no encoding of this name.
    case unknownEncoding(name: String, known: [String])
    /// An archive in which no file could be read.
    case nothingInside(file: String)
    /// A zip container without a workbook in it.
    case notASpreadsheet(file: String)
    /// The container or a part of it is truncated or damaged; `row` is the last good row where rows had been read.
    case corrupt(file: String, part: String, row: Int?)
    /// A part of the workbook inflates beyond the limit, as only an attack or a mistake does.
    case tooLarge(file: String, part: String, limit: Int)
    /// One row is longer than the limit, in bytes: the file has no line breaks.
    case rowTooLong(file: String, row: Int, limit: Int)
    /// No row among the first ones names a known column.
    case noKnownColumn(file: String, seen: [String])
    /// The mapping file is not what it should be.
    case badMapping(detail: String)
    /// The mapping file names a field that records do not have.
    case unknownField(name: String, known: [String])
    /// The mapping file names a column that the header does not have.
    case columnNotInHeader(file: String, column: String, header: [String])
}

extension IngestError: CustomStringConvertible {
    /// The message for the office, in Chinese.
    public var description: String {
        switch self {
        case .notFound(let file): "找不到文件“\(file)”。请检查路径是否写对。"
        case .noPermission(let file): "没有权限读取文件“\(file)”。请检查文件的访问权限。"
        case .isDirectory(let file): "“\(file)”是文件夹，不是文件。请给出其中的文件。"
        case .empty(let file): "文件“\(file)”是空的，没有任何内容。"
        case .unreadable(let file, let code): "读取文件“\(file)”时系统出错（错误码 \(code)）。"
        case .binary(let file):
            "文件“\(file)”是二进制内容，不是文本或表格。可以读取的格式：.xlsx、.csv、.docx、.txt、.json、.jsonl、.xml、.html、.eml，以及装着它们的 .zip 和 .tar.gz。"
        case .oldSpreadsheet(let file):
            "文件“\(file)”是旧版 .xls 表格或加了密码的表格，无法读取。请用表格软件打开后另存为不加密码的 .xlsx 或 .csv。"
        case .unsupported(let file, let kind, let advice): "文件“\(file)”是\(kind)，不能读取。\(advice)"
        case .tooDeep(let file, let limit): "文件“\(file)”里面层层嵌套，超过 \(limit) 层，已停止读取。"
        case .tooMany(let file, let what, let limit): "文件“\(file)”里的\(what)超过 \(limit) 个，已停止读取。"
        case .documentType(let file):
            "文件“\(file)”里写有 XML 文档类型（DOCTYPE），可能藏有会无限展开的内容，已拒绝读取。请重新导出为 .xlsx 或 .csv。"
        case .unknownEncoding(let name, let known):
            "不认识的编码“\(name)”。可用的编码：\(known.joined(separator: "、"))。"
        case .nothingInside(let file): "压缩包“\(file)”里没有能读取的文件。请把其中的文件另存为 .xlsx、.docx 或 .csv 后再读取。"
        case .notASpreadsheet(let file): "文件“\(file)”是压缩包，但里面没有工作簿，不是 .xlsx 表格。"
        case .corrupt(let file, let part, let row):
            "文件“\(file)”已损坏或不完整（\(part)）"
                + (row.map { "，读到第 \($0) 行为止；此前的行已保留。" } ?? "，一行也没能读出。") + "请重新导出或重新传输。"
        case .tooLarge(let file, let part, let limit):
            "文件“\(file)”中的“\(part)”解压后异常巨大（上限 \(limit) 字节），已停止读取。"
        case .rowTooLong(let file, let row, let limit):
            "文件“\(file)”第 \(row) 行超过 \(limit) 字节，像是没有换行的内容，已停止读取。"
        case .noKnownColumn(let file, let seen):
            "文件“\(file)”的表头里没有认识的列。看到的是：\(Self.list(seen))。"
                + "请用映射文件说明各列的含义，例如 {\"channel\":\"petition\",\"columns\":{\"number\":\"编号\",\"body\":\"内容\"}}。"
        case .badMapping(let detail): "映射文件有误：\(detail)"
        case .unknownField(let name, let known): "映射文件中的字段“\(name)”不存在。可用的字段：\(known.joined(separator: "、"))。"
        case .columnNotInHeader(let file, let column, let header):
            "映射文件所说的列“\(column)”不在文件“\(file)”的表头里。表头有：\(Self.list(header))。"
        }
    }

    /// The file that a damage is about.
    var fileName: String {
        if case .corrupt(let file, _, _) = self { return file }
        return ""
    }

    static func list(_ names: [String]) -> String {
        let shown = names.filter { !$0.isEmpty }.prefix(30).map { $0.count > 24 ? $0.prefix(24) + "…" : $0 }
        return shown.isEmpty ? "（空）" : shown.joined(separator: "、")
    }
}
