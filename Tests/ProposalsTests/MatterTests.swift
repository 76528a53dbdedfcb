import OpinionTestSupport
import Proposals
import TermVectors
import Testing

@Suite struct SentenceRolesTests {
    private func roles(_ body: String) -> String {
        SentenceRoles(of: body, parts: ProposalParts(of: body)).pieces.map { $0.role == .problem ? "P" : "R" }.joined()
    }

    private func borders(_ body: String) -> [Int] {
        SentenceRoles(of: body, parts: ProposalParts(of: body)).borders
    }

    @Test(arguments: [
        ("路灯不亮。建议更换灯具。", "PR"), ("路灯不亮。为此，我们建议更换灯具。", "PR"), ("路灯不亮。恳请更换灯具。", "PR"),
        // A noun asks for nothing.
        ("代表联络站收到意见建议三十条。路灯不亮。", "PP"), ("银行要求房产抵押。希望放宽条件。", "PR"),
        // What continues a list of measures is a measure, whatever its words.
        ("路灯不亮。建议：一是更换灯具；二是对没有路灯的巷子加装；三是加强巡查。", "PRRR"),
        ("路灯不亮。建议更换灯具。2. 解决无人管护的问题。（三）公开电话。", "PRRR"), ("路灯不亮。建议更换灯具。对街巷排查一次。", "PRR"),
        // A complaint after a request is a problem.
        ("路灯不亮。建议更换灯具。河道淤塞严重。建议清淤。", "PRPR"),
    ])
    func wordingDecides(body: String, expected: String) { #expect(roles(body) == expected, "\(body)") }

    @Test func headingsDecide() {
        let body = "一、案由\n路灯长期不亮。\n二、案据\n群众多次反映，建议没有下文。\n三、方案\n更换全部灯具。明确无人管护的责任。"
        #expect(!roles(body).dropFirst(2).isEmpty && roles(body).hasSuffix("RR"))
        #expect(borders(body).isEmpty)
    }

    /// A second matter begins where a new problem follows a request, and has a request of its own.
    @Test func bordersNeedASecondProblemAndASecondRequest() {
        #expect(borders("路灯不亮。建议换灯。河道淤塞，没有人管。建议清淤。") == [2])
        #expect(borders("路灯不亮。河道淤塞。建议换灯。建议清淤。").isEmpty)
        #expect(borders("路灯不亮。建议换灯。河道淤塞，没有人管。").isEmpty)
        #expect(borders("建议换灯。路灯不亮。建议清淤。").isEmpty)
        #expect(borders("").isEmpty)
    }

    /// Pieces lie within the text, in order, apart, on whole characters.
    @Test func rangesAreSound() {
        var random = SeededGenerator(seed: 17)
        let bits = ["案由：", "方案：", "建议", "；", ";", "。", "\n", "路灯不亮", "（一）", "1.", "一是", "𠮷", "é", " ", "第", "，", "请"]
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                bits.randomElement(using: &random) ?? ""
            }.joined()
            let bytes = Array(text.utf8)
            var end = 0
            for piece in SentenceRoles(of: text, parts: ProposalParts(of: text)).pieces {
                #expect(piece.range.lowerBound >= end && piece.range.upperBound <= bytes.count)
                #expect(String(validating: bytes[piece.range], as: UTF8.self) != nil)
                end = piece.range.upperBound
            }
        }
    }
}

@Suite struct TitleMattersTests {
    @Test func aTitleIsDividedAtItsJoiners() {
        let all = TitleMatters.all(in: "山塘加固与医保报销")
        #expect(all == [TitleMatters(first: "山塘加固", second: "医保报销")])
        #expect(TitleMatters.all(in: "加快路灯维修").isEmpty)
        #expect(TitleMatters.all(in: "").isEmpty)
        #expect(TitleMatters.all(in: "和与及").isEmpty)
    }

    @Test func bothPartsMustBeToldApart() throws {
        let apart = try #require(TitleMatters.all(in: "山塘加固与医保报销").first)
        #expect(apart.divide("山塘坝体单薄", "医保报销要等四个月"))
        #expect(apart.divide("医保报销要等四个月", "山塘坝体单薄"))
        #expect(!apart.divide("山塘坝体单薄，医保报销慢", "医保报销要等四个月，山塘漏水"))
        // Words that both parts have tell nothing apart.
        let same = try #require(TitleMatters.all(in: "停车难、停车乱").first)
        #expect(!same.divide("停车难", "停车"))
    }

    @Test func pluralTitles() {
        #expect(TitleMatters.isPlural("办好两件民生实事") && TitleMatters.isPlural("两项建议"))
        #expect(!TitleMatters.isPlural("办好民生实事"))
    }
}

