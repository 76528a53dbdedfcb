import Foundation

/// From counts to weights of a text's features, the same in training and in use.
///
/// weight = (1 + ln count) × idf (Salton and Buckley 1988), each kind of features scaled to length 1 and then by the kind's
/// own weight: a long body can't drown the few words at the beginning, and eight characters of title weigh as much as a
/// proposal of nine thousand.
enum FeatureScaling {
    /// What each kind counts, by `TextFeatures.Block`; found by cross-validation over training texts.
    static let blockWeights: [Float] = [1, 1, 0.7, 0.7]

    /// ln((1 + n) / (1 + df)) + 1.
    static func inverseFrequency(documents: Int, frequency: Int) -> Float {
        Float(log(Double(1 + documents) / Double(1 + frequency)) + 1)
    }

    private static let logs: [Float] = (0..<256).map { $0 < 2 ? 1 : 1 + Float(log(Double($0))) }

    /// 1 + ln count.
    @inline(__always)
    static func frequency(_ count: Int32) -> Float {
        count < 256 ? logs[Int(max(0, count))] : 1 + Float(log(Double(count)))
    }

    /// Scales the weights `values[range]`, which all belong to one kind.
    @inline(__always)
    static func scale(_ values: inout [Float], _ range: Range<Int>, block: Int) {
        var square: Float = 0
        for index in range { square += values[index] * values[index] }
        guard square > 0 else { return }
        let factor = blockWeights[block] / square.squareRoot()
        for index in range { values[index] *= factor }
    }
}
