import Foundation
import TermVectors

/// Votes for classes by the words of their names and descriptions, for texts without any labels.
///
/// A class's words weigh tf × ln(1 + classes ÷ classes with the word), and are scaled to length 1, so that a class with
/// many names below it has no head start; a text's votes are the cosines, and what is not above its mean is no vote.
public struct SeedVotes: Sendable {
    private let weights: [Int32: [(number: Int, weight: Float)]]
    private let classCount: Int

    /// - Parameters:
    ///   - classes: for each class its words as numbers of the texts' vocabulary, with their counts.
    ///   - rarity: the weight of each word over the texts; words without one say nothing.
    public init(classes: [[(term: Int32, count: Float)]], rarity: [Float]) {
        classCount = classes.count
        var spread: [Int32: Int] = [:]
        for words in classes { for word in words { spread[word.term, default: 0] += 1 } }
        var weights: [Int32: [(number: Int, weight: Float)]] = [:]
        for (number, words) in classes.enumerated() {
            var own: [(term: Int32, weight: Float)] = []
            for word in words.sorted(by: { $0.term < $1.term }) where Int(word.term) < rarity.count {
                let shared = Float(spread[word.term] ?? 1)
                let rare = rarity[Int(word.term)]
                guard rare > 0 else { continue }
                let count = word.count < 1 ? word.count : 1 + SeedVotes.log(word.count)
                own.append((word.term, count * rare * SeedVotes.log(1 + Float(classes.count) / shared)))
            }
            let length = own.reduce(Float(0)) { $0 + $1.weight * $1.weight }.squareRoot()
            guard length > 0 else { continue }
            for word in own { weights[word.term, default: []].append((number, word.weight / length)) }
        }
        self.weights = weights
    }

    /// The votes of each row of the texts' matrix, by class; all zero where no word is known.
    public func votes(_ matrix: SparseMatrix) -> [[Float]] {
        (0..<matrix.rowCount).map { row in
            var votes = [Float](repeating: 0, count: classCount)
            for entry in matrix.offsets[row]..<matrix.offsets[row + 1] {
                for (number, weight) in weights[matrix.columns[entry]] ?? [] {
                    votes[number] += matrix.weights[entry] * weight
                }
            }
            return votes
        }
    }

    /// The natural logarithm.
    private static func log(_ value: Float) -> Float { Float(Foundation.log(Double(value))) }

    /// The class with the most votes, the first of equals, and its lead over the second as a share of both; nil where
    /// there are no votes.
    public static func best(_ votes: [Float]) -> (number: Int, margin: Float)? {
        guard let top = votes.indices.max(by: { (votes[$0], $1) < (votes[$1], $0) }), votes[top] > 0 else { return nil }
        let second = votes.indices.filter { $0 != top }.map { votes[$0] }.max() ?? 0
        return (top, (votes[top] - second) / (votes[top] + second))
    }
}
