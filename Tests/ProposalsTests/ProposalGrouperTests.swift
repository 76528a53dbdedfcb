import OpinionTestSupport
import Proposals
import TermVectors
import Testing

@Suite struct ProposalGrouperTests {
    /// Unit rows from lists of words.
    private func matrix(_ texts: [[String]]) -> SparseMatrix {
        var counts = TermCounts()
        for words in texts {
            for word in words { counts.add(word, weight: 1) }
            counts.endDocument()
        }
        return TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
    }

    private let titles = [
        ["加装", "电梯"], ["河道", "清淤"], ["老旧小区", "加装", "电梯"], ["公交", "班次"], ["加装", "电梯", "审批"], ["河道", "清淤", "治理"],
    ]
    private let texts = [
        ["加装", "电梯", "补助", "住户"], ["河道", "清淤", "淤泥", "水质"], ["加装", "电梯", "住户", "协商"], ["公交", "班次", "站台"],
        ["加装", "电梯", "审批", "住户"], ["河道", "清淤", "水质", "巡查"],
    ]

    @Test func proposalsOnOneMatterAreGrouped() {
        let groups = ProposalGrouper().groups(.init(titles: matrix(titles), texts: matrix(texts)))
        #expect(groups.groups == [[0, 2, 4], [1, 5]])
        #expect(groups.inside.allSatisfy { $0.likeness > 0 && $0.likeness <= 1 && $0.left < $0.right })
    }

    @Test func everyRowIsInOneGroupAtMost() {
        var random = SeededGenerator(seed: 3)
        let words = (0..<30).map { "词\($0)" }
        for _ in 0..<20 {
            let rows = (0..<40).map { _ in (0..<5).map { _ in words.randomElement(using: &random) ?? "" } }
            let one = ProposalGrouper(threads: 1).groups(
                .init(titles: matrix(rows.map { Array($0.prefix(2)) }), texts: matrix(rows)))
            let two = ProposalGrouper(threads: 2).groups(
                .init(titles: matrix(rows.map { Array($0.prefix(2)) }), texts: matrix(rows)))
            #expect(one == two)
            let members = one.groups.flatMap { $0 }
            #expect(Set(members).count == members.count)
            #expect(one.groups.allSatisfy { $0.count > 1 && $0 == $0.sorted() })
        }
    }

    @Test func nothingToGroup() {
        #expect(ProposalGrouper().groups(.init(titles: matrix([]), texts: matrix([]))).groups.isEmpty)
        #expect(ProposalGrouper().groups(.init(titles: matrix([["电梯"]]), texts: matrix([["电梯"]]))).groups.isEmpty)
        // Without a title the text decides alone; without any word nothing does.
        let groups = ProposalGrouper().groups(
            .init(titles: matrix([[], [], []]), texts: matrix([["电梯", "补助"], ["电梯", "补助"], []])))
        #expect(groups.groups == [[0, 1]])
    }

    /// Titles count by their pairs of characters; a view that is unknown does not count.
    @Test func likenessIsTheMeanOfTheViews() {
        func pairs(_ rows: [[UInt32]]) -> HashedVectors {
            var counts = HashedCounts()
            for row in rows {
                for feature in row { counts.add(feature) }
                counts.endDocument()
            }
            return HashedVectors(counts, maximumShare: 1)
        }
        let words = matrix([["电梯", "补助"], ["电梯", "补助"], ["河道", "清淤"], ["河道", "清淤"]])
        let plain = ProposalEvidence(titles: words, texts: words)
        #expect(abs(plain.likeness(0, 1) - 1) < 1e-3 && plain.likeness(0, 2) == 0)
        let titled = ProposalEvidence(
            titles: words, texts: words, titlePairs: pairs([[1, 2], [3, 4], [3, 4], [1, 2]]))
        #expect(abs(titled.likeness(0, 1) - 0.5) < 1e-2 && abs(titled.likeness(0, 3) - 0.5) < 1e-2)
        #expect(titled.likeness(0, 1) == titled.likeness(1, 0))
        var weights = ProposalEvidence.Weights()
        weights.texts = 0
        #expect(titled.likeness(0, 1, weights: weights) == 0)
    }
}

