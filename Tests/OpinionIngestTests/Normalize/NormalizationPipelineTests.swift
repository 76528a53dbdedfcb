import OpinionIngest
import OpinionTestSupport
import Testing

@Suite struct NormalizationPipelineTests {
    private let pipeline = NormalizationPipeline.matching

    @Test(arguments: [
        ("Ａ３區　噪音！！！", "A3区噪音!"),
        ("\n\t\t\n　　尊敬的领导：\n　　您好！", "尊敬的领导: 您好!"),
        ("電梯<br>維護&nbsp;費用……", "电梯维护费用."),
        ("&ＮＢＳＰ；一", "一"),
        ("一\n二", "一二"),
        ("==========", "="),
        ("", ""),
        ("   ", ""),
    ]) func makesTextsComparable(text: String, expected: String) {
        #expect(pipeline.run(text).text == expected)
    }

    @Test func logsWhatEachNormalizerChanged() {
        let result = pipeline.run("Ａ３區！！ ")
        #expect(result.text == "A3区!")
        #expect(result.changes == ["nfkc": 4, "punctuation": 1, "simplified": 1, "whitespace": 1])
        #expect(pipeline.run("干净的文字。").changes.isEmpty)
    }

    @Test func everyCodePointIsNormalizedOnce() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = pipeline.run("中\(scalar)a").text
            let again = pipeline.run(once)
            if !again.changes.isEmpty || !again.text.utf8.elementsEqual(once.utf8) {
                Issue.record("U+\(String(value, radix: 16)): \(again.changes)")
            }
        }
    }

    @Test func isIdempotent() {
        var generator = SeededGenerator(seed: 21)
        let pieces =
            AwkwardTexts.short + [
                "&", "nb", "sp", ";", "；", "<", "＜", "b", "r", "/", ">", "＞", " ", "\u{200B}", "#", "＃", "2", "0013",
                "中", "電", "-",
                "=", "★", "·", "!", "！", "amp", "\u{301}", "\u{338}", "title", "=", "\n", "\u{3000}", "…", "font", "e",
            ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...10, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let once = pipeline.run(text).text
            let again = pipeline.run(once)
            if !again.changes.isEmpty || !again.text.utf8.elementsEqual(once.utf8) {
                Issue.record("\(text.debugDescription): \(once.debugDescription) → \(again.text.debugDescription)")
            }
        }
    }

    /// The pipeline leaves out normalisers that one look at the text says have nothing to do.
    @Test func leavingOutNormalizersChangesNothing() {
        let whole = NormalizationPipeline(pipeline.normalizers)
        var generator = SeededGenerator(seed: 22)
        let pieces =
            AwkwardTexts.short + [
                "中", "電", "，", "！", "!", ",", "？?", "＆", "＜b＞", "nbsp;", "村", " ", "\u{3000}", "-", "－", "🈁", "ﾞ",
            ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...6, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            let (short, long) = (pipeline.mapped(text), whole.mapped(text))
            let isSame = short.normalized.text.utf8.elementsEqual(long.normalized.text.utf8)
            if !isSame || short.normalized.changes != long.normalized.changes || short.map != long.map {
                Issue.record("\(text.debugDescription): \(short.normalized) and not \(long.normalized)")
            }
        }
    }

    @Test func longTextsEndSoon() {
        let clock = ContinuousClock()
        for piece in ["好", "Ａ", "!", "&amp;", "&", "<", "<b", "<b ", ">", "&#", " ", "\u{301}", "-=", "amp;"] {
            let text = String(repeating: piece, count: 3_000_000 / piece.utf8.count)
            let time = clock.measure { #expect(pipeline.run(text).text.utf8.count <= text.utf8.count) }
            #expect(time < .seconds(20), "\(piece): \(time)")
        }
    }
}
