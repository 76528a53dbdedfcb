import CArchive
import Foundation

/// Writes small workbooks, whole or wrong, for tests.
struct XLSXFixture {
    /// Parts by path, in the order in which they are stored.
    var parts: [(path: String, text: String)] = []

    /// A workbook with a sheet of XML rows for each name.
    init(
        sheets: [(name: String, rows: String)], sharedStrings: [String]? = nil, cellFormats: [Int] = [0],
        codes: [Int: String] = [:], is1904: Bool = false
    ) {
        let space = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
        let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
        parts.append(("[Content_Types].xml", head + "<Types/>"))
        let list = sheets.enumerated().map {
            "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
        }
        parts.append(
            (
                "xl/workbook.xml",
                head + "<workbook \(space) xmlns:r=\"\(relation)\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/>"
                    + "<sheets>\(list.joined())</sheets></workbook>"
            ))
        let targets = sheets.indices.map {
            "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(relation)/worksheet\" Target=\"worksheets/s\($0 + 1).xml\"/>"
        }
        parts.append(("xl/_rels/workbook.xml.rels", head + "<Relationships>\(targets.joined())</Relationships>"))
        let formats = codes.sorted { $0.key < $1.key }.map {
            "<numFmt numFmtId=\"\($0.key)\" formatCode=\"\($0.value)\"/>"
        }
        let styles = cellFormats.map { "<xf numFmtId=\"\($0)\"/>" }
        parts.append(
            (
                "xl/styles.xml",
                head + "<styleSheet \(space)><numFmts>\(formats.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
                    + "</cellStyleXfs><cellXfs>\(styles.joined())</cellXfs></styleSheet>"
            ))
        if let sharedStrings {
            parts.append(("xl/sharedStrings.xml", head + "<sst \(space)>\(sharedStrings.joined())</sst>"))
        }
        for (index, sheet) in sheets.enumerated() {
            parts.append(
                (
                    "xl/worksheets/s\(index + 1).xml",
                    head + "<worksheet \(space)><sheetData>\(sheet.rows)</sheetData></worksheet>"
                ))
        }
    }

    /// A container of other parts.
    init(parts: [(path: String, text: String)]) { self.parts = parts }

    /// A row of inline strings.
    static func row(_ number: Int, _ cells: [String]) -> String {
        let texts = cells.enumerated().map { index, text in
            "<c r=\"\(Character(Unicode.Scalar(UInt8(65 + index))))\(number)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
        return "<row r=\"\(number)\">\(texts.joined())</row>"
    }

    /// Writes the container; `deflated: false` stores the parts as they are.
    func write(to url: URL, deflated: Bool = true) throws {
        struct Failure: Error {}
        guard let archive = archive_write_new() else { throw Failure() }
        defer { archive_write_free(archive) }
        archive_write_set_format_zip(archive)
        if deflated {
            archive_write_zip_set_compression_deflate(archive)
        } else {
            archive_write_zip_set_compression_store(archive)
        }
        guard archive_write_open_filename(archive, url.path) == ARCHIVE_OK else { throw Failure() }
        for part in parts {
            let bytes = Array(part.text.utf8)
            let entry = archive_entry_new()
            defer { archive_entry_free(entry) }
            archive_entry_set_pathname(entry, part.path)
            archive_entry_set_size(entry, Int64(bytes.count))
            archive_entry_set_filetype(entry, 0o100000)
            archive_entry_set_perm(entry, 0o644)
            guard archive_write_header(archive, entry) == ARCHIVE_OK,
                archive_write_data(archive, bytes, bytes.count) == bytes.count
            else { throw Failure() }
        }
        guard archive_write_close(archive) == ARCHIVE_OK else { throw Failure() }
    }
}
