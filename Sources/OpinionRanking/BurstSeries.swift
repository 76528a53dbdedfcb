/// What a window's count is compared with.
struct BurstExpectation: Equatable {
    /// The expected number of people.
    var mean: Double
    /// The variance of a new count, the uncertainty of the mean included.
    var variance: Double
    /// Whether the same season of other years set the expectation.
    var seasonal: Bool
}

/// Distinct people per window of one series, and what is expected of each window.
struct BurstSeries {
    /// The number of the first window.
    let first: Int
    /// Distinct people of each window.
    let counts: [Int]
    /// What kind of windows they are.
    let window: BurstWindow
    /// Whether other years' seasons may be compared with: 24 months of data or more.
    let seasonal: Bool

    /// Expectations are never below half a person: nothing is certain to be never raised.
    static let floor = 0.5
    /// Variance over mean that a series is taken to have before it shows its own, and how many windows that is worth.
    static let priorDispersion = (value: 1.5, windows: 6.0)

    /// What is expected of a window, or nil where too little lies before it.
    ///
    /// The mean is that of the earlier windows after pulling in outliers, raised to the mean of the same season in other
    /// years where that is higher, and raised in windows in which everything else is busier than usual too. The
    /// variance is at least Poisson's. `others` is the people of all other series in each window.
    func expectation(of number: Int, others: [Int]) -> BurstExpectation? {
        let at = number - first
        let shape = window.baseline
        let end = at - shape.guardLength
        let start = max(0, end - shape.length)
        guard counts.indices.contains(at), end - start >= shape.minimum else { return nil }
        let values = counts[start..<end].map { Double($0) }
        let middle = Statistics.median(values)
        let cap = middle + 4 * max(middle, 1).squareRoot()
        let pulled = values.map { min($0, cap) }
        let size = Double(pulled.count)
        let recent = pulled.reduce(0, +) / size
        let squares = pulled.reduce(0) { $0 + ($1 - recent) * ($1 - recent) }
        let prior = Self.priorDispersion
        let own = squares / max(recent, Self.floor)
        let dispersion = max(1, (own + prior.windows * prior.value) / (size - 1 + prior.windows))
        let season = seasonal ? seasonValues(at) : []
        let other = season.isEmpty ? 0 : season.reduce(0, +) / Double(season.count)
        let bySeason = other > recent
        let mean = max(bySeason ? other : recent, Self.floor)
        let busy = volume(at, start..<end, others: others)
        let weight = bySeason ? Double(season.count) : size
        return BurstExpectation(
            mean: mean * busy, variance: dispersion * mean * busy * (1 + busy / weight), seasonal: bySeason)
    }

    private func seasonValues(_ at: Int) -> [Double] {
        var values: [Double] = []
        let year = window == .month ? 12 : 52
        for distance in 1...max(1, counts.count / year + 1) {
            for step in window.seasonal(year: distance) {
                for place in [at - step, at + step] where counts.indices.contains(place) {
                    values.append(Double(counts[place]))
                }
            }
        }
        return values
    }

    /// How much busier than usual everything else is in a window, 1 to 4; 1 where there is too little else to say.
    private func volume(_ at: Int, _ baseline: Range<Int>, others: [Int]) -> Double {
        guard others.indices.contains(at), others.count >= baseline.upperBound else { return 1 }
        let usual = Double(others[baseline].reduce(0, +)) / Double(baseline.count)
        guard usual >= 20 else { return 1 }
        return min(max(Double(others[at]) / usual, 1), 4)
    }
}
