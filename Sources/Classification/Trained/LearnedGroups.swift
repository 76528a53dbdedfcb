import TermVectors

/// The solved problems of all classes, eight classes a group.
struct LearnedGroups {
    private let solutions: [DualCoordinateDescent.Solution]
    private let classCount: Int

    /// Solves every group over all rows.
    init(_ problem: DualCoordinateDescent, classCount: Int, threads: Int) {
        self.classCount = classCount
        let rows = Array(problem.labels.indices)
        solutions = ParallelChunks.map(count: (classCount + 7) / 8, size: 1, threads: threads) {
            problem.solve(first: $0.lowerBound * 8, classCount: classCount, rows: rows)
        }
    }

    /// The weights of each group by column, the bias last.
    var weights: [[DualCoordinateDescent.Lanes]] { solutions.map(\.weights) }

    /// The scores of every row from a model that was trained without the row's fold.
    ///
    /// A fold's problem begins from the multipliers of the whole one: its optimum is the same, and near.
    func heldOutScores(
        _ problem: DualCoordinateDescent, folds: [Int], count: Int, threads: Int
    ) -> [[Float]] {
        let parts = ParallelChunks.map(count: solutions.count * count, size: 1, threads: threads) { task in
            let group = task.lowerBound / count
            let fold = task.lowerBound % count
            let solution = problem.solve(
                first: group * 8, classCount: classCount, rows: folds.indices.filter { folds[$0] != fold },
                from: solutions[group].multipliers)
            return folds.indices.filter { folds[$0] == fold }.map { ($0, problem.score(solution, $0)) }
        }
        var scores = [[Float]](repeating: [Float](repeating: 0, count: classCount), count: folds.count)
        for (task, part) in parts.enumerated() {
            let first = task / count * 8
            for (row, lanes) in part {
                for index in 0..<min(8, classCount - first) { scores[row][first + index] = lanes[index] }
            }
        }
        return scores
    }
}
