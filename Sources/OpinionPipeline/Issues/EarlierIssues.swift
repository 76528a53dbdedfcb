import OpinionIngest
import OpinionRanking
import OpinionStore

/// What a store knows of issues before a run: the issues of the run before, where their numbering stands, and what people
/// decided. Gives the two stages that come of it.
package struct EarlierIssues: Sendable {
    /// The issues of the run before, as they are shown.
    package let issues: [Issue]
    /// Where the numbering stands.
    package let numbering: IssueNumbering
    /// Every decision ever taken, in order.
    package let decisions: [IssueDecision]

    /// Reads a store.
    package init(_ store: Store) throws {
        self.init(
            issues: try store.issues(), numbering: try store.issueNumbering(), decisions: try store.decisions())
    }

    /// Reads a store whose records are known: their ids are taken from there.
    init(_ store: Store, _ records: DailyRecords) throws {
        let issues = try store.issues { number in
            number < records.placeOfNumber.count && records.placeOfNumber[number] >= 0
                ? (Int(records.placeOfNumber[number]), records.ids[Int(records.placeOfNumber[number])]) : nil
        }
        self.init(issues: issues, numbering: try store.issueNumbering(), decisions: try store.decisions())
    }

    /// From its parts.
    package init(
        issues: [Issue] = [], numbering: IssueNumbering = IssueNumbering(), decisions: [IssueDecision] = []
    ) {
        self.issues = issues
        self.numbering = numbering
        self.decisions = decisions
    }

    /// The stage that makes groups fulfil the decisions.
    package var decisionStage: DecisionStage { DecisionStage(decisions.standing) }

    /// The stage that gives issues their ids.
    package var identityStage: IssueIdentityStage {
        IssueIdentityStage(known: issues, numbering: numbering, decisions: decisions)
    }

    /// The issues with their ids, where it is known of some that they are the same as before, record for record.
    ///
    /// An issue that is the same inherits its own id, and no other can: it holds all of that issue's records. So only the others
    /// are looked at, unless people decided something, which may move ids.
    func identified(_ issues: [Issue], same: [Issue]) -> IssueIdentityStage.Result {
        guard decisions.isEmpty else { return identityStage.identified(issues + same) }
        let kept = Set(same.map(\.id))
        var result = IssueIdentityStage(known: self.issues.filter { !kept.contains($0.id) }, numbering: numbering)
            .identified(issues)
        result.issues = (result.issues + same).sorted(by: Issue.isShownBefore)
        return result
    }

    /// What is to be stored of the ids beside an analysis.
    package func update(_ result: IssueIdentityStage.Result, run: RunID?, time: CivilTime) -> IssueUpdate {
        IssueUpdate(
            numbering: IssueNumbering(next: result.next, decided: decisions.last?.id ?? 0), changes: result.changes,
            run: run, time: time)
    }

    /// The issues as they will be once the decisions taken since the run before are carried out, as far as that can be
    /// told without comparing texts: new ids are those that a run would give.
    package func decided() -> [Issue] {
        let stage = decisionStage
        guard !stage.isEmpty else { return identityStage.identified(issues).issues }
        let ids = Set(issues.flatMap(\.members)).union(stage.constraints.records).sorted()
        var positions: [RecordID: Int] = [:]
        for (position, id) in ids.enumerated() { positions[id] = position }
        var former: [[RecordID]: Issue] = [:]
        for issue in issues { former[issue.members] = issue }
        let groups = stage.groups(
            issues.map { $0.members.compactMap { positions[$0] } }, ids: ids, likeness: .unknown)
        return identityStage.identified(
            groups.map { group in
                let members = group.map { ids[$0] }
                return former[members]
                    ?? Issue(
                        id: IssueID(rawValue: 0), label: "", keywords: [], medoid: members[0], members: members,
                        cohesion: 0, copies: [])
            }
        ).issues
    }
}

extension DecisionConstraints {
    /// Every record that a decision binds.
    var records: Set<RecordID> { Set(together.flatMap(\.records)).union(excluded.keys) }
}
