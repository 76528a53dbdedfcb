/// Where each column of a file of ballots stands.
struct BallotColumns {
    static let expected = "表头 ballot,candidate,mark（或 选票,候选项目,标记），此外不得有别的列"

    private static let ballotNames: Set<String> = [
        "ballot", "ballotid", "ballotno", "ballotnumber", "voter", "voterid", "选票", "票号", "选票号", "选票编号", "票编号",
    ]
    private static let candidateNames: Set<String> = [
        "candidate", "candidateid", "option", "project", "projectid", "候选项目", "候选人", "候选", "项目", "候选编号", "项目编号",
        "候选项目编号",
    ]
    private static let markNames: Set<String> = ["mark", "vote", "choice", "标记", "意见", "选择", "表决意见"]

    private let ballot: Int
    private let candidate: Int
    private let mark: Int

    /// Takes the columns in any order and any spelling (`Ballot ID`, `ballot_id`); empty ones at the end are dropped.
    init(_ header: CSVLines.Row) throws {
        let fields = Self.withoutEmptyTail(header.fields, keeping: 3)
        let names = fields.map(TextFold.key)
        guard names.count == 3, let ballot = names.firstIndex(where: Self.ballotNames.contains),
            let candidate = names.firstIndex(where: Self.candidateNames.contains),
            let mark = names.firstIndex(where: Self.markNames.contains)
        else {
            // Without a header the first line is a ballot, which a message must not show.
            let all = Self.ballotNames.union(Self.candidateNames).union(Self.markNames)
            let found =
                names.contains(where: all.contains)
                ? fields.prefix(6).map { String($0.prefix(20)) }.joined(separator: ",")
                : "\(fields.count) 栏，没有已知的列名"
            throw VotingError.ballots(line: header.line, expected: Self.expected, found: found)
        }
        self.ballot = ballot
        self.candidate = candidate
        self.mark = mark
    }

    /// The three cells of a row. A single cell is a ballot without a mark where the ballot's column comes first.
    func cells(_ row: CSVLines.Row) throws -> (ballot: String, candidate: String, mark: String) {
        let fields = Self.withoutEmptyTail(row.fields, keeping: 3)
        if fields.count == 1, ballot == 0 { return (fields[0], "", "") }
        guard fields.count == 3 else {
            throw VotingError.ballots(line: row.line, expected: "3 栏", found: "\(fields.count) 栏")
        }
        return (fields[ballot], fields[candidate], fields[mark])
    }

    private static func withoutEmptyTail(_ fields: [String], keeping least: Int) -> [String] {
        var fields = fields
        while fields.count > least, fields.last?.isEmpty == true { fields.removeLast() }
        return fields
    }
}
