import ChineseSegmenter
import Testing

@Suite struct SegmentationScoreTests {
    static func score(_ gold: String, _ found: String, known: Set<String>? = nil) -> SegmentationScore {
        var score = SegmentationScore()
        score.add(
            gold: gold.split(separator: " "), found: found.split(separator: " "),
            isKnown: known.map { words in { words.contains(String($0)) } })
        return score
    }

    @Test(arguments: [
        ("研究 生命 起源", "研究 生命 起源", 3, 3, 3),
        ("研究 生命 起源", "研究生 命 起源", 3, 3, 1),
        ("老旧 小区", "老旧小区", 2, 1, 0),
        ("老旧小区", "老 旧 小 区", 1, 4, 0),
        ("我 的 电梯", "我 的电梯", 3, 2, 1),
        ("", "", 0, 0, 0),
    ])
    func countsWordsWithBothEndsRight(gold: String, found: String, goldWords: Int, foundWords: Int, correct: Int) {
        let score = Self.score(gold, found)
        #expect(score.goldWords == goldWords && score.foundWords == foundWords && score.correctWords == correct)
        #expect(score.unknownRecall == nil)
        #expect(score.f1 == (goldWords == 0 ? 0 : Double(2 * correct) / Double(goldWords + foundWords)))
    }

    @Test func recallOfUnknownWords() {
        let score = Self.score("研究 生命 起源", "研究 生 命 起源", known: ["研究"])
        #expect(score.unknownWords == 2 && score.unknownRecall == 0.5)
        #expect(score.precision == 0.5 && score.recall == 2.0 / 3)
    }

    @Test func mistakesAreCountedWithOneContext() throws {
        let segmenter = try TinyModel.segmenter("区电 !")
        let evaluation = SegmentationEvaluation(
            text: "我们 小区 电梯 故障\n居民 小区 电梯\n\n经常 故障\n故 障", segmenter: segmenter, known: ["小区"])
        #expect(evaluation.sentences == 4)
        let mistakes = evaluation.mostFrequent(5)
        #expect(mistakes.map(\.count) == [2, 1])
        #expect(mistakes[0].gold == "小区 电梯" && mistakes[0].found == "小 区电 梯")
        #expect(mistakes[0].context == "我们〔小区电梯〕故障")
        #expect(mistakes[1].gold == "故 障" && mistakes[1].found == "故障")
        #expect(evaluation.mostFrequent(1).count == 1)
        #expect(evaluation.score.unknownWords == 9)
    }
}
