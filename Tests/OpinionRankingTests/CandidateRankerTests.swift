import OpinionIngest
import OpinionRanking
import OpinionTestSupport
import Testing

struct CandidateRankerTests {
    private let ranker = CandidateRanker()

    /// A random but plausible input.
    private func world(seed: UInt64) -> (facts: [RecordFacts], issues: [OpinionRanking.Issue], needs: [Need]) {
        var generator = SeededGenerator(seed: seed)
        let needs = [
            need("lift", "加装电梯"), need("care", "农村养老"), need("moon", "登月", .failed), need("park", "停车", .unknown),
        ]
        var facts: [RecordFacts] = []
        for number in 1...400 {
            let known = Bool.random(using: &generator)
            var record = fact(
                number,
                Int.random(in: 0..<20, using: &generator) == 0
                    ? nil : day(2023, 1, 1).adding(days: Int.random(in: 0..<730, using: &generator)),
                person: known ? Int.random(in: 0..<150, using: &generator) : nil,
                channel: Channel.allCases.randomElement(using: &generator) ?? .hotline,
                place: .init(township: ["甲镇", "乙镇", "丙乡", nil].randomElement(using: &generator) ?? nil),
                solved: [true, false, nil].randomElement(using: &generator) ?? nil,
                needs: needs.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }.map(\.id),
                severity: Double.random(in: 0...1, using: &generator))
            record.likes = Int.random(in: 0..<100, using: &generator)
            facts.append(record)
        }
        let issues = (0..<10).map { number in
            issue(
                number + 1, "事项\(number)", Array((number * 30 + 1)...(number * 30 + 30)),
                copies: [[number * 30 + 1, number * 30 + 2]])
        }
        return (facts, issues, needs)
    }

    @Test("Every score is the sum of the parts that it shows", arguments: 1...20 as ClosedRange<UInt64>)
    func scoreIsTheSum(seed: UInt64) throws {
        let world = world(seed: seed)
        let found = ranker.candidates(in: try input(world.facts, issues: world.issues, needs: world.needs))
        #expect(found.count > 4)
        #expect(found.map(\.rank) == Array(1...found.count))
        for candidate in found {
            #expect(candidate.score == candidate.parts.reduce(0) { $0 + $1.points })
            #expect((0...100).contains(candidate.score))
            #expect(candidate.parts.map(\.key) == ScoreWeights().named.map(\.key))
            #expect(candidate.parts.reduce(0) { $0 + $1.weight } == 100)
            for part in candidate.parts {
                #expect((0...1).contains(part.scaled))
                #expect(part.points == part.scaled * part.weight)
                #expect(part.explanation.hasSuffix("。"))
            }
            #expect(candidate.people <= candidate.posts)
        }
    }

    @Test("Shuffled input gives the same candidates", arguments: 1...10 as ClosedRange<UInt64>)
    func orderDoesNotMatter(seed: UInt64) throws {
        var world = world(seed: seed)
        let before = ranker.candidates(in: try input(world.facts, issues: world.issues, needs: world.needs))
        var generator = SeededGenerator(seed: seed + 100)
        world.facts.shuffle(using: &generator)
        world.issues.shuffle(using: &generator)
        world.needs.shuffle(using: &generator)
        for index in world.issues.indices { world.issues[index].members.shuffle(using: &generator) }
        #expect(ranker.candidates(in: try input(world.facts, issues: world.issues, needs: world.needs)) == before)
    }

    @Test("A copy by the same person never moves the people part", arguments: 1...10 as ClosedRange<UInt64>)
    func repeatsDoNotCount(seed: UInt64) throws {
        let world = world(seed: seed)
        let before = ranker.candidates(in: try input(world.facts, issues: world.issues, needs: world.needs))
        var more = world
        for (offset, original) in world.facts.filter({ $0.person != nil }).prefix(40).enumerated() {
            var copy = original
            copy.id = recordID(10_000 + offset)
            more.facts.append(copy)
            for index in more.issues.indices where more.issues[index].members.contains(original.id) {
                more.issues[index].members.append(copy.id)
                more.issues[index].copies.append([original.id, copy.id])
            }
        }
        let after = ranker.candidates(in: try input(more.facts, issues: more.issues, needs: more.needs))
        for candidate in before {
            // A copy may carry an issue over a need's majority; what concerns us is the same set of issues.
            guard let same = after.first(where: { $0.key == candidate.key }), same.issues == candidate.issues else {
                continue
            }
            #expect(same.parts[0].points == candidate.parts[0].points)
            #expect(same.posts >= candidate.posts)
        }
    }

    @Test func likesAreShownButNeverScored() throws {
        var facts = (1...10).map { fact($0, person: $0, needs: ["lift"]) }
        let before = ranker.candidates(in: try input(facts, needs: [need("lift", "加装电梯")]))
        facts[0].likes = 1_000_000
        facts[1].likes = -5
        let after = ranker.candidates(in: try input(facts, needs: [need("lift", "加装电梯")]))
        #expect(after.first?.likes == 50)
        #expect(after.first?.score == before.first?.score)
    }

    @Test func aFailedGateComesLastWithItsReason() throws {
        let facts = (1...40).map { fact($0, person: $0, needs: $0 <= 30 ? ["moon"] : ["lift"]) }
        let found = ranker.candidates(in: try input(facts, needs: [need("lift", "加装电梯"), need("moon", "登月", .failed)]))
        #expect(found.map(\.key) == ["need:lift", "need:moon"])
        #expect(found.last?.eligible == false)
        #expect(found[1].score > found[0].score)
        #expect(found.last?.gates.allSatisfy { !$0.reason.isEmpty } == true)
    }

    @Test func largeIssuesOutsideTheCatalogueStay() throws {
        let facts = (1...12).map { fact($0, person: $0) } + (21...29).map { fact($0, person: $0) }
        let issues = [issue(1, "桥梁限高", Array(1...12)), issue(2, "小事", Array(21...29))]
        let found = ranker.candidates(in: try input(facts, issues: issues))
        #expect(found.map(\.key) == ["issue:1"])
        #expect(found.first?.gates.map(\.verdict) == [.unknown, .unknown, .unknown, .unknown])
        #expect(found.first?.gates.allSatisfy { $0.reason.contains("需人工判断") } == true)
        #expect(found.first?.eligible == true)
    }

    @Test func anIssueBelongsToTheNeedThatMostMembersName() throws {
        let facts = (1...12).map { fact($0, person: $0, needs: $0 <= 7 ? ["lift"] : []) }
        let found = ranker.candidates(
            in: try input(facts, issues: [issue(1, "某小区", Array(1...12))], needs: [need("lift", "加装电梯")]))
        #expect(found.map(\.key) == ["need:lift"])
        #expect(found.first?.people == 12)
        #expect(found.first?.issues == [IssueID(rawValue: 1)])
    }

    @Test func partsMoveWithWhatTheyMeasure() throws {
        func parts(_ change: (inout RecordFacts, Int) -> Void) throws -> [String: Double] {
            var facts = (1...24).map { fact($0, day(2024, 1, 15), person: $0, needs: ["lift"]) }
            for index in facts.indices { change(&facts[index], index) }
            // Others, so that the data span two years and have a mean to shrink to.
            facts += (0..<24).map {
                fact(100 + $0, day(2023 + $0 / 12, $0 % 12 + 1, 1), person: 100 + $0, solved: $0 % 4 != 0)
            }
            let candidate = try #require(
                ranker.candidates(in: try input(facts, needs: [need("lift", "加装电梯")])).first)
            return Dictionary(uniqueKeysWithValues: candidate.parts.map { ($0.key, $0.scaled) })
        }
        let plain = try parts { _, _ in }
        func rises(_ key: String, _ change: (inout RecordFacts, Int) -> Void) throws {
            #expect(try #require(try parts(change)[key]) > (plain[key] ?? 1), "\(key)")
        }
        try rises("persistence") { $0.received = day(2023 + $1 / 12, $1 % 12 + 1, 15) }
        try rises("spread") { $0.place.township = ["甲镇", "乙镇"][$1 % 2] }
        try rises("unresolved") { fact, _ in fact.evaluation.solved = false }
        try rises("severity") { fact, _ in fact.severity = 0.7 }
        try rises("channels") { $0.channel = [.hotline, .letter][$1 % 2] }
        try rises("trend") { $0.received = day(2024, [6, 8, 9, 10, 10, 11, 11, 11, 12, 12, 12, 12][$1 % 12], 3) }
        #expect(plain["spread"] == 0)
        #expect(plain["channels"] == 0)
    }

    @Test func candidatesThatShareRecordsNameEachOther() throws {
        let facts = (1...30).map { number in
            fact(
                number, person: number,
                needs: (number <= 20 ? ["lift"] : []) + ((17...26).contains(number) ? ["care"] : [])
                    + (number >= 24 ? ["park"] : []))
        }
        let needs = [need("lift", "电梯"), need("care", "养老"), need("park", "停车")]
        let found = ranker.candidates(in: try input(facts, needs: needs))
        let overlaps = Dictionary(uniqueKeysWithValues: found.map { ($0.key, $0.overlaps) })
        // 4 of 10 shared, 3 of 7 shared, none shared.
        #expect(overlaps["need:lift"] == ["need:care"])
        #expect(overlaps["need:park"] == ["need:care"])
        #expect(overlaps["need:care"].map(Set.init) == ["need:lift", "need:park"])
    }

    @Test func nothingInNothingOut() throws {
        #expect(ranker.candidates(in: try input([])).isEmpty)
        #expect(ranker.candidates(in: try input([], needs: [need("lift", "加装电梯")])).isEmpty)
    }

    @Test func stabilityHoldsTheRank() throws {
        let world = world(seed: 4)
        let input = try input(world.facts, issues: world.issues, needs: world.needs)
        let candidates = ranker.candidates(in: input)
        let first = RankStability.assess(candidates, in: input, seed: 1, samples: 200, top: 3)
        #expect(first == RankStability.assess(candidates, in: input, seed: 1, samples: 200, top: 3))
        #expect(first.map(\.key) == candidates.map(\.key))
        #expect(abs(first.reduce(0) { $0 + $1.topShare } - 3) < 1e-9)
        for (stability, candidate) in zip(first, candidates) {
            #expect(stability.low <= stability.high)
            #expect((1...candidates.count).contains(stability.low))
            #expect(stability.withoutChannel.count == Channel.allCases.count)
            if !candidate.eligible { #expect(stability.topShare == 0) }
        }
        #expect(RankStability.assess([], in: input, seed: 1).isEmpty)
    }
}
