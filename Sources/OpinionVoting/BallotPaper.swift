import Foundation

/// The ballot as it is printed: the candidates in their order, and the rules under which it was made.
///
/// It carries no serial number: nothing on a paper may lead back to a deputy.
public struct BallotPaper: Codable, Hashable, Sendable {
    /// One line of the ballot.
    public struct Entry: Codable, Hashable, Sendable {
        /// Place on the ballot, from 1.
        public let number: Int
        /// What the ballots' file calls the project.
        public let id: String
        /// The project's name.
        public let title: String
        /// A sentence on why it stands here; may be empty.
        public let basis: String
    }

    /// Name of this ballot for files and logs.
    public let id: String
    /// Heading, such as 民生实事项目票决票.
    public let title: String
    /// Hash of ``BallotRules/canonicalData()``; the caller chooses the hash.
    public let rulesHash: String
    /// Form of the ballot.
    public let form: BallotRules.Form
    /// Decision or recommendation.
    public let mode: BallotRules.Mode
    /// Projects to choose.
    public let seats: Int
    /// Most approvals on a valid ballot.
    public let maxMarks: Int
    /// The order that was asked for.
    public let collation: BallotRules.Collation
    /// The projects in that order, numbered from 1.
    public let candidates: [Entry]

    /// Puts the candidates in the order of the rules.
    ///
    /// - Parameters:
    ///   - collate: whether the first title comes before the second in the rules' collation (笔画 or 拼音, through ICU);
    ///     needed unless the collation is fixed. Titles that it does not tell apart go by code points, then by id, so
    ///     that the order given does not matter.
    ///   - digest: names the rules, such as a SHA-256 in hexadecimal.
    ///
    /// Throws ``VotingError/candidates(expected:found:)`` for no candidates, repeated or empty ids, a number that the
    /// rule file does not expect, too small an excess, or a missing `collate`. n log n comparisons.
    public init(
        id: String, title: String, rules: BallotRules, candidates: [BallotCandidate],
        collate: ((String, String) -> Bool)? = nil, digest: (Data) -> String
    ) throws {
        try BallotCandidate.check(candidates)
        let excess = candidates.count - rules.seats
        guard excess >= rules.minExcess else {
            throw VotingError.candidates(
                expected: "比应选 \(rules.seats) 项至少多 \(rules.minExcess) 项（min_excess）", found: "\(candidates.count) 项")
        }
        var ordered = candidates
        if rules.collation != .fixed {
            guard let collate else {
                throw VotingError.candidates(
                    expected: "\(rules.collation.rawValue) 次序的比较方法", found: "没有")
            }
            ordered.sort { left, right in
                if collate(left.title, right.title) { return true }
                if collate(right.title, left.title) { return false }
                return (left.title, left.id) < (right.title, right.id)
            }
        }
        self.id = id
        self.title = title
        rulesHash = digest(try rules.canonicalData())
        form = rules.ballot
        mode = rules.mode
        seats = rules.seats
        maxMarks = rules.maxMarks
        collation = rules.collation
        self.candidates = ordered.enumerated().map { index, candidate in
            Entry(number: index + 1, id: candidate.id, title: candidate.title, basis: candidate.basis)
        }
        _ = try rules.resolveCandidates(paper: self)
    }

    /// The candidates in the paper's order, as a tally takes them.
    public var candidateList: [BallotCandidate] {
        candidates.map { BallotCandidate(id: $0.id, title: $0.title, basis: $0.basis) }
    }

    /// Reads what ``jsonData()`` wrote.
    public static func read(_ data: Data) throws -> BallotPaper {
        let paper = try VotingJSON.decode(BallotPaper.self, from: data, what: "票决票文件")
        try BallotCandidate.check(paper.candidateList)
        return paper
    }

    /// The paper as JSON with sorted keys: the same paper gives the same bytes.
    public func jsonData() throws -> Data { try VotingJSON.encode(self) }

    /// Throws ``VotingError/paperOfOtherRules(expected:found:)`` when the paper was written under other rules.
    public func check(rules: BallotRules, digest: (Data) -> String) throws {
        let hash = digest(try rules.canonicalData())
        guard hash == rulesHash else { throw VotingError.paperOfOtherRules(expected: hash, found: rulesHash) }
    }
}
