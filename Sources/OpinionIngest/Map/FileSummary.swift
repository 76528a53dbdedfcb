/// What reading one file gave. `rows` is always `accepted + rejected`.
public struct FileSummary: Sendable, Equatable {
    /// How one table of the file (a sheet, or all of it) was read.
    public struct Table: Sendable, Equatable {
        /// The sheet's name; nil where the file is one table.
        public var name: String?
        /// The row of the header, from 1; nil for JSON, whose keys are the header, and where none was found.
        public var headerRow: Int?
        /// The channel of its rows.
        public var channel: Channel
        /// Which column fills which field.
        public var mapping: ColumnMapping
        /// What the sources of its rows name as their sheet: nothing for the first one.
        public var sheet: String?
    }

    /// A member of an archive, or an attachment, that was read.
    public struct Member: Sendable, Equatable {
        /// Its path in the archive.
        public var name: String
        /// What kind of file it is.
        public var format: FileScan.Format
        /// Its encoding; nil for a container.
        public var encoding: TextEncoding?
    }

    /// How many members are listed.
    public static let memberLimit = 1_000

    /// The file's name without its folder.
    public var file: String
    /// SHA-256 of its bytes in hexadecimal.
    public var sha256: String
    /// What kind of file it is.
    public var format: FileScan.Format
    /// Its encoding; nil for a workbook.
    public var encoding: TextEncoding?
    /// What is in an archive, or attached to an e-mail, in order; at most `memberLimit`.
    public var members: [Member] = []
    /// Its tables with a known header, in order; neighbours that were read alike (letters in an archive) stand once.
    public var tables: [Table] = []
    /// Rows below the headers, blank ones that the file has included.
    public var rows: Int { accepted + rejected }
    /// Rows that became records.
    public var accepted = 0
    /// Rows that did not.
    public var rejected = 0
    /// The first notices, at most `noticeLimit`.
    public var notices: [IngestNotice] = []
    /// All notices, those left out of the list included.
    public var noticeCount = 0
    /// Why the rest of the file could not be read, where good rows had come before.
    public var failure: IngestError?

    /// The notices as lines for the office, equal ones in one line.
    public var noticeLines: [String] { IngestNotice.lines(notices, total: noticeCount) }

    /// How many notices are kept.
    public static let noticeLimit = 100

    mutating func add(_ notice: IngestNotice) {
        noticeCount += 1
        if notices.count < Self.noticeLimit { notices.append(notice) }
    }
}
