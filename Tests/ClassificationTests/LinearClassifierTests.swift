import Classification
import Foundation
import OpinionTestSupport
import Testing

/// Laws of the trained classifier.
struct LinearClassifierTests {
    @Test func sameBytesForAnyNumberOfThreads() throws {
        let one = try Office(classes: 11, texts: 220).trainer().train(dictionaryHash: 7, threads: 1)
        let many = try Office(classes: 11, texts: 220).trainer().train(dictionaryHash: 7, threads: 8)
        #expect(one.bytes == many.bytes)
        #expect(one.heldOut.probabilities == many.heldOut.probabilities)
    }

    @Test func classesDoNotDependOnTheOrderOfRows() throws {
        let office = Office(classes: 3, texts: 60)
        var reversed = office
        reversed.rows.reverse()
        let first = try office.trainer().train()
        let second = try reversed.trainer().train()
        #expect(first.classes == second.classes)
        let (left, right) = (try LinearClassifier(bytes: first.bytes), try LinearClassifier(bytes: second.bytes))
        for row in office.rows { #expect(left.decide(row.text)?.best == right.decide(row.text)?.best) }
    }

    @Test func savedModelPredictsWhatItPredictedWhenTrained() throws {
        let office = Office(classes: 9, texts: 180)
        let trained = try office.trainer().train(dictionaryHash: 3)
        let folder = try TemporaryFolder()
        let file = try folder.write(trained.bytes, to: "m.model")
        let (fresh, saved) = (try LinearClassifier(bytes: trained.bytes), try LinearClassifier(path: file.path))
        for row in office.rows {
            let decision = try #require(fresh.decide(row.text))
            #expect(saved.decide(row.text) == decision)
            #expect(abs(decision.probabilities.reduce(0, +) - 1) < 1e-9)
            #expect(saved.classes[decision.best] == row.label)
        }
        #expect(saved.texts == 180)
        #expect(saved.taxonomyHash == fresh.taxonomyHash)
    }

    @Test func heldOutTextsOfSeparableClassesAreRight() throws {
        let results = try Office(classes: 4, texts: 120).trainer().train().heldOut
        #expect(results.macroF1 > 0.95)
        #expect(results.labels.count == 120)
        #expect(results.confusionTable.flatMap { $0 }.reduce(0, +) == 120)
    }

    @Test func termsAreWordsOfTheText() throws {
        let trained = try Office(classes: 3, texts: 90).trainer().train()
        let model = try LinearClassifier(bytes: trained.bytes)
        let decision = try #require(model.decide("电梯 电梯 困人 13800000000 2024"))
        #expect(decision.terms.contains { $0.contains("电梯") })
        for term in decision.terms { #expect("电梯 电梯 困人".contains(term) || "电梯困人".contains(term)) }
        #expect(model.decide("电梯 困人", terms: 0)?.terms == [])
    }

    @Test(arguments: ["", "   \n\t", "鑫鑫鑫 Ωβ"]) func nothingKnownGivesNoClass(text: String) throws {
        let model = try LinearClassifier(bytes: try Office(classes: 2, texts: 20).trainer().train().bytes)
        #expect(model.decide(text) == nil)
    }

    @Test func shortAndLongTextsGetTheSameClass() throws {
        let model = try LinearClassifier(bytes: try Office(classes: 3, texts: 90).trainer().train().bytes)
        let short = try #require(model.decide("电梯 困人"))
        let long = try #require(model.decide(Array(repeating: "电梯 困人 维修", count: 1_500).joined(separator: " ")))
        #expect(short.best == long.best)
        #expect(long.confidence > 0.5)
    }

    /// Any bytes at all, with tokens that lie partly outside of them.
    @Test func brokenBytesAndRangesDoNotTrap() throws {
        let model = try LinearClassifier(bytes: try Office(classes: 2, texts: 20).trainer().train().bytes)
        var random = SeededGenerator(seed: 6)
        var buffers = LinearClassifier.Buffers()
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let ranges = (0..<5).map { index in (index * 9 - 3)..<(index * 9 + 4) }
            let decision = bytes.withUnsafeBufferPointer { model.classify($0, tokens: ranges, using: &buffers) }
            if let decision { #expect(decision.best != decision.runnerUp) }
        }
    }

    @Test func modelOfAnotherDictionaryIsRefused() throws {
        let model = try LinearClassifier(
            bytes: try Office(classes: 2, texts: 20).trainer().train(dictionaryHash: 5).bytes)
        try model.require(dictionaryHash: 5, name: "m")
        #expect(throws: ClassifierError.otherDictionary(path: "m")) { try model.require(dictionaryHash: 6, name: "m") }
    }
}

extension LinearClassifier {
    /// The decision on words separated by spaces.
    func decide(_ text: String, terms: Int = 5) -> Decision? {
        var buffers = Buffers()
        let bytes = Array(text.utf8)
        return bytes.withUnsafeBufferPointer {
            classify($0, tokens: Office.tokens(bytes), terms: terms, using: &buffers)
        }
    }
}
