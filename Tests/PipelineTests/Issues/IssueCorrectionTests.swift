import OpinionIngest
import OpinionPipeline
import OpinionRanking
import OpinionStore
import OpinionTestSupport
import Testing

/// What is refused, and which earlier decision is named.
struct IssueCorrectionTests {
    private static func store() -> DecidedIssues {
        var store = DecidedIssues()
        store.run([Array(0..<6), Array(10..<15), Array(20..<24)], records: 40)
        return store
    }

    private static func ids(_ numbers: Int...) -> [RecordID] { numbers.map(DecidedIssues.id) }
    private static let (one, two, three) = (IssueID(rawValue: 1), IssueID(rawValue: 2), IssueID(rawValue: 3))

    /// Pairs of decisions of which the second contradicts the first.
    private static let contradictions: [(IssueCorrection.Request, IssueCorrection.Request)] = [
        (.merge([one, two]), .split(one, ids(4, 5))), (.merge([one, two]), .split(one, ids(0))),
        (.split(one, ids(0, 1)), .pin(one, ids(0))), (.pin(one, ids(0)), .split(one, ids(0, 1))),
        (.pin(one, []), .split(one, ids(3))), (.pin(one, ids(30)), .pin(two, ids(30))),
        (.pin(two, []), .merge([one, two])), (.pin(two, []), .pin(one, ids(10))),
        (.exclude(ids(0)), .pin(one, ids(0))), (.pin(one, ids(30)), .exclude(ids(30))),
        (.merge([one, two]), .pin(three, ids(0))),
    ]

    @Test(arguments: contradictions.indices, [false, true])
    func aContradictionNamesTheEarlierDecision(index: Int, isCarriedOut: Bool) throws {
        let (first, second) = Self.contradictions[index]
        var store = Self.store()
        let decision = try store.take(first)
        if isCarriedOut { store.run([Array(0..<6), Array(10..<15), Array(20..<24)], records: 40) }
        let error = #expect(throws: CorrectionError.self) { try store.take(second) }
        guard case .contradicts(let decisions) = error else {
            Testing.Issue.record("\(String(describing: error))")
            return
        }
        #expect(decisions == [decision])
        #expect(error?.description.contains("第 1 号决定") == true)
        // Once the first is taken back, the second may be taken.
        try store.take(.undo(1))
        if isCarriedOut { store.run([Array(0..<6), Array(10..<15), Array(20..<24)], records: 40) }
        try store.take(second)
    }

    @Test func partsOfASplitCannotBeMergedAgain() throws {
        var store = Self.store()
        let split = try store.take(.split(Self.one, Self.ids(0, 1)))
        store.run([Array(0..<6), Array(10..<15), Array(20..<24)], records: 40)
        let part = try #require(store.issueOf[0])
        #expect(throws: CorrectionError.contradicts(decisions: [split])) { try store.take(.merge([Self.one, part])) }
        // Nor over a third issue, and the message names the way.
        let merge = try store.take(.merge([Self.two, Self.one]))
        let error = #expect(throws: CorrectionError.self) { try store.take(.merge([Self.two, part])) }
        guard case .contradicts(let decisions) = error else {
            Testing.Issue.record("\(String(describing: error))")
            return
        }
        #expect(decisions.map(\.id) == [split.id, merge.id])
    }

    @Test func whatIsNotThereIsRefused() throws {
        var store = Self.store()
        let long = String(repeating: "长", count: 61)
        let refused: [(IssueCorrection.Request, CorrectionError)] = [
            (.merge([Self.one]), .tooFewIssues), (.merge([Self.one, Self.one]), .tooFewIssues),
            (.merge([Self.one, IssueID(rawValue: 99)]), .unknownIssue("99")),
            (.split(Self.one, []), .nothingLeft(Self.one)),
            (.split(Self.one, (0..<6).map(DecidedIssues.id)), .nothingLeft(Self.one)),
            (.split(Self.one, Self.ids(10)), .notInIssue(DecidedIssues.id(10), Self.one)),
            (.rename(Self.one, " "), .badText(field: "名称", limit: 60)),
            (.rename(Self.one, long), .badText(field: "名称", limit: 60)),
            (.rename(Self.one, "两\n行"), .badText(field: "名称", limit: 60)), (.undo(1), .unknownDecision(1)),
        ]
        for (request, error) in refused { #expect(throws: error, "\(request)") { try store.take(request) } }
        let correction = IssueCorrection(store.earlier)
        for (author, reason) in [("", "x"), ("x", ""), ("x", "  \n")] {
            #expect(throws: CorrectionError.self) {
                try correction.checked(.exclude(Self.ids(0)), author: author, reason: reason, at: DecidedIssues.clock)
            }
        }
    }

    @Test func whatHoldsAlreadyIsRefused() throws {
        var store = Self.store()
        let exclude = try store.take(.exclude(Self.ids(0)))
        #expect(throws: CorrectionError.alreadySo(decision: exclude)) { try store.take(.exclude(Self.ids(0))) }
        let pin = try store.take(.pin(Self.two, []))
        #expect(throws: CorrectionError.alreadySo(decision: pin)) { try store.take(.pin(Self.two, [])) }
        try store.take(.undo(pin.id))
        #expect(throws: CorrectionError.notUndoable(pin.id)) { try store.take(.undo(pin.id)) }
        #expect(throws: CorrectionError.notUndoable(3)) { try store.take(.undo(3)) }
        try store.take(.pin(Self.two, []))
    }

    @Test func severalInARowSpeakOfTheIssuesAsTheyWillBe() throws {
        var store = Self.store()
        try store.take(.merge([Self.one, Self.two]))
        #expect(throws: CorrectionError.endedIssue(Self.two, now: [Self.one])) {
            try store.take(.rename(Self.two, "甲"))
        }
        let merge = try store.take(.merge([Self.three, Self.one]))
        #expect(merge.sides.map(\.records.count) == [4, 11])
        store.run([Array(0..<6), Array(10..<15), Array(20..<24)], records: 40)
        #expect(store.members == [3: Array(0..<6) + Array(10..<15) + Array(20..<24)])
    }

    @Test func personalDataInAReasonIsMasked() throws {
        let decision = try IssueCorrection(Self.store().earlier).checked(
            .exclude(Self.ids(0)), author: "王芳", reason: "请联系13800000000核实", at: DecidedIssues.clock)
        #expect(!decision.reason.contains("13800000000") && decision.reason.contains("核实"))
    }
}
