import Foundation

/// The rule file of a vote: every number and every choice that the law or the congress's own voting method (表决办法) fixes.
///
/// Nothing of this is a constant in code. The file is JSON with the keys of ``Key``; an unknown or repeated key, a wrong
/// type or a value out of range is an error that names the key. `rules/README.md` explains each parameter and what an
/// absent one means.
public struct BallotRules: Codable, Hashable, Sendable {
    /// Form of the ballot.
    public enum Form: String, Codable, Sendable, CaseIterable {
        /// Mark the projects that you approve; an unmarked one is not approved, which is not "against".
        case approval
        /// 赞成, 反对 or 弃权 for each project; an unmarked one is an abstention.
        case threeWay = "three-way"
    }

    /// What a project needs to pass.
    public enum Pass: String, Codable, Sendable, CaseIterable {
        /// More than half of all deputies, whoever is present (地方组织法 2022 art. 25).
        case majorityOfAll = "majority_of_all"
        /// No majority: those with the most votes win, with at least one vote each.
        case topK = "top_k"
    }

    /// How a tie that straddles the last seat is settled.
    public enum Tie: String, Codable, Sendable, CaseIterable {
        /// The tied projects are voted on again.
        case revote
        /// A lot decides: drawn from `lot_seed`, or to be drawn when there is none.
        case lot
        /// The presidium (主席团) decides: by `chair_decision`, or still to decide when it is not given.
        case chair
    }

    /// What happens when fewer projects pass than there are seats.
    public enum Shortfall: String, Codable, Sendable, CaseIterable {
        /// The projects that did not pass are voted on again for the open seats.
        case revote
        /// The open seats stay open.
        case leaveVacant = "leave_vacant"
    }

    /// Order of the projects on the ballot.
    public enum Collation: String, Codable, Sendable, CaseIterable {
        /// By strokes of the title (笔画).
        case stroke
        /// By the title's pinyin (拼音).
        case pinyin
        /// As given.
        case fixed
    }

    /// What the vote is worth.
    public enum Mode: String, Codable, Sendable, CaseIterable {
        /// A congress decides (票决).
        case decide
        /// A street has no congress: it only recommends (票选推荐).
        case recommend
    }

    /// The candidates as far as the rule file names them.
    public enum Candidates: Hashable, Sendable {
        /// How many there are; without a ballot paper they are called 1 … n.
        case count(Int)
        /// The candidates themselves, in order.
        case list([BallotCandidate])
    }

    /// Name of the vote, shown above the minutes.
    public var title: String?
    /// A remark for readers of the file; no effect.
    public var note: String?
    /// All deputies of the congress (应到), ≥ 1.
    public var deputiesTotal: Int
    /// Deputies present (实到), 0 … deputiesTotal; needed to count, not to print a ballot.
    public var present: Int?
    /// Ballots handed out (发出), ≥ 0; nil: as many as deputies present.
    public var issued: Int?
    /// Ballots handed in (收回); nil: as many as the file of ballots holds. Those beyond the file are blank ballots.
    public var returned: Int?
    /// The candidates, or how many; nil: those of the ballot paper.
    public var candidates: Candidates?
    /// Projects to choose (应选), ≥ 1.
    public var seats: Int
    /// Least number of candidates beyond the seats (差额), ≥ 0.
    public var minExcess: Int
    /// Form of the ballot.
    public var ballot: Form
    /// Most approvals on a valid ballot, ≥ 1; the file's default is `seats`.
    public var maxMarks: Int
    /// Share of all deputies that must be present.
    public var attendance: Fraction
    /// What a project needs to pass.
    public var pass: Pass
    /// How a tie at the last seat is settled.
    public var tie: Tie
    /// What follows when too few pass.
    public var shortfall: Shortfall
    /// Order on the ballot.
    public var collation: Collation
    /// Decision or recommendation.
    public var mode: Mode
    /// Seed of the lot, ≥ 0: drawn in public, written here, anyone can repeat the draw.
    public var lotSeed: Int?
    /// The tied projects that the presidium chose.
    public var chairDecision: [String]?

