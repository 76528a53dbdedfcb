import GRDB
import OpinionIngest
import OpinionRanking

extension Store {
    /// The name of the last full analysis, on which the stored one rests; nil where nothing was analysed. 32 hexadecimal digits.
    public func analysisBase() throws -> String? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT hash FROM analysis").map {
                String($0.prefix(AnalysisChange.baseLength))
            }
        }
    }

    /// Makes a change of the stored analysis, in one transaction and in time proportional to the change.
    ///
    /// - Parameters:
    ///   - update: what the run says of the issues' ids.
    ///   - numbers: the store's own numbers for all records, where they are known; read from the file otherwise.
    /// - Returns: False where the analysis says all that already; then only `update` is written.
    /// - Throws: `StoreError.unknownRecord` where a record is named that is not in the store, `StoreError.otherBase` where the
    ///   stored analysis does not rest on the change's base; nothing is changed then.
    @discardableResult
    public func change(
        _ change: AnalysisChange, update: IssueUpdate? = nil, numbers: RecordNumbers? = nil
    ) throws -> Bool {
        let hash = change.hash
        let isNew = try write { db in
            guard let stored = try String.fetchOne(db, sql: "SELECT hash FROM analysis"), stored.hasPrefix(change.base)
            else { throw StoreError.otherBase }
            try Self.note(update, issues: change.issues, db)
            if stored == hash { return false }
            try AnalysisWriter(db, find: numbers).make(change, hash: hash)
            return true
        }
        if isNew { checkpoint() }
        return isNew
    }

    /// The highest of the records' own numbers, 0 where there is none.
    public func lastRecordNumber() throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT coalesce(max(seq), 0) FROM record") ?? 0 }
    }

    /// Calls `body` with the facts of each record whose own number is in a range, without its texts, and the number, in the
    /// order of these numbers: the order in which they lie in the file. Memory does not grow with the number of records.
    public func forEachFacts(_ numbers: Range<Int>, _ body: (_ number: Int, StoredFacts) throws -> Void) throws {
        try read { db in
            var reader = FactsReader()
            let next = FactsReader.count
            try db.forEachRow(
                """
                SELECT \(FactsReader.columns), o.address, coalesce(s.reply, o.reply), r.seq
                FROM \(FactsReader.tables) WHERE r.seq >= ? AND r.seq < ? ORDER BY r.seq
                """, [numbers.lowerBound, numbers.upperBound]
            ) { row in
                try body(row.requiredInteger(next + 2), reader.facts(row, address: next, reply: next + 1))
            }
        }
    }

    /// The issues in the order in which they are shown, as `issues()` gives them, where the caller knows the records.
    ///
    /// - Parameter record: a record's place among all ids, and its id, by the store's own number for it; nil where there is none.
    public func issues(_ record: (Int) -> (place: Int, id: RecordID)?) throws -> [Issue] {
        try read { db in
            // Issue and place in one number: sorting these is most of the work.
            var members: [(key: UInt64, number: Int32, copies: Int32)] = []
            try db.forEachRow("SELECT record, issue, copy_group FROM issue_member ORDER BY record") { row in
                let number = try row.requiredInteger(0)
                let place = try row.require(record(number)).place
                members.append(
                    (
                        UInt64(try row.requiredInteger(1)) << 32 | UInt64(place), Int32(number),
                        Int32(row.integer(2) ?? 0)
                    ))
            }
            members.sort { $0.key < $1.key }
            var issues: [Issue] = []
            var next = 0
            try db.forEachRow("SELECT id, label, keywords, medoid, cohesion FROM issue ORDER BY id") { row in
                let id = try row.requiredInteger(0)
                var own: [RecordID] = []
                var groups: [Int32: [RecordID]] = [:]
                while next < members.count, members[next].key >> 32 <= UInt64(id) {
                    if members[next].key >> 32 == UInt64(id) {
                        let member = try row.require(record(Int(members[next].number))).id
                        own.append(member)
                        if members[next].copies > 0 { groups[members[next].copies, default: []].append(member) }
                    }
                    next += 1
                }
                issues.append(
                    Issue(
                        id: IssueID(rawValue: id), label: try row.requiredText(1),
                        keywords: try row.require(JSONText.list(row.requiredText(2))),
                        medoid: try row.require(record(row.requiredInteger(3))).id, members: own,
                        cohesion: try row.require(row.number(4)),
                        copies: groups.sorted { $0.key < $1.key }.map(\.value)))
            }
            return issues.sorted(by: Issue.isShownBefore)
        }
    }

    /// The titles for matching of some records, in the order of `ids`, or the beginning of the text where there is no title;
    /// records that are not in the store have an empty one.
    public func matchTitles(ids: [RecordID]) throws -> [String] {
        try read { db in
            let statement = try db.makeStatement(
                sql: """
                    SELECT coalesce(m.title, s.title, o.title), substr(coalesce(m.body, s.body, o.body), 1, 400)
                    FROM record r JOIN record_original o ON o.record = r.seq JOIN record_shown s ON s.record = r.seq
                    JOIN record_match m ON m.record = r.seq WHERE r.id = ?
                    """)
            return try ids.map { id in
                try statement.firstRow([id.rawValue]) { row in
                    let title = try row.requiredText(0)
                    return title.isEmpty ? String(try row.requiredText(1).prefix(40)) : title
                } ?? ""
            }
        }
    }

    /// Those of some records that have a class.
    public func classified(_ ids: [RecordID]) throws -> [RecordID] {
        try read { db in
            let find = try db.makeStatement(
                sql: "SELECT 1 FROM record_class WHERE record = (SELECT seq FROM record WHERE id = ?)")
            return try ids.filter { id in
                find.setUncheckedArguments([id.rawValue])
                return try Int.fetchOne(find) != nil
            }
        }
    }

    /// The groups of repeats that some records are in, ordered by id. Proportional to the records asked for.
    public func repeats(of records: [RecordID]) throws -> [Repeat] {
        try read { db in
            let find = try db.makeStatement(
                sql: """
                    SELECT m.repeat_group FROM repeat_member m JOIN record r ON r.seq = m.record WHERE r.id = ?
                    """)
            var groups: Set<Int> = []
            for record in records {
                find.setUncheckedArguments([record.rawValue])
                if let group = try Int.fetchOne(find) { groups.insert(group) }
            }
            let reader = AnalysisReader(db)
            return try groups.sorted().flatMap { try reader.repeats(where: "?", [$0]) }
        }
    }

    /// The highest id of a group of repeats, 0 where there is none.
    public func lastRepeat() throws -> Int {
        try read { try Int.fetchOne($0, sql: "SELECT coalesce(max(id), 0) FROM repeat_group") ?? 0 }
    }
}

