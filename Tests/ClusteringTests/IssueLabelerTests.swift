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

    @Test func shortTitlesStillGiveALabel() {
        #expect(IssueLabeler().label(titles: [Self.title("电梯 故障")], rarity: [1, 1, 1]) == "电梯故障")
    }

    @Test func nothingUsableGivesNothing() {
        #expect(IssueLabeler().label(titles: [Self.title("关于 的 问题"), []], rarity: []) == nil)
        #expect(IssueLabeler().label(titles: [], rarity: []) == nil)
    }
}
