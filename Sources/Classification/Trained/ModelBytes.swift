import Foundation

/// A model's bytes, mapped read-only from a file or owned; they live as long as the object.
///
/// Sendable is unchecked because of the pointer: nobody writes to it. `ChineseSegmenter` maps its files in the same way;
/// the targets know nothing of each other, so each has its own few lines.
final class ModelBytes: @unchecked Sendable {
    let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool

    /// Maps a whole file.
    init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ClassifierError.unreadable(
                path: path, reason: errno == ENOENT ? "文件不存在" : String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw ClassifierError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw ClassifierError.unreadable(path: path, reason: "不是普通文件")
        }
        guard status.st_size > 0 else {
            throw ClassifierError.damaged(path: path, expected: "分类模型", found: "空文件")
        }
        let length = Int(status.st_size)
        guard let base = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw ClassifierError.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: base, count: length)
        isMapped = true
    }

    /// Copies bytes, aligned as a mapping is.
    init(_ content: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 64)
        copy.copyBytes(from: content)
        bytes = UnsafeRawBufferPointer(copy)
        isMapped = false
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        } else {
            bytes.deallocate()
        }
    }
}
