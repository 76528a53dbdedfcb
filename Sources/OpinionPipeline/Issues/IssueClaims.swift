import OpinionIngest
import OpinionRanking
import OpinionStore

/// What people's decisions say of ids, for `IssueIdentityStage`.
struct IssueClaims: Sendable {
    /// An id and the records that it follows.
    struct Claim: Sendable, Equatable {
        var issue: IssueID
        var records: [RecordID]
    }

    /// The strongest first; an id may be claimed more than once.
    let claims: [Claim]
    /// Labels that people gave.
    let labels: [IssueID: String]
    /// Issues that a merge ended and that are there again, because the merge was taken back since the run before.
    private let former: [Claim]

    /// - Parameters:
    ///   - decisions: every decision ever taken, in order.
    ///   - seen: the last one that a run has seen; what it asks for once is done.
    ///   - known: the ids of the run before.
    init(_ decisions: [IssueDecision], seen: Int, known: Set<IssueID>) {
        let standing = decisions.standing
        var claims: [Claim] = []
        for decision in standing.reversed() where decision.kind == .pin && decision.sides.count == 2 {
            guard let issue = decision.issues.first, known.contains(issue) else { continue }
            claims.append(Claim(issue: issue, records: decision.sides[1].records))
        }
        for decision in standing.reversed() where decision.id > seen {
            guard let issue = decision.issues.first, known.contains(issue) else { continue }
            switch decision.kind {
            case .merge: claims.append(Claim(issue: issue, records: decision.sides.flatMap(\.records)))
            case .split: claims.append(Claim(issue: issue, records: decision.sides[0].records))
            case .rename, .pin, .exclude, .undo: continue
            }
        }
        self.claims = claims
        labels = DecisionConstraints(standing).labels

        let undone = Set(decisions.filter { $0.id > seen }.compactMap(\.undoes))
        var former: [Claim] = []
        var found = known
        for decision in decisions.reversed() where undone.contains(decision.id) && decision.kind == .merge {
            for side in decision.sides.dropFirst() {
                guard let issue = side.issue, found.insert(issue).inserted else { continue }
                former.append(Claim(issue: issue, records: side.records))
            }
        }
        self.former = former
    }

    /// The issues of the run before with those of merges that were taken back cut out of them, ascending.
    func restored(_ known: [Issue]) -> [Claim] {
        guard !former.isEmpty else { return known.map { Claim(issue: $0.id, records: $0.members) } }
        var cut: Set<RecordID> = []
        var claims: [Claim] = []
        for claim in former {
            let own = claim.records.filter { !cut.contains($0) }
            cut.formUnion(own)
            claims.append(Claim(issue: claim.issue, records: own))
        }
        claims += known.map { issue in Claim(issue: issue.id, records: issue.members.filter { !cut.contains($0) }) }
        return claims.filter { !$0.records.isEmpty }.sorted { $0.issue < $1.issue }
    }
}
