/// The paragraphs and tables of a page, in order. Scripts and styles are left out; white space is folded as browsers do it.
/// A table around other tables is a frame, unless it has a known header: then the inner ones are text of its cells.
struct HTMLBlocks: BlockSource {
    /// Bytes of one paragraph or cell; more is cut off.
    static let cellLimit = 16 << 20
    /// Bytes of cells repeated for `rowspan` in one page.
    static let repeatLimit = 64 << 20

    let stream: TextStream
    let options: ReadOptions

    /// Delivers the page's blocks. O(bytes).
    func read(_ body: (DocumentBlock) throws -> Void) throws {
        try withoutActuallyEscaping(body) { body in
            let handler = Handler(options, body)
            _ = try HTMLStream.parse(stream, handler)
            try handler.finish()
        }
    }

    /// The text of a page with a line for each paragraph and table row.
    static func text(_ stream: TextStream) throws -> (title: String?, lines: [String]) {
        var title: String?
        var lines: [String] = []
        try HTMLBlocks(stream: stream, options: ReadOptions()).read { block in
            switch block {
            case .title(let text): title = text
            case .paragraph(let text): lines.append(text)
            case .row(let cells): lines.append(cells.filter { !$0.isBlankText }.joined(separator: "\t"))
            case .table, .endTable: break
            }
        }
        return (title, lines)
    }

    private static let breaking: Set<String> = [
        "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "ul", "ol",
        "dl",
        "dt", "dd", "hr", "blockquote", "pre", "form", "fieldset", "caption", "main", "nav", "aside", "body", "center",
    ]
    private static let silent: Set<String> = ["script", "style", "noscript", "template", "object", "iframe"]

    private final class Handler: HTMLHandler {
        private struct Table {
            var row: [String] = []
            var spans: [Int: (left: Int, text: String)] = [:]
            var isOpen = false
            var isKnown = false
            var inRow = false
            var inCell = false
            var rowSpan = 1
            var columnSpan = 1
            var hasOwnText = false
        }

        private let options: ReadOptions
        private let body: (DocumentBlock) throws -> Void
        private var buffer: [UInt8] = []
        private var tables: [Table] = []
        private var silentDepth = 0
        private var preDepth = 0
        private var isTitle = false
        private var repeated = 0
        /// Tables inside one with a known header.
        private var innerTables = 0

        init(_ options: ReadOptions, _ body: @escaping (DocumentBlock) throws -> Void) {
            self.options = options
            self.body = body
        }

        func finish() throws {
            while !tables.isEmpty { try endTable() }
            try flush()
        }

        func begin(_ name: String, _ attributes: [(name: String, value: String)]) throws {
            if HTMLBlocks.silent.contains(name) { silentDepth += 1 }
            guard silentDepth == 0 else { return }
            switch name {
            case "title": isTitle = true
            case "br": add(0x0A)
            case "table":
                if tables.last?.isKnown ?? false {
                    innerTables += 1
                } else {
                    try flush()
                    try closeOuter()
                    tables.append(Table())
                }
            case "tr": if innerTables == 0 { try beginRow() } else { add(0x0A) }
            case "td", "th":
                guard innerTables == 0, !tables.isEmpty else { return add(0x09) }
                if !(tables.last?.inRow ?? false) { try beginRow() }
                endCell()
                try flush()
                let top = tables.count - 1
                tables[top].inCell = true
                tables[top].rowSpan = Self.number(attributes, "rowspan", 65_534)
                tables[top].columnSpan = Self.number(attributes, "colspan", 1_000)
            case "pre":
                preDepth += 1
                try breakText()
            default: if HTMLBlocks.breaking.contains(name) { try breakText() }
            }
        }

        func end(_ name: String) throws {
            if HTMLBlocks.silent.contains(name) { silentDepth = max(0, silentDepth - 1) }
            guard silentDepth == 0 else { return }
            switch name {
            case "title":
                isTitle = false
                let text = take()
                if !text.isBlankText { try body(.title(text)) }
            case "table":
                if innerTables > 0 {
                    innerTables -= 1
                } else if !tables.isEmpty {
                    try endTable()
                }
            case "tr": if innerTables == 0 { try endRow() }
            case "td", "th": if innerTables == 0 { endCell() }
            case "pre":
                try breakText()
                preDepth = max(0, preDepth - 1)
            default: if HTMLBlocks.breaking.contains(name) { try breakText() }
            }
        }

