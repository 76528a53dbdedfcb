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
/// Lines without any content are skipped.
///
/// The header is required, in English or Chinese (票号、项目、意见). Other columns are refused: a column that says more
/// about a ballot could lead to who cast it.
public enum BallotsReader {
    /// The ballots in order of first appearance. Linear in the bytes.
    ///
    /// Throws ``VotingError/ballots(line:expected:found:)`` for a file that cannot be read as such. What makes a single
    /// ballot invalid (an unknown candidate, an unreadable mark) is left to ``Tally``.
    public static func read(_ data: Data) throws -> [BallotSheet] {
        var lines = CSVLines(Array(data))
        guard let header = try lines.next() else {
            throw VotingError.ballots(line: 1, expected: "the header ballot,candidate,mark", found: "an empty file")
        }
        let columns = try Columns(header)
        var sheets: [BallotSheet] = []
        var indexOfBallot: [String: Int] = [:]
        while let row = try lines.next() {
            if row.fields.allSatisfy(\.isEmpty) { continue }
            guard row.fields.count == 3 else {
                throw VotingError.ballots(line: row.line, expected: "3 fields", found: "\(row.fields.count)")
            }
            let ballot = row.fields[columns.ballot]
            let candidate = row.fields[columns.candidate]
            let mark = row.fields[columns.mark]
            guard !ballot.isEmpty else {
                throw VotingError.ballots(line: row.line, expected: "a ballot number", found: "none")
            }
            guard !candidate.isEmpty || mark.isEmpty else {
                throw VotingError.ballots(line: row.line, expected: "a candidate beside the mark", found: "none")
            }
            let index = indexOfBallot[ballot] ?? sheets.count
            if index == sheets.count {
                indexOfBallot[ballot] = index
                sheets.append(BallotSheet())
            }
            if !candidate.isEmpty { sheets[index].marks.append(Mark(candidate: candidate, text: mark)) }
        }
        return sheets
    }

    /// Where each column stands.
    private struct Columns {
        let ballot: Int
        let candidate: Int
        let mark: Int

        init(_ header: CSVLines.Row) throws {
            func position(_ names: [String]) -> Int? {
                header.fields.firstIndex { names.contains($0.lowercased()) }
            }
            guard header.fields.count == 3, let ballot = position(["ballot", "票号"]),
                let candidate = position(["candidate", "项目"]), let mark = position(["mark", "意见"])
            else {
                let found = header.fields.prefix(6).map { String($0.prefix(20)) }.joined(separator: ",")
                throw VotingError.ballots(
                    line: header.line, expected: "the header ballot,candidate,mark", found: found)
            }
            self.ballot = ballot
            self.candidate = candidate
            self.mark = mark
        }
    }
}
