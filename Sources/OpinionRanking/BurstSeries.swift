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
    /// Variance over mean that a series is taken to have before it shows its own: what all series of the run have on
    /// average, `defaultDispersion` where there are none to learn from.
    var dispersion = defaultDispersion

    /// Variance over mean where nothing is known, worth `defaultWindows` windows of data.
    static let defaultDispersion = 1.5
    static let defaultWindows = 24.0
    /// How many windows of its own the average dispersion weighs as much as.
    static let priorWindows = 12.0

    /// The average variance over mean of many series (at least 1), each with its outliers pulled in; those with less than
    /// one person a window say nothing of it.
    static func dispersion(of all: [[Int]]) -> Double {
        var sum = defaultDispersion * defaultWindows
        var windows = defaultWindows
        for counts in all {
            let summary = Summary(counts.map { Double($0) })
            guard summary.mean >= 1 else { continue }
            sum += summary.squares / summary.mean
            windows += Double(counts.count - 1)
        }
        return max(1, sum / windows)
    }

    /// Mean and squared deviations of counts after values far above the median are pulled in to four times its root
    /// above it, so that an earlier burst does not hide a later one.
    private struct Summary {
        var mean: Double
        var squares: Double

        init(_ values: [Double]) {
            let middle = Statistics.median(values)
            let cap = middle + 4 * max(middle, 1).squareRoot()
            let pulled = values.map { min($0, cap) }
            let mean = pulled.reduce(0, +) / Double(max(pulled.count, 1))
            self.mean = mean
            squares = pulled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
    }

    /// What is expected of a window, or nil where too little lies before it.
    ///
    /// The mean is that of the earlier windows after pulling in outliers, raised to the mean of the same season in other
    /// years where that is clearly higher, and raised in windows in which everything else is busier than usual too. The
    /// variance is at least Poisson's. `others` is the people of all other series in each window.
    func expectation(of number: Int, others: [Int]) -> BurstExpectation? {
        let at = number - first
        let shape = window.baseline
        let end = at - shape.guardLength
        let start = max(0, end - shape.length)
        guard counts.indices.contains(at), end - start >= shape.minimum else { return nil }
        let summary = Summary(counts[start..<end].map { Double($0) })
        let size = Double(end - start)
        let recent = summary.mean
        let own = summary.squares / max(recent, Self.floor)
        let dispersion = max(1, (own + Self.priorWindows * dispersion) / (size - 1 + Self.priorWindows))
        let season = seasonal ? seasonValues(at) : []
        let other = season.isEmpty ? 0 : season.reduce(0, +) / Double(season.count)
        // Other years raise the expectation only where they stand out by two standard errors: one noisy value is no
        // season.
        let base = max(recent, Self.floor)
        let error = (dispersion * base / Double(max(season.count, 1))).squareRoot()
        let bySeason = other > base + 2 * error
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
