import Foundation

/// The lines of a text in memory, without their line ends.
struct Lines: Sendable {
    private let text: [UInt8]
    private let ends: [Int]

    /// Splits a text at line feeds.
    init(_ data: Data) {
        let text = Array(data)
        var ends = text.indices.filter { text[$0] == UInt8(ascii: "\n") }
        if let last = text.last, last != UInt8(ascii: "\n") { ends.append(text.count) }
        self.text = text
        self.ends = ends
    }

    /// How many lines there are.
    var count: Int { ends.count }
    /// How many bytes there are, line ends included.
    var bytes: Int { text.count }
    /// How many characters there are in lines: bytes that begin one.
    var characters: Int { text.count { $0 & 0xC0 != 0x80 && $0 != UInt8(ascii: "\n") } }

    /// Hands a line's bytes to `body`.
    func with<Result>(_ line: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let start = line == 0 ? 0 : ends[line - 1] + 1
        return text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<ends[line]])) }
    }

    /// The lines in so many neighbouring ranges of about as many bytes each.
    func shares(_ parts: Int) -> [Range<Int>] {
        var shares: [Range<Int>] = []
        var start = 0
        for part in 1...parts {
            let aim = text.count / parts * part
            let end = part == parts ? count : max(start, ends.firstIndex { $0 >= aim } ?? count)
            shares.append(start..<end)
            start = end
        }
        return shares
    }
}
