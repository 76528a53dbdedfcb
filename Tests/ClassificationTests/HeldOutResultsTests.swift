import Classification
import Testing

/// Figures against values worked out by hand.
struct HeldOutResultsTests {
    /// Four texts: a right at 0.9, a taken for b at 0.6, b right at 0.8, b without anything to go by.
    private let results = HeldOutResults(
        known: ["a", "b"],
        answers: [("a", [0.9, 0.1]), ("a", [0.4, 0.6]), ("b", [0.2, 0.8]), ("b", nil)])

    @Test func figures() throws {
        let figures = results.figures
        #expect(figures[0].precision == 1 && figures[0].recall == 0.5)
        #expect(abs(figures[0].f1 - 2.0 / 3) < 1e-12)
        #expect(figures[1].precision == 0.5 && figures[1].recall == 0.5 && figures[1].f1 == 0.5)
        #expect(abs(results.macroF1 - (2.0 / 3 + 0.5) / 2) < 1e-12)
        #expect(results.accuracy == 0.5)
    }

    @Test func confusions() throws {
        #expect(results.confusionTable[0] == [1, 1, 0])
        let worst = results.worstConfusions(5)
        #expect(worst.map(\.label) == ["a", "b"])
        #expect(worst.map(\.guess) == ["b", "未分类"])
        #expect(worst[0].rows == [1])
    }

    @Test func calibrationAndCoverage() throws {
        // Bins: 0.9 right, 0.6 wrong, 0.8 right, 0 wrong.
        #expect(abs(results.calibrationError - (0.1 + 0.6 + 0.2) / 4) < 1e-6)
        let covered = results.coverage(precision: 0.95)
        #expect(covered.share == 0.5 && covered.confidence == 0.8)
    }

    @Test func unknownClassCountsAsWrong() throws {
        let results = HeldOutResults(known: ["a", "b"], answers: [("c", [0.9, 0.1]), ("a", [0.9, 0.1])])
        #expect(results.classes == ["a", "b", "c"])
        #expect(results.accuracy == 0.5)
    }

    @Test func levelsBackOff() throws {
        let paths = ClassPath(classes: ["城建/物业/电梯", "城建/物业/收费", "教育/入学"])
        let probabilities = [0.45, 0.4, 0.15]
        #expect(paths.level(of: 0, probabilities: probabilities, threshold: 0.4).name == "城建/物业/电梯")
        let middle = paths.level(of: 0, probabilities: probabilities, threshold: 0.8)
        #expect(middle.name == "城建/物业" && abs(middle.probability - 0.85) < 1e-12 && middle.depth == 2)
        #expect(paths.level(of: 0, probabilities: probabilities, threshold: 0.99).name == "城建")
        #expect(ClassPath(classes: ["/", "b"]).level(of: 0, probabilities: [1, 0], threshold: 0.5).name == "/")
    }
}
