import Foundation

extension TrainedClassifier {
    /// The same model with confidences scaled so that their mean over the training texts, each judged by a model that had
    /// not seen it, is `target`: for models without true labels, whose own held-out texts only repeat what was guessed.
    ///
    /// The class given does not change. O(texts × classes).
    public func scaled(toMeanConfidence target: Double) -> TrainedClassifier {
        let target = min(0.999, max(1.0 / Double(max(2, classes.count)) + 0.001, target))
        let logs = heldOut.probabilities.map { row in row.map { log(max(1e-300, $0)) } }
        func scaled(_ factor: Double) -> [[Double]] {
            logs.map { row in
                let most = row.max() ?? 0
                let values = row.map { exp(factor * ($0 - most)) }
                let sum = values.reduce(0, +)
                return values.map { $0 / sum }
            }
        }
        func mean(_ factor: Double) -> Double {
            scaled(factor).reduce(0) { $0 + ($1.max() ?? 0) } / Double(max(1, logs.count))
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
            heldOut: HeldOutResults(classes: classes, labels: heldOut.labels, probabilities: scaled(factor)))
    }
}
