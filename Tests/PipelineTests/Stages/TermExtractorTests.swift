import ChineseSegmenter
import OpinionPipeline
import TermVectors
import Testing

struct TermExtractorTests {
    private func extractor(
        titleWeight: Double = 2, pairWeight: Double = 0, words: [String] = []
    ) throws -> TermExtractor {
        let common = ["路灯", "不亮", "希望", "加梯", "电梯", "村口", "搅拌站"] + words
        let list = WordList(entries: common.map { .init(word: $0, frequency: 1_000, tag: "n") })
        var lexicon = Lexicon()
        lexicon.add("希望", .stop)
        lexicon.add("的", .stop)
        lexicon.add("加梯", sameAs: "加装电梯")
        var settings = RunConfiguration.TermSettings()
        settings.titleWeight = titleWeight
        settings.pairWeight = pairWeight
        return TermExtractor(
            segmenter: try SegmenterFactory.segmenter(Job.data, userLists: [list]), lexicon: lexicon, settings: settings
        )
    }

    /// The terms of one document with their weights.
    private func terms(_ extractor: TermExtractor, title: String = "", body: String = "") -> [String: Float] {
        var counts = TermCounts()
        var buffers = TermExtractor.Buffers()
        extractor.extract(title: title, body: body, into: &counts, &buffers)
        #expect(counts.count == 1)
        return Dictionary(
            uniqueKeysWithValues: zip(counts.terms, counts.counts).map { (counts.vocabulary.term($0), $1) })
    }

    @Test func stopWordsAreLeftOutAndVariantsReplaced() throws {
        #expect(try terms(extractor(), body: "希望加梯，路灯不亮") == ["加装电梯": 1, "路灯": 1, "不亮": 1])
    }

    @Test func titleCountsItsWeight() throws {
        #expect(try terms(extractor(titleWeight: 3), title: "路灯", body: "路灯路灯不亮") == ["路灯": 5, "不亮": 1])
    }

    @Test func neighbouringSingleCharactersMakeAName() throws {
        #expect(try terms(extractor(), body: "路灯鲲鹏") == ["路灯": 1, "鲲鹏": 1])
        #expect(try terms(extractor(), body: "鲲，鹏") == [:])
        #expect(try terms(extractor(), body: "鲲 鹏") == [:])
        #expect(try terms(extractor(), body: "鲲的鹏") == [:])
    }

    @Test func codesAndPlaceholdersAreTermsInLowerCase() throws {
        let found = try terms(extractor(), body: "KTV扰民 A 路灯 123")
        #expect(found["ktv"] == 1)
        #expect(found["a"] == nil && found["123"] == nil)
        #expect(try terms(extractor(), body: "A3区路灯").keys.contains { $0.hasPrefix("a3") })
    }

    @Test func pairsOfTheTitleStandUnderTheirOwnNames() throws {
        let found = try terms(extractor(titleWeight: 2, pairWeight: 0.5), title: "路灯不亮", body: "村口路灯")
        #expect(found == ["路灯": 3, "不亮": 2, "村口": 1, "#路灯": 0.5, "#灯不": 0.5, "#不亮": 0.5])
        #expect(try terms(extractor(titleWeight: 2, pairWeight: 0.5), title: "灯", body: "") == [:])
        let apart = try terms(extractor(titleWeight: 2, pairWeight: 0.5), title: "路，灯 路", body: "")
        #expect(apart == [:])
    }

    @Test func emptyTextIsADocumentWithoutTerms() throws {
        #expect(try terms(extractor(pairWeight: 1)) == [:])
    }
}
