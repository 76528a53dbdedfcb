import Foundation

/// Reads the file of ballots: one line per mark, columns `ballot`, `candidate`, `mark` in any order.
///
/// ```
/// ballot,candidate,mark
/// 1,C03,赞成
/// 1,C07,赞成
/// 2,,
/// ```
/// A ballot's lines need not stand together; its number only joins them and is forgotten. A line with a ballot and
/// nothing else is how a blank ballot is typed in. A candidate without a mark is one beside which nothing is marked.
/// Lines without any content are skipped. Commas, semicolons or tabs separate, whichever the header has most of.
///
/// The header is required, in English or Chinese (选票、候选项目、标记); ``BallotColumns`` lists the names. Other columns
/// are refused: a column that says more about a ballot could lead to who cast it.
public enum BallotsReader {
    /// The ballots in order of first appearance. Linear in the bytes.
    ///
    /// Throws ``VotingError/ballots(line:expected:found:)`` for a file that cannot be read as such. What makes a single
    /// ballot invalid (an unknown candidate, an unreadable mark) is left to ``Tally``.
    public static func read(_ data: Data) throws -> [BallotSheet] {
        var lines = CSVLines(Array(data))
        var columns: BallotColumns?
        var sheets: [BallotSheet] = []
        var indexOfBallot: [String: Int] = [:]
        while let row = try lines.next() {
            if row.fields.allSatisfy(\.isEmpty) { continue }
            guard let known = columns else {
                columns = try BallotColumns(row)
                continue
            }
            let (ballot, candidate, mark) = try known.cells(row)
            guard !ballot.isEmpty else {
                throw VotingError.ballots(line: row.line, expected: "写有票号", found: "空")
            }
            guard !candidate.isEmpty || mark.isEmpty else {
                throw VotingError.ballots(line: row.line, expected: "标记旁写有候选项目", found: "空")
            }
            let index = indexOfBallot[ballot] ?? sheets.count
            if index == sheets.count {
                indexOfBallot[ballot] = index
                sheets.append(BallotSheet())
            }
            if !candidate.isEmpty { sheets[index].marks.append(Mark(candidate: candidate, text: mark)) }
        }
        guard columns != nil else {
            throw VotingError.ballots(line: 1, expected: BallotColumns.expected, found: "空文件")
        }
        return sheets
    }
}
