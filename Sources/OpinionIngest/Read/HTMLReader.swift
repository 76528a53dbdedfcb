/// Reads a web page: its tables of records and its forms; where it has none, the elements that repeat with known class names
/// (`<div class="item"><p class="title">…`); else the whole page as one letter.
struct HTMLReader: RowReader {
    private let text: TextStream
    private let options: ReadOptions

    /// A reader of a page.
    init(text: TextStream, options: ReadOptions) {
        self.text = text
        self.options = options
    }

    /// Delivers the page's tables. O(bytes), up to four passes.
    func read(_ body: (RowEvent) throws -> Void) throws {
        let document = DocumentReader(
            blocks: HTMLBlocks(stream: text, options: options), name: text.source.name, options: options)
        if try !document.hasTables(), let chosen = try repeated() {
            try body(.table(name: nil))
            try withoutActuallyEscaping(body) { body in
                _ = try HTMLStream.parse(text, Elements(ElementRows(path: chosen, body: body)))
            }
        } else {
            try document.read(body)
        }
        var check: (count: Int, offset: Int)?
        check = try text.forEachChunk { _ in true }
        if let check { try body(.notice(IngestNotice(.badBytes(count: check.count, offset: check.offset)))) }
    }

    private func repeated() throws -> [String]? {
        let survey = ElementSurvey(options)
        _ = try HTMLStream.parse(text, Elements(survey))
        return survey.best(knownAtLeast: 2, countAtLeast: 1)
    }

    /// Names elements by their first class, where they have one; text in scripts is none.
    private final class Elements: HTMLHandler {
        private let receiver: any ElementReceiver
        private var silent = 0

        init(_ receiver: any ElementReceiver) { self.receiver = receiver }

        func begin(_ name: String, _ attributes: [(name: String, value: String)]) throws {
            if name == "script" || name == "style" { silent += 1 }
            let classes = attributes.first { $0.name == "class" }?.value ?? ""
            let label = classes.split(separator: " ").first.map(String.init)
            if name == "br" { return receiver.text("\n") }
            // The names of HTML itself say nothing: <title> and <body> are not a record's.
            try receiver.begin(label ?? "", [])
        }

        func end(_ name: String) throws {
            if name == "script" || name == "style" { silent = max(0, silent - 1) }
            if name != "br" { try receiver.end() }
        }

        func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
            if silent == 0 { receiver.text(String(decoding: bytes, as: UTF8.self)) }
        }
    }
}
