import Foundation

/// What a workbook says about itself: its sheets in order, its epoch and which cell styles are dates.
struct Workbook {
    struct Sheet {
        var name: String
        var part: String
        var isHidden = false
    }

    var sheets: [Sheet]
    var numbers: SpreadsheetNumber
    /// What each cell style (`s`) shows.
    var styles: [SpreadsheetNumber.Kind]
    var sharedStringsPart: String

    /// Reads the small parts. Throws `notASpreadsheet` for other zip containers, `corrupt` for damage.
    static func open(_ archive: ZipArchive) throws -> Workbook {
        let file = archive.file
        let (names, isWhole) = try archive.names()
        let root = Relations()
        _ = try? XMLPart.parse("_rels/.rels", in: archive, root)
        let part = root.first(ofType: "/officeDocument").map { resolve($0, from: "") } ?? "xl/workbook.xml"
        let main = MainPart()
        let folder = String(part[..<(part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex)])
        let hasSheets = names.contains { $0.lowercased().hasPrefix("xl/") }
        do {
            guard part.lowercased().hasPrefix("xl/") || hasSheets, try XMLPart.parse(part, in: archive, main) else {
                throw isWhole || !hasSheets && !names.isEmpty
                    ? IngestError.notASpreadsheet(file: file) : IngestError.corrupt(file: file, part: "压缩包", row: nil)
            }
        }
        let relations = Relations()
        let leaf = String(part.dropFirst(folder.count))
        _ = try XMLPart.parse("\(folder)_rels/\(leaf).rels", in: archive, relations)
        let styles = Styles()
        let stylesPart = relations.first(ofType: "/styles").map { resolve($0, from: folder) } ?? folder + "styles.xml"
        do { _ = try XMLPart.parse(stylesPart, in: archive, styles) } catch IngestError.corrupt {
            // Without styles dates stay serial numbers, which is better than no rows.
        }
        let sheets = main.sheets.enumerated().map { index, sheet in
            let target = relations.targets[sheet.id].map { resolve($0.target, from: folder) }
            return Sheet(
                name: sheet.name, part: target ?? "\(folder)worksheets/sheet\(index + 1).xml", isHidden: sheet.isHidden)
        }
        guard !sheets.isEmpty else { throw IngestError.notASpreadsheet(file: file) }
        return Workbook(
            sheets: sheets, numbers: SpreadsheetNumber(is1904: main.is1904), styles: styles.kinds,
            sharedStringsPart: relations.first(ofType: "/sharedStrings").map { resolve($0, from: folder) }
                ?? folder + "sharedStrings.xml")
    }

    private static func resolve(_ target: String, from folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for piece in target.split(separator: "/") {
            if piece == ".." { _ = parts.popLast() } else if piece != "." { parts.append(String(piece)) }
        }
        return parts.joined(separator: "/")
    }

    private final class MainPart: XMLHandler {
        var sheets: [(name: String, id: String, isHidden: Bool)] = []
        var is1904 = false

        override func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            if name == "sheet" {
                let isHidden = attributes.text("state").map { $0 != "visible" } ?? false
                sheets.append((attributes.text("name") ?? "", attributes.text("id", prefixed: true) ?? "", isHidden))
            } else if name == "workbookPr", let value = attributes.text("date1904") {
                is1904 = value == "1" || value == "true"
            }
        }
    }

    private final class Relations: XMLHandler {
        var targets: [String: (type: String, target: String)] = [:]
        private var order: [String] = []

        func first(ofType suffix: String) -> String? {
            order.lazy.compactMap { self.targets[$0] }.first { $0.type.hasSuffix(suffix) }?.target
        }

        override func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name == "Relationship", let id = attributes.text("Id"), let target = attributes.text("Target") else {
                return
            }
            order.append(id)
            targets[id] = (attributes.text("Type") ?? "", target)
        }
    }

    private final class Styles: XMLHandler {
        var kinds: [SpreadsheetNumber.Kind] = []
        private var codes: [Int: String] = [:]
        private var isInCellFormats = false

        override func begin(_ name: XMLName, _ attributes: XMLAttributes) {
            if name == "numFmt" {
                if let id = attributes.number("numFmtId") { codes[id] = attributes.text("formatCode") }
            } else if name == "cellXfs" {
                isInCellFormats = true
            } else if name == "xf", isInCellFormats {
                let id = attributes.number("numFmtId") ?? 0
                kinds.append(SpreadsheetNumber.kind(format: id, code: codes[id]))
            }
        }

        override func end(_ name: XMLName) {
            if name == "cellXfs" { isInCellFormats = false }
        }
    }
}
