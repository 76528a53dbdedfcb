import Foundation

/// Lines of a text file or of standard input, one at a time.
enum TextLines {
    /// Calls `body` with each line, its LF or CRLF removed; a byte-order mark at the beginning is skipped.
    ///
    /// - Parameter path: a file, or `-` for standard input.
    static func read(_ path: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        let handle = try Input.open(path)
        defer { if path != "-" { try? handle.close() } }
        var buffer: [UInt8] = []
        var searched = 0
        var isFirst = true
        func deliver(_ line: ArraySlice<UInt8>) throws {
            var line = line
            if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
            isFirst = false
            if line.last == 13 { line = line.dropLast() }
            try body(line)
        }
        while let chunk = try Input.read(handle, upTo: 1 << 18), !chunk.isEmpty {
            buffer.append(contentsOf: chunk)
            var start = 0
            while let end = buffer[searched...].firstIndex(of: 10) {
                try deliver(buffer[start..<end])
                start = end + 1
                searched = start
            }
            buffer.removeFirst(start)
            searched = buffer.count
        }
        if !buffer.isEmpty { try deliver(buffer[...]) }
    }
}
