import Foundation
import OpinionTestSupport
import OpinionVoting
import Testing

/// Laws of the count that hold for any ballots.
struct TallyLawTests {
    /// Lines of a random file of ballots with every kind of fault in it.
    static func randomLines(_ generator: inout SeededGenerator, form: BallotRules.Form) -> [[String]] {
        let marks = form == .approval ? ["赞成", "√", "1", ""] : ["赞成", "反对", "弃权", "approve", ""]
        var lines: [[String]] = []
        for ballot in 0..<Int.random(in: 1...12, using: &generator) {
            lines.append(["b\(ballot)", "", ""])
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                var candidate = String("ABCDE"[Int.random(in: 0..<5, using: &generator)])
                var mark = marks[Int.random(in: 0..<marks.count, using: &generator)]
                if Int.random(in: 0..<25, using: &generator) == 0 { candidate = "X" }
                if Int.random(in: 0..<25, using: &generator) == 0 { mark = "？" }
                lines.append(["b\(ballot)", candidate, mark])
            }
        }
        return lines
    }

    static func sheets(_ lines: [[String]]) throws -> [BallotSheet] {
        let text = (["ballot,candidate,mark"] + lines.map { $0.joined(separator: ",") }).joined(separator: "\n")
        return try BallotsReader.read(Data(text.utf8))
    }

    static func randomRules(_ generator: inout SeededGenerator) -> BallotRules {
        makeRules { rules in
            rules.deputiesTotal = Int.random(in: 4...14, using: &generator)
            rules.present = rules.deputiesTotal
            rules.issued = 14
            rules.seats = Int.random(in: 1...4, using: &generator)
            rules.minExcess = 0
            rules.maxMarks = Int.random(in: 2...5, using: &generator)
            rules.ballot = Bool.random(using: &generator) ? .approval : .threeWay
            rules.pass = Bool.random(using: &generator) ? .topK : .majorityOfAll
            rules.tie = Bool.random(using: &generator) ? .lot : .revote
            rules.lotSeed = Bool.random(using: &generator) ? 7 : nil
            rules.shortfall = Bool.random(using: &generator) ? .revote : .leaveVacant
        }
    }

    @Test func dependsOnTheMultisetOfBallotsAlone() throws {
        var generator = SeededGenerator(seed: 3)
        var invalid = 0
        var ties = 0
        for _ in 0..<300 {
            let rules = Self.randomRules(&generator)
            let lines = Self.randomLines(&generator, form: rules.ballot)
            let candidates = makeCandidates("ABCDE")
            let result = try Tally.count(rules: rules, candidates: candidates, ballots: Self.sheets(lines))
            let shuffled = lines.shuffled(using: &generator)
            #expect(try Tally.count(rules: rules, candidates: candidates, ballots: Self.sheets(shuffled)) == result)
            // Names in another order: what a ballot is called decides nothing.
            let renamed = lines.map { [String($0[0].dropFirst().reversed()) + "号", $0[1], $0[2]] }
                .shuffled(using: &generator)
            let again = try Tally.count(rules: rules, candidates: candidates, ballots: Self.sheets(renamed))
            #expect(try again.jsonData() == result.jsonData())
            #expect(Minutes(again).text == Minutes(result).text)
            invalid += result.ballots?.invalid ?? 0
            ties += result.tie == nil ? 0 : 1
        }
        #expect(invalid > 100 && ties > 20, "the property was tried on faults and ties")
    }

    @Test func votesOfEachProjectAddUpToTheValidBallots() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let rules = Self.randomRules(&generator)
            let sheets = try Self.sheets(Self.randomLines(&generator, form: rules.ballot))
            let result = try Tally.count(rules: rules, candidates: makeCandidates("ABCDE"), ballots: sheets)
            let ballots = try #require(result.ballots)
            #expect(ballots.valid + ballots.invalid == sheets.count)
            #expect(
                result.elected.count + result.vacant + (result.tie?.chosen == nil ? result.tie?.openSeats ?? 0 : 0)
                    == rules.seats)
            for candidate in result.candidates {
                let rest = (candidate.against ?? 0) + (candidate.notApproved ?? 0)
                #expect(candidate.votesFor + rest + candidate.abstain == ballots.valid)
                #expect((candidate.against == nil) == (rules.ballot == .approval))
                #expect(candidate.rank == 1 + result.candidates.count { $0.votesFor > candidate.votesFor })
                let same = result.candidates.filter { $0.votesFor == candidate.votesFor && $0.id != candidate.id }
                #expect(Set(candidate.tiedWith) == Set(same.map(\.id)))
            }
        }
    }

    /// "k more votes would have won" by trying 1, 2, 3 … more ballots for that project alone.
    @Test func moreVotesToWinIsTheLeastNumberThatWins() throws {
        var generator = SeededGenerator(seed: 5)
        var tried = 0
        for _ in 0..<200 {
            let rules = makeRules { rules in
                rules.deputiesTotal = Int.random(in: 1...12, using: &generator)
                rules.present = rules.deputiesTotal
                rules.issued = 1_000
                rules.seats = Int.random(in: 1...3, using: &generator)
                rules.pass = Bool.random(using: &generator) ? .topK : .majorityOfAll
            }
            let candidates = makeCandidates()
            let sheets = candidates.flatMap { candidate in
                Array(
                    repeating: approvals(candidate.id)[0], count: Int.random(in: 0...9, using: &generator))
            }
            let result = try Tally.count(rules: rules, candidates: candidates, ballots: sheets)
            for candidate in result.candidates {
                guard candidate.outcome != .elected else {
                    #expect(candidate.moreVotesToWin == nil && candidate.moreVotesToTie == nil)
                    continue
                }
                var more = 0
                var firstTie: Int? = candidate.outcome == .tiePending ? 0 : nil
                var outcome = candidate.outcome
                while outcome != .elected, more < 50 {
                    more += 1
                    let extra = Array(repeating: approvals(candidate.id)[0], count: more)
                    let next = try Tally.count(rules: rules, candidates: candidates, ballots: sheets + extra)
                    outcome = next.of(candidate.id)?.outcome ?? .notElected
                    if outcome == .tiePending, firstTie == nil { firstTie = more }
                }
                #expect(candidate.moreVotesToWin == more)
                #expect(candidate.moreVotesToTie == firstTie)
                tried += 1
            }
        }
        #expect(tried > 200)
    }

    @Test func theLotIsReproducibleAndFair() throws {
        var wins: [String: Int] = [:]
        for seed in 0..<3_000 {
            let rules = makeRules { ($0.maxMarks, $0.tie, $0.lotSeed, $0.seats) = (3, .lot, seed, 1) }
            let result = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("5ABC"))
            // The order of the candidates on the ballot does not change who is drawn.
            let other = try Tally.count(rules: rules, candidates: makeCandidates("DCBA"), ballots: approvals("5CAB"))
            #expect(result.elected == other.elected)
            #expect(result.status == .decided)
            #expect(result.elected.count == 1)
            wins[result.elected.first ?? "", default: 0] += 1
        }
        #expect(wins.keys.sorted() == ["A", "B", "C"])
        #expect(wins.values.allSatisfy { (900...1_100).contains($0) })
    }

    @Test func theLotDrawsTheSameForEver() throws {
        // Written down once: a draw in the minutes of past years must stay repeatable.
        let rules = makeRules { ($0.maxMarks, $0.tie, $0.lotSeed) = (4, .lot, 20_261_123) }
        let result = try Tally.count(rules: rules, candidates: makeCandidates(), ballots: approvals("5ABCD"))
        #expect(result.tie?.chosen == ["B", "D"])
    }
}

extension String {
    fileprivate subscript(_ offset: Int) -> Character { self[index(startIndex, offsetBy: offset)] }
}