        func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
            guard silentDepth == 0, buffer.count < HTMLBlocks.cellLimit else { return }
            for byte in bytes {
                if preDepth > 0 || byte > 0x20 {
                    buffer.append(byte)
                } else if let last = buffer.last, last != 0x20, last != 0x0A {
                    buffer.append(0x20)
                }
            }
        }

        private func add(_ byte: UInt8) {
            while buffer.last == 0x20 { buffer.removeLast() }
            buffer.append(byte)
        }

        private var isInCell: Bool { tables.last?.inCell ?? false }

        private func breakText() throws {
            if isInCell {
                if let last = buffer.last, last != 0x0A { add(0x0A) }
            } else {
                try flush()
            }
        }

        private func take() -> String {
            defer { buffer.removeAll(keepingCapacity: buffer.capacity < 1 << 20) }
            return String(decoding: buffer, as: UTF8.self).trimmedText
        }

        private func flush() throws {
            guard !isTitle, !isInCell else { return }
            let text = take()
            if !text.isBlankText { try body(.paragraph(text)) }
        }

        private static func number(
            _ attributes: [(name: String, value: String)], _ name: String, _ limit: Int
        ) -> Int {
            let value = attributes.first { $0.name == name }.flatMap { Int($0.value.trimmedText) } ?? 1
            return min(max(value, 1), limit)
        }

        /// A table begins in a cell of a frame: what the frame has so far goes first.
        private func closeOuter() throws {
            guard let top = tables.indices.last else { return }
            if tables[top].inCell {
                tables[top].inCell = false
                try flush()
            }
            if tables[top].isOpen {
                if !tables[top].row.isEmpty { try body(.row(tables[top].row)) }
                try body(.endTable)
                tables[top] = Table()
            }
        }

        private func beginRow() throws {
            guard let top = tables.indices.last else { return }
            if tables[top].inRow { try endRow() }
            try flush()
            tables[top].inRow = true
            tables[top].row = []
            tables[top].hasOwnText = false
        }

        private func fillSpans(_ top: Int) {
            while let span = tables[top].spans[tables[top].row.count] {
                let column = tables[top].row.count
                tables[top].spans[column] = span.left > 1 ? (span.left - 1, span.text) : nil
                repeated += span.text.utf8.count
                tables[top].row.append(repeated <= HTMLBlocks.repeatLimit ? span.text : "")
            }
        }

        private func endCell() {
            guard let top = tables.indices.last, tables[top].inCell else { return }
            tables[top].inCell = false
            let text = take()
            fillSpans(top)
            guard tables[top].row.count < 2_000 else { return }
            if !text.isBlankText { tables[top].hasOwnText = true }
            if tables[top].rowSpan > 1 {
                let shown = text.utf8.count <= 4_096 ? text : ""
                tables[top].spans[tables[top].row.count] = (tables[top].rowSpan - 1, shown)
            }
            tables[top].row.append(text)
            for _ in 1..<tables[top].columnSpan where tables[top].row.count < 2_000 { tables[top].row.append("") }
        }

        private func endRow() throws {
            endCell()
            guard let top = tables.indices.last, tables[top].inRow else { return }
            fillSpans(top)
            tables[top].inRow = false
            if !tables[top].isOpen {
                tables[top].isOpen = true
                try body(.table)
            }
            let row = tables[top].row
            if !tables[top].isKnown, options.knownCount(row) >= 2 { tables[top].isKnown = true }
            tables[top].row = []
            // A row with nothing of its own only goes on with the one above.
            try body(.row(tables[top].hasOwnText ? row : row.map { _ in "" }))
        }

        private func endTable() throws {
            try endRow()
            guard let table = tables.popLast() else { return }
            if table.isOpen { try body(.endTable) }
        }
    }
}
