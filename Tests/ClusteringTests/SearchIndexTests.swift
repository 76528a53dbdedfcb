import Clustering
import Foundation
import OpinionTestSupport
import TermVectors
import Testing

/// An index gives back what the search knew.
@Suite struct SearchIndexTests {
    private struct Corpus {
        let counts: TermCounts
        let titles: [[Int32]]
        let evidence: EdgeEvidence

        static let model = TFIDF(minimumDocuments: 2, maximumShare: 0.5)

        init(documents: Int, seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            var (letters, days): (HashedCounts, [Int?]) = (HashedCounts(), [])
            var counts = TermCounts()
            var titles: [[Int32]] = []
            for _ in 0..<documents {
                let words = Set((0..<8).map { _ in "词\(Int.random(in: 0..<60, using: &random))" }).sorted()
                for word in words { counts.add(word, weight: 1) }
                let place = "地\(Int.random(in: 0..<6, using: &random))"
                counts.add(place, weight: 2)
                counts.endDocument()
                titles.append((words.prefix(3) + [place]).compactMap { counts.vocabulary.find($0) }.sorted())
                days.append(Int.random(in: 19_000..<20_000, using: &random))
                for _ in 0..<20 { letters.add(UInt32.random(in: 0..<200, using: &random)) }
                letters.endDocument()
            }
            let vocabulary = counts.vocabulary
            let kinds = (0..<Int32(vocabulary.count)).map { term -> EdgeEvidence.TermKind in
                vocabulary.term(term).hasPrefix("地") ? .place : []
            }
            (self.counts, self.titles) = (counts, titles)
            let (matrix, vectors) = (Self.model.matrix(counts), HashedVectors(letters, maximumShare: 1, after: nil))
            evidence = EdgeEvidence(
                counts: counts, matrix: matrix, titles: titles, kinds: kinds, maximumShare: 0.5, days: days,
                marks: .init(
                    letters: vectors, heads: vectors, numbers: vectors,
                    latent: LatentVectors(
                        matrix, isUsed: [Bool](repeating: true, count: matrix.columnCount), dimensions: 6)))
        }

        func index(_ folder: TemporaryFolder, groups: [[Int]] = []) throws -> SearchIndex {
            let path = folder.url.appendingPathComponent("索引").path
            let writer = SearchIndexWriter(try SectionWriter(path: path))
            try writer.add(evidence, counts: counts, titles: titles, model: Self.model)
            try writer.add(groups: groups)
            try writer.file.finish()
            return try SearchIndex(SectionFile(path: path))
        }
    }

    @Test func rowsHaveTheSameFeatures() throws {
        let folder = try TemporaryFolder()
        let corpus = Corpus(documents: 70, seed: 1)
        let index = try corpus.index(folder, groups: [[3, 9], [11, 4, 60]])
        #expect(index.count == 70)
        #expect(index.order.map { $0 } == corpus.evidence.timeOrder)
        let rows = index.order.map { Int($0) }
        let positions = Array(stride(from: 0, to: 70, by: 3))
        let evidence = index.evidence(of: positions, columns: corpus.evidence.matrix.columnCount, terms: index.terms)
        for (left, one) in positions.enumerated() {
            for (right, other) in positions.enumerated() where left != right {
                let expected = corpus.evidence.features(rows[one], rows[other])
                for (found, value) in zip(evidence.features(left, right), expected) {
                    #expect(abs(found - value) < 1e-5)
                }
            }
        }
        #expect(index.groups.map { Set($0.map { rows[$0] }) } == [[3, 9], [4, 11, 60]])
        #expect(index.groups.allSatisfy { $0 == $0.sorted() })
    }

