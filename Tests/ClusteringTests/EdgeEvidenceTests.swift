import Clustering
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct EdgeEvidenceTests {
    /// A document of a few words, some of them in its title, one place word among them.
    static func evidence(documents: Int, seed: UInt64) -> EdgeEvidence {
        var random = SeededGenerator(seed: seed)
        var counts = TermCounts()
        var titles: [[Int32]] = []
        var days: [Int?] = []
        var people: [Int?] = []
        for _ in 0..<documents {
            let words = Set((0..<8).map { _ in "词\(Int.random(in: 0..<50, using: &random))" }).sorted()
            for word in words { counts.add(word, weight: 1) }
            let place = "地\(Int.random(in: 0..<6, using: &random))"
            counts.add(place, weight: 2)
            for word in words.prefix(2) { counts.add("#" + word, weight: 0.5) }
            counts.endDocument()
            titles.append((words.prefix(3) + [place]).compactMap { counts.vocabulary.find($0) }.sorted())
            days.append(Bool.random(using: &random) ? Int.random(in: 19_000..<20_000, using: &random) : nil)
            people.append(Bool.random(using: &random) ? Int.random(in: 0..<5, using: &random) : nil)
        }
        let kinds = (0..<Int32(counts.vocabulary.count)).map { term -> EdgeEvidence.TermKind in
            let text = counts.vocabulary.term(term)
            return text.hasPrefix("#") ? .pair : text.hasPrefix("地") ? .place : []
        }
        return EdgeEvidence(
            counts: counts, matrix: TFIDF(minimumDocuments: 2, maximumShare: 0.5).matrix(counts), titles: titles,
            kinds: kinds, maximumShare: 0.5, days: days, people: people)
    }

    @Test func oneValueForEachFeatureAndTheOrderOfTheTextsDoesNotMatter() {
        let evidence = Self.evidence(documents: 60, seed: 5)
        for left in 0..<60 {
            for right in 0..<60 where right != left {
                let features = evidence.features(left, right)
                #expect(features.count == EdgeFeature.allCases.count)
                #expect(features == evidence.features(right, left))
                #expect(features.allSatisfy { $0.isFinite })
            }
        }
    }

    @Test func partsAreShares() {
        let evidence = Self.evidence(documents: 80, seed: 6)
        let shares: [EdgeFeature] = [
            .cosine, .common, .titlePairs, .titleInOther, .titleInOtherLeast, .rareShared,
            .rareInTitles, .placeSame, .placeDiffers, .timeApart, .samePerson, .nameAndProblem,
        ]
        for left in 0..<80 {
            for right in 0..<left {
                let features = evidence.features(left, right)
                for feature in shares { #expect((-0.001...1.001).contains(features[feature.index]), "\(feature)") }
                #expect(abs(features[EdgeFeature.cosine.index] - evidence.matrix.dot(left, right)) < 1e-4)
                #expect(features[EdgeFeature.placeSame.index] * features[EdgeFeature.placeDiffers.index] == 0)
                #expect(features[EdgeFeature.rareInTitles.index] <= features[EdgeFeature.rareShared.index])
            }
        }
    }

    @Test func rowsWithoutTermsHaveFiniteEvidence() {
        var counts = TermCounts()
        counts.endDocument()
        counts.endDocument()
        let evidence = EdgeEvidence(
            counts: counts, matrix: TFIDF().matrix(counts), titles: [[], []], kinds: [], maximumShare: 0.1)
        #expect(evidence.features(0, 1).allSatisfy { $0.isFinite })
        #expect(IssueClusterer().clusters(evidence, model: .shipped).isEmpty)
    }

    @Test func partsAddUpToTheLogit() {
        let evidence = Self.evidence(documents: 30, seed: 7)
        let model = EdgeModel.shipped
        for row in 1..<30 {
            let features = evidence.features(0, row)
            let sum = model.parts(features).reduce(model.bias) { $0 + $1.contribution }
            let probability = model.probability(features)
            #expect((0...1).contains(probability))
            #expect(abs(probability - 1 / (1 + EdgeEvidenceTests.exponential(-sum))) < 1e-4)
        }
    }

    private static func exponential(_ value: Float) -> Float {
        // Far enough for sums of logits, and independent of the function under test.
        var (term, sum) = (1.0, 1.0)
        for step in 1..<200 {
            term *= Double(value) / Double(step)
            sum += term
        }
        return Float(sum)
    }

    @Test func featureOrderIsItsIndex() {
        for (number, feature) in EdgeFeature.allCases.enumerated() { #expect(feature.index == number) }
    }

    @Test func threadsDoNotMatter() {
        let evidence = Self.evidence(documents: 400, seed: 8)
        let model = EdgeModel(bias: -3, weights: [.cosine: 9, .placeSame: 1])
        let one = IssueClusterer(threads: 1).clusters(evidence, model: model)
        #expect(one == IssueClusterer(threads: 3).clusters(evidence, model: model))
        #expect(!one.isEmpty)
    }
}
