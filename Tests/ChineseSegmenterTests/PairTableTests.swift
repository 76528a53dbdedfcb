import ChineseSegmenter
import OpinionTestSupport
import Testing

@Suite struct PairTableTests {
    /// Every pair has a slot of its own, and it is where a look-up goes.
    @Test(arguments: [(0, 8), (1, 8), (6, 8), (100, 128), (3_276, 4_096), (50_000, 65_536)])
    func everyPairIsFound(pairs: Int, slots: Int) throws {
        var random = SeededGenerator(seed: UInt64(pairs))
        var keys: Set<UInt32> = []
        while keys.count < pairs { keys.insert(UInt32.random(in: 1...0x0FFF_0FFF, using: &random)) }
        let table = try #require(PairTable.build(keys.sorted(), slots: slots))
        #expect(table.keys.count == slots && table.displacements.count == slots / 4)
        let slotShift = UInt32(32 - slots.trailingZeroBitCount)
        for key in keys {
            let displacement = table.displacements[PairTable.bucket(key, shift: slotShift + 2)]
            #expect(table.keys[PairTable.slot(key, displacement, shift: slotShift)] == key)
        }
        #expect(table.keys.count { $0 != 0 } == pairs)
    }

    @Test func moreThanTheSlotsHoldIsRefused() {
        #expect(PairTable.build(Array(1...9), slots: 8) == nil)
    }
}
