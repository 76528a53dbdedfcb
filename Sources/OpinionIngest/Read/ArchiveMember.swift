import CArchive

/// One member of an archive on disk or in memory, by its place in it.
final class ArchiveMember: Sendable {
    private let archive: ByteSource
    private let index: Int
    private let limit: Int

    /// The member at an index, from 0, that may inflate to `limit` bytes.
    init(archive: ByteSource, index: Int, limit: Int) {
        self.archive = archive
        self.index = index
        self.limit = limit
    }

    /// Calls `body` with the member's blocks until it returns false. O(bytes up to the member's end) for a tar archive.
    func forEachBlock(name: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
        try archive.withArchive(ArchiveReader.support) { archive in
            var place = 0
            while true {
                var entry: OpaquePointer?
                let status = archive_read_next_header(archive, &entry)
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN else {
                    throw IngestError.corrupt(file: name, part: "压缩包", row: nil)
                }
                if place == index { return try ArchiveBlocks.read(archive, file: name, part: name, limit: limit, body) }
                place += 1
            }
        }
    }
}
