import CICU

/// A text file's content as UTF-8 bytes in pieces, whatever its encoding.
package struct TextStream: Sendable {
    /// The file.
    package let source: ByteSource
    /// Its encoding.
    package let encoding: TextEncoding

    /// Whether the bytes are known to be UTF-8 without a fault, so that nothing need be looked at.
    private let isWellFormed: Bool

    /// A stream over a file in an encoding.
    package init(source: ByteSource, encoding: TextEncoding, isWellFormed: Bool = false) {
        self.source = source
        self.encoding = encoding
        self.isWellFormed = isWellFormed
    }

    /// Calls `body` with each piece, without the byte-order mark; `body` returns false to stop.
    ///
    /// Characters may be cut at the ends of pieces. Returns the bad byte sequences, each of whose bytes stands in the text as
    /// `\xNN`, and the offset in the file of the first one; nil without any.
    ///
    /// - Parameter end: the bytes of the file to be read, mark included; nil for all.
    @discardableResult
    package func forEachChunk(
        upTo end: Int? = nil, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws -> (count: Int, offset: Int)? {
        var left = (end ?? Int.max) - encoding.markLength
        func pieces(_ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
            try source.forEachChunk(skip: encoding.markLength) { piece in
                guard left > 0 else { return false }
                let part = UnsafeBufferPointer(rebasing: piece.prefix(left))
                left -= part.count
                return try body(part)
            }
        }
        if encoding.name == "UTF-8", isWellFormed {
            try pieces(body)
            return nil
        }
        if encoding.name == "UTF-8" {
            var repair = UTF8Repair()
            var goesOn = true
            try pieces { piece in
                goesOn = try repair.push(piece, body)
                return goesOn
            }
            if goesOn { try repair.finish(body) }
            return repair.firstBad.map { (repair.badCount, $0 + encoding.markLength) }
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
        try pieces { piece in
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

    /// Bytes in an encoding as a string, bad ones as `\xNN`, without NUL.
    package static func text(of bytes: [UInt8], in encoding: String) -> String {
        text(of: bytes, in: TextEncoding(name: encoding, confidence: 100))
    }

    /// Bytes in an encoding, found where none is given, as a string.
    package static func text(of bytes: [UInt8], in encoding: TextEncoding) -> String {
        var result: [UInt8] = []
        let stream = TextStream(source: ByteSource(bytes: bytes, name: ""), encoding: encoding)
        do {
            try stream.forEachChunk { chunk in
                result.append(contentsOf: chunk)
                return true
            }
        } catch { return String(decoding: bytes, as: UTF8.self) }
        if result.contains(0) { result.removeAll { $0 == 0 } }
        return String(decoding: result, as: UTF8.self)
    }
}
