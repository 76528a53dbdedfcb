import CICU

/// A text file's content as UTF-8 bytes in pieces, whatever its encoding.
package struct TextStream: Sendable {
    /// The file.
    package let source: ByteSource
    /// Its encoding.
    package let encoding: TextEncoding

    /// A stream over a file in an encoding.
    package init(source: ByteSource, encoding: TextEncoding) {
        self.source = source
        self.encoding = encoding
    }

    /// Calls `body` with each piece, without the byte-order mark; `body` returns false to stop.
    ///
    /// Characters may be cut at the ends of pieces. Returns the bad byte sequences that became U+FFFD; for UTF-8, whose
    /// bytes pass as they are and are repaired where strings are made, nil (`FileScan` has counted them).
    @discardableResult
    package func forEachChunk(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws -> (count: Int, offset: Int)? {
        if encoding.name == "UTF-8" {
            try source.forEachChunk(skip: encoding.markLength, body)
            return nil
        }
        guard let converter = cicu_converter_open(encoding.name) else {
            throw IngestError.binary(file: source.name)
        }
        defer { cicu_converter_close(converter) }
        let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 18)
        defer { room.deallocate() }
        var stopped = false
        // Converts one piece wholly; false when `body` asks to stop.
        func convert(_ piece: UnsafeBufferPointer<UInt8>?, flush: Bool) throws -> Bool {
            var done = 0
            let count = piece?.count ?? 0
            while true {
                var consumed: Int64 = 0
                let written = cicu_converter_convert(
                    converter, piece?.baseAddress.map { $0 + done }, Int64(count - done), flush ? 1 : 0,
                    room.baseAddress, Int64(room.count), &consumed)
                guard written >= 0 else { throw IngestError.binary(file: source.name) }
                done += Int(consumed)
                if written > 0 {
                    guard try body(UnsafeBufferPointer(rebasing: room[..<Int(written)])) else { return false }
                }
                if written == 0 || (!flush && done == count && written < room.count) { return true }
            }
        }
        try source.forEachChunk(skip: encoding.markLength) { piece in
            let goOn = try convert(piece, flush: false)
            stopped = !goOn
            return goOn
        }
        if !stopped { _ = try convert(nil, flush: true) }
        let bad = Int(cicu_converter_bad_count(converter))
        return bad == 0 ? nil : (bad, Int(cicu_converter_first_bad(converter)) + encoding.markLength)
    }

    /// The first bytes of the text, at most `limit`.
    package func prefix(_ limit: Int) throws -> [UInt8] {
        var result: [UInt8] = []
        try forEachChunk { chunk in
            result.append(contentsOf: chunk.prefix(limit - result.count))
            return result.count < limit
        }
        return result
    }
}
