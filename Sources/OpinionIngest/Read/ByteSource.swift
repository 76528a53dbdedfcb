import Foundation

/// The bytes of a file, or bytes in memory, read in pieces of fixed size.
///
/// Reading (rather than mapping) keeps the resident memory the same for files of every size, and a file that is cut
/// short meanwhile ends early instead of killing the process.
package struct ByteSource: Sendable {
    private enum Storage: Sendable {
        case file(URL)
        case memory([UInt8])
    }

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

    /// Calls `body` with each piece in order, leaving out the first `skip` bytes; `body` returns false to stop.
    package func forEachChunk(
        size: Int = 1 << 18, skip: Int = 0, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        switch storage {
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
