import Foundation

/// The probability that two texts are about one matter: a logistic function of a weighted sum of ``EdgeFeature``s.
///
/// The weights are few and readable; how they were fitted and what they achieve on what they were not fitted to is in
/// `docs/guides/Clustering.md`.
public struct EdgeModel: Sendable {
    /// The sum of a pair without any evidence.
    public let bias: Float
    /// The weight of each feature, in the order of `EdgeFeature.allCases`.
    public let weights: [Float]

    /// A model; features without a weight count nothing.
    public init(bias: Float, weights: [EdgeFeature: Float]) {
        self.bias = bias
        self.weights = EdgeFeature.allCases.map { weights[$0] ?? 0 }
    }

    /// One feature of a pair and what it adds to the sum.
    public struct Part: Sendable, Equatable {
        /// The feature.
        public let feature: EdgeFeature
        /// Its value.
        public let value: Float
        /// Value × weight, in logits.
        public let contribution: Float
    }

    /// The probability, 0 to 1, of a vector of features.
    public func probability(_ features: [Float]) -> Float { features.withUnsafeBufferPointer(probability) }

    func probability(_ features: UnsafeBufferPointer<Float>) -> Float { 1 / (1 + exp(-logit(features))) }

    private func logit(_ features: UnsafeBufferPointer<Float>) -> Float {
        var sum = bias
        weights.withUnsafeBufferPointer { weights in
            for index in 0..<min(weights.count, features.count) { sum += weights[index] * features[index] }
        }
        return sum
    }

    /// What a pair without the features of letters must have so that its probability can reach a limit.
    struct Bound: Sendable {
        let model: EdgeModel
        /// The limit.
        let least: Float
        /// The most that the feature of the heads adds to a logit.
        let headMost: Float
        /// The most that the feature of the letters adds to a logit.
        let letterMost: Float
        private let leastLogit: Float

        /// - Parameter least: above 0, below 1.
        init(_ model: EdgeModel, least: Float) {
            self.model = model
            self.least = least
            // A little lower, so that rounding leaves nothing out.
            leastLogit = log(least / (1 - least)) - 0.001
            func most(_ feature: Int, _ floor: Float) -> Float {
                max(model.weights[feature] * log(floor), model.weights[feature] * log(1 + floor))
            }
            headMost = most(EdgeFeature.headIndex, EdgeFeature.headFloor)
            letterMost = most(EdgeFeature.letterIndex, EdgeFeature.letterFloor)
        }

        /// Whether features, those left open being 0, can reach the limit.
        func mayReach(_ features: UnsafeMutableBufferPointer<Float>, open: Float) -> Bool {
            model.logit(UnsafeBufferPointer(features)) + open >= leastLogit
        }
    }

    /// What each feature of a pair adds, in the order of `EdgeFeature.allCases`; bias and contributions add up to the
    /// logit of the probability.
    public func parts(_ features: [Float]) -> [Part] {
        zip(EdgeFeature.allCases, zip(weights, features)).map { feature, pair in
            Part(feature: feature, value: pair.1, contribution: pair.0 * pair.1)
        }
    }
}
