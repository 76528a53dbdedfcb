/// The columns that an export of rejected rows has beside the original ones, so that the sheet can be corrected and fed
/// again: none of them names a field of a record, but `channel`.
public enum RejectColumns {
    /// Which rejected row it is; what is fed again under this heading says which one it puts right.
    public static let marker = "未收标识"
    /// Why the row was rejected.
    public static let reason = "未收原因"
    /// The file that it stands in.
    public static let file = "出处文件"
    /// The sheet that it stands on.
    public static let sheet = "出处表"
    /// The row in the file or on the sheet.
    public static let row = "出处行"
    /// The channel that its table was read as.
    public static let channel = "渠道"

    /// The line as received, where it could not be read as a row (a line that is no JSON object). Only there for such rows.
    public static let text = "未收原文"

    /// All that every export has, in the order in which they stand behind the original columns.
    public static let added = [channel, reason, file, sheet, row, marker]

    /// Whether a heading is one of an export's own.
    package static func isAdded(_ name: String) -> Bool { name == text || added.contains(name) }
}
