/// Writes an approval vote in the exchange format of the Pabulib library of participatory budgeting (`.pb`).
///
/// Three sections of fields separated by `;`: META, PROJECTS, VOTES. A seat is modelled as a budget: each project costs 1
/// and the budget is the number of seats. Projects are named by their number on the ballot, since the format separates
/// the projects of a vote by commas. Only valid ballots are written, blank ones without a project.
///
/// Secret: votes are sorted by content and then numbered, so that neither number nor order says which ballot it was.
public enum Pabulib {
    /// The file's text. n log n in the ballots.
    ///
    /// Throws ``VotingError/export(expected:found:)`` for three-way ballots and for a vote that was refused or void.
    public static func text(
        rules: BallotRules, candidates: [BallotCandidate], ballots: [BallotSheet]
    ) throws -> String {
        guard rules.ballot == .approval else {
            throw VotingError.export(expected: "赞成票（approval）", found: "\(rules.ballot.rawValue)")
        }
        let result = try Tally.count(rules: rules, candidates: candidates, ballots: ballots)
        guard let counted = result.ballots else {
            throw VotingError.export(expected: "已计票的票决", found: "未计票的票决（\(result.status.rawValue)）")
        }
        let indexOfCandidate = BallotCount.indices(candidates)
        var votes = ballots.compactMap { ballot -> [Int]? in
            let reading = BallotReading(ballot, rules: rules, indexOfCandidate: indexOfCandidate)
            guard case .valid(let votes, _, _) = reading else { return nil }
            return votes.map { $0.candidate + 1 }
        }
        votes += Array(repeating: [], count: counted.valid - votes.count)
        votes.sort { $0.lexicographicallyPrecedes($1) }

        var lines = ["META", "key;value"]
        lines.append("description;" + field(rules.title ?? "民生实事项目票决"))
        lines += ["num_projects;\(candidates.count)", "num_votes;\(votes.count)", "budget;\(rules.seats)"]
        lines += ["vote_type;approval", "rule;unknown", "min_length;0", "max_length;\(rules.maxMarks)"]
        lines += ["PROJECTS", "project_id;cost;votes;name;selected"]
        for candidate in result.candidates.sorted(by: { $0.number < $1.number }) {
            let selected = candidate.outcome == .elected ? 1 : 0
            lines.append("\(candidate.number);1;\(candidate.votesFor);\(field(candidate.title));\(selected)")
        }
        lines += ["VOTES", "voter_id;vote"]
        for (index, vote) in votes.enumerated() {
            lines.append("\(index + 1);" + vote.map(String.init).joined(separator: ","))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func field(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        guard line.contains(where: { $0 == ";" || $0 == "\"" }) else { return line }
        return "\"" + line.replacing("\"", with: "\"\"") + "\""
    }
}
