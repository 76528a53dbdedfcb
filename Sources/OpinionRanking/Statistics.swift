import Foundation
import OpinionIngest

/// The few distributions and robust summaries that the detectors need. All are pure and never trap.
package enum Statistics {
    /// P(X ≥ observed) for a negative binomial count with a mean and a variance; Poisson where the variance is not larger
    /// than the mean. O(observed + the tail's length).
    package static func negativeBinomialTail(observed: Int, mean: Double, variance: Double) -> Double {
        guard observed > 0 else { return 1 }
        guard mean > 0, mean.isFinite else { return mean > 0 ? 1 : 0 }
        // p(k+1) / p(k) = mean / (k + 1) × (1 + k / size) × scale, with size → ∞ and scale = 1 for Poisson.
        let excess = variance - mean
        let poisson = !(excess > mean * 1e-9)
        let size = poisson ? Double.infinity : mean * mean / excess
        let success = poisson ? 1 : mean / variance
        func ratio(_ k: Double) -> Double {
            poisson ? mean / (k + 1) : (size + k) / (k + 1) * (1 - success)
        }
        var logTerm = poisson ? -mean : size * log(success)
        for k in 0..<observed { logTerm += log(ratio(Double(k))) }
        var term = 1.0
        var sum = 1.0
        var k = Double(observed)
        for _ in 0..<1_000_000 {
            let step = ratio(k)
            term *= step
            sum += term
            k += 1
            if step < 1 && term < sum * 1e-16 { break }
        }
        return min(1, exp(logTerm) * sum)
    }

    /// P(X ≥ successes) for a binomial count. O(trials).
    package static func binomialTail(successes: Int, trials: Int, probability: Double) -> Double {
        guard successes > 0 else { return 1 }
        guard successes <= trials, probability > 0 else { return 0 }
        guard probability < 1 else { return 1 }
        let odds = probability / (1 - probability)
        var logTerm = Double(trials) * log(1 - probability)
        for k in 0..<successes { logTerm += log(Double(trials - k) / Double(k + 1) * odds) }
        var term = 1.0
        var sum = 1.0
        for k in successes..<trials {
            term *= Double(trials - k) / Double(k + 1) * odds
            sum += term
            if term < sum * 1e-16 && Double(k) > Double(trials) * probability { break }
        }
        return min(1, exp(logTerm) * sum)
    }

    /// P(Z ≥ z) of the standard normal distribution.
    package static func normalTail(_ z: Double) -> Double { 0.5 * erfc(z / 2.0.squareRoot()) }

    /// The largest p-value that Benjamini and Hochberg (1995) reject among `tests` tests, nil for none.
    ///
    /// Only the small p-values need be given; the others count through `tests`.
    package static func rejectionLimit(_ values: [Double], tests: Int, rate: Double) -> Double? {
        guard tests > 0 else { return nil }
        var limit: Double?
        for (index, value) in values.sorted().enumerated()
        where value <= rate * Double(index + 1) / Double(max(tests, values.count)) { limit = value }
        return limit
    }

    /// The middle value, or the mean of the two middle ones; 0 of nothing.
    package static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let half = sorted.count / 2
        guard !sorted.isEmpty else { return 0 }
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    /// The median of all slopes between two points (Theil 1950, Sen 1968) of equally spaced values; O(n²), n is small.
    package static func theilSenSlope(_ values: [Double]) -> Double {
        var slopes: [Double] = []
        for i in values.indices {
            for j in values.indices.dropFirst(i + 1) { slopes.append((values[j] - values[i]) / Double(j - i)) }
        }
        return median(slopes)
    }

    /// Values with the lowest and highest ones pulled in to the next: `share` of them at each end, at least one where
    /// there are five.
    package static func winsorised(_ values: [Double], share: Double) -> [Double] {
        let sorted = values.sorted()
        let cut = values.count >= 5 ? max(1, Int(Double(values.count) * share)) : 0
        guard cut > 0, cut * 2 < sorted.count else { return values }
        let low = sorted[cut]
        let high = sorted[sorted.count - 1 - cut]
        return values.map { min(max($0, low), high) }
    }
}

/// Numbers as users read them, independent of locale.
enum Show {
    /// A number with up to `digits` decimals, trailing zeros dropped: 3.50 → `3.5`, 4.0 → `4`.
    static func decimal(_ value: Double, _ digits: Int = 1) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "—" }
        var scale: Int64 = 1
        for _ in 0..<min(max(digits, 0), 3) { scale *= 10 }
        let whole = Int64((abs(value) * Double(scale)).rounded())
        var fraction = String(whole % scale + scale).dropFirst()
        while fraction.last == "0" { fraction.removeLast() }
        let sign = value < 0 && whole > 0 ? "-" : ""
        return sign + String(whole / scale) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// A share as percent: 0.254 → `25.4%`.
    static func percent(_ share: Double) -> String { decimal(share * 100) + "%" }

    /// A p-value: `<0.0001`, or with four decimals.
    static func p(_ value: Double) -> String {
        if value < 0.0001 { return "<0.0001" }
        let digits = String(Int((value * 10_000).rounded()) + 100_000).dropFirst()
        return "\(digits.prefix(1)).\(digits.dropFirst())"
    }

    /// `2024年7月` of a month number.
    static func month(_ number: Int) -> String {
        let year = (number >= 0 ? number : number - 11) / 12
        return "\(1970 + year)年\(number - year * 12 + 1)月"
    }

    /// `2024-07-01` of a day number.
    static func day(_ number: Int) -> String {
        CivilTime(seconds: Int64(number) * 86_400, precision: .day).description
    }
}
