/// How often each document has each of many small features, as rows of packed 32-bit entries: 20 bits of a hash, 12 of a
/// count.
///
/// For features that need no names, such as pairs of characters: 4 bytes an entry instead of the 8 of ``TermCounts``,
/// and no vocabulary. Different features may share a hash; with tens of thousands of features among a million hashes that
/// is seldom, and the rare wrong match adds little to a sum of dozens.
public struct HashedCounts: Sendable {
    /// Row `i` is `offsets[i]..<offsets[i + 1]`.
    public private(set) var offsets: [Int] = [0]
    /// Hash in the upper 20 bits, count (1…4095) in the lower 12; ascending within a row.
    public private(set) var entries: [UInt32] = []
    private var row: [UInt32] = []

    /// The bits of a count or weight.
    static let low: UInt32 = 0xFFF
    /// The number of hashes.
    static let hashes = 1 << 20

    /// No documents.
    public init() {}

    /// The number of documents.
    public var count: Int { offsets.count - 1 }

    /// Adds one feature, named by any number, to the document being collected.
    @inline(__always)
    public mutating func add(_ feature: UInt32) {
        row.append((feature &* 0x9E37_79B1) & ~Self.low)
    }

    /// Ends the document. The order in which its features were added does not matter. O(n log n) in their number.
    public mutating func endDocument() {
        row.sort()
        var index = 0
        while index < row.count {
            let feature = row[index]
            var next = index
            while next < row.count, row[next] == feature { next += 1 }
            entries.append(feature | UInt32(min(next - index, Int(Self.low))))
            index = next
        }
        offsets.append(entries.count)
        row.removeAll(keepingCapacity: true)
    }

    /// Adds another part's documents after ours.
    public mutating func append(_ other: HashedCounts) {
        let base = entries.count
        entries += other.entries
        offsets += other.offsets.dropFirst().map { $0 + base }
    }

    /// The given documents in the given order. O(entries).
    public func selecting(_ rows: [Int]) -> HashedCounts {
        var result = HashedCounts()
        for row in rows {
            result.entries += entries[offsets[row]..<offsets[row + 1]]
            result.offsets.append(result.entries.count)
        }
        return result
    }
}