extension AnalysisWriter {
    /// Makes a change. Whatever points to an issue goes before it, and comes again after it.
    func make(_ change: AnalysisChange, hash: String) throws {
        for table in [
            "lead_record", "lead_evidence", "lead", "candidate_record", "candidate_issue", "candidate_gate",
            "candidate_part", "candidate",
        ] {
            try db.execute(sql: "DELETE FROM \(table)")
        }
        let ended = change.endedIssues.map(\.rawValue)
        try each(ended, "DELETE FROM theme_issue WHERE issue = ?")
        try each(ended, "UPDATE issue_outline SET nearest = NULL, likeness = NULL WHERE nearest = ?")
        let changed = change.outlines.map(\.issue.rawValue)
        for table in ["issue_part_record", "issue_part", "issue_extreme"] {
            try each(ended + changed, "DELETE FROM \(table) WHERE issue = ?")
        }
        try each(ended, "DELETE FROM issue_outline WHERE issue = ?")
        try each(ended + change.issues.map(\.id.rawValue), "DELETE FROM issue_member WHERE issue = ?")
        try each(ended, "DELETE FROM issue WHERE id = ?")
        try write(change.issues)
        try write(change.outlines)
        let repeats = change.endedRepeats + change.repeats.map(\.id)
        try each(repeats, "DELETE FROM repeat_member WHERE repeat_group = ?")
        try each(repeats, "DELETE FROM repeat_group WHERE id = ?")
        try write(change.repeats)
        try write(change.classes)
        try write(change.candidates)
        try write(change.leads)
        try db.execute(sql: "UPDATE analysis SET hash = ?", arguments: [hash])
    }

    private func each(_ numbers: [Int], _ sql: String) throws {
        guard !numbers.isEmpty else { return }
        let statement = try FastStatement(db, sql: sql)
        for number in numbers { try statement.bind(number).run() }
    }
}
