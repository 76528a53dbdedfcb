import Foundation

extension TrainedClassifier {
    /// The same model with confidences scaled so that their mean over some texts is `target`: for models without true labels,
    /// whose own held-out texts only repeat what was guessed.
    ///
    /// The class given does not change. O(texts × classes).
    ///
    /// - Parameter answers: the probabilities that this model gives those texts; nil takes the held-out training texts.
    public func scaled(toMeanConfidence target: Double, over answers: [[Double]]? = nil) -> TrainedClassifier {
        let target = min(0.999, max(1.0 / Double(max(2, classes.count)) + 0.001, target))
        func scaled(_ rows: [[Double]], _ factor: Double) -> [[Double]] {
            rows.map { probabilities in
                let row = probabilities.map { log(max(1e-300, $0)) }
                let most = row.max() ?? 0
                let values = row.map { exp(factor * ($0 - most)) }
                let sum = values.reduce(0, +)
                return values.map { $0 / sum }
            }
        }
        let judged = answers ?? heldOut.probabilities
        func mean(_ factor: Double) -> Double {
            scaled(judged, factor).reduce(0) { $0 + ($1.max() ?? 0) } / Double(max(1, judged.count))
        }
        // The mean grows with the factor.
        var (low, high) = (-6.0, 6.0)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if mean(exp(middle)) < target { low = middle } else { high = middle }
        }
        let factor = exp((low + high) / 2)
        return TrainedClassifier(
            bytes: ModelDraft.changing(bytes, steepnessBy: factor), classes: classes, features: features,
            heldOut: HeldOutResults(
                classes: classes, labels: heldOut.labels, probabilities: scaled(heldOut.probabilities, factor)))
    }
}