    /// The rule file's keys.
    public enum Key: String, CodingKey, CaseIterable, Sendable {
        /// See the property of the same name.
        case title, note, present, issued, returned, candidates, seats, ballot, attendance, pass, tie, shortfall
        /// See the property of the same name.
        case collation, mode
        /// See the property of the same name.
        case deputiesTotal = "deputies_total"
        /// See the property of the same name.
        case minExcess = "min_excess"
        /// See the property of the same name.
        case maxMarks = "max_marks"
        /// See the property of the same name.
        case lotSeed = "lot_seed"
        /// See the property of the same name.
        case chairDecision = "chair_decision"
    }

    /// Rules put together in code; the file's ranges are expected to hold (``read(_:)`` checks them).
    public init(
        title: String? = nil, note: String? = nil, deputiesTotal: Int, present: Int? = nil, issued: Int? = nil,
        returned: Int? = nil, candidates: Candidates? = nil, seats: Int, minExcess: Int, ballot: Form,
        maxMarks: Int, attendance: Fraction, pass: Pass, tie: Tie, shortfall: Shortfall, collation: Collation,
        mode: Mode, lotSeed: Int? = nil, chairDecision: [String]? = nil
    ) {
        self.title = title
        self.note = note
        self.deputiesTotal = deputiesTotal
        self.present = present
        self.issued = issued
        self.returned = returned
        self.candidates = candidates
        self.seats = seats
        self.minExcess = minExcess
        self.ballot = ballot
        self.maxMarks = maxMarks
        self.attendance = attendance
        self.pass = pass
        self.tie = tie
        self.shortfall = shortfall
        self.collation = collation
        self.mode = mode
        self.lotSeed = lotSeed
        self.chairDecision = chairDecision
    }

    /// The rules with another number of seats; `maxMarks` follows where it equalled the seats.
    public func with(seats count: Int) -> BallotRules {
        var rules = self
        if rules.maxMarks == rules.seats { rules.maxMarks = count }
        rules.seats = count
        return rules
    }

    /// Reads a rule file (UTF-8 JSON, with or without a byte order mark).
    ///
    /// Throws ``VotingError/notJSON(what:reason:)`` or ``VotingError/rules(_:)`` with every problem found.
    public static func read(_ data: Data) throws -> BallotRules {
        let decoder = JSONDecoder()
        let bytes = VotingJSON.withoutMark(data)
        if let key = JSONKeys.userInfoKey { decoder.userInfo[key] = JSONKeys(bytes) }
        do {
            return try decoder.decode(BallotRules.self, from: bytes)
        } catch let error as DecodingError {
            throw VotingError.notJSON(what: "规则文件", reason: VotingJSON.explain(error))
        }
    }

    /// The whole file as JSON with sorted keys: the same rules give the same bytes.
    public func jsonData() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data([0x0A])
    }

    /// The bytes to hash into a ballot paper: all rules, without the facts of the session that come later
    /// (present, issued, returned, lot, the presidium's decision), the names of candidates and the remark.
    public func canonicalData() throws -> Data {
        var rules = self
        rules.note = nil
        rules.present = nil
        rules.issued = nil
        rules.returned = nil
        rules.candidates = nil
        rules.lotSeed = nil
        rules.chairDecision = nil
        return try rules.jsonData()
    }

    /// The candidates to count: those of the paper if there is one, else those of the rule file.
    ///
    /// Throws when neither names them, or when the two do not agree.
    public func resolveCandidates(paper: BallotPaper? = nil) throws -> [BallotCandidate] {
        switch (paper?.candidateList, candidates) {
        case (nil, nil):
            throw VotingError.candidates(expected: "规则文件写有 candidates，或给出票决票文件", found: "两者都没有")
        case (let listed?, nil): return listed
        case (nil, .count(let count)?): return (0..<max(0, count)).map { BallotCandidate(id: String($0 + 1)) }
        case (nil, .list(let list)?): return list
        case (let listed?, .count(let count)?):
            guard listed.count == count else {
                throw VotingError.candidates(
                    expected: "与规则文件一致，共 \(count) 项", found: "票决票上 \(listed.count) 项")
            }
            return listed
        case (let listed?, .list(let list)?):
            guard Set(listed.map(\.id)) == Set(list.map(\.id)) else {
                throw VotingError.candidates(
                    expected: "与规则文件列出的候选项目相同", found: "票决票上是另一些项目")
            }
            return listed
        }
    }
}
