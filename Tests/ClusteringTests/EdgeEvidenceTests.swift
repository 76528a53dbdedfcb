import Clustering
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct EdgeEvidenceTests {
    /// A document of a few words, some of them in its title, one place word among them.
    static func evidence(documents: Int, seed: UInt64, letters: UInt32 = 0) -> EdgeEvidence {
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
            kinds: kinds, maximumShare: 0.5, days: days, people: people,
            marks: letters > 0 ? marks(documents: documents, features: letters, seed: seed) : nil)
    }

    private static func marks(documents: Int, features: UInt32, seed: UInt64) -> EdgeEvidence.Marks {
        var random = SeededGenerator(seed: seed)
        var counts = HashedCounts()
        for _ in 0..<documents {
            for _ in 0..<20 { counts.add(UInt32.random(in: 0..<features, using: &random)) }
            counts.endDocument()
        }
        let vectors = HashedVectors(counts, maximumShare: 1)
        let empty = SparseMatrix(
            offsets: [Int](repeating: 0, count: documents + 1), columns: [], weights: [], columnCount: 0)
        return EdgeEvidence.Marks(
            letters: vectors, heads: vectors, numbers: vectors, latent: LatentVectors(empty, isUsed: []))
    }

    /// Leaving out what can't matter changes nothing: every candidate that reaches the limit is there with the probability
    /// of all its features, the others are not.
    @Test func shortcutsChangeNoProbability() {
        var (kept, left) = (0, 0)
        for (seed, model) in [
            (11, EdgeModel.shipped), (12, EdgeModel(bias: 1, weights: [.cosine: 5, .logLetters: 2, .logHead: -1])),
        ] {
            let evidence = Self.evidence(documents: 120, seed: UInt64(seed), letters: 200)
            let clusterer = IssueClusterer()
            let candidates = clusterer.candidates(evidence)
            let scored = clusterer.scored(evidence, model: model)
            for row in 0..<candidates.rowCount {
                var found: [Int32: Float] = [:]
                for pair in scored.offsets[row]..<scored.offsets[row + 1] {
                    found[scored.lower[pair]] = scored.weights[pair]
                }
                for pair in candidates.offsets[row]..<candidates.offsets[row + 1] {
                    let other = candidates.lower[pair]
                    let probability = model.probability(evidence.features(Int(other), row))
                    #expect(found[other] == (probability >= 0.03 ? probability : nil))
                    if probability >= 0.03 { kept += 1 } else { left += 1 }
                }
            }
        }
        #expect(kept > 10 && left > 10)
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
