import Foundation

/// A file's bytes mapped into memory read-only; unmapped with the last reference.
///
/// Sendable is unchecked because of the pointer: the mapping is read-only and lives as long as the object.
package final class MappedFile: @unchecked Sendable {
    /// The mapped bytes; valid while the object lives.
    package let bytes: UnsafeRawBufferPointer

    /// Maps a whole file.
    ///
    /// - Throws: `DictionaryError.unreadable` where the file can't be opened or mapped or is empty.
    package init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw DictionaryError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0 else {
            throw DictionaryError.unreadable(path: path, reason: "the file is empty")
        }
        let length = Int(status.st_size)
        guard let base = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw DictionaryError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: base, count: length)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}

/// A copy of bytes in memory, aligned like a mapped file; read-only, so sharing it is safe.
final class OwnedBytes: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer

    init(_ source: [UInt8]) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: source.count, alignment: 64)
        block.copyBytes(from: source)
        bytes = UnsafeRawBufferPointer(block)
    }

    deinit { bytes.deallocate() }
}

/// The bytes of a compiled file, wherever they lie.
enum MappedBytes: Sendable {
    case mapped(MappedFile)
    case owned(OwnedBytes)

    var bytes: UnsafeRawBufferPointer {
        switch self {
        case .mapped(let file): file.bytes
        case .owned(let block): block.bytes
        }
    }
}
