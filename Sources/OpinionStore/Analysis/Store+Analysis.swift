import GRDB
import OpinionIngest
import OpinionRanking

extension Store {
    /// Replaces issues with their outlines and themes, candidates, leads, classes and repeats in one transaction.
    ///
    /// Members and records are kept ordered by id; candidates, leads and lists in them in the given order.
    ///
    /// - Parameter update: what the run says of the issues' ids; nil leaves the trail as it is.
    /// - Returns: False where the very same analysis is there already; then only `update` is written.
    /// - Throws: `StoreError.unknownRecord` where a record is named that is not in the store; nothing is changed then.
    @discardableResult
    public func replaceAnalysis(_ analysis: Analysis, update: IssueUpdate? = nil) throws -> Bool {
        let hash = analysis.hash
        let isNew = try write { db in
            try Self.note(update, issues: analysis.issues, db)
            if try String.fetchOne(db, sql: "SELECT hash FROM analysis") == hash { return false }
            try AnalysisWriter(db).replace(with: analysis, hash: hash)
            return true
        }
        if isNew { checkpoint() }
        return isNew
    }

    /// Everything that the last run made of the records. Classes are ordered by record id, issues as they are shown.
    public func analysis() throws -> Analysis {
        try read { db in
            let reader = AnalysisReader(db)
            return Analysis(
                issues: try reader.issues(), candidates: try reader.candidates(), leads: try reader.leads(),
                classes: try reader.classes(), repeats: try reader.repeats(),
                outlines: try reader.outlines(), themes: try reader.themes())
        }
    }

    /// The issues in the order in which they are shown: largest first.
    public func issues() throws -> [Issue] { try read { try AnalysisReader($0).issues() } }

    /// What helps to read an issue; nil where there is no such issue.
    public func outline(of issue: IssueID) throws -> IssueOutline? {
        try read { try AnalysisReader($0).outlines(only: issue).first }
    }

    /// The themes in the order in which they are shown.
    public func themes() throws -> [IssueTheme] { try read { try AnalysisReader($0).themes() } }

    /// The candidates in the order in which they are shown.
    public func candidates() throws -> [Candidate] { try read { try AnalysisReader($0).candidates() } }

    /// The leads in the order in which they are shown.
    public func leads() throws -> [Lead] { try read { try AnalysisReader($0).leads() } }

    /// The classes, ordered by record id.
    public func classes() throws -> [RecordClass] { try read { try AnalysisReader($0).classes() } }

    /// The class of a record, or nil where it has none.
    public func recordClass(of id: RecordID) throws -> RecordClass? {
        try read { try AnalysisReader($0).classes(only: id).first }
    }

    /// The records of an issue, ordered by id; empty where there is no such issue.
    public func members(of issue: IssueID) throws -> [RecordID] {
        try read { db in
            try String.fetchAll(
                db,
                sql:
                    "SELECT r.id FROM issue_member m JOIN record r ON r.seq = m.record WHERE m.issue = ? ORDER BY r.id",
                arguments: [issue.rawValue]
            ).map(RecordID.init(rawValue:))
        }
    }

    /// The issue that a record is in, or nil where it is in none.
    public func issue(of record: RecordID) throws -> IssueID? {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT issue FROM issue_member WHERE record = (SELECT seq FROM record WHERE id = ?)",
                arguments: [record.rawValue]
            ).map(IssueID.init(rawValue:))
        }
    }

    /// Calls `body` for each accepted input row, rows merged as repeats included, in the order of files, sheets
    /// and rows. Memory does not grow with their number.
    public func forEachIssueMember(_ body: (IssueMember) throws -> Void) throws {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT f.name, w.row, w.number, r.id, m.issue, h.name
                    FROM source_row w CROSS JOIN source_file f ON f.id = w.source_file
                    CROSS JOIN source_sheet h ON h.source_file = w.source_file AND h.position = w.sheet
                    CROSS JOIN record r ON r.seq = w.record LEFT JOIN issue_member m ON m.record = w.record
                    ORDER BY w.source_file, w.sheet, w.row
                    """)
            while let row = try rows.next() {
                try body(
                    IssueMember(
                        source: SourceRow(
                            file: try row.requiredText(0), row: try row.requiredInteger(1), sheet: try row.text(5)),
                        number: try row.text(2), record: RecordID(rawValue: try row.requiredText(3)),
                        issue: row.integer(4).map(IssueID.init(rawValue:))))
            }
        }
    }
}

/// An accepted input row and the issue that its record is in.
public struct IssueMember: Sendable, Hashable {
    /// The row.
    public var source: SourceRow
    /// The number of the row, exactly as in the source.
    public var number: String?
    /// The record that it is, or that it was merged into.
    public var record: RecordID
    /// The issue, or nil where the record is in none.
    public var issue: IssueID?

    /// A row with its issue.
    public init(source: SourceRow, number: String? = nil, record: RecordID, issue: IssueID? = nil) {
        self.source = source
        self.number = number
        self.record = record
        self.issue = issue
    }
}
