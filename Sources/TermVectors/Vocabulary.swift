/// Terms and their numbers: each distinct byte string gets the next whole number, from 0, when first seen.
///
/// An open-addressed table over one byte arena; adding and finding are O(length of the term).
public struct Vocabulary: Sendable {
    private var arena: [UInt8] = []
    private var ends: [Int] = []
    private var slots: [Int32] = [Int32](repeating: -1, count: 1 << 10)
    /// A hash of each term: the same whatever its number.
    package private(set) var hashes: [UInt32] = []

    /// An empty vocabulary.
    public init() {}

    /// The number of terms.
    public var count: Int { ends.count }

    /// The number of a term, added where it is new.
    public mutating func intern(_ term: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(term)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let found = slots[slot]
            if hashes[Int(found)] == hash, equals(Int(found), term) { return found }
            slot = (slot + 1) & (slots.count - 1)
        }
        let id = Int32(ends.count)
        arena.append(contentsOf: term)
        ends.append(arena.count)
        hashes.append(hash)
        slots[slot] = id
        if ends.count * 2 > slots.count { rehash() }
        return id
    }

    /// The number of a term, added where it is new.
    public mutating func intern(_ term: String) -> Int32 {
        var copy = term
        return copy.withUTF8 { intern($0) }
    }

    /// The number of a term, or nil where it was never added.
    public func find(_ term: String) -> Int32? {
        var copy = term
        return copy.withUTF8 { find($0) }
    }

    /// The number of a term, or nil where it was never added.
    public func find(_ term: UnsafeBufferPointer<UInt8>) -> Int32? {
        let hash = Self.hash(term)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let found = slots[slot]
            if hashes[Int(found)] == hash, equals(Int(found), term) { return found }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The text of a term. O(length).
    public func term(_ id: Int32) -> String {
        String(decoding: arena[start(Int(id))..<ends[Int(id)]], as: UTF8.self)
    }

    /// Adds every term of another vocabulary; the result maps its numbers to ours.
    package mutating func merge(_ other: Vocabulary) -> [Int32] {
        other.arena.withUnsafeBufferPointer { bytes in
            (0..<other.count).map { id in
                intern(UnsafeBufferPointer(rebasing: bytes[other.start(id)..<other.ends[id]]))
            }
        }
    }

    /// Writes the terms in the order of their numbers.
    package func write(to file: SectionWriter, _ name: String) throws {
        try file.add(name + ".bytes", arena)
        try file.add(name + ".ends", [0] + ends)
    }

    /// Reads what ``write(to:_:)`` wrote. O(bytes).
    ///
    /// - Throws: ``SectionFile/Unusable`` where the sections are missing or damaged.
    package init(_ file: SectionFile, _ name: String) throws {
        arena = Array(try file.numbers(name + ".bytes", as: UInt8.self))
        ends = try file.limits(name + ".ends", most: arena.count).dropFirst().map { $0 }
        hashes = arena.withUnsafeBufferPointer { bytes in
            ends.indices.map { id in
                Self.hash(UnsafeBufferPointer(rebasing: bytes[(id == 0 ? 0 : ends[id - 1])..<ends[id]]))
            }
        }
        var size = slots.count
        while ends.count * 2 > size { size *= 2 }
        fill(size)
    }

    private func start(_ id: Int) -> Int { id == 0 ? 0 : ends[id - 1] }

    private func equals(_ id: Int, _ term: UnsafeBufferPointer<UInt8>) -> Bool {
        let low = start(id)
        guard ends[id] - low == term.count else { return false }
        for index in 0..<term.count where arena[low + index] != term[index] { return false }
        return true
    }

    private mutating func rehash() { fill(slots.count * 2) }

    /// Puts every term into a table of so many slots.
    private mutating func fill(_ size: Int) {
        slots = [Int32](repeating: -1, count: size)
        for id in 0..<ends.count {
            var slot = Int(hashes[id]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(id)
        }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}
