/// What became of the rows of one input file (数据台账).
public struct LedgerFile: Sendable, Equatable {
    /// The file's name without its folder.
    public var file: String
    /// How the file was read, for example `CSV · GB18030`.
    public var format: String
    /// Rows that held anything, header and title rows not counted.
    public var rows: Int
    /// Rows that became a record.
    public var records: Int
    /// Rows merged into a record that was there already.
    public var merged: Int
    /// Rows that could not be used.
    public var rejects: [Reject]
    /// What a person should know about the file, in Chinese, for example `第 12 行：时间无法识别`.
    public var notices: [String]
    /// Which column was taken for what, in Chinese, for example `“来电时间” → 收到时间`.
    public var mapping: [String]

    /// A row that could not be used.
    public struct Reject: Sendable, Equatable {
        /// The row in the file, from 1, header and title rows counted.
        public var row: Int
        /// Why, in Chinese, without the row's text.
        public var reason: String

        /// A rejected row.
        public init(row: Int, reason: String) {
            self.row = row
            self.reason = reason
        }
    }

    /// A file's line in the ledger.
    public init(
        file: String, format: String = "", rows: Int, records: Int, merged: Int, rejects: [Reject],
        notices: [String] = [], mapping: [String] = []
    ) {
        self.file = file
        self.format = format
        self.rows = rows
        self.records = records
        self.merged = merged
        self.rejects = rejects
        self.notices = notices
        self.mapping = mapping
    }

    /// Rows that could not be used.
    public var rejected: Int { rejects.count }

    /// Whether every row ended as a record, merged into one, or rejected.
    public var addsUp: Bool { rows == records + merged + rejected }
}
