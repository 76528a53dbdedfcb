import Foundation

/// Lines of a text file or of standard input, one at a time; memory does not grow with the input.
enum TextLines {
    /// Calls `body` with each line, its LF or CRLF removed; a byte-order mark at the beginning is skipped.
    ///
    /// - Parameter path: a file; `-` or nil is standard input.
    static func read(_ path: String?, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let handle = try Input.open(path)
        defer { if let path, path != "-" { try? handle.close() } }
        var buffer: [UInt8] = []
        var searched = 0
        var isFirst = true
        func deliver(_ line: UnsafeBufferPointer<UInt8>) throws {
            var line = line
            if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) {
                line = UnsafeBufferPointer(rebasing: line.dropFirst(3))
            }
            isFirst = false
            if line.last == UInt8(ascii: "\r") { line = UnsafeBufferPointer(rebasing: line.dropLast()) }
            try body(line)
        }
        while let chunk = try Input.read(handle, upTo: 1 << 18), !chunk.isEmpty {
            buffer.append(contentsOf: chunk)
            var start = 0
            try buffer.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                while let found = memchr(base + searched, 10, bytes.count - searched) {
                    let end = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
                    try deliver(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                    start = end + 1
                    searched = start
                }
            }
            buffer.removeFirst(start)
            searched = buffer.count
        }
        if !buffer.isEmpty { try buffer.withUnsafeBufferPointer(deliver) }
    }
}
