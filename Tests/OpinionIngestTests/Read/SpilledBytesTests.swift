import OpinionIngest
import OpinionTestSupport
import Testing

struct SpilledBytesTests {
    /// Pieces of random lengths, empty and over several pages, then random ranges of them.
    @Test(arguments: [0, SpilledBytes.pageSize, 3 * SpilledBytes.pageSize + 7, 1 << 30])
    func whatWasPutInComesOut(heldLimit: Int) throws {
        var random = SeededGenerator(seed: 3)
        let spilled = SpilledBytes(heldLimit: heldLimit)
        var plain: [UInt8] = []
        while plain.count < 200 * SpilledBytes.pageSize {
            let length =
                [0, 1, 7, 300, SpilledBytes.pageSize, 3 * SpilledBytes.pageSize + 1]
                .randomElement(using: &random) ?? 1
            let piece = (0..<length).map { UInt8(truncatingIfNeeded: plain.count &+ $0 &* 31) }
            piece.withUnsafeBufferPointer { spilled.append($0) }
            plain += piece
            #expect(spilled.count == plain.count)
        }
        #expect(spilled.isInFile == (heldLimit < plain.count))
        for _ in 0..<2_000 {
            let start = Int.random(in: 0...plain.count, using: &random)
            let end = min(plain.count, start + Int.random(in: 0...(2 * SpilledBytes.pageSize), using: &random))
            let found = try #require(spilled.withBytes(start..<end) { Array($0) })
            #expect(found == Array(plain[start..<end]))
        }
        #expect(spilled.withBytes(plain.count..<(plain.count + 1)) { $0.count } == nil)
    }
}
