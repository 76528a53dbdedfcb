import OpinionTestSupport
import Proposals
import Testing

@Suite struct QuotationTests {
    @Test func theTellingSentenceIsQuoted() throws {
        let text = "您好，我是城关镇居民。小区电梯停运三个月，老人下不了楼。希望领导重视，谢谢。"
        let quote = try #require(Quotation.pick(from: text, about: ["电梯", "停运"]))
        #expect(quote.text.contains("电梯停运"))
        #expect(!quote.text.contains("您好"))
    }

    @Test func aShortTextIsNotQuotedInWhole() {
        #expect(Quotation.pick(from: "路灯不亮。", about: ["路灯"]) == nil)
        #expect(Quotation.pick(from: "", about: []) == nil)
        #expect(Quotation.pick(from: "　　\n \t", about: []) == nil)
    }

    /// Never more than half of a text, never more than the limit, always a piece of it.
    @Test func neverTheWholeLetter() {
        var random = SeededGenerator(seed: 5)
        let pieces = ["小区", "电梯", "停运", "。", "，", "老人", "\n", "！", "[手机号]", "路", "𠮷", "é"]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            guard let quote = Quotation.pick(from: text, about: ["电梯", "老人"]) else { continue }
            let piece = quote.text.replacing("……", with: "")
            let clean = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(piece.count <= Quotation.maximumCharacters)
            #expect(Double(piece.count) <= Quotation.maximumShare * Double(clean.count))
            #expect(clean.contains(piece))
        }
    }

    @Test func addressesAreLeftOut() throws {
        let text = "来电人反映：夜市油烟直冲六楼，窗户不敢开，晾的衣服都是油味。此事说过多次，没有人来管过，请尽快处理。"
        let quote = try #require(Quotation.pick(from: text, about: ["油烟"]))
        #expect(quote.text.hasPrefix("夜市油烟"))
        let ask = try #require(Quotation.pick(from: text, about: [], where: { $0.contains("没有人来管") }))
        #expect(ask.text.contains("没有人来管") && !ask.text.contains("油烟"))
        #expect(Quotation.pick(from: text, about: [], where: { _ in false }) == nil)
    }

    @Test func piecesThatSayTheSame() {
        #expect(Quotation(text: "阳台晾的衣服一层油，洗了白洗。").resembles(Quotation(text: "反映阳台晾的衣服一层油，洗了白洗")))
        #expect(!Quotation(text: "阳台晾的衣服一层油。").resembles(Quotation(text: "桌椅摆到人行道上。")))
    }
}
