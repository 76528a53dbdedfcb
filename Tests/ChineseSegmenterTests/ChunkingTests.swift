import ChineseSegmenter
import Foundation
import OpinionTestSupport
import Testing

/// However a text is cut at white space and however many threads share it, its tokens are the same.
@Suite struct ChunkingTests {
    private static func tokens(
        _ segmenter: Segmenter, _ bytes: ArraySlice<UInt8>, _ scratch: Segmenter.Scratch
    ) -> [Token] {
        var tokens: [Token] = []
        // Offsets count from the whole text's beginning.
        let start = bytes.startIndex
        bytes.withUnsafeBufferPointer { segmenter.segment($0, using: scratch, into: &tokens, tagging: true) }
        return tokens.map {
            Token(
                start: $0.range.lowerBound + start, end: $0.range.upperBound + start, kind: $0.kind, tag: $0.tag)
        }
    }

    /// A text of many short pieces, broken bytes among them, with its possible cuts: the ends of white space.
    private static func text(_ segmenter: Segmenter, _ random: inout SeededGenerator) -> ([UInt8], [Int]) {
        var bytes: [UInt8] = []
        for round in 0..<30 { bytes += SegmenterTests.randomBytes(round, &random) + [0x20] }
        let spaces = tokens(segmenter, bytes[...], Segmenter.Scratch()).filter { $0.kind == .space }
        return (bytes, spaces.map(\.range.upperBound))
    }

    private static func parts(_ bytes: [UInt8], cutAt cuts: [Int]) -> [ArraySlice<UInt8>] {
        zip([0] + cuts, cuts + [bytes.count]).map { bytes[$0..<$1] }
    }

    @Test(arguments: ["", "加装电梯 5 n\n电梯加 !\n。小 !\nA3 !"])
    func anyCutsGiveTheSameTokens(user: String) throws {
        let segmenter = try TinyModel.segmenter(user)
        var random = SeededGenerator(seed: 31)
        let scratch = Segmenter.Scratch()
        for _ in 0..<40 {
            let (bytes, cuts) = Self.text(segmenter, &random)
            let whole = Self.tokens(segmenter, bytes[...], scratch)
            for share in [1, 2, 10] {
                let some = cuts.filter { _ in Int.random(in: 0..<share, using: &random) == 0 }
                let joined = Self.parts(bytes, cutAt: some).flatMap { Self.tokens(segmenter, $0, scratch) }
                #expect(joined == whole)
            }
        }
    }

    @Test(arguments: [1, 2, 3, 8])
    func anyNumberOfThreadsGivesTheSameTokens(threads: Int) async throws {
        let segmenter = try TinyModel.segmenter("加装电梯 5 n\n电梯加 !")
        var random = SeededGenerator(seed: 37)
        let (bytes, cuts) = Self.text(segmenter, &random)
        let parts = Self.parts(bytes, cutAt: cuts)
        let whole = Self.tokens(segmenter, bytes[...], Segmenter.Scratch())
        let found = await withTaskGroup(of: [(Int, [Token])].self) { group in
            for thread in 0..<threads {
                group.addTask {
                    let scratch = Segmenter.Scratch()
                    return stride(from: thread, to: parts.count, by: threads).map {
                        ($0, Self.tokens(segmenter, parts[$0], scratch))
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(found.sorted { $0.0 < $1.0 }.flatMap(\.1) == whole)
    }

    /// With the shipped model, whose tables are larger than any cache, and long lines.
    @Test func theShippedModelGivesTheSameTokensFromManyThreads() async throws {
        let segmenter = try MeasuringData.shipped()
        let sentence = "临溪县住建局答复：幸福小区的电梯经常故障，2024年3月起加装。"
        let text = Array((0..<300).map { "\($0) \(sentence)\n" }.joined().utf8)
        let whole = Self.tokens(segmenter, text[...], Segmenter.Scratch())
        #expect(whole.last?.range.upperBound == text.count)
        await withTaskGroup(of: [Token].self) { group in
            for _ in 0..<4 { group.addTask { Self.tokens(segmenter, text[...], Segmenter.Scratch()) } }
            for await tokens in group { #expect(tokens == whole) }
        }
    }
}
