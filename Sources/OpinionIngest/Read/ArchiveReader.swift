import CArchive
import CICU
import Foundation

/// Reads the members of a zip or tar archive, packed or not, in the order in which they are stored; each is a table (or
/// several) under its path in the archive. Nothing is written to disk.
///
/// Small members are inflated once, into memory; large ones stream. A member that cannot be read does not lose the
/// others: it is noticed, and where it was damaged the archive counts as read in part.
struct ArchiveReader: RowReader {
    /// Members beyond this many are refused.
    static let memberLimit = 20_000
    /// Archives in archives (and in e-mails) at most.
    static let depthLimit = 3
    /// A member of up to this many bytes is inflated once, into memory.
    static let heldSize = 8 << 20
    /// All members together may inflate to this many bytes.
    static let totalLimit = 32 << 30

    private let source: ByteSource
    private let size: Int
    private let options: ReadOptions

    /// A reader of an archive of a size in bytes.
    init(source: ByteSource, size: Int, options: ReadOptions) {
        self.source = source
        self.size = size
        self.options = options
    }

    /// Delivers the members' tables. O(inflated bytes).
    func read(_ body: (RowEvent) throws -> Void) throws {
        guard options.depth < Self.depthLimit else {
            throw IngestError.tooDeep(file: source.name, limit: Self.depthLimit)
        }
        let (scaled, overflows) = size.multipliedReportingOverflow(by: ZipArchive.ratioLimit)
        let limit = overflows ? Self.totalLimit : min(Self.totalLimit, max(ZipArchive.ratioFloor, scaled))
        // A member of the archive is looked at in several passes.
        let source = try source.held()
        var members = MemberReader(archive: source.name, options: options.inside)
        var total = 0
        var index = -1
        try source.withArchive(Self.support) { archive in
            while true {
                var entry: OpaquePointer?
                let status = archive_read_next_header(archive, &entry)
                if status == ARCHIVE_EOF { break }
                guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else {
                    throw IngestError.corrupt(file: source.name, part: "压缩包", row: nil)
                }
                index += 1
                guard index < Self.memberLimit else {
                    throw IngestError.tooMany(file: source.name, what: "文件", limit: Self.memberLimit)
                }
                let isRaw = archive_format(archive) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_RAW
                let path = isRaw ? Self.unpackedName(source.name) : Self.path(entry, index: index)
                if let reason = Self.reasonToSkip(entry, path) {
                    if reason != .folder { try body(.notice(IngestNotice(.memberSkipped(name: path, reason: reason)))) }
                    continue
                }
                var held: [UInt8] = []
                var isWhole = true
                var damage: IngestError?
                do {
                    try ArchiveBlocks.read(archive, file: source.name, part: path, limit: limit - total) { block in
                        guard held.count + block.count <= Self.heldSize else {
                            isWhole = false
                            return false
                        }
                        held.append(contentsOf: block)
                        return true
                    }
                } catch let error as IngestError {
                    if case .tooLarge = error { throw error }
                    damage = error
                }
                let member: ByteSource
                if isWhole {
                    total += held.count
                    member = ByteSource(bytes: held, name: path)
                } else {
                    let inner = ArchiveMember(archive: source, index: index, limit: limit - total)
                    member = ByteSource(member: inner, name: path)
                }
                total += try members.read(member, damage: damage, body)
                guard total <= limit else { throw IngestError.tooLarge(file: source.name, part: path, limit: limit) }
            }
        }
        if let failure = members.failure { throw failure }
    }

    /// What libarchive is asked to recognise: zip, tar and a single packed file.
    static func support(_ archive: OpaquePointer) {
        archive_read_support_format_zip(archive)
        archive_read_support_format_tar(archive)
        archive_read_support_format_raw(archive)
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_bzip2(archive)
        archive_read_support_filter_xz(archive)
        archive_read_support_filter_zstd(archive)
    }

    private static func reasonToSkip(_ entry: OpaquePointer, _ path: String) -> IngestNotice.SkipReason? {
        let type = archive_entry_filetype(entry) & 0o170000
        if type == 0o040000 { return .folder }
        if type != 0o100000, type != 0 { return .notAFile }
        if archive_entry_is_encrypted(entry) != 0 { return .encrypted }
        let parts = path.split(separator: "/")
        return parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" } ? .hidden : nil
    }

    /// The path to be shown: without `..`, empty parts and control characters. Names without a mark of UTF-8 are taken
    /// for GB18030, as Chinese Windows writes them, where they are no UTF-8.
    static func path(_ entry: OpaquePointer, index: Int) -> String {
        var name = ""
        if let raw = archive_entry_pathname(entry) {
            let bytes = Array(UnsafeBufferPointer(start: raw, count: strlen(raw))).map { UInt8(bitPattern: $0) }
            name = String(validating: bytes, as: UTF8.self) ?? TextStream.text(of: bytes, in: "GB18030")
        } else if let utf8 = archive_entry_pathname_utf8(entry) {
            name = String(cString: utf8)
        }
        let parts = name.replacingOccurrences(of: "\\", with: "/").split(separator: "/").map { part in
            String(String.UnicodeScalarView(part.unicodeScalars.filter { !isControl($0) }))
        }
        let safe = parts.filter { !$0.isEmpty && $0 != "." && $0 != ".." }.joined(separator: "/")
        return safe.isEmpty ? "\(index + 1)" : String(safe.prefix(300))
    }

    /// Controls and marks of writing direction, which make a name look like another one.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// `工单.csv` of `工单.csv.gz`.
    private static func unpackedName(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
        return String(name[..<dot])
    }
}
