/// Turns the XML of one sheet into rows.
final class SheetHandler: XMLHandler {
    private enum CellType { case number, shared, inline, formulaText, boolean, error, isoDate }

    /// The columns that a sheet can have.
    private static let columnLimit = 16_384

    private let workbook: Workbook
    private let strings: SharedStrings
    private let areStringsWhole: Bool
    private let file: String
    private let body: (RowEvent) throws -> Void

    /// Bytes of all cells of a sheet together.
    private static let textLimit = 8 << 30

    @exclusivity(unchecked) private var rowBytes = 0
    @exclusivity(unchecked) private var allBytes = 0
    @exclusivity(unchecked) private var rowNumber = 0
    @exclusivity(unchecked) private var column = 0
    @exclusivity(unchecked) private var cells: [String] = []
    @exclusivity(unchecked) private var lostText = false
    @exclusivity(unchecked) private var type = CellType.number
    @exclusivity(unchecked) private var style = 0
    @exclusivity(unchecked) private var value: [UInt8] = []
    @exclusivity(unchecked) private var isInRow = false
    @exclusivity(unchecked) private var takesText = false
    @exclusivity(unchecked) private var phonetic = 0
    /// The merged cells, and how many empty ones took their value.
    @exclusivity(unchecked) private(set) var merged: MergedCells
    /// Rows that the spreadsheet hides.
    @exclusivity(unchecked) private(set) var hiddenRows = 0
    /// The last row that was delivered.
    @exclusivity(unchecked) private(set) var lastRow: Int?

    init(
        workbook: Workbook, strings: SharedStrings, areStringsWhole: Bool, file: String,
        merged: MergedCells, body: @escaping (RowEvent) throws -> Void
    ) {
        self.merged = merged
        self.workbook = workbook
        self.strings = strings
        self.areStringsWhole = areStringsWhole
        self.file = file
        self.body = body
    }

    override func begin(_ name: XMLName, _ attributes: XMLAttributes) {
        switch name.letter {
        case UInt8(ascii: "c"): beginCell(attributes)
        case UInt8(ascii: "v"): takesText = isInRow && type != .inline
        case UInt8(ascii: "t"): takesText = isInRow && type == .inline && phonetic == 0
        case 0:
            if name == "row" {
                beginRow(attributes)
            } else if name == "rPh" {
                phonetic += 1
            }
        default: break
        }
    }

    override func end(_ name: XMLName) throws {
        switch name.letter {
        case UInt8(ascii: "c"): try endCell()
        case UInt8(ascii: "v"), UInt8(ascii: "t"): takesText = false
        case 0:
            if name == "row" {
                try endRow()
            } else if name == "rPh" {
                phonetic -= 1
            }
        default: break
        }
    }

    private func beginRow(_ attributes: XMLAttributes) {
        rowNumber = attributes.number("r") ?? rowNumber + 1
        if let hidden = attributes.bytes("hidden")?.first, hidden == 0x31 || hidden == 0x74 { hiddenRows += 1 }
        isInRow = true
        column = 0
        lostText = false
        rowBytes = 0
        let width = cells.count
        cells = []
        cells.reserveCapacity(width)
    }

    private func endRow() throws {
        isInRow = false
        lastRow = rowNumber
        if lostText { return try body(.damagedRow(number: rowNumber, reason: .lostText)) }
        merged.fill(&cells, row: rowNumber)
        try body(.row(RawRow(number: rowNumber, cells: cells)))
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if takesText, value.count < XLSXReader.cellLimit { value.append(contentsOf: bytes) }
    }

    private func beginCell(_ attributes: XMLAttributes) {
        var (reference, kind) = (0, CellType.number)
        var hasReference = false
        style = 0
        attributes.forEachLetter { letter, bytes in
            switch letter {
            case UInt8(ascii: "r"):
                hasReference = true
                for byte in bytes.prefix(4) where (0x41...0x5A).contains(byte) {
                    reference = reference * 26 + Int(byte) - 0x40
                }
            case UInt8(ascii: "s"): style = XMLPart.number(bytes) ?? 0
            case UInt8(ascii: "t"): kind = Self.type(bytes)
            default: break
            }
        }
        column = hasReference ? reference : column + 1
        type = kind
        value.removeAll(keepingCapacity: value.capacity < 1 << 20)
    }

    private static func type(_ name: UnsafeBufferPointer<UInt8>) -> CellType {
        switch (name.count, name.first) {
        case (1, UInt8(ascii: "s")): .shared
        case (1, UInt8(ascii: "b")): .boolean
        case (1, UInt8(ascii: "e")): .error
        case (1, UInt8(ascii: "d")): .isoDate
        case (3, _): .formulaText
        case (9, _): .inline
        default: .number
        }
    }

    private func endCell() throws {
        guard isInRow, !value.isEmpty, (1...Self.columnLimit).contains(column) else { return }
        while cells.count < column - 1 { cells.append("") }
        let text = cellText()
        // One shared string may stand in any number of cells: a small file, but rows without end.
        rowBytes += text.utf8.count
        allBytes += text.utf8.count
        guard rowBytes <= XLSXReader.cellLimit else {
            throw IngestError.rowTooLong(file: file, row: rowNumber, limit: XLSXReader.cellLimit)
        }
        guard allBytes <= Self.textLimit else {
            throw IngestError.tooLarge(file: file, part: "单元格文字", limit: Self.textLimit)
        }
        if cells.count < column { cells.append(text) } else { cells[column - 1] = text }
    }

    private func cellText() -> String {
        value.withUnsafeBufferPointer { bytes in
            switch type {
            case .shared:
                let index = XMLPart.number(bytes)
                if let index, let text = strings[index] { return text }
                // A string that is there and cannot be read was in a file that cannot be read any more.
                if !areStringsWhole || strings.count > index ?? .max { lostText = true }
                return ""
            case .inline, .formulaText: return OOXMLText.decode(bytes)
            case .boolean: return bytes.first == UInt8(ascii: "1") ? "TRUE" : "FALSE"
            case .error, .isoDate: return String(decoding: bytes, as: UTF8.self)
            case .number:
                let kind = workbook.styles.indices.contains(style) ? workbook.styles[style] : .number
                return workbook.numbers.text(bytes, kind: kind)
            }
        }
    }
}
