import Foundation

/// What the vote decided, with every number that led there. Holds counts only: no ballot can be found in it.
public struct TallyResult: Codable, Hashable, Sendable {
    /// How the vote ended.
    public enum Status: String, Codable, Sendable {
        /// Counted, nothing open.
        case decided
        /// Counted, but a tie or open seats need a further step.
        case pending
        /// Not counted: the vote should not have begun.
        case refused
        /// Not counted: what came back cannot be the ballots that went out.
        case void
    }

    /// Why a vote was not counted.
    public enum Reason: String, Codable, Sendable {
        /// Fewer candidates than seats + min_excess.
        case excessTooSmall = "excess_too_small"
        /// Too few deputies present.
        case attendanceNotMet = "attendance_not_met"
        /// More ballots returned than issued.
        case moreReturnedThanIssued = "more_returned_than_issued"
    }

    /// Something that readers should know, without effect on the result.
    public enum Notice: String, Codable, Sendable {
        /// More ballots were issued than deputies were present.
        case issuedExceedsPresent = "issued_exceeds_present"
        /// The presidium's decision was given, but there was no tie to settle by it.
        case chairDecisionUnused = "chair_decision_unused"
        /// Marks typed in twice for one project on one ballot were counted once.
        case repeatedMarksCountedOnce = "repeated_marks_counted_once"
        /// Every ballot of the file names a project that is no candidate or has an unreadable mark: most likely the rule
        /// file and the ballots belong to different votes.
        case allBallotsInvalid = "all_ballots_invalid"
        /// Some ballots are invalid because of a mark that could not be read; ``Ballots/invalidByReason`` says how many.
        case unreadableMarks = "unreadable_marks"
        /// Approval ballots carry 反对 or 弃权, for which they have no box: counted as not approved.
        case oppositionNotForeseen = "opposition_not_foreseen"
        /// The rule file has no `issued`: as many ballots as deputies present were taken to be handed out.
        case issuedTakenFromPresent = "issued_taken_from_present"
        /// The rule file only says how many candidates there are: their names were taken from the ballots.
        case candidatesTakenFromBallots = "candidates_taken_from_ballots"
    }

    /// Who had to be there and who was.
    public struct Attendance: Codable, Hashable, Sendable {
        /// All deputies.
        public let deputiesTotal: Int
        /// Those present.
        public let present: Int
        /// The share that must be present, such as `2/3`.
        public let fraction: String
        /// That share in deputies, rounded up.
        public let needed: Int
        /// Whether `present` reaches it.
        public let met: Bool
    }

    /// The ballots as counted.
    public struct Ballots: Codable, Hashable, Sendable {
        /// Valid ballots, blank ones among them.
        public let valid: Int
        /// Invalid ballots; they count as returned.
        public let invalid: Int
        /// Blank ballots: valid, an abstention on everything.
        public let blank: Int
        /// Invalid ballots by reason, in the order of ``InvalidReason``, without zeros.
        public let invalidByReason: [ReasonCount]
        /// Marks that repeated one on the same ballot and were counted once (valid ballots only).
        public let repeatedMarks: Int
        /// Marks on valid approval ballots that say 反对 or 弃权; they count as not approved.
        public let notForeseenMarks: Int
    }

    /// How many ballots were invalid for one reason.
    public struct ReasonCount: Codable, Hashable, Sendable {
        /// The reason.
        public let reason: InvalidReason
        /// At least 1.
        public let count: Int
    }

    /// A further vote that the rules ask for.
    public struct Revote: Codable, Hashable, Sendable {
        /// What led to it.
        public enum Cause: String, Codable, Sendable {
            /// A tie at the last seat.
            case tie
            /// Fewer projects passed than there are seats.
            case shortfall
        }
        /// What led to it.
        public let cause: Cause
        /// Seats to fill.
        public let seats: Int
        /// The projects that stand again.
        public let candidates: [String]
    }

    /// Name of the vote, from the rule file.
    public let title: String?
    /// How the vote ended.
    public let status: Status
    /// Why it was not counted; empty when it was.
    public let reasons: [Reason]
    /// Decision or recommendation.
    public let mode: BallotRules.Mode
    /// Form of the ballot.
    public let form: BallotRules.Form
    /// What a project needed to pass.
    public let pass: BallotRules.Pass
    /// Projects to choose.
    public let seats: Int
    /// Projects on the ballot; more than ``candidates`` when their names were taken from the ballots.
    public let candidateCount: Int
    /// Least number of candidates beyond the seats.
    public let minExcess: Int
    /// Most approvals on a valid ballot.
    public let maxMarks: Int
    /// Who had to be there and who was.
    public let attendance: Attendance
    /// Ballots handed out.
    public let issued: Int
    /// Ballots handed in.
    public let returned: Int
    /// The ballots as counted; nil when they were not.
    public let ballots: Ballots?
    /// Votes that a project needed to pass.
    public let votesNeeded: Int
    /// Per project, by rank, equal ranks in the order of the ballot; empty when nothing was counted.
    public let candidates: [CandidateResult]
    /// Ids of the chosen projects, by rank.
    public let elected: [String]
    /// The tie at the last seat, if there was one.
    public let tie: TieAtCut?
    /// Seats for which no project passed.
    public let vacant: Int
    /// The further vote that the rules ask for, if any.
    public let revote: Revote?
    /// What else readers should know.
    public let notices: [Notice]

    /// The result as JSON with sorted keys in snake case: equal results give equal bytes.
    public func jsonData() throws -> Data { try VotingJSON.encode(self) }

    /// Reads what ``jsonData()`` wrote.
    public static func read(_ data: Data) throws -> TallyResult {
        try VotingJSON.decode(TallyResult.self, from: data, what: "计票结果")
    }
}
