/// Cuts a stream of bytes into lines (LF, CRLF or CR) and delivers each with its number, from 1.
final class LineSplitter {
    private var pending: [UInt8] = []
    private var number = 0
    private var afterReturn = false

    func push(
        _ chunk: UnsafeBufferPointer<UInt8>, _ deliver: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        var start = 0
        var i = 0
        while i < chunk.count {
            let byte = chunk[i]
            if byte == 0x0A, afterReturn {
                start = i + 1
                afterReturn = false
            } else if byte == 0x0A || byte == 0x0D {
                try end(UnsafeBufferPointer(rebasing: chunk[start..<i]), deliver)
                start = i + 1
                afterReturn = byte == 0x0D
            } else {
                afterReturn = false
            }
            i += 1
        }
        if start < chunk.count { pending.append(contentsOf: chunk[start...]) }
        guard pending.count <= CSVParser.rowLimit else {
            throw IngestError.rowTooLong(file: "", row: number + 1, limit: CSVParser.rowLimit)
        }
    }

    func finish(_ deliver: (Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        if !pending.isEmpty { try end(UnsafeBufferPointer(start: nil, count: 0), deliver) }
    }

    private func end(
        _ rest: UnsafeBufferPointer<UInt8>, _ deliver: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        number += 1
        if pending.isEmpty { return try deliver(number, rest) }
        pending.append(contentsOf: rest)
        try pending.withUnsafeBufferPointer { try deliver(number, $0) }
        pending.removeAll(keepingCapacity: pending.capacity < 1 << 22)
    }
}

/// Cuts a top-level JSON array into its elements by counting brackets outside strings, and delivers each with its
/// number, from 1.
final class ArraySplitter {
    private var pending: [UInt8] = []
    private var depth = 0
    private var inString = false
    private var escaped = false
    /// The elements delivered.
    private(set) var count = 0
    /// Whether the closing bracket was seen.
    private(set) var isComplete = false

    func push(
        _ chunk: UnsafeBufferPointer<UInt8>, _ deliver: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        for byte in chunk where !isComplete {
            if inString {
                pending.append(byte)
                if escaped {
                    escaped = false
                } else if byte == 0x5C {
                    escaped = true
                } else if byte == 0x22 {
                    inString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                if depth > 1 { pending.append(byte) }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth > 0 {
                    pending.append(byte)
                } else {
                    try end(deliver)
                    isComplete = true
                }
            case UInt8(ascii: ",") where depth == 1: try end(deliver)
            default:
                if byte == 0x22 { inString = true }
                if depth > 0 { pending.append(byte) }
            }
        }
        guard pending.count <= CSVParser.rowLimit else {
            throw IngestError.rowTooLong(file: "", row: count + 1, limit: CSVParser.rowLimit)
        }
    }

    private func end(_ deliver: (Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        guard pending.contains(where: { $0 > 0x20 }) else { return pending.removeAll(keepingCapacity: true) }
        count += 1
        try pending.withUnsafeBufferPointer { try deliver(count, $0) }
        pending.removeAll(keepingCapacity: true)
    }
}