@Suite struct MatterSplitTests {
    private let settings: MatterSplit.Settings = {
        var settings = MatterSplit.Settings()
        settings.leastWords = 8
        return settings
    }()

    /// Sentences as rows of word numbers, each of weight 1.
    private func rows(_ sentences: [[Int32]]) -> SparseMatrix {
        var matrix = SparseMatrix(offsets: [0], columns: [], weights: [], columnCount: 1_000)
        for sentence in sentences {
            matrix.columns += sentence.sorted()
            matrix.weights += sentence.map { _ in 1 }
            matrix.offsets.append(matrix.columns.count)
        }
        return matrix
    }

    @Test func twoMattersHaveNoWordInCommon() {
        let first: [[Int32]] = (0..<4).map { i in [0, 1, 2, 10 + 3 * i, 11 + 3 * i, 12 + 3 * i] }
        let second: [[Int32]] = (0..<4).map { i in [100, 101, 102, 110 + 3 * i, 111 + 3 * i, 112 + 3 * i] }
        let split = MatterSplit.weakest(rows(first + second), settings: settings)
        #expect(split?.sentence == 4)
        #expect(split?.likeness == 0)
        let other = first.map { $0.map { $0 < 3 ? $0 : $0 + 200 } }
        let one = MatterSplit.weakest(rows(first + other), settings: settings)
        #expect((one?.likeness ?? 0) > 0.4)
        // With the default limit a text as short as this is not judged.
        #expect(MatterSplit.weakest(rows(Array(first.prefix(2) + second.prefix(2)))) == nil)
        // Where no second problem and request stand, both sides need very many words.
        #expect(MatterSplit.weakest(rows(first + second), borders: [], settings: settings) == nil)
        #expect(MatterSplit.weakest(rows(first + second), borders: [3], settings: settings)?.sentence == 3)
        var few = settings
        few.manyWords = 15
        #expect(MatterSplit.weakest(rows(first + second), borders: [], settings: few)?.sentence == 4)
    }

    @Test func shortTextsAreNotJudged() {
        #expect(MatterSplit.weakest(rows([])) == nil)
        #expect(MatterSplit.weakest(rows([[1, 2, 3]])) == nil)
        #expect(MatterSplit.weakest(rows([[1, 2, 3], [4, 5, 6]])) == nil)
    }

    /// The sums that are kept up to date equal those that are taken anew.
    @Test func likenessIsTheCosineOfBothSides() throws {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<50 {
            let sentences = (0..<12).map { _ in
                Array(Set((0..<8).map { _ in Int32.random(in: 0..<40, using: &random) }))
            }
            let matrix = rows(sentences)
            let split = try #require(MatterSplit.weakest(matrix, settings: settings))
            func sum(_ part: ArraySlice<[Int32]>) -> [Int32: Double] {
                part.joined().reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            let (left, right) = (sum(sentences[..<split.sentence]), sum(sentences[split.sentence...]))
            let dot = left.reduce(0.0) { $0 + $1.value * (right[$1.key] ?? 0) }
            let lengths = [left, right].map { $0.values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
            #expect(abs(split.likeness - dot / (lengths[0] * lengths[1])) < 1e-4)
        }
    }
}

@Suite struct MatterCuesTests {
    private func reasons(_ title: String, _ body: String) -> [String] {
        MatterCues.reasons(title: title, body: body, parts: ProposalParts(of: body))
    }

    @Test func signsOfTwoMatters() {
        #expect(reasons("关于加装电梯及关于河道清淤的建议", "").count == 1)
        #expect(reasons("加快老旧小区改造；整治河道污染", "").count == 1)
        #expect(reasons("建议", "小区电梯停运。另一件事，河道发臭。").count == 1)
        let again = "案由：电梯停运半年多。\n建议：尽快修复电梯。\n案由：河道发臭已久。\n建议：清淤并截污。"
        #expect(reasons("两项建议", again).count == 1)
    }

    @Test func oneMatterHasNoSigns() {
        #expect(reasons("关于加装电梯的建议", "案由：电梯停运半年多。\n案据：老人多。\n建议：尽快修复电梯。").isEmpty)
        #expect(reasons("", "").isEmpty)
        #expect(reasons("关于提升教育和医疗服务水平的建议", "").isEmpty)
    }
}
