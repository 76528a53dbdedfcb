import Classification
import TermVectors
import Testing

@Suite struct LabelPropagationTests {
    @Test func votesReachTextsWithoutSeeds() {
        // 0 – 1 – 2 and 3 – 4; only 0 and 3 have votes; 5 stands alone.
        let edges: [[(to: Int, weight: Float)]] = [
            [(1, 0.8)], [(0, 0.8), (2, 0.6)], [(1, 0.6)], [(4, 0.9)], [(3, 0.9)], [],
        ]
        let votes: [[Float]] = [[1, 0], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0]]
        let spread = LabelPropagation().spread(votes, edges: edges)
        #expect(spread.map { SeedVotes.best($0)?.number } == [0, 0, 0, 1, 1, nil])
        #expect(spread[1][0] > spread[2][0])
        #expect(LabelPropagation(pull: 0).spread(votes, edges: edges) == votes)
        #expect(LabelPropagation(rounds: 0).spread(votes, edges: edges) == votes)
        #expect(LabelPropagation().spread([], edges: []).isEmpty)
    }

    @Test func seedsVoteForTheirClass() {
        // Words 0 and 1 belong to class 0, word 2 to class 1, word 3 to both, word 4 is too common to say anything.
        let seeds = SeedVotes(
            classes: [[(0, 1), (1, 1), (3, 1), (4, 1)], [(2, 1), (3, 1), (4, 1)]], rarity: [1, 1, 1, 1, 0])
        let matrix = SparseMatrix(
            offsets: [0, 2, 3, 4, 5, 5], columns: [0, 1, 2, 3, 4], weights: [0.7, 0.7, 1, 1, 1], columnCount: 5)
        let votes = seeds.votes(matrix)
        #expect(SeedVotes.best(votes[0])?.number == 0)
        #expect(SeedVotes.best(votes[1])?.number == 1)
        #expect((SeedVotes.best(votes[1])?.margin ?? 0) > (SeedVotes.best(votes[2])?.margin ?? 1))
        #expect(SeedVotes.best(votes[3]) == nil)
        #expect(SeedVotes.best(votes[4]) == nil)
        #expect(SeedVotes.best([]) == nil)
    }
}
