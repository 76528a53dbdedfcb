/// Finds the names of a gazetteer in a text, the longest at each position.
///
/// Names are kept by their first two characters, so a position costs one hash look-up and the comparison with the few
/// names that begin like it; a text costs O(n).
struct PlaceIndex: Sendable {
    /// A name found in a text.
    struct Match: Equatable {
        /// Where it stands, in UTF-8 bytes.
        var range: Range<Int>
        /// The places that have this name, in the order of the gazetteer.
        var entries: [Int]
    }

    private struct Name: Sendable {
        var bytes: [UInt8]
        var entries: [Int]
    }

    private var buckets: [UInt64: [Name]] = [:]
    /// The first characters of the names: most positions of a text are turned away here.
    private let first: HanSet
    /// Whether a name begins with a character that the bitmap can't hold.
    private let hasOther: Bool

    /// Indexes the names of each place; names of one character are left out.
    init(_ places: [[String]]) {
        var names: [String: [Int]] = [:]
        for (index, place) in places.enumerated() {
            for name in place where names[name]?.last != index { names[name, default: []].append(index) }
        }
        let starts = names.keys.compactMap { $0.unicodeScalars.first?.value }
        first = HanSet(starts)
        hasOther = starts.contains { $0 >= 0x10000 }
        for (name, entries) in names {
            let bytes = Array(name.utf8)
            guard let key = bytes.withUnsafeBufferPointer({ Self.key($0, at: 0) }) else { continue }
            buckets[key, default: []].append(Name(bytes: bytes, entries: entries))
        }
        for key in Array(buckets.keys) {
            // Longest first; two names of a bucket are never equal, so the order does not depend on hashing.
            buckets[key]?.sort {
                $0.bytes.count != $1.bytes.count
                    ? $0.bytes.count > $1.bytes.count : $0.bytes.lexicographicallyPrecedes($1.bytes)
            }
        }
    }

    /// The names in the text, from left to right, without overlaps. O(n).
    func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [Match] {
        guard !buckets.isEmpty else { return [] }
        var found: [Match] = []
        var index = 0
        while index < bytes.count {
            let (value, width) = UTF8Scan.scalar(bytes, at: index)
            if first.contains(value) || hasOther && value >= 0x10000, let key = Self.key(bytes, at: index),
                let names = buckets[key], let name = names.first(where: { bytes[index...].starts(with: $0.bytes) })
            {
                let end = index + name.bytes.count
                found.append(Match(range: index..<end, entries: name.entries))
                index = end
            } else {
                index += width
            }
        }
        return found
    }

    /// The two code points at `index` as one number; nil where there are fewer.
    private static func key(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64? {
        guard index < bytes.count else { return nil }
        let first = UTF8Scan.scalar(bytes, at: index)
        guard first.value > 0x20, index + first.width < bytes.count else { return nil }
        return UInt64(first.value) << 32 | UInt64(UTF8Scan.scalar(bytes, at: index + first.width).value)
    }
}
