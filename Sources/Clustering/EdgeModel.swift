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
    public func probability(_ features: [Float]) -> Float {
        var sum = bias
        for (weight, value) in zip(weights, features) { sum += weight * value }
        return 1 / (1 + exp(-sum))
    }

    /// What each feature of a pair adds, in the order of `EdgeFeature.allCases`; bias and contributions add up to the
    /// logit of the probability.
    public func parts(_ features: [Float]) -> [Part] {
        zip(EdgeFeature.allCases, zip(weights, features)).map { feature, pair in
            Part(feature: feature, value: pair.1, contribution: pair.0 * pair.1)
        }
    }
}
