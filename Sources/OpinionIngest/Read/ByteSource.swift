import CArchive
import Foundation

/// The bytes of a file, of a member of an archive, or in memory, read in pieces.
///
/// Reading (rather than mapping) keeps the resident memory the same for files of every size, and a file that is cut
/// short meanwhile ends early instead of killing the process.
package struct ByteSource: Sendable {
    private enum Storage: Sendable {
        case file(URL)
        case memory([UInt8])
        case member(ArchiveMember)
    }

    /// A container inside a container is held in memory up to this many bytes: it is read in several passes.
    package static let heldLimit = 128 << 20

    private let storage: Storage
    /// The file's name without its folder, for messages.
    package let name: String

    /// A file on disk.
    package init(_ url: URL) {
        storage = .file(url)
        name = url.lastPathComponent
    }

    /// Bytes in memory under a name.
    package init(bytes: [UInt8], name: String) {
        storage = .memory(bytes)
        self.name = name
    }

    /// A member of an archive under a name, read from the archive anew in each pass.
    init(member: ArchiveMember, name: String) {
        storage = .member(member)
        self.name = name
    }

    /// The same bytes, in memory where they are a member of an archive. Throws `tooLarge` beyond `heldLimit`.
    func held() throws -> ByteSource {
        guard case .member = storage else { return self }
        var bytes: [UInt8] = []
        try forEachChunk { chunk in
            guard bytes.count + chunk.count <= Self.heldLimit else {
                throw IngestError.tooLarge(file: name, part: name, limit: Self.heldLimit)
            }
            bytes.append(contentsOf: chunk)
            return true
        }
        return ByteSource(bytes: bytes, name: name)
    }

    /// Opens the bytes with libarchive; `support` says what kinds of container are looked for.
    func withArchive<Result>(
        _ support: (OpaquePointer) -> Void, _ body: (OpaquePointer) throws -> Result
    ) throws -> Result {
        guard let archive = archive_read_new() else { throw IngestError.unreadable(file: name, code: ENOMEM) }
        defer { archive_read_free(archive) }
        support(archive)
        switch storage {
        case .file(let url):
            guard archive_read_open_filename(archive, url.path, 1 << 17) == ARCHIVE_OK else {
                throw IngestError.corrupt(file: name, part: "压缩包", row: nil)
            }
            return try body(archive)
        case .memory(let bytes):
            return try bytes.withUnsafeBytes { all in
                guard archive_read_open_memory(archive, all.baseAddress, all.count) == ARCHIVE_OK else {
                    throw IngestError.corrupt(file: name, part: "压缩包", row: nil)
                }
                return try body(archive)
            }
        case .member: return try held().withArchive(support, body)
        }
    }

    /// Calls `body` with each piece in order, leaving out the first `skip` bytes; `body` returns false to stop.
    package func forEachChunk(
        size: Int = 1 << 18, skip: Int = 0, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        switch storage {
        case .member(let member):
            var left = skip
            try member.forEachBlock(name: name) { block in
                let rest = UnsafeBufferPointer(rebasing: block.dropFirst(left))
                left -= min(left, block.count)
                return try rest.isEmpty || body(rest)
            }
        case .memory(let bytes):
            try bytes.withUnsafeBufferPointer { all in
                var start = min(skip, all.count)
                while start < all.count {
                    let end = min(start + size, all.count)
                    guard try body(UnsafeBufferPointer(rebasing: all[start..<end])) else { return }
                    start = end
                }
            }
        case .file(let url):
            let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw error(errno) }
            defer { close(descriptor) }
            var information = stat()
            guard fstat(descriptor, &information) == 0 else { throw error(errno) }
            if information.st_mode & S_IFMT == S_IFDIR { throw IngestError.isDirectory(file: name) }
            if skip > 0, lseek(descriptor, off_t(skip), SEEK_SET) < 0 { throw error(errno) }
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size)
            defer { buffer.deallocate() }
            while true {
                let count = Foundation.read(descriptor, buffer.baseAddress, size)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw error(errno)
                }
                guard count > 0, try body(UnsafeBufferPointer(rebasing: buffer[..<count])) else { return }
            }
        }
    }

    private func error(_ code: Int32) -> IngestError {
        switch code {
        case ENOENT, ENOTDIR: .notFound(file: name)
        case EACCES, EPERM: .noPermission(file: name)
        case EISDIR: .isDirectory(file: name)
        default: .unreadable(file: name, code: code)
        }
    }
}
