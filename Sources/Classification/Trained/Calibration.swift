import Foundation

/// Makes probabilities of scores: softmax of the scores times a steepness (temperature scaling; Guo, Pleiss, Sun and
/// Weinberger 2017, "On Calibration of Modern Neural Networks").
enum Calibration {
    /// The steepness at which the given scores explain their labels best, 0.05 … 50.
    ///
    /// The scores must come from models that have not seen their texts. Search by golden section over the logarithm; the
    /// loss is convex in the steepness. O(scores).
    static func steepness(scores: [[Float]], labels: [Int32]) -> Double {
        guard !scores.isEmpty else { return 1 }
        func loss(_ logarithm: Double) -> Double {
            let steepness = exp(logarithm)
            var sum = 0.0
            for (row, label) in zip(scores, labels) {
                sum -= log(max(1e-300, probabilities(row, steepness: steepness)[Int(label)]))
            }
            return sum
        }
        let ratio = (5.0.squareRoot() - 1) / 2
        var low = log(0.05)
        var high = log(50.0)
        var left = high - ratio * (high - low)
        var right = low + ratio * (high - low)
        var (lossLeft, lossRight) = (loss(left), loss(right))
        for _ in 0..<40 {
            if lossLeft <= lossRight {
                (high, right, lossRight) = (right, left, lossLeft)
                left = high - ratio * (high - low)
                lossLeft = loss(left)
            } else {
                (low, left, lossLeft) = (left, right, lossRight)
                right = low + ratio * (high - low)
                lossRight = loss(right)
            }
        }
        return exp((low + high) / 2)
    }

    /// The probability of each class; they add up to 1.
    static func probabilities(_ scores: [Float], steepness: Double) -> [Double] {
        let most = Double(scores.max() ?? 0)
        let values = scores.map { exp(steepness * (Double($0) - most)) }
        let sum = values.reduce(0, +)
        return values.map { $0 / sum }
    }
}
