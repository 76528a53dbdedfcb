import OpinionVoting
import Testing

struct PabulibTests {
    @Test func writesTheThreeSections() throws {
        let candidates = [
            BallotCandidate(id: "x,1", title: "路灯;二期"), BallotCandidate(id: "x2", title: "食堂"),
            BallotCandidate(id: "x3", title: "电梯"),
        ]
        func sheet(_ ids: String...) -> BallotSheet {
            BallotSheet(marks: ids.map { Mark(candidate: $0, text: "1") })
        }
        let ballots = [
            sheet("x2", "x,1"), sheet("x3"), sheet("x,1"), sheet("x,1", "x2"), sheet("x9"), sheet("x,1"), sheet("x,1"),
        ]
        let rules = makeRules { ($0.title, $0.returned) = ("票决", 8) }
        let text = try Pabulib.text(rules: rules, candidates: candidates, ballots: ballots)
        #expect(
            text == """
                META
                key;value
                description;票决
                num_projects;3
                num_votes;7
                budget;2
                vote_type;approval
                rule;unknown
                min_length;0
                max_length;2
                PROJECTS
                project_id;cost;votes;name;selected
                1;1;5;"路灯;二期";1
                2;1;2;食堂;0
                3;1;1;电梯;0
                VOTES
                voter_id;vote
                1;
                2;1
                3;1
                4;1
                5;1,2
                6;1,2
                7;3

                """)
        #expect(try Pabulib.text(rules: rules, candidates: candidates, ballots: ballots.reversed()) == text)
    }

    @Test func refusesOtherVotes() {
        #expect(throws: VotingError.self) {
            try Pabulib.text(rules: makeRules { $0.ballot = .threeWay }, candidates: makeCandidates(), ballots: [])
        }
        #expect(throws: VotingError.self) {
            try Pabulib.text(rules: makeRules { $0.present = 1 }, candidates: makeCandidates(), ballots: [])
        }
    }
}
