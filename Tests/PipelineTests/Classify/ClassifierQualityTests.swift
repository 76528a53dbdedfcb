import Classification
import Foundation
import OpinionPipeline
import OpinionTestSupport
import Testing

/// A floor under the classifier's quality on real labelled texts, where they are.
struct ClassifierQualityTests {
    private static let train = ProjectFolder.shared("data/classes/classes.train.tsv")
    private static let dev = ProjectFolder.shared("data/classes/classes.dev.tsv")

    @Test(.enabled(if: train != nil && dev != nil, "data/classes is not here (OPINION_SHARED)"))
    func floorOnRealTexts() throws {
        let (trainFile, devFile) = (try #require(Self.train), try #require(Self.dev))
        let data = DataFolder(url: ProjectFolder.url)
        let rows = LabelledRows(labelled: Array(try Data(contentsOf: trainFile)))
        let outcome = try ClassifierTraining(data, settings: ClassifierSettings()).run([rows], threads: 2)
        #expect(outcome.trained.heldOut.macroF1 >= 0.88)
        let folder = try TemporaryFolder()
        let file = try folder.write(outcome.trained.bytes, to: "m.model")
        let classifier = try TextClassifier(data, model: file.path)
        let lines = try Data(contentsOf: devFile).split(separator: 10).map(Array.init)
        let answers = classifier.classify(lines: lines, hasLabels: true, threads: 2)
        #expect(answers.count == lines.count)
        let figures = classifier.figures(answers.map { ($0.label ?? "", $0.decision?.probabilities) })
        #expect(figures.macroF1 >= 0.885)
        #expect(figures.calibrationError <= 0.05)
        #expect(figures.coverage(precision: 0.95).share >= 0.6)
    }
}
