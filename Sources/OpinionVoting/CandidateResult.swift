/// What became of one project.
public enum CandidateOutcome: String, Codable, Hashable, Sendable {
    /// Chosen (票决) or recommended (票选推荐).
    case elected
    /// Not chosen; the office may put it on its standing list (储备库).
    case notElected = "not_elected"
    /// In a tie at the last seat that is still to be settled.
    case tiePending = "tie_pending"
}

/// The count of one project and how far it was from the other outcome.
public struct CandidateResult: Codable, Hashable, Sendable {
    /// Id of the project.
    public let id: String
    /// Place on the ballot, from 1.
    public let number: Int
    /// Its name.
    public let title: String
    /// Votes in favour.
    public let votesFor: Int
    /// Votes against; nil on approval ballots, which know no "against".
    public let against: Int?
    /// Valid, not blank ballots without its mark; nil on three-way ballots.
    public let notApproved: Int?
    /// Abstentions. Blank ballots abstain on everything; on three-way ballots unmarked projects are abstentions too.
    /// `votesFor + (against or notApproved) + abstain` is the number of valid ballots.
    public let abstain: Int
    /// Votes needed to pass.
    public let votesNeeded: Int
    /// `votesFor − votesNeeded`: 0 or more has passed.
    public let margin: Int
    /// Whether it reached `votesNeeded`; a project can pass and still find no seat.
    public let passed: Bool
    /// 1 + the number of projects with more votes in favour.
    public let rank: Int
    /// What became of it.
    public let outcome: CandidateOutcome
    /// Votes more that would have won a seat outright, other counts unchanged; nil when it has one.
    public let moreVotesToWin: Int?
    /// Votes more that would have tied for the last seat, 0 when tied; nil when it has one or there was none to tie for.
    public let moreVotesToTie: Int?
    /// Ids of the other projects with as many votes in favour.
    public let tiedWith: [String]
}

/// Projects with equal votes where the last seats fall.
public struct TieAtCut: Codable, Hashable, Sendable {
    /// Votes that each of them has.
    public let votes: Int
    /// Seats left for them; fewer than there are projects.
    public let openSeats: Int
    /// The tied projects in the order of the ballot.
    public let candidates: [String]
    /// How the rules settle it.
    public let rule: BallotRules.Tie
    /// Those that got the seats; nil while it is to be settled.
    public let chosen: [String]?
}
