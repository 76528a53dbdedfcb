import Foundation

/// Writes a ``SectionFile``: sections one after the other, each in as many pieces as it comes in.
///
/// Nothing is seen under the file's own name before ``finish()``; a writer that is dropped leaves nothing. The file can be
/// read by its owner only.
public final class SectionWriter {
    private let path: String
    private var descriptor: Int32
    private var sections: [SectionFile.Section] = []
    private var position = 0
    private var buffer: [UInt8] = []

    private var draft: String { path + ".new" }

    /// Begins a file; a draft that a killed run left is written over.
    ///
    /// - Throws: ``SectionFile/Unusable`` where it can't be made.
    public init(path: String) throws {
        self.path = path
        descriptor = open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SectionFile.Unusable(description: String(cString: strerror(errno))) }
        // A draft that was there keeps its own mode otherwise.
        guard fchmod(descriptor, 0o600) == 0 else { throw failure() }
        buffer.reserveCapacity(1 << 20)
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(draft)
    }

    /// Begins a section; what is appended next belongs to it.
    public func begin(_ name: String) throws {
        let padding = (SectionFile.alignment - position % SectionFile.alignment) % SectionFile.alignment
        try [UInt8](repeating: 0, count: padding).withUnsafeBytes { try put($0) }
        sections.append(.init(name: name, offset: position, bytes: 0))
    }

    /// Appends numbers to the section begun last.
    public func append<Number: BitwiseCopyable>(_ numbers: [Number]) throws {
        try numbers.withUnsafeBytes { try put($0) }
        if let last = sections.indices.last { sections[last].bytes = position - sections[last].offset }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws {
        position += bytes.count
        if buffer.count + bytes.count > 1 << 20 { try flush() }
        if bytes.count >= 1 << 20 { try write(bytes) } else { buffer.append(contentsOf: bytes) }
    }

    /// A whole section.
    public func add<Number: BitwiseCopyable>(_ name: String, _ numbers: [Number]) throws {
        try begin(name)
        try append(numbers)
    }

    /// A whole section of text.
    public func add(_ name: String, text: String) throws { try add(name, Array(text.utf8)) }

    /// Ends the file and gives it its name, in place of one that had it.
    public func finish() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let table = [UInt8](try encoder.encode(sections))
        let end = table + withUnsafeBytes(of: UInt64(table.count).littleEndian) { Array($0) } + SectionFile.mark
        try end.withUnsafeBytes { try put($0) }
        try flush()
        guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw failure() }
        descriptor = -1
        guard rename(draft, path) == 0 else { throw failure() }
    }

    private func flush() throws {
        try buffer.withUnsafeBytes { try write($0) }
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while let base = rest.baseAddress, !rest.isEmpty {
            let count = Foundation.write(descriptor, base, rest.count)
            guard count > 0 || errno == EINTR else { throw failure() }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, count)))
        }
    }

    private func failure() -> SectionFile.Unusable { .init(description: String(cString: strerror(errno))) }
}
