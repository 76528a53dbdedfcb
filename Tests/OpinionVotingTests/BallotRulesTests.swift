import Foundation
import OpinionVoting
import Testing

struct BallotRulesTests {
    static let least = """
        {"deputies_total": 300, "seats": 10, "min_excess": 2, "ballot": "approval", "attendance": "2/3",
         "pass": "majority_of_all", "tie": "revote", "shortfall": "leave_vacant", "collation": "stroke", "mode": "decide"}
        """

    /// The least file with some values replaced; nil leaves the key out.
    static func file(_ changes: [String: Any?]) throws -> Data {
        var object = try JSONSerialization.jsonObject(with: Data(least.utf8)) as? [String: Any] ?? [:]
        for (key, value) in changes { object[key] = value }
        return try JSONSerialization.data(withJSONObject: object)
    }

    static func problems(_ data: Data) -> [RuleProblem] {
        do {
            _ = try BallotRules.read(data)
            return []
        } catch VotingError.rules(let problems) {
            return problems
        } catch {
            return [RuleProblem(field: "?", expected: "", found: "\(error)")]
        }
    }

    @Test func readsTheLeastFileWithItsDefaults() throws {
        let rules = try BallotRules.read(Data([0xEF, 0xBB, 0xBF]) + Data(Self.least.utf8))
        #expect(rules.deputiesTotal == 300)
        #expect(rules.maxMarks == 10)
        #expect(rules.attendance == Fraction(2, 3))
        #expect(rules.ballot == .approval && rules.collation == .stroke && rules.mode == .decide)
        #expect(rules.present == nil && rules.issued == nil && rules.returned == nil && rules.candidates == nil)
    }

    @Test func writesWhatItReads() throws {
        var rules = try BallotRules.read(
            Self.file([
                "title": "票决", "present": 280, "issued": 279, "returned": 278, "candidates": ["C1", "C2"],
                "max_marks": 9,
                "attendance": ["numerator": 3, "denominator": 4], "ballot": "three-way", "lot_seed": 5,
                "chair_decision": ["C2"], "note": "注",
            ]))
        #expect(try BallotRules.read(rules.jsonData()) == rules)
        #expect(rules.attendance == Fraction(3, 4))
        #expect(rules.candidates == .list([BallotCandidate(id: "C1"), BallotCandidate(id: "C2")]))
        rules.candidates = .count(12)
        #expect(try BallotRules.read(rules.jsonData()) == rules)
    }

    @Test func theCanonicalFormLeavesOutTheFactsOfTheSession() throws {
        let before = try BallotRules.read(Self.file([:]))
        let after = try BallotRules.read(
            Self.file([
                "present": 280, "issued": 279, "returned": 278, "candidates": 12, "lot_seed": 5,
                "chair_decision": ["C1"],
                "note": "会后",
            ]))
        #expect(try before.canonicalData() == after.canonicalData())
        let other = try BallotRules.read(Self.file(["seats": 9, "max_marks": 10]))
        #expect(try before.canonicalData() != other.canonicalData())
    }

