import CArchive
import Foundation

/// The parts of a zip container, read through libarchive one at a time.
///
/// Each part is found by a pass of its own over the directory, which costs little as libarchive skips the bytes between.
/// A container that is cut short has lost its directory; libarchive then reads it from the front as far as it goes.
struct ZipArchive {
    /// A part inflated beyond this many bytes is refused.
    static let partLimit = 2 << 30
    /// Beyond `ratioFloor` bytes a part may be at most this many times as large as the whole container.
    static let ratioLimit = 400
    /// Inflated bytes below which no ratio is looked at.
    static let ratioFloor = 64 << 20

    let url: URL
    let size: Int
    let partLimit: Int

    private var file: String { url.lastPathComponent }

    init(url: URL, size: Int, partLimit: Int = ZipArchive.partLimit) {
        self.url = url
        self.size = size
        self.partLimit = partLimit
    }

    /// The names of the parts in the order in which they are stored, and whether the container is whole.
    func names() throws -> (names: [String], isWhole: Bool) {
        let archive = try open()
        defer { archive_read_free(archive) }
        var names: [String] = []
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return (names, true) }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { return (names, false) }
            if let name = Self.name(entry) { names.append(name) }
        }
    }

    /// Calls `body` with the bytes of a part, piece by piece, until it returns false. False where there is no such part.
    ///
    /// Throws `corrupt` where the part ends too early, after all the good bytes were delivered.
    func read(_ part: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws -> Bool {
        let archive = try open()
        defer { archive_read_free(archive) }
        while true {
            var entry: OpaquePointer?
            let status = archive_read_next_header(archive, &entry)
            if status == ARCHIVE_EOF { return false }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { return false }
            guard Self.name(entry)?.lowercased() == part.lowercased() else { continue }
            var total = 0
            while true {
                // Block by block: `archive_read_data` would drop the good bytes before an error. A block may come
                // together with an error, where only its checksum is wrong.
                var block: UnsafeRawPointer?
                var count = 0
                var offset: Int64 = 0
                let status = archive_read_data_block(archive, &block, &count, &offset)
                if status == ARCHIVE_EOF { return true }
                total += count
                if total > partLimit || (total > Self.ratioFloor && total / Self.ratioLimit > size) {
                    let limit = min(partLimit, max(Self.ratioFloor, size * Self.ratioLimit))
                    throw IngestError.tooLarge(file: file, part: part, limit: limit)
                }
                if count > 0, let block {
                    let bytes = UnsafeBufferPointer(start: block.assumingMemoryBound(to: UInt8.self), count: count)
                    guard try body(bytes) else { return true }
                }
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
                    throw IngestError.corrupt(file: file, part: part, row: nil)
                }
            }
        }
    }

    private func open() throws -> OpaquePointer {
        guard let archive = archive_read_new() else { throw IngestError.unreadable(file: file, code: ENOMEM) }
        archive_read_support_format_zip(archive)
        guard archive_read_open_filename(archive, url.path, 1 << 17) == ARCHIVE_OK else {
            archive_read_free(archive)
            throw IngestError.corrupt(file: file, part: "压缩包", row: nil)
        }
        return archive
    }

    private static func name(_ entry: OpaquePointer?) -> String? {
        guard let entry, let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            return nil
        }
        let text = String(cString: name).replacingOccurrences(of: "\\", with: "/")
        return text.hasPrefix("/") ? String(text.dropFirst()) : text
    }
}
