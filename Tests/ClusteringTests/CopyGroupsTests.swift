import Clustering
import TermVectors
import Testing

@Suite struct CopyGroupsTests {
    static let text = ["小区", "电梯", "经常", "故障", "物业", "维修", "拖延", "半年", "老人", "出行", "不便", "希望"]

    static func groups(_ documents: [[String]]) -> [[Int]] {
        var counts = TermCounts()
        for document in documents {
            for term in document { counts.add(term, weight: 1) }
            counts.endDocument()
        }
        let vocabulary = counts.vocabulary
        return CopyGroups().groups(counts) { vocabulary.term($0).hasPrefix("地") }
    }

    @Test func equalAndNearlyEqualTextsAreCopies() {
        #expect(Self.groups([Self.text, ["别的", "事情"], Self.text, Self.text + ["谢谢"]]) == [[0, 2, 3]])
    }

    @Test func anotherPlaceIsNoCopy() {
        #expect(Self.groups([Self.text + ["地青石镇"], Self.text + ["地白塔街道"]]).isEmpty)
        #expect(Self.groups([Self.text + ["地青石镇"], Self.text + ["地青石镇"]]) == [[0, 1]])
    }

    @Test func halfSharedAndEmptyTextsAreNoCopies() {
        #expect(Self.groups([Self.text, Array(Self.text.prefix(6)) + ["停水", "停电", "路灯", "公交", "学校", "医院"]]).isEmpty)
        #expect(Self.groups([[], [], ["短"]]).isEmpty)
        #expect(Self.groups([]).isEmpty)
    }
}