    @Test(arguments: [
        ("{}", ["deputies_total", "seats"]),
        (#"{"seat": 1}"#, ["seat"]),
        (#"{"deputies_total": 0}"#, ["deputies_total"]), (#"{"deputies_total": "300人"}"#, ["deputies_total"]),
        (#"{"deputies_total": 300.5}"#, ["deputies_total"]), (#"{"deputies_total": true}"#, ["deputies_total"]),
        (#"{"deputies_total": null}"#, ["deputies_total"]), (#"{"deputies_total": 1e30}"#, ["deputies_total"]),
        (#"{"present": 301}"#, ["present"]), (#"{"present": -1}"#, ["present"]), (#"{"issued": -1}"#, ["issued"]),
        (#"{"returned": "9.5"}"#, ["returned"]), (#"{"seats": 0}"#, ["seats"]),
        (#"{"min_excess": -1}"#, ["min_excess"]),
        (#"{"max_marks": 0}"#, ["max_marks"]), (#"{"ballot": "ordinal"}"#, ["ballot"]),
        (#"{"ballot": "approve"}"#, ["ballot"]), (#"{"attendance": "3/2"}"#, ["attendance"]),
        (#"{"attendance": 0.67}"#, ["attendance"]), (#"{"attendance": {"numerator": 2}}"#, ["attendance"]),
        (#"{"attendance": {"numerator": 2, "denominator": 3, "x": 1}}"#, ["attendance"]),
        (#"{"pass": "majority"}"#, ["pass"]), (#"{"tie": "coin"}"#, ["tie"]), (#"{"shortfall": ""}"#, ["shortfall"]),
        (#"{"collation": 1}"#, ["collation"]), (#"{"mode": "vote"}"#, ["mode"]), (#"{"lot_seed": -1}"#, ["lot_seed"]),
        (#"{"chair_decision": "A"}"#, ["chair_decision"]), (#"{"chair_decision": ["A", "A"]}"#, ["chair_decision"]),
        (#"{"candidates": 0}"#, ["candidates"]), (#"{"candidates": 999999999}"#, ["candidates"]),
        (#"{"candidates": []}"#, ["candidates"]), (#"{"candidates": ["A", "A"]}"#, ["candidates"]),
        (#"{"candidates": [{"title": "甲"}]}"#, ["candidates"]),
        (#"{"candidates": [{"id": "A", "x": "y"}]}"#, ["candidates"]),
        (#"{"candidates": {"A": 1}}"#, ["candidates"]), (#"{"candidates": [1, "1"]}"#, ["candidates"]),
        (#"{"candidates": {}}"#, ["candidates"]), (#"{"pass": "majority_of_all_deputies"}"#, ["pass"]),
        (#"{"title": 1}"#, ["title"]), (#"{"seats": 0, "tie": "x", "zz": 1}"#, ["zz", "seats", "tie"]),
    ])
    func namesEachWrongField(_ json: String, _ fields: [String]) throws {
        let changes = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any] ?? [:]
        let data = json == "{}" ? Data(json.utf8) : try Self.file(changes)
        #expect(Self.problems(data).map(\.field) == fields)
    }

    @Test func saysWhatWasExpectedAndFound() throws {
        let found = try Self.problems(Self.file(["ballot": "ordinal"])).first?.description
        #expect(found == "ballot：要求 approval | three-way 之一，实际为 \"ordinal\"（排序票），暂不支持")
        let pass = try Self.problems(Self.file(["pass": "majority"])).first?.description
        #expect(pass == "pass：要求 majority_of_all | top_k 之一，实际为 \"majority\"")
        let decimal = try Self.problems(Self.file(["attendance": 0.5])).first?.description
        #expect(decimal?.contains("写作 \"2/3\"") == true)
    }

    @Test func twoNumbersAreEnough() throws {
        let rules = try BallotRules.read(Data(#"{"deputies_total": 9, "seats": 2}"#.utf8))
        #expect(
            rules
                == BallotRules(
                    deputiesTotal: 9, seats: 2, minExcess: 0, ballot: .approval, maxMarks: 2,
                    attendance: try #require(Fraction(2, 3)), pass: .majorityOfAll, tie: .revote,
                    shortfall: .leaveVacant, collation: .fixed, mode: .decide))
    }

    @Test func readsWhatPeopleWrite() throws {
        for form in ["three_way", "threeway", "Three Way", " three-way "] {
            #expect(try BallotRules.read(Self.file(["ballot": form])).ballot == .threeWay)
        }
        let rules = try BallotRules.read(
            Self.file([
                "deputies_total": "120", "present": "１００", "max_marks": NSNull(), "title": NSNull(), "_说明": ["x": 1],
                "attendance": " １／２ ", "chair_decision": [1, 2],
            ]))
        #expect(rules.deputiesTotal == 120 && rules.present == 100 && rules.maxMarks == 10 && rules.title == nil)
        #expect(rules.attendance == Fraction(1, 2) && rules.chairDecision == ["1", "2"])
    }

    @Test(arguments: [
        (#"[{"id": "B", "name": "乙"}, {"id": "A", "title": "甲", "basis": null, "_": 1}]"#, ["B", "A"], ["乙", "甲"]),
        ("[2, 1]", ["2", "1"], ["2", "1"]), (#"[{"id": 7}]"#, ["7"], ["7"]),
        (#"{"C2": "乙", "C1": "甲", "_注": "x", "\u0043\"3": "丙"}"#, ["C2", "C1", "C\"3"], ["乙", "甲", "丙"]),
    ])
    func readsCandidates(_ json: String, _ ids: [String], _ titles: [String]) throws {
        let file = #"{"deputies_total": 9, "seats": 2, "candidates": \#(json)}"#
        guard case .list(let list)? = try BallotRules.read(Data(file.utf8)).candidates else {
            Issue.record("no list")
            return
        }
        #expect(list.map(\.id) == ids)
        #expect(list.map(\.title) == titles)
    }

    @Test func refusesARepeatedKey() throws {
        let file = #"""
            {"note": "\"seats\": 1, {", "seats": 2, "deputies_total": 9, "\u0073eats": 3,
             "_a": [{"x": 1}, {"x": 2}], "candidates": {"A": "甲", "A": "乙"}}
            """#
        let problems = Self.problems(Data(file.utf8))
        #expect(problems.map(\.field) == ["seats", "A"])
        #expect(problems.first?.description == "seats：要求每个键只写一次，实际为重复的键")
    }

    @Test func doesNotTrapOnDamagedFiles() {
        let text = Array(#"{"seats": 2, "note": "\\", "candidates": {"\u0041": [1], "B": {"C": "D"}}}"#.utf8)
        for end in 0...text.count { _ = try? BallotRules.read(Data(text[..<end])) }
        for position in text.indices {
            for byte in Array("\"\\{}[],:".utf8) {
                var damaged = text
                damaged[position] = byte
                _ = try? BallotRules.read(Data(damaged))
            }
        }
    }

    @Test(arguments: ["", "[]", "{", "not json", "3"]) func refusesWhatIsNoRuleFile(_ text: String) {
        #expect { try BallotRules.read(Data(text.utf8)) } throws: { error in
            guard case VotingError.notJSON = error else { return false }
            return true
        }
    }

    @Test func theShippedRuleFilesAreValid() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let county = try BallotRules.read(Data(contentsOf: root.appendingPathComponent("rules/county-approval.json")))
        #expect(county.ballot == .approval && county.attendance == Fraction(2, 3) && county.pass == .majorityOfAll)
        let township = try BallotRules.read(
            Data(contentsOf: root.appendingPathComponent("rules/township-three-way.json")))
        #expect(township.ballot == .threeWay && township.attendance == Fraction(2, 3))
    }

    @Test func theReadmeExplainsEveryKey() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("rules/README.md"), encoding: .utf8)
        for key in BallotRules.Key.allCases { #expect(text.contains("`\(key.rawValue)`"), "\(key.rawValue)") }
    }

    @Test func candidatesComeFromThePaperOrTheFile() throws {
        #expect(throws: VotingError.self) { try makeRules().resolveCandidates() }
        let counted = makeRules { $0.candidates = .count(3) }
        #expect(try counted.resolveCandidates().map(\.id) == ["1", "2", "3"])
        let paper = try BallotPaper(
            id: "b", title: "票", rules: makeRules(), candidates: makeCandidates(), digest: { _ in "" })
        #expect(try makeRules().resolveCandidates(paper: paper).map(\.id) == ["A", "B", "C", "D"])
        #expect(throws: VotingError.self) { try counted.resolveCandidates(paper: paper) }
        let others = makeRules { $0.candidates = .list(makeCandidates("ABCE")) }
        #expect(throws: VotingError.self) { try others.resolveCandidates(paper: paper) }
        #expect(try others.resolveCandidates().map(\.id) == ["A", "B", "C", "E"])
    }
}
