import CArchive
import Foundation

/// The parts of a zip container, read through libarchive one at a time.
///
/// Each part is found by a pass of its own over the directory, which costs little as libarchive skips the bytes between.
/// A container that is cut short has lost its directory; libarchive then reads it from the front as far as it goes.
struct ZipArchive: Sendable {
    /// A part inflated beyond this many bytes is refused.
    static let partLimit = 2 << 30
    /// Beyond `ratioFloor` bytes a part may be at most this many times as large as the whole container.
    static let ratioLimit = 400
    /// Inflated bytes below which no ratio is looked at.
    static let ratioFloor = 64 << 20

    let source: ByteSource
    let size: Int
    let partLimit: Int

    /// The container's name, for messages.
    var file: String { source.name }

    init(source: ByteSource, size: Int, partLimit: Int = ZipArchive.partLimit) {
        self.source = source
        self.size = size
        self.partLimit = partLimit
    }

    /// The names of the parts in the order in which they are stored, and whether the container is whole.
    func names() throws -> (names: [String], isWhole: Bool) {
        try open { archive in
            var names: [String] = []
            while true {
                var entry: OpaquePointer?
                let status = archive_read_next_header(archive, &entry)
                if status == ARCHIVE_EOF { return (names, true) }
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { return (names, false) }
                if let name = Self.name(entry) { names.append(name) }
            }
        }
    }

    /// Calls `body` with the bytes of a part, piece by piece, until it returns false. False where there is no such part.
    ///
    /// Throws `corrupt` where the part ends too early, after all the good bytes were delivered.
    func read(_ part: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws -> Bool {
        try open { archive in
            while true {
                var entry: OpaquePointer?
                let status = archive_read_next_header(archive, &entry)
                if status == ARCHIVE_EOF { return false }
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN else { return false }
                guard Self.name(entry)?.lowercased() == part.lowercased() else { continue }
                try ArchiveBlocks.read(archive, file: file, part: part, limit: limit, body)
                return true
            }
        }
    }

    /// The same; `ahead` inflates on a thread of its own, some pieces before the one that `body` has.
    func read(_ part: String, ahead: Bool, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws -> Bool {
        guard ahead else { return try read(part, body) }
        do {
            return try ReadAhead<[UInt8], Bool>.run(depth: 4) { put in
                try read(part) { chunk in
                    try put(Array(chunk))
                    return true
                }
            } use: { chunk in
                guard try chunk.withUnsafeBufferPointer(body) else { throw Enough() }
            } ?? false
        } catch is Enough { return true }
    }

    /// Ends a reading whose receiver has enough.
    private struct Enough: Error {}

    /// The bytes that a part may inflate to.
    private var limit: Int {
        min(partLimit, max(Self.ratioFloor, size.multipliedReportingOverflow(by: Self.ratioLimit).partialValue))
    }

    private func open<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
        try source.withArchive({ archive_read_support_format_zip($0) }, body)
    }

    private static func name(_ entry: OpaquePointer?) -> String? {
        guard let entry, let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry) else {
            return nil
        }
        let text = String(cString: name).replacingOccurrences(of: "\\", with: "/")
        return text.hasPrefix("/") ? String(text.dropFirst()) : text
    }
}

/// The inflated bytes of the member that libarchive stands at.
enum ArchiveBlocks {
    /// Calls `body` with each block until it returns false.
    ///
    /// Throws `tooLarge` beyond `limit` bytes and `corrupt` where the member ends too early, after all the good bytes were
    /// delivered.
    static func read(
        _ archive: OpaquePointer, file: String, part: String, limit: Int,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool
    ) throws {
        var total = 0
        while true {
            // Block by block: `archive_read_data` would drop the good bytes before an error. A block may come
            // together with an error, where only its checksum is wrong.
            var block: UnsafeRawPointer?
            var count = 0
            var offset: Int64 = 0
            let status = archive_read_data_block(archive, &block, &count, &offset)
            if status == ARCHIVE_EOF { return }
            total += count
            guard total <= limit else { throw IngestError.tooLarge(file: file, part: part, limit: limit) }
            if count > 0, let block {
                let bytes = UnsafeBufferPointer(start: block.assumingMemoryBound(to: UInt8.self), count: count)
                guard try body(bytes) else { return }
            }
            guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
                throw IngestError.corrupt(file: file, part: part, row: nil)
            }
        }
    }
}
