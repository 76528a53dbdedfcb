import GRDB
import OpinionIngest
import OpinionRanking

/// What a run says of the issues' ids beside its analysis.
public struct IssueUpdate: Sendable, Equatable {
    /// Where the numbering stands after the run.
    public var numbering: IssueNumbering
    /// What became of the issues of the run before.
    public var changes: [IssueChange]
    /// The run; nil where it is none.
    public var run: RunID?
    /// When it was.
    public var time: CivilTime

    /// An update.
    public init(numbering: IssueNumbering, changes: [IssueChange] = [], run: RunID? = nil, time: CivilTime) {
        self.numbering = numbering
        self.changes = changes
        self.run = run
        self.time = time
    }
}

extension Store {
    /// Where the numbering of issues stands.
    public func issueNumbering() throws -> IssueNumbering { try read { try Self.numbering($0) } }

    /// The whole trail, first row first.
    public func issueTrail() throws -> [IssueChange] { try read { try Self.trail($0, where: "1", []) } }

    /// What became of an issue, first row first; empty where nothing did.
    public func issueTrail(from issue: IssueID) throws -> [IssueChange] {
        try read { try Self.trail($0, where: "from_issue = ?", [issue.rawValue]) }
    }

    /// What the last run that ended well changed; empty where it changed nothing.
    public func lastIssueChanges() throws -> [IssueChange] {
        try read {
            try Self.trail($0, where: "run = (SELECT max(id) FROM run WHERE status = 'finished')", [])
        }
    }

    /// Enters an update, in the caller's transaction. The next id never falls and is above every id in use.
    static func note(_ update: IssueUpdate?, issues: [Issue], _ db: Database) throws {
        let known = try numbering(db)
        var numbering = update?.numbering ?? known
        numbering.next = max(numbering.next, known.next, (issues.map(\.id.rawValue).max() ?? 0) + 1)
        if numbering != known {
            try db.execute(
                sql: "UPDATE issue_numbering SET next = ?, decided = ?", arguments: [numbering.next, numbering.decided])
        }
        guard let update else { return }
        for change in update.changes {
            try db.execute(
                sql: """
                    INSERT INTO issue_trail (run, time, kind, from_issue, to_issue, members, label)
                    VALUES (?, ?, ?, ?, ?, ?, \(boundText))
                    """,
                arguments: [
                    update.run?.rawValue, bindable(update.time), change.kind.rawValue, change.from.rawValue,
                    change.to?.rawValue, change.members, bindable(change.label),
                ])
        }
    }

    private static func numbering(_ db: Database) throws -> IssueNumbering {
        let found = try first(Row.fetchCursor(db, sql: "SELECT next, decided FROM issue_numbering")) {
            IssueNumbering(next: try $0.requiredInteger(0), decided: try $0.requiredInteger(1))
        }
        guard let found else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        return found
    }

    private static func trail(
        _ db: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [IssueChange] {
        try Row.fetchCursor(
            db,
            sql: """
                SELECT kind, from_issue, to_issue, members, label, run, time FROM issue_trail
                WHERE \(condition) ORDER BY id
                """, arguments: arguments
        ).map { row in
            IssueChange(
                kind: try row.require(IssueChange.Kind(rawValue: row.requiredText(0))),
                from: IssueID(rawValue: try row.requiredInteger(1)), to: row.integer(2).map(IssueID.init(rawValue:)),
                members: try row.requiredInteger(3), label: try row.requiredText(4),
                run: row.integer(5).map(RunID.init(rawValue:)), time: try row.requiredTime(6))
        }.asArray()
    }
}
