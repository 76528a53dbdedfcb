import Foundation

/// TF-IDF rows over hashed features, of length 1 at most; 4 bytes an entry.
///
/// Weighted as by ``TFIDF``: (1 + ln count) × ln(1 + n ÷ df); features of one document only match nothing but count in
/// the length, features of more than `maximumShare` of the documents carry nothing. Weights are kept to 1/4095.
public struct HashedVectors: Sendable {
    package private(set) var offsets: [Int]
    package private(set) var entries: [UInt32]
    /// In how many documents each feature was, and how many there were; `none` where nobody is to ask.
    package let frequencies: Frequencies

    /// In how many of some documents each feature is.
    package struct Frequencies: Sendable {
        /// By hash.
        package var counts: [Int32]
        /// How many documents there are.
        package var documents: Int

        /// Frequencies of no documents.
        package init() { (counts, documents) = ([Int32](repeating: 0, count: HashedCounts.hashes), 0) }

        /// Of nothing: no memory.
        package static let none = Frequencies([], 0)

        fileprivate init(_ counts: [Int32], _ documents: Int) { (self.counts, self.documents) = (counts, documents) }

        /// Frequencies that were counted before; nil where they can't be.
        package init?(counts: [Int32], documents: Int) {
            guard counts.count == HashedCounts.hashes, documents >= 0 else { return nil }
            (self.counts, self.documents) = (counts, documents)
        }
    }

    /// Vectors of counted documents. O(entries); in place where nobody else holds the counts.
    ///
    /// - Parameters:
    ///   - counts: the documents.
    ///   - rows: which of them, ascending; nil: all. Frequencies are counted over these alone.
    ///   - maximumShare: features in a larger share of the documents (and in more than 20) are left out; 0…1.
    public init(_ counts: consuming HashedCounts, rows: [Int]? = nil, maximumShare: Double) {
        self.init(counts, rows: rows, maximumShare: maximumShare, after: nil, remembers: false)
    }

    /// The same where documents were counted before, if `before` is given: frequencies are those of both.
    ///
    /// - Parameter remembers: whether `frequencies` are kept, 4 MB.
    package init(
        _ counts: consuming HashedCounts, rows: [Int]? = nil, maximumShare: Double, after before: Frequencies?,
        remembers: Bool = true
    ) {
        let documents = rows?.count ?? counts.count
        let all = (before?.documents ?? 0) + documents
        var frequencies = before?.counts ?? Frequencies().counts
        for document in 0..<documents {
            let row = rows?[document] ?? document
            for index in counts.offsets[row]..<counts.offsets[row + 1] {
                frequencies[Int(counts.entries[index] >> 12)] += 1
            }
        }
        self.frequencies = remembers ? Frequencies(frequencies, all) : .none
        let weights = Weights(
            frequencies: frequencies, documents: all, maximumShare: maximumShare)
        let (starts, given) = (counts.offsets, rows)
        var offsets = [0]
        offsets.reserveCapacity(documents + 1)
        var entries = counts.takeEntries()
        entries.withUnsafeMutableBufferPointer { entries in
            // What is written never reaches beyond what has been read: rows ascend and only lose entries.
            var packed = 0
            for document in 0..<documents {
                let row = given?[document] ?? document
                let range = starts[row]..<starts[row + 1]
                let square = weights.square(entries, range)
                let scale = square > 0 ? Float(HashedCounts.low) / square.squareRoot() : 0
                for index in range {
                    let entry = entries[index]
                    let rounded = UInt32((weights.weight(entry) * scale).rounded())
                    guard rounded > 0 else { continue }
                    entries[packed] = (entry & ~HashedCounts.low) | min(rounded, HashedCounts.low)
                    packed += 1
                }
                offsets.append(packed)
            }
        }
        let kept = offsets.last ?? 0
        // What was left out keeps its memory until the rest moves.
        entries = kept < entries.count * 7 / 8 ? Array(entries[..<kept]) : entries
        entries.removeLast(entries.count - kept)
        self.offsets = offsets
        self.entries = entries
    }

    /// What an entry weighs.
    private struct Weights {
        private let frequencies: [Int32]
        /// ln(1 + n ÷ df) by frequency; features beyond it are left out.
        private let inverse: [Float]
        /// Counts are small: their logarithms are looked up.
        private let logs = (0...255).map { $0 == 0 ? Float(0) : 1 + log(Float($0)) }
        private let rareScale: Float

        init(frequencies: [Int32], documents: Int, maximumShare: Double) {
            self.frequencies = frequencies
            let most = max(20, maximumShare * Double(documents))
            rareScale = log(Float(documents + 1))
            inverse = (0...Int(min(most, Double(documents)).rounded(.down))).map { frequency in
                frequency < 2 ? 0 : log(1 + Float(documents) / Float(frequency))
            }
        }

        @inline(__always)
        private func count(_ entry: UInt32) -> Float { logs[min(255, Int(entry & HashedCounts.low))] }

        @inline(__always)
        func weight(_ entry: UInt32) -> Float {
            let frequency = Int(frequencies[Int(entry >> 12)])
            return frequency < inverse.count ? count(entry) * inverse[frequency] : 0
        }

        /// The square of a row's length; what only one text has counts in it.
        func square(_ entries: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>) -> Float {
            var square: Float = 0
            for index in range {
                let entry = entries[index]
                let rare = frequencies[Int(entry >> 12)] < 2
                let length = rare ? count(entry) * rareScale : weight(entry)
                square += length * length
            }
            return square
        }
    }

    /// Rows that were made before.
    package init(offsets: [Int], entries: [UInt32], frequencies: Frequencies) {
        self.offsets = offsets
        self.entries = entries
        self.frequencies = frequencies
    }

    /// Adds rows that were made with like frequencies.
    package mutating func append(_ other: HashedVectors) {
        let base = entries.count
        entries += other.entries
        offsets += other.offsets.dropFirst().map { $0 + base }
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
