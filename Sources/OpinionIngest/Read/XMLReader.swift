/// Reads XML: the elements that repeat are the rows, their attributes and inner elements the cells; or the sheets of a
/// workbook in the XML form of 2003, which some systems export under the name of `.xls`.
struct XMLReader: RowReader {
    private let text: TextStream
    private let options: ReadOptions

    /// A reader of XML text.
    init(text: TextStream, options: ReadOptions) {
        self.text = text
        self.options = options
    }

    /// Delivers the rows. O(bytes), two passes; memory for one row. Throws `documentType` for XML with entities of its own.
    func read(_ body: (RowEvent) throws -> Void) throws {
        let survey = ElementSurvey(options)
        let first = Elements(survey)
        var damage: IngestError?
        var bad: (count: Int, offset: Int)?
        do { bad = try parse(first) } catch let error as IngestError {
            guard case .corrupt = error else { throw error }
            damage = error
        }
        var row: Int?
        do {
            try withoutActuallyEscaping(body) { body in
                if first.root == "Workbook" {
                    let sheets = SheetXMLHandler(body)
                    defer { row = sheets.lastRow }
                    _ = try parse(sheets)
                } else if let path = survey.best(knownAtLeast: 1, countAtLeast: 1)
                    ?? survey.best(knownAtLeast: 0, countAtLeast: 2)
                {
                    let rows = ElementRows(path: path, body: body)
                    defer { row = rows.count == 0 ? nil : rows.count }
                    try body(.table(name: nil))
                    _ = try parse(Elements(rows))
                } else {
                    try body(.table(name: nil))
                }
            }
        } catch IngestError.corrupt(let file, let part, _) where damage != nil {
            throw IngestError.corrupt(file: file, part: part, row: row)
        }
        if let damage { throw damage }
        if let bad { try body(.notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset)))) }
    }

    private func parse(_ handler: XMLHandler) throws -> (count: Int, offset: Int)? {
        var bad: (count: Int, offset: Int)?
        let damage = IngestError.corrupt(file: text.source.name, part: "XML", row: nil)
        try XMLPart.parse(damage: damage, isUTF8: true, handler) { push in
            bad = try text.forEachChunk(push)
            return true
        }
        return bad
    }

    private final class Elements: XMLHandler {
        private let receiver: any ElementReceiver
        private(set) var root: String?

        init(_ receiver: any ElementReceiver) { self.receiver = receiver }

        override func begin(_ name: XMLName, _ attributes: XMLAttributes) throws {
            let name = name.string
            if root == nil { root = name }
            try receiver.begin(name, attributes.all)
        }

        override func end(_ name: XMLName) throws { try receiver.end() }

        override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
            receiver.text(String(decoding: bytes, as: UTF8.self))
        }
    }
}

/// Turns a workbook in the XML form of 2003 into rows.
final class SheetXMLHandler: XMLHandler {
    private let body: (RowEvent) throws -> Void
    private var row = 0
    private var cells: [String] = []
    private var column = 0
    private var text: [UInt8] = []
    private var isInData = false
    /// The last row that was delivered.
    private(set) var lastRow: Int?

    init(_ body: @escaping (RowEvent) throws -> Void) { self.body = body }

    override func begin(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name == "Worksheet" {
            try body(.table(name: attributes.any("Name") ?? ""))
            row = 0
        } else if name == "Row" {
            row = max(row + 1, Self.index(attributes))
            (cells, column) = ([], 0)
        } else if name == "Cell" {
            column = max(column + 1, Self.index(attributes))
            text.removeAll(keepingCapacity: text.capacity < 1 << 20)
        } else if name == "Data" {
            isInData = true
        }
    }

    override func end(_ name: XMLName) throws {
        if name == "Data" {
            isInData = false
        } else if name == "Cell" {
            guard (1...16_384).contains(column), !text.isEmpty else { return }
            while cells.count < column { cells.append("") }
            cells[column - 1] = String(decoding: text, as: UTF8.self)
        } else if name == "Row" {
            lastRow = row
            try body(.row(RawRow(number: row, cells: cells)))
        }
    }

    /// Where a row or a cell says that it stands; 0 where it does not, at most a billion.
    private static func index(_ attributes: XMLAttributes) -> Int {
        min(attributes.any("Index").flatMap { Int($0) } ?? 0, 1_000_000_000)
    }

    override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isInData, text.count < XLSXReader.cellLimit { text.append(contentsOf: bytes) }
    }
}
