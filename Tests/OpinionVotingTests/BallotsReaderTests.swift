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
        ("", 1, "the header"), ("1,A,赞成\n", 1, "the header"), ("ballot,candidate\n", 1, "the header"),
        ("ballot,candidate,mark,deputy\n", 1, "the header"), ("ballot,ballot,mark\n", 1, "the header"),
        ("ballot,candidate,mark\n1,A,赞成\n1,B\n", 3, "3 fields"),
        ("ballot,candidate,mark\n1,A,赞成,x\n", 2, "3 fields"), ("ballot,candidate,mark\n,A,赞成\n", 2, "a ballot number"),
        ("ballot,candidate,mark\n\n1,,赞成\n", 3, "a candidate"),
        ("ballot,candidate,mark\n1,\"A,赞成\n", 2, "a closing quote"),
        ("ballot,candidate,mark\n1,\"A\"B,赞成\n", 2, "a comma after a closing quote"),
        ("ballot,candidate,mark\n1,\"A\nA\",赞成\n2,B\n", 4, "3 fields"),
    ])
    func namesTheLine(_ text: String, _ line: Int, _ expected: String) {
        #expect { try BallotsReader.read(Data(text.utf8)) } throws: { error in
            guard case VotingError.ballots(let found, let what, _) = error else { return false }
            return found == line && what.contains(expected)
        }
    }

    @Test func refusesAnotherEncoding() {
        // 赞成 in GB18030.
        let bytes = Data("ballot,candidate,mark\n1,A,".utf8) + Data([0xD4, 0xDE, 0xB3, 0xC9])
        #expect(throws: VotingError.ballots(line: 2, expected: "UTF-8 text", found: "bytes in another encoding")) {
            try BallotsReader.read(bytes)
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

struct VoteTests {
    @Test(arguments: ["赞成", "同意", "√", "✓", "1", "yes", "YES", "Approve"])
    func approvalMarks(_ text: String) { #expect(Vote(text, form: .approval) == .approve) }

    @Test(arguments: ["反对", "弃权", "oppose", "0", "no", "x", "", "2"])
    func notApprovalMarks(_ text: String) { #expect(Vote(text, form: .approval) == nil) }

    @Test(
        arguments: [
            ("赞成", Vote.approve), ("反对", .oppose), ("弃权", .abstain), ("approve", .approve), ("Oppose", .oppose),
            ("ABSTAIN", .abstain), ("不同意", .oppose), ("√", nil), ("1", nil), ("", nil),
        ] as [(String, Vote?)])
    func threeWayMarks(_ text: String, _ expected: Vote?) { #expect(Vote(text, form: .threeWay) == expected) }

    @Test(arguments: [
        ("X", "赞成", InvalidReason.unknownCandidate), ("X", "", .unknownCandidate), ("A", "反对", .unreadableMark),
    ])
    func faultsMakeTheBallotInvalid(_ candidate: String, _ mark: String, _ reason: InvalidReason) throws {
        let bad = BallotSheet(marks: [Mark(candidate: "B", text: "赞成"), Mark(candidate: candidate, text: mark)])
        let result = try Tally.count(
            rules: makeRules(), candidates: makeCandidates(), ballots: approvals("5AB") + [bad])
        #expect(result.ballots?.invalidByReason.map(\.reason) == [reason])
        #expect(result.of("B")?.votesFor == 5)
    }

    @Test func aCandidateWithoutAMarkIsNotMarked() throws {
        let sheet = BallotSheet(marks: makeCandidates().map { Mark(candidate: $0.id, text: $0.id == "A" ? "赞成" : "") })
        let result = try Tally.count(rules: makeRules(), candidates: makeCandidates(), ballots: [sheet])
        #expect(result.candidates.map(\.votesFor) == [1, 0, 0, 0])
        #expect(result.ballots?.valid == 1)
        #expect(result.ballots?.blank == 0)
    }
}
