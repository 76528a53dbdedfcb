import Foundation

/// TF-IDF rows over hashed features, of length 1 at most; 4 bytes an entry.
///
/// Weighted as by ``TFIDF``: (1 + ln count) × ln(1 + n ÷ df); features of one document only match nothing but count in
/// the length, features of more than `maximumShare` of the documents carry nothing. Weights are kept to 1/4095.
public struct HashedVectors: Sendable {
    private let offsets: [Int]
    private let entries: [UInt32]

    /// Vectors of counted documents. O(entries).
    ///
    /// - Parameters:
    ///   - counts: the documents.
    ///   - rows: which of them, in their order; nil: all. Frequencies are counted over these alone.
    ///   - maximumShare: features in a larger share of the documents (and in more than 20) are left out; 0…1.
    public init(_ counts: HashedCounts, rows: [Int]? = nil, maximumShare: Double) {
        let documents = rows?.count ?? counts.count
        var frequencies = [Int32](repeating: 0, count: HashedCounts.hashes)
        for document in 0..<documents {
            let row = rows?[document] ?? document
            for index in counts.offsets[row]..<counts.offsets[row + 1] {
                frequencies[Int(counts.entries[index] >> 12)] += 1
            }
        }
        let most = max(20, maximumShare * Double(documents))
        let rareScale = log(Float(documents + 1))
        // Counts are small: their logarithms are looked up.
        let logs = (0...255).map { $0 == 0 ? Float(0) : 1 + log(Float($0)) }
        let inverse = (0...Int(min(most, Double(documents)).rounded(.down))).map { frequency in
            frequency < 2 ? 0 : log(1 + Float(documents) / Float(frequency))
        }
        var offsets = [0]
        offsets.reserveCapacity(documents + 1)
        var packed: [UInt32] = []
        packed.reserveCapacity(counts.entries.count)
        var weights: [Float] = []
        counts.entries.withUnsafeBufferPointer { entries in
            frequencies.withUnsafeBufferPointer { frequencies in
                for document in 0..<documents {
                    weights.removeAll(keepingCapacity: true)
                    let row = rows?[document] ?? document
                    let (first, end) = (counts.offsets[row], counts.offsets[row + 1])
                    var square: Float = 0
                    var index = first
                    while index < end {
                        let entry = entries[index]
                        let frequency = Int(frequencies[Int(entry >> 12)])
                        let count = logs[min(255, Int(entry & HashedCounts.low))]
                        let weight = frequency < inverse.count ? count * inverse[frequency] : 0
                        weights.append(weight)
                        let length = frequency < 2 ? count * rareScale : weight
                        square += length * length
                        index += 1
                    }
                    let scale = square > 0 ? Float(HashedCounts.low) / square.squareRoot() : 0
                    index = 0
                    while index < weights.count {
                        let rounded = UInt32((weights[index] * scale).rounded())
                        if rounded > 0 {
                            packed.append((entries[first + index] & ~HashedCounts.low) | min(rounded, HashedCounts.low))
                        }
                        index += 1
                    }
                    offsets.append(packed.count)
                }
            }
        }
        self.offsets = offsets
        self.entries = packed
    }

    /// The number of rows.
    public var count: Int { offsets.count - 1 }

    /// The dot product of two rows, 0…1. O(sum of their lengths).
    public func dot(_ left: Int, _ right: Int) -> Float {
        entries.withUnsafeBufferPointer { entries in
            var i = offsets[left]
            var j = offsets[right]
            let (iEnd, jEnd) = (offsets[left + 1], offsets[right + 1])
            var sum: UInt64 = 0
            while i < iEnd && j < jEnd {
                let (a, b) = (entries[i], entries[j])
                let (x, y) = (a >> 12, b >> 12)
                if x == y { sum &+= UInt64((a & HashedCounts.low) &* (b & HashedCounts.low)) }
                i &+= x <= y ? 1 : 0
                j &+= y <= x ? 1 : 0
            }
            return min(1, Float(sum) / Float(HashedCounts.low * HashedCounts.low))
        }
    }
}