    /// The pairs of the latest rows are those that a search over all rows finds.
    @Test(arguments: [(200, 200), (4, 30)]) func pairsAreThoseOfASearchOverAll(limit: Int, window: Int) throws {
        for seed in 0..<5 {
            let folder = try TemporaryFolder()
            let corpus = Corpus(documents: 100, seed: UInt64(40 + seed))
            let index = try corpus.index(folder)
            let order = corpus.evidence.timeOrder
            // The last rows are there once as the index's own and once more as new ones.
            let fresh = order.suffix(15).map { Int($0) }
            var new = SparseMatrix(
                offsets: [0], columns: [], weights: [], columnCount: corpus.evidence.matrix.columnCount)
            for row in fresh {
                let range = corpus.evidence.matrix.offsets[row]..<corpus.evidence.matrix.offsets[row + 1]
                new.columns += corpus.evidence.matrix.columns[range]
                new.weights += corpus.evidence.matrix.weights[range]
                new.offsets.append(new.columns.count)
            }
            var whole = index.matrix(of: Array(0..<100), columns: new.columnCount)
            whole.append(new)
            for threads in 1...2 {
                let search = CandidateSearch(threshold: 0.15, limit: limit, window: window, threads: threads)
                let found = try index.pairs(new, search)
                #expect(found.allSatisfy { $0.other < 100 + $0.row })
                if limit == 200 {
                    let all = search.pairs(whole, order: (0..<115).map { $0 })
                    var expected: Set<[Int]> = []
                    for row in 100..<115 {
                        for pair in all.offsets[row]..<all.offsets[row + 1] {
                            expected.insert([row - 100, Int(all.lower[pair])])
                        }
                    }
                    #expect(Set(found.map { [$0.row, $0.other] }) == expected)
                } else {
                    for row in 0..<15 { #expect(found.count { $0.row == row && $0.other < 100 } <= 2 * limit) }
                    #expect(!found.isEmpty)
                }
            }
        }
    }

    @Test func aDamagedFileIsToldNotTrapped() throws {
        let folder = try TemporaryFolder()
        let corpus = Corpus(documents: 30, seed: 9)
        _ = try corpus.index(folder, groups: [[0, 1]])
        let path = folder.url.appendingPathComponent("索引").path
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        var random = SeededGenerator(seed: 4)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<8 {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            }
            let copy = folder.url.appendingPathComponent("坏").path
            try bytes.write(to: URL(fileURLWithPath: copy))
            guard let index = try? SearchIndex(SectionFile(path: copy)) else { continue }
            let matrix = corpus.evidence.matrix
            _ = try? index.pairs(matrix, CandidateSearch(threshold: 0.1, limit: 5, window: 9, threads: 1))
            _ = index.groups
        }
    }

    /// Nodes of one row each are rows; rows that belong together from the start stay together.
    @Test func linkageOverNodes() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<30 {
            let rows = 24
            let graph = PairGraph(rowCount: rows) { [seed = random.next()] add in
                var own = SeededGenerator(seed: seed)
                for row in 1..<rows {
                    for other in 0..<row where Int.random(in: 0..<4, using: &own) == 0 {
                        add(row, other, Float.random(in: 0.05..<1, using: &own))
                    }
                }
            }
            let linkage = DampedLinkage(joinFrom: 0.3)
            let alone = linkage.groups(graph, nodeOf: Array(0..<rows), sizes: [Int](repeating: 1, count: rows))
            #expect(alone == linkage.groups(graph))
            // Rows 0 to 3 and a hundred others that nobody named are one node.
            let nodes = linkage.groups(
                graph, nodeOf: (0..<rows).map { max(0, $0 - 3) }, sizes: [104] + [Int](repeating: 1, count: rows - 4))
            #expect(nodes.flatMap { $0 }.sorted() == Array(0..<(rows - 3)))
        }
    }

    @Test func copiesByTheirTerms() {
        let copies = CopyGroups()
        let text = Array(Int32(0)..<20)
        #expect(copies.isCopy(text, Array(text.dropLast()), tellsPlacesApart: { _ in false }))
        #expect(!copies.isCopy(text, Array(text.dropLast()), tellsPlacesApart: { $0 == 19 }))
        #expect(!copies.isCopy(text, Array(text.dropLast(6)), tellsPlacesApart: { _ in false }))
        #expect(copies.isCopy([1, 2], [1, 2], tellsPlacesApart: { _ in false }))
        #expect(!copies.isCopy([1, 2], [1], tellsPlacesApart: { _ in false }))
        #expect(!copies.isCopy([], [], tellsPlacesApart: { _ in false }))
    }
}
