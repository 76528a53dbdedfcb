import Foundation

/// Term frequency × inverse document frequency (Salton and Buckley 1988), rows scaled by their length.
///
/// weight = (1 + ln count) × ln(1 + n / df) for counts of 1 and more, count × ln(1 + n / df) below. Terms in fewer
/// documents than `minimumDocuments` have no column but count in the length, so that texts with little in common are far
/// apart; terms in a larger share than `maximumShare` carry nothing. A row's length over its columns is therefore at most
/// 1. The same terms give the same vector whatever their order. O(entries).
public struct TFIDF: Sendable {
    /// Terms in fewer documents are left out; at least 1.
    public var minimumDocuments: Int
    /// Terms in a larger share of the documents are left out; in 0…1.
    public var maximumShare: Double

    /// The model's two limits.
    public init(minimumDocuments: Int = 2, maximumShare: Double = 0.1) {
        self.minimumDocuments = minimumDocuments
        self.maximumShare = maximumShare
    }

    /// The counts' documents as rows of length 1 at most; a document without any telling term has an empty row.
    public func matrix(_ counts: TermCounts) -> SparseMatrix {
        matrix(counts, frequencies: counts.documentFrequencies, documents: counts.count)
    }

    /// The same with frequencies counted elsewhere, over `documents` documents that contain these or not.
    ///
    /// - Parameter keepsRare: whether terms in fewer documents than `minimumDocuments` have a column too. Rows then have the
    ///   same weights otherwise, and can be compared with documents that come later and share such a term.
    public func matrix(
        _ counts: TermCounts, frequencies: [Int32], documents: Int, keepsRare: Bool = false
    ) -> SparseMatrix {
        let rows = Rows(self, frequencies: frequencies, documents: documents)
        var offsets = [0]
        offsets.reserveCapacity(counts.count + 1)
        var columns: [Int32] = []
        var weights: [Float] = []
        columns.reserveCapacity(counts.terms.count)
        weights.reserveCapacity(counts.terms.count)
        for document in 0..<counts.count {
            rows.append(counts, document, keepsRare: keepsRare, &columns, &weights)
            offsets.append(weights.count)
        }
        return SparseMatrix(offsets: offsets, columns: columns, weights: weights, columnCount: frequencies.count)
    }

    /// Makes the vector of one document at a time.
    package struct Rows {
        private let frequencies: [Int32]
        private let inverse: [Float]
        // What only one text says can match nothing, but sets it apart: it counts in the row's length.
        private let rareScale: Float
        private let minimumDocuments: Int

        package init(_ model: TFIDF, frequencies: [Int32], documents: Int) {
            self.frequencies = frequencies
            inverse = model.weights(documentFrequencies: frequencies, documents: documents)
            rareScale = log(Float(documents + 1))
            minimumDocuments = model.minimumDocuments
        }

        /// Appends a document's columns and weights. O(entries).
        package func append(
            _ counts: TermCounts, _ document: Int, keepsRare: Bool, _ columns: inout [Int32], _ weights: inout [Float]
        ) {
            let first = weights.count
            var square: Float = 0
            for index in counts.offsets[document]..<counts.offsets[document + 1] {
                let term = counts.terms[index]
                let count = counts.counts[index]
                let frequency = count >= 1 ? 1 + log(count) : count
                var scale = inverse[Int(term)]
                if scale <= 0 {
                    guard frequencies[Int(term)] < minimumDocuments else { continue }
                    scale = rareScale
                    guard keepsRare else {
                        square += frequency * frequency * scale * scale
                        continue
                    }
                }
                let weight = frequency * scale
                columns.append(term)
                weights.append(weight)
                square += weight * weight
            }
            guard square > 0 else { return }
            let scale = 1 / square.squareRoot()
            for index in first..<weights.count { weights[index] *= scale }
        }
    }

    /// ln(1 + n / df) of each term, 0 for terms outside the limits.
    public func weights(documentFrequencies: [Int32], documents: Int) -> [Float] {
        // With few documents a share cuts everything: up to ten (of forty and more: twenty) may always share a term.
        let most = max(min(20, max(10, Double(documents) / 2)), maximumShare * Double(documents))
        return documentFrequencies.map { frequency in
            guard frequency >= minimumDocuments, Double(frequency) <= most else { return 0 }
            return log(1 + Float(documents) / Float(frequency))
        }
    }
}
