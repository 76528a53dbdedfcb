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
    private var sorted: [UInt32] = []
    private var places: [Int32] = []

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
        sortRow()
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

    /// Sorts the row; long ones by their upper and lower ten bits, which takes a fraction of comparing.
    private mutating func sortRow() {
        guard row.count > 48 else { return row.sort() }
        if sorted.count < row.count { sorted = [UInt32](repeating: 0, count: max(512, row.count * 2)) }
        if places.isEmpty { places = [Int32](repeating: 0, count: 1_024) }
        let count = row.count
        row.withUnsafeMutableBufferPointer { row in
            sorted.withUnsafeMutableBufferPointer { sorted in
                places.withUnsafeMutableBufferPointer { places in
                    let sorted = UnsafeMutableBufferPointer(rebasing: sorted[..<count])
                    Self.distribute(row, to: sorted, by: 12, places)
                    Self.distribute(sorted, to: row, by: 22, places)
                }
            }
        }
    }

    /// Moves numbers in the order of ten of their bits; equal ones keep theirs.
    private static func distribute(
        _ from: UnsafeMutableBufferPointer<UInt32>, to: UnsafeMutableBufferPointer<UInt32>, by shift: UInt32,
        _ places: UnsafeMutableBufferPointer<Int32>
    ) {
        places.update(repeating: 0)
        for value in from { places[Int((value >> shift) & 1_023)] &+= 1 }
        var next: Int32 = 0
        for place in places.indices {
            let size = places[place]
            places[place] = next
            next &+= size
        }
        for value in from {
            let place = Int((value >> shift) & 1_023)
            to[Int(places[place])] = value
            places[place] &+= 1
        }
    }

    /// The entries, which are gone from here then: so that whoever takes them may change them in place.
    mutating func takeEntries() -> [UInt32] {
        defer { entries = [] }
        return entries
    }

    /// Adds another part's documents after ours.
    public mutating func append(_ other: HashedCounts) {
        let base = entries.count
        entries += other.entries
        offsets += other.offsets.dropFirst().map { $0 + base }
    }
}
