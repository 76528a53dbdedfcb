/// A row that did not become a record, kept with its place and the reason.
public struct RejectedRow: Sendable, Equatable {
    /// Why a row is no record.
    public enum Reason: Sendable, Equatable {
        /// Nothing in it.
        case blank
        /// A line of totals (合计、总计、共…件).
        case totals
        /// A line below the table: 填表人、审核人、备注、页码.
        case footer
        /// Neither text nor anything else that says what happened.
        case noContent
        /// A line that is not a JSON object: what was expected and at which byte of the line, from 0.
        case badJSON(expected: String, offset: Int)
        /// The workbook is damaged where this row's text was kept.
        case lostText
        /// The header once more, as joined printouts have it.
        case repeatedHeader
        /// The table that it stands in has no header with a known column.
        case noHeader

        /// A word for programs and for the store: `blank`, `totals`, `footer`, `no-content`, `bad-json`, `lost-text`,
        /// `repeated-header`, `no-header`.
        public var code: String {
            switch self {
            case .blank: "blank"
            case .totals: "totals"
            case .footer: "footer"
            case .noContent: "no-content"
            case .badJSON: "bad-json"
            case .lostText: "lost-text"
            case .repeatedHeader: "repeated-header"
            case .noHeader: "no-header"
            }
        }
    }

    /// Where it stands.
    public var source: SourceRow
    /// Why it is no record.
    public var reason: Reason
    /// Its cells as received, personal data included; empty where they could not be read.
    public var cells: [String]
    /// The rejected row of an earlier file that it was to put right (`RejectColumns.marker`).
    public var corrects: String?

    /// A rejected row.
    public init(source: SourceRow, reason: Reason, cells: [String] = [], corrects: String? = nil) {
        self.source = source
        self.reason = reason
        self.cells = cells
        self.corrects = corrects
    }
}

extension RejectedRow.Reason: CustomStringConvertible {
    /// How the reason of a line that is no JSON object begins; such a row's only cell is the line.
    package static let noObject = "不是完整的 JSON 对象"

    /// The reason for the office, in Chinese.
    public var description: String {
        switch self {
        case .blank: "空行"
        case .totals: "合计行，不是诉求"
        case .footer: "表格下方的落款或说明，不是诉求"
        case .noContent: "没有诉求内容"
        case .badJSON(let expected, let offset): "\(Self.noObject)：第 \(offset + 1) 字节处应为 \(expected)"
        case .lostText: "表格损坏，这一行的文字已丢失"
        case .repeatedHeader: "重复的表头"
        case .noHeader: "所在的表没有认识的表头"
        }
    }
}
