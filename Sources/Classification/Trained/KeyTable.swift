/// Numbers for 64-bit keys, in the order in which they are first seen, and how often each was asked for: open addressing
/// over already mixed keys, key, number and count side by side so that a look costs one cache miss.
struct KeyTable {
    private struct Slot {
        var key: UInt64
        /// −1 where the slot is free.
        var id: Int32
        var count: Int32
    }

    private var slots = [Slot](repeating: Slot(key: 0, id: -1, count: 0), count: 1 << 14)
    /// Distinct keys so far.
    private(set) var count = 0

    /// The number of a key, added where it is new, and counted. O(1).
    @inline(__always)
    mutating func intern(_ key: UInt64) -> Int32 {
        var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[slot].id >= 0 {
            if slots[slot].key == key {
                slots[slot].count += 1
                return slots[slot].id
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        let id = Int32(truncatingIfNeeded: count)
        slots[slot] = Slot(key: key, id: id, count: 1)
        count += 1
        if count * 4 > slots.count * 3 { grow() }
        return id
    }

    private mutating func grow() {
        var wider = [Slot](repeating: Slot(key: 0, id: -1, count: 0), count: slots.count * 2)
        for entry in slots where entry.id >= 0 {
            var slot = Int(truncatingIfNeeded: entry.key) & (wider.count - 1)
            while wider[slot].id >= 0 { slot = (slot + 1) & (wider.count - 1) }
            wider[slot] = entry
        }
        slots = wider
    }

    /// How often each key was asked for, by number.
    var counts: [Int32] {
        var result = [Int32](repeating: 0, count: count)
        for slot in slots where slot.id >= 0 { result[Int(slot.id)] = slot.count }
        return result
    }

    /// The keys of the numbers that have a place (0 and up) in `places`, by place.
    func keys(places: [Int32], count: Int) -> [UInt64] {
        var result = [UInt64](repeating: 0, count: count)
        for slot in slots where slot.id >= 0 && places[Int(slot.id)] >= 0 {
            result[Int(places[Int(slot.id)])] = slot.key
        }
        return result
    }
}
