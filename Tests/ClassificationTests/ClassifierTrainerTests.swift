import Classification
import Testing

/// Training texts that can make no model, and settings.
struct ClassifierTrainerTests {
    @Test func classWithOneExampleIsNamed() throws {
        var trainer = try Office(classes: 2, texts: 12).trainer()
        try trainer.add("孤例 文本", label: "只此一件")
        let error = #expect(throws: ClassifierError.self) { try trainer.train() }
        #expect(error?.description.contains("只此一件") == true)
    }

    /// Two copies are one example: whichever fold holds them, nothing of the class is left to learn from.
    @Test func classOfCopiesIsRefused() throws {
        var trainer = try Office(classes: 2, texts: 12).trainer()
        for _ in 0..<3 { try trainer.add("同一 文本", label: "全是抄件") }
        #expect(throws: ClassifierError.self) { try trainer.train() }
    }

    @Test func oneClassAndNoneAreRefused() throws {
        #expect(throws: ClassifierError.self) { try ClassifierTrainer().train() }
        let trainer = try Office(classes: 1, texts: 5).trainer()
        #expect(throws: ClassifierError.self) { try trainer.train() }
    }

    @Test(arguments: [(0.0, 5), (.nan, 5), (1e9, 5), (1, 1), (1, 21)])
    func settingsOutOfRangeAreRefused(cost: Double, folds: Int) throws {
        var settings = ClassifierSettings()
        settings.cost = cost
        settings.folds = folds
        let trainer = try Office(classes: 2, texts: 12).trainer(settings: settings)
        #expect(throws: ClassifierError.self) { try trainer.train() }
    }

    @Test func emptyTextsAreLearnedFromWithoutHarm() throws {
        var trainer = try Office(classes: 2, texts: 40).trainer()
        try trainer.add("", label: "类别0")
        let trained = try trainer.train()
        #expect(trained.heldOut.labels.count == 41)
        #expect(trained.heldOut.probabilities.allSatisfy { $0.allSatisfy(\.isFinite) })
    }

    @Test func balanceHelpsTheSmallClass() throws {
        var office = Office(classes: 2, texts: 100)
        office.rows = office.rows.enumerated().filter { $0.offset % 2 == 0 || $0.offset % 20 == 1 }.map(\.element)
        // The small class in words of the large one, so that costs decide.
        office.rows += office.rows.filter { $0.label == "类别1" }.map { ($0.label, $0.text + " 电梯 困人 物业 楼道") }
        func sum(_ isBalanced: Bool) throws -> Double {
            var settings = ClassifierSettings()
            settings.isBalanced = isBalanced
            let results = try office.trainer(settings: settings).train().heldOut
            let rows = results.labels.indices.filter { results.classes[results.labels[$0]] == "类别1" }
            return rows.reduce(0) { $0 + results.probabilities[$1][results.labels[$1]] }
        }
        #expect(try sum(true) > sum(false))
    }

    @Test func rareFeaturesGoWhereThereAreTooMany() throws {
        var settings = ClassifierSettings()
        let all = try Office(classes: 3, texts: 60).trainer(settings: settings).train()
        settings.maximumWeights = all.features * 4
        let few = try Office(classes: 3, texts: 60).trainer(settings: settings).train()
        #expect(few.features <= all.features / 2 && few.features > 0)
    }
}
