import ChineseSegmenter
import Foundation

/// Streams lines through the segmenter; memory does not grow with the input.
struct LineSegmenter {
    let segmenter: Segmenter

    /// Reads `input` (nil: standard input) and writes one line for each line read.
    func run(input: String?, output: LineOutput) throws {
        let handle = try Input.open(input)
        defer { if input != nil { try? handle.close() } }
        let scratch = Segmenter.Scratch()
        var tokens: [Token] = []
        var buffer: [UInt8] = []
        var searched = 0
        var isFirst = true
        func write(_ line: UnsafeBufferPointer<UInt8>, ended: Bool) throws {
            var content = line
            // A byte-order mark belongs to the file, not to the text.
            if isFirst, content.starts(with: [0xEF, 0xBB, 0xBF]) {
                content = UnsafeBufferPointer(rebasing: content.dropFirst(3))
            }
            isFirst = false
            if ended, content.last == UInt8(ascii: "\r") { content = UnsafeBufferPointer(rebasing: content.dropLast()) }
            tokens.removeAll(keepingCapacity: true)
            segmenter.segment(content, using: scratch, into: &tokens)
            var first = true
            for token in tokens where token.kind != .space {
                if !first { output.append("  ") }
                first = false
                output.append(UnsafeBufferPointer(rebasing: content[token.range]))
            }
            output.append("\n")
            try output.flushIfFull()
        }
        while let chunk = try Input.read(handle, upTo: 1 << 18), !chunk.isEmpty {
            buffer.append(contentsOf: chunk)
            var lineStart = 0
            try buffer.withUnsafeBufferPointer { bytes in
                while let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                    try write(UnsafeBufferPointer(rebasing: bytes[lineStart..<end]), ended: true)
                    lineStart = end + 1
                    searched = lineStart
                }
            }
            buffer.removeFirst(lineStart)
            searched = buffer.count
        }
        if !buffer.isEmpty { try buffer.withUnsafeBufferPointer { try write($0, ended: true) } }
    }
}
