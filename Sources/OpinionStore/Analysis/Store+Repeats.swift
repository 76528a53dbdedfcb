import GRDB
import OpinionIngest
import OpinionRanking

extension Store {
    /// The repeats, ordered by id, which is the order of their first records.
    public func repeats() throws -> [Repeat] { try read { try AnalysisReader($0).repeats() } }

    /// The group of repeats that a record is in, or nil where it is in none.
    public func repeats(of record: RecordID) throws -> Repeat? {
        try read { db in
            try AnalysisReader(db).repeats(
                where: "SELECT repeat_group FROM repeat_member WHERE record = (SELECT seq FROM record WHERE id = ?)",
                [record.rawValue]
            ).first
        }
    }

    /// The groups of repeats that have a record in an issue, ordered by id.
    public func repeats(in issue: IssueID) throws -> [Repeat] {
        try read { db in
            try AnalysisReader(db).repeats(
                where: """
                    SELECT p.repeat_group FROM issue_member i JOIN repeat_member p ON p.record = i.record
                    WHERE i.issue = ?
                    """, [issue.rawValue])
        }
    }

    /// People and records of each issue, as `PeopleCounter` counts them. Linear in the records of issues.
    public func peopleCounts() throws -> [IssueID: PeopleCount] {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT m.issue, \(Self.peopleSQL), count(*)
                    FROM issue_member m JOIN record r ON r.seq = m.record GROUP BY m.issue
                    """)
            var counts: [IssueID: PeopleCount] = [:]
            while let row = try rows.next() {
                counts[IssueID(rawValue: try row.requiredInteger(0))] = PeopleCount(
                    people: try row.requiredInteger(1), posts: try row.requiredInteger(2))
            }
            return counts
        }
    }

    /// People and records of the whole store, as `PeopleCounter` counts them. Linear.
    public func peopleCount() throws -> PeopleCount {
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(Self.peopleSQL), count(*)
                    FROM record r LEFT JOIN issue_member m ON m.record = r.seq
                    """)
            guard let row = try rows.next() else { return PeopleCount(people: 0, posts: 0) }
            return PeopleCount(people: try row.requiredInteger(0), posts: try row.requiredInteger(1))
        }
    }

    /// Known people, one for each group of copies from unknown senders, and one for each other unknown sender.
    private static let peopleSQL = """
        count(DISTINCT r.person)
          + count(DISTINCT CASE WHEN r.person IS NULL THEN m.issue || ':' || m.copy_group END)
          + count(CASE WHEN r.person IS NULL AND m.copy_group IS NULL THEN 1 END)
        """
}
