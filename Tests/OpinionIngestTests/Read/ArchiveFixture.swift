import CArchive
import Foundation
import OpinionIngest

/// Writes small archives and documents for tests.
struct ArchiveFixture {
    /// Members by path, in the order in which they are stored; nil bytes are a folder.
    var members: [(path: String, bytes: [UInt8]?)] = []

    /// An archive of texts.
    init(_ members: [(String, String)]) { self.members = members.map { ($0.0, Array($0.1.utf8)) } }

    /// An archive of bytes.
    init(bytes: [(String, [UInt8]?)]) { members = bytes.map { ($0.0, $0.1) } }

    /// How the archive is packed.
    enum Kind: CaseIterable { case zip, tarGzip, tar }

    struct Failure: Error {}

    /// The archive's bytes.
    func bytes(_ kind: Kind = .zip) throws -> [UInt8] {
        guard let archive = archive_write_new() else { throw Failure() }
        defer { archive_write_free(archive) }
        switch kind {
        case .zip: archive_write_set_format_zip(archive)
        case .tarGzip:
            archive_write_set_format_ustar(archive)
            archive_write_add_filter_gzip(archive)
        case .tar: archive_write_set_format_ustar(archive)
        }
        archive_write_set_bytes_in_last_block(archive, 1)
        let capacity = members.reduce(1 << 20) { $0 + ($1.bytes?.count ?? 0) + 4_096 }
        var output = [UInt8](repeating: 0, count: capacity)
        var used = 0
        let isWritten = output.withUnsafeMutableBytes { room -> Bool in
            guard archive_write_open_memory(archive, room.baseAddress, room.count, &used) == ARCHIVE_OK else {
                return false
            }
            for member in members {
                let entry = archive_entry_new()
                defer { archive_entry_free(entry) }
                archive_entry_set_pathname(entry, member.path)
                archive_entry_set_size(entry, Int64(member.bytes?.count ?? 0))
                archive_entry_set_filetype(entry, member.bytes == nil ? 0o040000 : 0o100000)
                archive_entry_set_perm(entry, 0o644)
                guard archive_write_header(archive, entry) == ARCHIVE_OK else { return false }
                if let bytes = member.bytes, archive_write_data(archive, bytes, bytes.count) != bytes.count {
                    return false
                }
            }
            return archive_write_close(archive) == ARCHIVE_OK
        }
        guard isWritten else { throw Failure() }
        return Array(output.prefix(used))
    }
}

/// The parts of a Word document.
enum DocxFixture {
    private static let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"

    /// A paragraph, in two runs.
    static func paragraph(_ text: String) -> String {
        let half = text.index(text.startIndex, offsetBy: text.count / 2)
        return
            "<w:p><w:r><w:t>\(text[..<half])</w:t></w:r><w:r><w:t xml:space=\"preserve\">\(text[half...])</w:t></w:r></w:p>"
    }

    /// A cell, with properties before its text.
    static func cell(_ text: String, _ properties: String = "") -> String {
        "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
    }

    /// A table of texts.
    static func table(_ rows: [[String]]) -> String {
        "<w:tbl>\(rows.map { "<w:tr>\($0.map { cell($0) }.joined())</w:tr>" }.joined())</w:tbl>"
    }

    /// A document's bytes.
    static func bytes(_ body: String) throws -> [UInt8] {
        try ArchiveFixture([
            ("[Content_Types].xml", "<Types/>"), ("_rels/.rels", "<Relationships/>"),
            ("word/document.xml", head + body + "</w:body></w:document>"),
        ]).bytes()
    }
}

/// Reads bytes as a file of that name would be read.
func ingest(_ bytes: [UInt8], _ name: String, mapping: MappingFile? = nil, encoding: TextEncoding? = nil) throws
    -> IngestResult
{
    try IngestResult(ByteSource(bytes: bytes, name: name), mapping: mapping, encoding: encoding)
}

/// The same for text.
func ingest(_ text: String, _ name: String, mapping: MappingFile? = nil) throws -> IngestResult {
    try ingest(Array(text.utf8), name, mapping: mapping)
}
