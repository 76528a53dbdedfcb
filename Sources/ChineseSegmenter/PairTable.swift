/// Where a pair of characters has its weights: a perfect hash by displacement (Belazzougui, Botelho and Dietzfelbinger
/// 2009, "Hash, displace, and compress").
///
/// A pair's bucket says by how much to displace its hash, and the displaced hash is its slot: one look at one key answers,
/// whether the pair is known or not. An open-addressed table as full as this one needs three looks on the mean and stops
/// at a place that no processor foresees.
package enum PairTable {
    /// The bucket of a pair, of `1 << (32 - shift)` many.
    @inline(__always)
    package static func bucket(_ key: UInt32, shift: UInt32) -> Int { Int((key &* 0x85EB_CA6B) >> shift) }

    /// The slot of a pair whose bucket is displaced by so much, of `1 << (32 - shift)` many.
    @inline(__always)
    package static func slot(_ key: UInt32, _ displacement: UInt16, shift: UInt32) -> Int {
        let mixed = (key &* 0x9E37_79B1) ^ (UInt32(displacement) &* 0x27D4_EB2F)
        return Int((mixed &* 0xC2B2_AE3D) >> shift)
    }

    /// A table for distinct pairs, none of them 0.
    ///
    /// - Parameter slots: a power of two, at least 5/4 of the number of pairs.
    /// - Returns: the displacement of each of `slots / 4` buckets and the key of each slot, 0 where it is free; nil where no
    ///   displacement was found, which doubling the slots cures.
    package static func build(_ pairs: [UInt32], slots: Int) -> (displacements: [UInt16], keys: [UInt32])? {
        let buckets = max(2, slots / 4)
        let slotShift = UInt32(32 - slots.trailingZeroBitCount)
        let bucketShift = UInt32(32 - buckets.trailingZeroBitCount)
        var members = [[UInt32]](repeating: [], count: buckets)
        for pair in pairs { members[bucket(pair, shift: bucketShift)].append(pair) }
        var displacements = [UInt16](repeating: 0, count: buckets)
        var keys = [UInt32](repeating: 0, count: slots)
        // The fullest buckets first, while there is room.
        for bucket in members.indices.sorted(by: { (members[$1].count, $0) < (members[$0].count, $1) }) {
            let own = members[bucket]
            guard !own.isEmpty else { break }
            let found = (UInt16.min...UInt16.max).first { displacement in
                var taken: [Int] = []
                for key in own {
                    let slot = slot(key, displacement, shift: slotShift)
                    guard keys[slot] == 0, !taken.contains(slot) else { return false }
                    taken.append(slot)
                }
                return true
            }
            guard let found else { return nil }
            displacements[bucket] = found
            for key in own { keys[slot(key, found, shift: slotShift)] = key }
        }
        return (displacements, keys)
    }
}
