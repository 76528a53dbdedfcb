import Foundation
import OpinionIngest
import OpinionRanking
import OpinionStore
import OpinionVoting

/// Stage: ranked candidates → a ballot under a rule file.
public enum BallotStage {
    /// A ballot of the chosen candidates, or of the first `seats + min_excess` that passed every gate.
    ///
    /// - Parameters:
    ///   - candidates: the store's candidates, by rank.
    ///   - chosen: keys of candidates; empty takes them by rank.
    /// - Throws: `VotingError` for an unknown key or too few candidates.
    public static func paper(candidates: [Candidate], chosen: [String], rules: BallotRules) throws -> BallotPaper {
        let taken: [Candidate]
        if chosen.isEmpty {
            taken = Array(candidates.filter(\.eligible).prefix(rules.seats + rules.minExcess))
        } else {
            taken = try chosen.map { key in
                guard let candidate = candidates.first(where: { $0.key == key }) else {
                    throw VotingError.candidates(expected: "库中的候选项目", found: key)
                }
                return candidate
            }
        }
        let entries = taken.map { candidate in
            BallotCandidate(
                id: candidate.key, title: candidate.title,
                basis: "\(candidate.people) 人反映，\(candidate.records.count) 件，涉及 \(candidate.issues.count) 个热点问题")
        }
        let order = rules.collation == .stroke ? "stroke" : "pinyin"
        let collator = rules.collation == .fixed ? nil : ChineseCollator(order: order)
        let digest = Hash.hex(try rules.canonicalData())
        let id = Hash.hex(Data((digest + entries.map(\.id).joined(separator: "\n")).utf8))
        return try BallotPaper(
            id: String(id.prefix(16)), title: rules.title ?? "民生实事项目票决票", rules: rules, candidates: entries,
            collate: collator.map { collator in { collator.precedes($0, $1) } }, digest: { Hash.hex($0) })
    }

    /// Keeps a ballot in the store and notes it in the audit log; the same ballot again changes nothing.
    public static func keep(_ paper: BallotPaper, in store: Store, at time: CivilTime) throws {
        let content = String(decoding: try paper.jsonData(), as: UTF8.self)
        let ballot = StoredBallot(id: paper.id, title: paper.title, content: content, created: time)
        if try store.save(ballot) { try store.audit("ballot", detail: "{\"ballot\":\"\(paper.id)\"}", time: time) }
    }
}

/// Stage: ballots → a result under the rule file.
public enum TallyStage {
    /// Counts a ballots' file.
    ///
    /// - Parameters:
    ///   - paper: the ballot that was used; nil where the rule file names the candidates.
    ///   - ballots: the CSV file's bytes.
    /// - Throws: `VotingError` where the files don't fit each other or a line can't be read.
    public static func count(rules: BallotRules, paper: BallotPaper?, ballots: Data) throws -> TallyResult {
        if let paper { try paper.check(rules: rules, digest: { Hash.hex($0) }) }
        return try Tally.count(rules: rules, paper: paper, ballots: BallotsReader.read(ballots))
    }
}
