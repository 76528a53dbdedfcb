import Foundation
import OpinionTestSupport
import TermVectors
import Testing

@Suite struct TFIDFTests {
    static func counts(_ documents: [[String]]) -> TermCounts {
        var counts = TermCounts()
        for document in documents {
            for term in document { counts.add(term, weight: 1) }
            counts.endDocument()
        }
        return counts
    }

    @Test func rowsHaveLengthOneAndRareTermsWeighMore() {
        let counts = Self.counts([["电梯", "小区"], ["电梯", "小区"], ["小区", "停水"], ["停水"], ["路灯"], ["路灯"]])
        let matrix = TFIDF(minimumDocuments: 2, maximumShare: 1).matrix(counts)
        for row in 0..<matrix.rowCount {
            let square = (matrix.offsets[row]..<matrix.offsets[row + 1]).reduce(Float(0)) {
                $0 + matrix.weights[$1] * matrix.weights[$1]
            }
            #expect(abs(square - 1) < 1e-5)
        }
        // 电梯 is in 2 documents, 小区 in 3.
        #expect(matrix.weights[0] > matrix.weights[1])
        #expect(abs(matrix.dot(0, 1) - 1) < 1e-5)
        #expect(matrix.dot(0, 4) == 0)
    }

    /// An office's first handful of records is grouped too: a share of ten texts is no ground to drop a term.
    @Test(arguments: [2, 3, 10]) func aHandfulOfDocumentsKeepsItsTerms(count: Int) {
        let matrix = TFIDF().matrix(Self.counts((0..<count).map { ["路灯", "不亮", "唯一\($0)"] }))
        for row in 1..<count { #expect(matrix.dot(0, row) > (count < 5 ? 0.24 : 0.1)) }
    }

    @Test func termsOutsideTheLimitsCarryNothing() {
        let counts = Self.counts((0..<20).map { ["公共", $0 < 2 ? "稀有" : "唯一\($0)"] })
        let matrix = TFIDF(minimumDocuments: 2, maximumShare: 0.5).matrix(counts)
        #expect(matrix.columns.count == 2)
        #expect(matrix.offsets[3] == matrix.offsets[2])
    }

    /// The law: same terms, same vector, whatever the order.
    @Test func orderOfTermsDoesNotMatter() {
        var random = SeededGenerator(seed: 5)
        let words = (0..<30).map { "词\($0)" }
        let documents = (0..<40).map { _ in (0..<12).map { _ in words.randomElement(using: &random) ?? "" } }
        var shuffledCounts = Self.counts([words])
        var plainCounts = Self.counts([words])
        for document in documents {
            for term in document { plainCounts.add(term, weight: 1) }
            plainCounts.endDocument()
            for term in document.shuffled(using: &random) { shuffledCounts.add(term, weight: 1) }
            shuffledCounts.endDocument()
        }
        #expect(TFIDF().matrix(plainCounts).weights == TFIDF().matrix(shuffledCounts).weights)
        #expect(TFIDF().matrix(plainCounts).columns == TFIDF().matrix(shuffledCounts).columns)
    }

    @Test func partsJoinToTheWhole() {
        let documents = (0..<50).map { number in (0..<8).map { "词\((number * 7 + $0 * 3) % 23)" } }
        let whole = Self.counts(documents)
        var joined = Self.counts(Array(documents.prefix(20)))
        joined.append(Self.counts(Array(documents.dropFirst(20))))
        #expect(joined.offsets == whole.offsets && joined.terms == whole.terms && joined.counts == whole.counts)
        #expect(joined.documentFrequencies == whole.documentFrequencies)
    }

    @Test func emptyCorpusAndEmptyDocuments() {
        #expect(TFIDF().matrix(TermCounts()).rowCount == 0)
        let matrix = TFIDF().matrix(Self.counts([[], []]))
        #expect(matrix.rowCount == 2 && matrix.columns.isEmpty)
    }

    @Test func vocabularyFindsWhatItHolds() {
        var vocabulary = Vocabulary()
        let ids = (0..<5_000).map { vocabulary.intern("词\($0)") }
        #expect(ids == (0..<5_000).map(Int32.init))
        #expect(vocabulary.intern("词77") == 77)
        #expect(vocabulary.find("词4999") == 4_999)
        #expect(vocabulary.find("没有") == nil)
        #expect(vocabulary.term(123) == "词123")
    }

    @Test(arguments: [1, 2, 3, 8])
    func chunksComeBackInOrder(threads: Int) {
        let sums = ParallelChunks.map(count: 1_003, size: 10, threads: threads) { Array($0) }
        #expect(sums.flatMap { $0 } == Array(0..<1_003))
        #expect(ParallelChunks.map(count: 0, size: 10, threads: threads) { $0.count }.isEmpty)
    }
}