@Suite struct MatterPairsTests {
    private func rows(_ pieces: [[Int32]]) -> SparseMatrix {
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 200)
        for piece in pieces {
            matrix.columns += piece.sorted()
            matrix.weights += piece.map { _ in 1 }
            matrix.offsets.append(matrix.columns.count)
        }
        return matrix
    }

    @Test func eachRequestAnswersItsProblem() throws {
        let found = try #require(
            MatterPairs.best(
                rows([[1, 2], [1, 3], [11, 12], [1, 4], [11, 13]]),
                roles: [.problem, .problem, .problem, .request, .request]))
        #expect(found.sides == [[0, 1, 3], [2, 4]])
        #expect(found.across == 0 && found.within > 0.3 && found.isApart())
        // The answers may stand the other way round.
        let crossed = try #require(
            MatterPairs.best(
                rows([[1, 2], [11, 12], [11, 13], [1, 4]]), roles: [.problem, .problem, .request, .request]))
        #expect(crossed.sides == [[0, 3], [1, 2]])
    }

    @Test func oneMatterIsNotApart() throws {
        let found = try #require(
            MatterPairs.best(
                rows([[1, 2], [1, 3], [1, 4], [1, 5]]), roles: [.problem, .problem, .request, .request]))
        #expect(!found.isApart())
        #expect(MatterPairs.best(rows([[1], [2], [3]]), roles: [.problem, .problem, .request]) == nil)
        #expect(MatterPairs.best(rows([]), roles: []) == nil)
    }

    /// The sums of blocks equal those that are taken anew.
    @Test func cosinesAreThoseOfTheSides() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<40 {
            let pieces = (0..<8).map { _ in Array(Set((0..<5).map { _ in Int32.random(in: 0..<25, using: &random) })) }
            let found = try #require(
                MatterPairs.best(
                    rows(pieces), roles: (0..<8).map { $0 < 4 ? .problem : .request }))
            let sums = found.sides.map { side in
                side.flatMap { pieces[$0] }.reduce(into: [Int32: Double]()) { $0[$1, default: 0] += 1 }
            }
            let dot = sums[0].reduce(0.0) { $0 + $1.value * (sums[1][$1.key] ?? 0) }
            let lengths = sums.map { $0.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
            #expect(abs(found.across - dot / (lengths[0] * lengths[1])) < 1e-6)
        }
    }
}

@Suite struct HelperAdvisorTests {
    private let table = UnitTable(rows: [
        ["县住房和城乡建设局", "", "县住建局|住建局", "燃气|物业|小区"], ["县水利局", "", "水利局", "河道|水库"], ["县财政局", "", "财政局", "预算|财政补助"],
        ["市生态环境局县分局", "", "生态环境局|环保局", "污水|河道"], ["县自然资源和规划局", "", "自然资源局|资规局", "用地"],
    ])

    private func units(_ plan: String, lead: String? = nil, past: HelperAdvisor.Past = .init()) -> [String] {
        HelperAdvisor(table).helpers(plan: plan, lead: lead, past: past).map(\.unit)
    }

    @Test func namedUnitsHelp() {
        #expect(units("由县住建局牵头排查。") == ["县住房和城乡建设局"])
        #expect(units("由住建部门牵头排查。") == ["县住房和城乡建设局"])
        #expect(Set(units("自然资源、水利和环保等部门联合核查。")) == ["县自然资源和规划局", "县水利局", "市生态环境局县分局"])
        // The words alone name no unit.
        #expect(units("保护自然资源，兴修水利。").isEmpty)
        #expect(units("由县住建局牵头排查。", lead: "县住房和城乡建设局").isEmpty)
    }

    @Test func dutiesNeedCompany() {
        #expect(units("纳入预算。").isEmpty)
        #expect(units("纳入预算，给予财政补助。") == ["县财政局"])
        // A duty that two units share is worth half.
        #expect(units("整治河道。").isEmpty)
    }

    @Test func thePastCounts() {
        #expect(units("纳入预算。", past: .init(likeShare: ["县财政局": 1])) == ["县财政局"])
        #expect(units("", past: .init(likeShare: ["县财政局": 1], partnerShare: ["县财政局": 0.9])) == ["县财政局"])
        #expect(units("", past: .init(partnerShare: ["县财政局": 1])).isEmpty)
    }

    @Test func nothingSpeaksForAny() {
        #expect(units("").isEmpty)
        let all = HelperAdvisor(table).helpers(plan: "住建、水利、财政、环保、自然资源等部门，预算，财政补助。", lead: nil)
        #expect(all.count == 3 && all.first?.unit == "县财政局")
        #expect(all.allSatisfy { $0.confidence > 0.5 && $0.confidence < 1 })
    }
}
