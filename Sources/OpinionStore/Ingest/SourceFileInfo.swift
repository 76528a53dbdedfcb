import OpinionIngest

/// A file that is fed to the store.
///
/// Name and SHA-256 together say which file it is: the same bytes under another name are another file, whose rows are
/// then all merged.
public struct SourceFileInfo: Sendable, Hashable {
    /// The file's name without its folder.
    public var name: String
    /// The SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    public var sha256: String
    /// What it is, for example `csv`, `jsonl`, `xlsx`.
    public var format: String
    /// Its text encoding where it has one, for example `GB18030`.
    public var encoding: String?

    /// A file.
    public init(name: String, sha256: String, format: String, encoding: String? = nil) {
        self.name = name
        self.sha256 = sha256
        self.format = format
        self.encoding = encoding
    }
}

/// What became of the rows of one file.
public struct IngestTotals: Sendable, Hashable, Codable {
    /// Rows that became a record of their own.
    public var records: Int
    /// Rows that said what a record already said.
    public var merged: Int
    /// Rows that could not be read, each with a reason.
    public var rejected: Int
    /// Merged rows that brought news of the handling, the evaluation or the likes, or corrected texts; counted in
    /// `merged`.
    public var updated: Int
    /// Records and merged rows that put a rejected row of an earlier file right; counted in those.
    public var corrected: Int

    /// Totals; all zero unless given.
    public init(records: Int = 0, merged: Int = 0, rejected: Int = 0, updated: Int = 0, corrected: Int = 0) {
        self.records = records
        self.merged = merged
        self.rejected = rejected
        self.updated = updated
        self.corrected = corrected
    }

    /// All rows: `records + merged + rejected`.
    public var rows: Int { records + merged + rejected }

    /// Totals of two files together.
    public static func + (left: IngestTotals, right: IngestTotals) -> IngestTotals {
        IngestTotals(
            records: left.records + right.records, merged: left.merged + right.merged,
            rejected: left.rejected + right.rejected, updated: left.updated + right.updated,
            corrected: left.corrected + right.corrected)
    }
}

/// What became of one row.
public enum RowOutcome: Sendable, Hashable {
    /// It is a record of its own.
    case record(RecordID)
    /// It says what this record already says.
    case merged(RecordID)
    /// It could not be read.
    case rejected(reason: String)
}
