import Clustering
import OpinionTestSupport
import TermVectors
import Testing

/// Clusters as they stand to each other, and from inside.
@Suite struct ClusterRelationsTests {
    /// Rows that say a problem at a place, several of each; three problems at four places, one of them twice.
    private struct World {
        var matrix: SparseMatrix
        var clusters: [[Int]] = []
        var places: Set<Int32> = []

        init() {
            var counts = TermCounts()
            for problem in 0..<3 {
                for place in 0..<4 {
                    var rows: [Int] = []
                    for text in 0..<4 {
                        for word in 0..<4 { counts.add("难\(problem)\(word)", weight: 1) }
                        for word in 0..<2 { counts.add("地\(place)\(word)", weight: 1) }
                        counts.add("言\(problem)\(place)\(text % 2)", weight: 1)
                        counts.endDocument()
                        rows.append(counts.count - 1)
                    }
                    clusters.append(rows)
                }
            }
            for term in 0..<Int32(counts.vocabulary.count) where counts.vocabulary.term(term).hasPrefix("地") {
                places.insert(term)
            }
            matrix = TFIDF(minimumDocuments: 2, maximumShare: 1).matrix(counts)
        }
    }

    @Test func themesAreTheSameProblemAtOtherPlaces() {
        let world = World()
        for threads in [1, 2] {
            let themes = ClusterRelations(threads: threads).themes(world.clusters, world.matrix) {
                !world.places.contains($0)
            }
            #expect(themes == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]])
        }
    }

    @Test func theNearestSharesMost() {
        let world = World()
        let nearest = ClusterRelations().nearest(world.clusters, world.matrix)
        #expect(nearest.count == 12)
        for (cluster, found) in nearest.enumerated() {
            // The same problem elsewhere has four words in common, another problem at the same place two.
            #expect(found.map { $0.cluster / 4 } == cluster / 4)
            #expect(found?.cluster != cluster)
            #expect(found.map { (0.06...1.0001).contains($0.cosine) } == true)
        }
    }

    @Test func aClusterLikeNoOtherHasNoNearestAndIsAThemeByItself() {
        var counts = TermCounts()
        for word in ["甲甲", "甲甲", "乙乙", "乙乙"] {
            counts.add(word, weight: 1)
            counts.endDocument()
        }
        let matrix = TFIDF(minimumDocuments: 1, maximumShare: 1).matrix(counts)
        #expect(ClusterRelations().nearest([[0, 1], [2, 3], []], matrix) == [nil, nil, nil])
        #expect(ClusterRelations().themes([[0, 1], [2, 3], []], matrix) { _ in true } == [[0], [1], [2]])
        #expect(ClusterRelations().nearest([], matrix).isEmpty)
    }

    @Test func extremesAreTheLeastAlike() {
        let world = World()
        let rows = Array(0..<16)
        let chosen = InnerGroups.extremes(rows, medoid: 0, count: 3, world.matrix)
        #expect(Set(chosen).count == 3 && !chosen.contains(0))
        // Each choice is the row whose largest cosine to those before it is the smallest.
        var before = [0]
        for choice in chosen {
            func closest(_ row: Int) -> Float { before.map { world.matrix.dot(row, $0) }.max() ?? 0 }
            let least = rows.filter { !before.contains($0) }.map(closest).min() ?? 0
            #expect(closest(choice) == least)
            before.append(choice)
        }
        #expect(InnerGroups.extremes([4], medoid: 4, count: 3, world.matrix).isEmpty)
        #expect(InnerGroups.extremes([4, 5], medoid: 4, count: 3, world.matrix) == [5])
    }

    @Test func closerGroupsAreFoundAndASmallClusterIsWhole() {
        let world = World()
        // Two matters that were put into one cluster.
        let both = world.clusters[0] + world.clusters[5]
        #expect(InnerGroups().groups(both, world.matrix) == [world.clusters[0], world.clusters[5]])
        #expect(InnerGroups().groups(world.clusters[0], world.matrix).isEmpty)
        #expect(InnerGroups().groups([], world.matrix).isEmpty)
    }
}
