import Classification
import Foundation
import Testing

/// What a model's file says of the taxonomy and of where its labels are from.
@Suite struct ModelOriginTests {
    @Test func theTaxonomyIsInTheModel() throws {
        let office = Office(classes: 3, texts: 30)
        let plain = try LinearClassifier(bytes: office.trainer().train().bytes)
        #expect(plain.contentHash == nil && !plain.isColdStart)
        try plain.require(taxonomies: [1, 2], name: "m")
        let bound = try LinearClassifier(bytes: office.trainer().train(contentHash: 7, isColdStart: true).bytes)
        #expect(bound.contentHash == 7 && bound.isColdStart)
        try bound.require(taxonomies: [], name: "m")
        try bound.require(taxonomies: [9, 7], name: "m")
        #expect(throws: ClassifierError.otherTaxonomy(path: "m")) { try bound.require(taxonomies: [9], name: "m") }
    }

    @Test(arguments: [0.4, 0.6, 0.8, 0.95]) func confidenceIsScaledToAMean(target: Double) throws {
        let trained = try Office(classes: 4, texts: 80).trainer().train(isColdStart: true)
        let scaled = trained.scaled(toMeanConfidence: target)
        let rows = scaled.heldOut.labels.indices
        let mean = rows.reduce(0) { $0 + scaled.heldOut.confidence($1) } / Double(rows.count)
        #expect(abs(mean - target) < 0.01)
        // The classes given stay, and the file says the same as the held-out texts.
        #expect(scaled.heldOut.guesses == trained.heldOut.guesses)
        let (before, after) = (try LinearClassifier(bytes: trained.bytes), try LinearClassifier(bytes: scaled.bytes))
        #expect(before.classes == after.classes)
        #expect(after.steepness != before.steepness)
        #expect(after.isColdStart)
    }
}
