import Clustering
import Testing

@Suite struct IssueLabelerTests {
    static func title(_ words: String) -> [IssueLabeler.Piece] {
        let terms: [String: Int32] = ["锦绣家园": 0, "电梯": 1, "故障": 2, "地下车库": 3, "漏水": 4, "经常": 5]
        return words.split(separator: " ").map { word in
            let text = String(word)
            let role: IssueLabeler.Piece.Role =
                switch text {
                case "锦绣家园": .place
                case "故障", "漏水": .problem
                case "关于", "的", "问题", "请": .stop
                case ",": .boundary
                default: .plain
                }
            return .init(text: text, term: terms[text], role: role)
        }
    }

    @Test func takesThePlaceObjectAndProblemThatMostShare() {
        let titles = ["关于 锦绣家园 电梯 故障 的 问题", "锦绣家园 电梯 经常 故障", "请 锦绣家园 电梯 故障 , 地下车库 漏水"].map(Self.title)
        let rarity: [Float] = [4, 2, 2, 3, 3, 1]
        let label = IssueLabeler().label(titles: titles, rarity: rarity)
        #expect(label == "锦绣家园电梯故障" || label == "锦绣家园电梯经常故障")
    }

    /// Pieces written as `text/role`: P place, B problem, V verb, f filler, s stop, b boundary, none plain.
    static func pieces(_ text: String, terms: inout [String: Int32]) -> [IssueLabeler.Piece] {
        text.split(separator: " ").map { part in
            let piece = part.split(separator: "/").map(String.init)
            let kind = piece.count > 1 ? piece[1] : ""
            let roles: [String: IssueLabeler.Piece.Role] = [
                "P": .place, "B": .problem, "f": .filler, "s": .stop, "b": .boundary,
            ]
            let role = roles[kind] ?? .plain
            var term: Int32?
            if role == .plain || role == .place || role == .problem {
                term = terms[piece[0]] ?? Int32(terms.count)
                terms[piece[0]] = term
            }
            return .init(text: piece[0], term: term, role: role, isPredicate: kind == "V")
        }
    }

    static func label(_ titles: [String]) -> String? {
        var terms: [String: Int32] = [:]
        let cut = titles.map { pieces($0, terms: &terms) }
        return IssueLabeler().label(titles: cut, rarity: [Float](repeating: 3, count: terms.count))
    }

    @Test(arguments: [
        // What a request hangs from goes, with what describes it.
        ("关于/s 城北/P 公交线路/P 绕行/V 的/s 整体 建议/s", "城北公交线路绕行"),
        ("城北/P 公交线路/P 绕行/V 的/s 几点/f 疑惑/s", "城北公交线路绕行"),
        ("城北/P 公交线路/P 绕行/V 的/s 问题/f", "城北公交线路绕行"),
        // Without 的 the same noun belongs to the clause.
        ("城北/P 安置小区/P 房屋质量 问题/f", "城北安置小区房屋质量问题"),
        // A clause ends with its verb, however general that is.
        ("锦绣家园/P 排水 堵塞/B 谁/f 来/f 解决/f ?/b", "锦绣家园排水堵塞谁来解决"),
        // No word that waits for another one ends it.
        ("锦绣家园/P 电梯 停运/V 能/f 尽快/s", "锦绣家园电梯停运"),
        // Marks within a clause are no limits; half of a pair goes.
        ("城北/P 大道 道路破损/B 、/s 治安 混乱/V", "城北大道道路破损、治安混乱"),
        ("拆除/V 城北/P 办公楼 内/f “/s 违建房屋 ”/s", "拆除城北办公楼内违建房屋"),
    ])
    func labelsAreWholeClauses(title: String, label: String) {
        #expect(Self.label([title]) == label)
    }

    @Test func aLabelSaysWhatIsTheMatter() {
        let titles = ["城北/P 大道 中路/P", "城北/P 大道 中路/P 常年/f 积水/V", "城北/P 大道 中路/P 积水/V"]
        #expect(Self.label(titles)?.hasSuffix("积水") == true)
    }

    @Test func whatOnlyOneSaysIsNoLabel() {
        let titles = [
            "城北/P 空地 多年/f 闲置/V", "城北/P 空地 闲置/V 到/f 何时/f", "城北/P 小区 缺少/B 良好 教育 配套", "城北/P 空地 闲置/V",
        ]
        #expect(Self.label(titles)?.contains("空地") == true)
    }

    @Test func shortTitlesStillGiveALabel() {
        #expect(IssueLabeler().label(titles: [Self.title("电梯 故障")], rarity: [1, 1, 1]) == "电梯故障")
    }

    @Test func nothingUsableGivesNothing() {
        #expect(IssueLabeler().label(titles: [Self.title("关于 的 问题"), []], rarity: []) == nil)
        #expect(IssueLabeler().label(titles: [], rarity: []) == nil)
    }
}
