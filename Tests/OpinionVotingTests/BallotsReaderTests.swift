import Foundation
import OpinionVoting
import Testing

struct BallotsReaderTests {
    static let expected = [
        BallotSheet(marks: [Mark(candidate: "A", text: "赞成"), Mark(candidate: "B", text: "赞成")]), BallotSheet(),
    ]

    @Test(arguments: [
        "ballot,candidate,mark\n1,A,赞成\n2,,\n1,B,赞成\n",
        "ballot,candidate,mark\r\n1,A,赞成\r\n2,,\r\n1,B,赞成",
        "\u{FEFF}ballot,candidate,mark\n1,A,赞成\n1,B,赞成\n2,,\n",
        "mark,ballot,candidate\n赞成,1,A\n赞成,1,B\n,2,\n",
        "票号,项目,意见\n1,A,赞成\n1,B,赞成\n2,,\n",
        "选票,候选项目,标记\n1,A,赞成\n1,B,赞成\n2\n", "ballot_id;candidate_id;vote\n1;A;赞成\n1;B;赞成\n2;;\n",
        "Ballot ID\tProject\tChoice\n1\tA\t赞成\n\"1\"\tB\t\"赞成\"\n2\n", "voter,option,选择,\n1,A,赞成,\n1,B,赞成,,\n2,,,\n",
        "\n,,\n候选人,票号,意见\nA,1,赞成\nB,1,赞成\n,2,\n",
        "Ballot, Candidate ,MARK\n\"1\",\"A\",\"赞成\"\n\n1 , B,  赞成\n,,\n\"2\",\"\",\n",
    ])
    func reads(_ text: String) throws {
        #expect(try BallotsReader.read(Data(text.utf8)) == Self.expected)
    }

    @Test func readsQuotedCommasQuotesAndLineBreaks() throws {
        let text = "ballot,candidate,mark\n1,\"甲,\"\"乙\"\"\n丙\",yes\n2,,\n"
        #expect(try BallotsReader.read(Data(text.utf8)).first?.marks == [Mark(candidate: "甲,\"乙\"\n丙", text: "yes")])
    }

    @Test(arguments: [
        ("", 1, "表头"), ("1,A,赞成\n", 1, "表头"), ("ballot,candidate\n", 1, "表头"),
        ("ballot,candidate,mark,deputy\n", 1, "表头"), ("ballot,ballot,mark\n", 1, "表头"),
        ("ballot,candidate,mark\n1,A,赞成\n1,B\n", 3, "3 栏"), ("mark,ballot,candidate\n1\n", 2, "3 栏"),
        ("ballot,candidate,mark\n1,A,赞成,x\n", 2, "3 栏"), ("ballot,candidate,mark\n,A,赞成\n", 2, "票号"),
        ("ballot,candidate,mark\n\n1,,赞成\n", 3, "候选项目"),
        ("ballot,candidate,mark\n1,\"A,赞成\n", 2, "后引号"),
        ("ballot,candidate,mark\n1,\"A\"B,赞成\n", 2, "分隔符"),
        ("ballot,candidate,mark\n1,\"A\nA\",赞成\n2,B\n", 4, "3 栏"),
    ])
    func namesTheLine(_ text: String, _ line: Int, _ expected: String) {
        #expect { try BallotsReader.read(Data(text.utf8)) } throws: { error in
            guard case VotingError.ballots(let found, let what, _) = error else { return false }
            return found == line && what.contains(expected)
        }
    }

    @Test func aMissingHeaderShowsNoBallot() {
        #expect { try BallotsReader.read(Data("SECRET,A,赞成\n".utf8)) } throws: { error in
            !"\(error)".contains("SECRET") && "\(error)".contains("3 栏，没有已知的列名")
        }
    }

    @Test func refusesAnotherEncoding() {
        // 赞成 in GB18030.
        let bytes = Data("ballot,candidate,mark\n1,A,".utf8) + Data([0xD4, 0xDE, 0xB3, 0xC9])
        #expect { try BallotsReader.read(bytes) } throws: { error in
            guard case VotingError.ballots(line: 2, _, _) = error else { return false }
            return "\(error)".contains("另存为“CSV UTF-8”")
        }
    }

    @Test func doesNotTrapOnDamagedFiles() throws {
        let text = Array("ballot,candidate,mark\r\n1,\"A\",赞成\r\n2,,\r\n".utf8)
        for end in 0...text.count { _ = try? BallotsReader.read(Data(text[..<end])) }
        for position in text.indices {
            for byte: UInt8 in [0, 0x22, 0x2C, 0x0D, 0xFF] {
                var damaged = text
                damaged[position] = byte
                _ = try? BallotsReader.read(Data(damaged))
            }
        }
    }
}
