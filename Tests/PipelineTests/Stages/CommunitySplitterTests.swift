import Clustering
import OpinionPipeline
import TermVectors
import Testing

struct CommunitySplitterTests {
    /// Splits one cluster of texts given as words with spaces; words that end in 村 are communities.
    private func parts(_ texts: [String]) -> [[Int]] {
        var counts = TermCounts()
        for text in texts {
            for word in text.split(separator: " ") { counts.add(String(word), weight: 1) }
            counts.endDocument()
        }
        let matrix = TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
        let isCommunity = (0..<Int32(counts.vocabulary.count)).map { counts.vocabulary.term($0).hasSuffix("村") }
        let cluster = IssueClusterer.cluster(Array(texts.indices), matrix)
        let split = CommunitySplitter(isCommunity: isCommunity).split([cluster], counts: counts, matrix: matrix)
        #expect(split.allSatisfy { $0.members == $0.members.sorted() && $0.members.contains($0.medoid) })
        return split.map(\.members)
    }

    private let lamps = ["路灯 不亮", "路灯 坏了", "路灯 夜里 不亮"]

    private func lamps(in village: String) -> [String] { lamps.map { "\(village) \($0)" } }

    @Test func sameStoryOfTwoVillagesIsSplit() {
        #expect(parts(lamps(in: "甲村") + lamps(in: "乙村")) == [[0, 1, 2], [3, 4, 5]])
        #expect(parts(lamps(in: "甲村") + lamps(in: "乙村") + lamps(in: "丙村")).count == 3)
    }

    @Test func textsWithoutAVillageGoToTheNearestPart() {
        let texts = lamps(in: "甲村").map { $0 + " 桥头" } + lamps(in: "乙村").map { $0 + " 学校" } + ["路灯 学校"]
        #expect(parts(texts) == [[0, 1, 2], [3, 4, 5, 6]])
    }

    @Test(arguments: [
        // One village, none, or too few texts for the second.
        ["甲村 灯", "甲村 灯", "甲村 灯", "甲村 灯", "甲村 灯", "甲村 灯"],
        ["灯", "灯", "灯", "灯", "灯", "灯"],
        ["甲村 灯", "甲村 灯", "甲村 灯", "甲村 灯", "乙村 灯", "乙村 灯"],
        // A matter that villages share: texts name both, or mostly none.
        ["甲村 乙村 河", "甲村 乙村 河", "甲村 河", "甲村 河", "甲村 河", "乙村 河", "乙村 河", "乙村 河"],
        ["甲村 河", "甲村 河", "甲村 河", "乙村 河", "乙村 河", "乙村 河", "河", "河"],
        ["甲村 河", "乙村 河"], ["甲村 河"],
    ])
    func anythingElseStaysWhole(texts: [String]) {
        #expect(parts(texts) == [Array(texts.indices)])
    }
}
