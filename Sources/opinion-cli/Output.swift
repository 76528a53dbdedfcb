import ChineseSegmenter
import Foundation

/// Writing files for commands.
enum Output {
    /// Writes bytes in one step, without a copy of them.
    static func write(_ bytes: [UInt8], to path: String) throws {
        try bytes.withUnsafeBytes { raw in
            guard let base = raw.baseAddress else { return try write(Data(), to: path) }
            let data = Data(
                bytesNoCopy: UnsafeMutableRawPointer(mutating: base), count: raw.count, deallocator: .none)
            try write(data, to: path)
        }
    }

    /// Writes a file in one step: readers see the old or the new one, never half of it.
    static func write(_ data: Data, to path: String) throws {
        do { try data.write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw CommandFailure(.cannotCreate, "\(path)：无法写出（\(error.localizedDescription)）")
        }
    }
}

/// Buffered bytes to a file or to standard output.
final class LineOutput {
    private var buffer: [UInt8] = []
    private let handle: FileHandle
    private let path: String?

    /// Creates the file; nil is standard output.
    init(path: String?) throws {
        self.path = path
        if let path {
            guard FileManager.default.createFile(atPath: path, contents: nil),
                let opened = FileHandle(forWritingAtPath: path)
            else { throw CommandFailure(.cannotCreate, "\(path)：无法写出") }
            handle = opened
        } else {
            handle = .standardOutput
        }
        buffer.reserveCapacity(1 << 17)
    }

    func append(_ text: StaticString) {
        buffer.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(contentsOf: bytes) }

    func append(_ text: String) { buffer.append(contentsOf: text.utf8) }

    /// Appends a line of tokens, two spaces between them, white space left out.
    func append(_ tokens: [Token], of line: UnsafeBufferPointer<UInt8>) {
        // Room for the line, two bytes before each token and the line end: one growth, then plain copies.
        let room = line.count + tokens.count * 2 + 1
        let written = [UInt8](unsafeUninitializedCapacity: room) { target, count in
            guard let to = target.baseAddress, let from = line.baseAddress else { return }
            for token in tokens where token.kind != .space {
                if count > 0 {
                    to[count] = UInt8(ascii: " ")
                    to[count + 1] = UInt8(ascii: " ")
                    count += 2
                }
                let range = token.range
                (to + count).update(from: from + range.lowerBound, count: range.count)
                count += range.count
            }
        }
        buffer.append(contentsOf: written)
        buffer.append(UInt8(ascii: "\n"))
    }

    func flushIfFull() throws { if buffer.count >= 1 << 16 { try flush() } }

    func flush() throws {
        guard !buffer.isEmpty else { return }
        var written = 0
        try buffer.withUnsafeBytes { bytes in
            while written < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                let count = Foundation.write(handle.fileDescriptor, rest.baseAddress, rest.count)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw CommandFailure(
                        errno == EPIPE ? .brokenPipe : .cannotCreate,
                        "\(path ?? "标准输出")：写出失败（\(String(cString: strerror(errno)))）")
                }
                written += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }

    func close() throws {
        try flush()
        if path != nil { try? handle.close() }
    }
}
