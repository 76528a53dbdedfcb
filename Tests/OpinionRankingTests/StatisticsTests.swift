import Foundation
import OpinionRanking
import Testing

struct StatisticsTests {
    /// Values by hand: Poisson(2) P(X ≥ 4) = 1 − e⁻²(1 + 2 + 2 + 4/3).
    @Test func poissonTail() {
        let expected = 1 - exp(-2.0) * (1 + 2 + 2 + 4.0 / 3)
        #expect(abs(Statistics.negativeBinomialTail(observed: 4, mean: 2, variance: 2) - expected) < 1e-12)
    }

    /// Size 1 is geometric: with mean m, P(X ≥ k) = (m / (1 + m))ᵏ, and the variance is m + m².
    @Test(arguments: [1, 5, 60]) func geometricTail(k: Int) {
        let tail = Statistics.negativeBinomialTail(observed: k, mean: 3, variance: 12)
        #expect(abs(tail / pow(0.75, Double(k)) - 1) < 1e-9)
    }

    @Test func tailsNeverTrapAndStayInRange() {
        for mean in [0, 1e-9, 0.5, 1e6, .infinity, .nan] {
            for observed in [-1, 0, 1, 1000] {
                let p = Statistics.negativeBinomialTail(observed: observed, mean: mean, variance: mean * 2)
                #expect((0...1).contains(p))
            }
        }
    }

    /// P(X ≥ 3) of 4 coins is 5/16.
    @Test func binomialTail() {
        #expect(abs(Statistics.binomialTail(successes: 3, trials: 4, probability: 0.5) - 5.0 / 16) < 1e-12)
        #expect(Statistics.binomialTail(successes: 5, trials: 4, probability: 0.5) == 0)
        #expect(Statistics.binomialTail(successes: 2, trials: 4, probability: 1) == 1)
        #expect(abs(Statistics.binomialTail(successes: 1, trials: 100_000, probability: 0.5) - 1) < 1e-9)
    }

    /// Benjamini and Hochberg's own example (1995, table 1): 15 tests at 0.05 reject the four smallest.
    @Test func benjaminiHochberg() {
        let values = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ]
        #expect(Statistics.rejectionLimit(values.reversed(), tests: 15, rate: 0.05) == 0.0095)
        #expect(Statistics.rejectionLimit([0.04], tests: 2, rate: 0.05) == nil)
    }

    @Test func robustSummaries() {
        #expect(Statistics.theilSenSlope([1, 3, 5, 100, 9]) == 2)
        #expect(Statistics.median([]) == 0)
        #expect(Statistics.median([4, 1, 3, 2]) == 2.5)
        #expect(Statistics.winsorised([0, 1, 2, 3, 99], share: 0.1) == [1, 1, 2, 3, 3])
        #expect(Statistics.winsorised([0, 99], share: 0.1) == [0, 99])
    }
}
