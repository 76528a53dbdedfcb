import ChineseSegmenter
import Foundation

/// Streams lines through the segmenter; memory does not grow with the input.
struct LineSegmenter {
    let segmenter: Segmenter

    /// Reads `input` (nil: standard input) and writes one line for each line read.
    func run(input: String?, output: LineOutput) throws {
        let scratch = Segmenter.Scratch()
        var tokens: [Token] = []
        try TextLines.read(input) { line in
            tokens.removeAll(keepingCapacity: true)
            segmenter.segment(line, using: scratch, into: &tokens)
            output.append(tokens, of: line)
            try output.flushIfFull()
        }
    }
}
