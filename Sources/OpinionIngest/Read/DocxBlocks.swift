/// The paragraphs and tables of a Word document (ECMA-376 part 1, 17), in order. Deleted text and what is drawn twice for old
/// programs are left out; a table in a table is text of the cell that it stands in.
struct DocxBlocks: BlockSource {
    /// Bytes of one paragraph or cell; more is cut off.
    static let cellLimit = 16 << 20

    private let archive: ZipArchive

    /// The blocks of a document.
    init(archive: ZipArchive) { self.archive = archive }

    /// Delivers the main part's blocks. O(inflated bytes).
    func read(_ body: (DocumentBlock) throws -> Void) throws {
        let (names, isWhole) = try archive.names()
        let part =
            names.first { $0.lowercased() == "word/document.xml" }
            ?? names.first {
                $0.lowercased().hasPrefix("word/document") && $0.hasSuffix(".xml")
            }
        guard let part else {
            throw isWhole
                ? IngestError.unsupported(
                    file: archive.file, kind: "没有正文的 Word 文档", advice: "请用 WPS 或 Word 打开后重新保存。")
                : IngestError.corrupt(file: archive.file, part: "压缩包", row: nil)
        }
        try withoutActuallyEscaping(body) { body in
            let handler = Handler(body)
            do { _ = try XMLPart.parse(part, in: archive, handler) } catch let error as IngestError {
                if case .corrupt = error, handler.failure == nil { try handler.finish() }
                throw error
            }
        }
        if !isWhole { throw IngestError.corrupt(file: archive.file, part: "压缩包末尾", row: nil) }
    }

    private final class Handler: XMLHandler {
        private let body: (DocumentBlock) throws -> Void
        private(set) var failure: (any Error)?
        private var text: [UInt8] = []
        private var takesText = false
        private var skipped = 0
        private var tableDepth = 0
        private var row: [String] = []
        private var above: [String] = []
        private var span = 1
        private var isMerged = false
        private var cell: [UInt8] = []
        private var hasOwnText = false
        private var mergedColumns: [Int] = []

        init(_ body: @escaping (DocumentBlock) throws -> Void) { self.body = body }

        /// Ends what is open where the document breaks off: the cut row is lost, the table is not.
        func finish() throws { if tableDepth > 0 { try body(.endTable) } }

        private func send(_ block: DocumentBlock) throws {
            do { try body(block) } catch {
                failure = error
                throw error
            }
        }

        override func begin(_ name: XMLName, _ attributes: XMLAttributes) throws {
            if name == "Fallback" || name == "del" || name == "moveFrom" { skipped += 1 }
            guard skipped == 0 else { return }
            if name == "t" {
                takesText = true
            } else if name == "tab" {
                text.append(0x09)
            } else if name == "br" || name == "cr" {
                text.append(0x0A)
            } else if name == "noBreakHyphen" {
                text.append(0x2D)
            } else if name == "tbl" {
                tableDepth += 1
                if tableDepth == 1 {
                    try flushParagraph()
                    above = []
                    try send(.table)
                }
            } else if name == "tr", tableDepth == 1 {
                row = []
                mergedColumns = []
                hasOwnText = false
            } else if name == "tc", tableDepth == 1 {
                (span, isMerged) = (1, false)
                cell = []
            } else if name == "gridSpan", tableDepth == 1 {
                span = min(max(attributes.any("val").flatMap { Int($0) } ?? 1, 1), 256)
            } else if name == "vMerge", tableDepth == 1 {
                isMerged = attributes.any("val") != "restart"
            }
        }

        override func end(_ name: XMLName) throws {
            if name == "Fallback" || name == "del" || name == "moveFrom" { skipped = max(0, skipped - 1) }
            guard skipped == 0 else { return }
            if name == "t" {
                takesText = false
            } else if name == "p" {
                try flushParagraph()
            } else if name == "tc", tableDepth == 1 {
                endCell()
            } else if name == "tr", tableDepth == 1 {
                // A row with nothing of its own only goes on with the one above.
                if !hasOwnText { for column in mergedColumns { row[column] = "" } }
                above = row
                try send(.row(row))
            } else if name == "tbl" {
                tableDepth = max(0, tableDepth - 1)
                if tableDepth == 0 { try send(.endTable) }
            }
        }

        override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
            if takesText, skipped == 0, text.count < DocxBlocks.cellLimit { text.append(contentsOf: bytes) }
        }

        private func flushParagraph() throws {
            defer { text.removeAll(keepingCapacity: text.capacity < 1 << 20) }
            if tableDepth > 0 {
                guard cell.count < DocxBlocks.cellLimit else { return }
                if !cell.isEmpty, !text.isEmpty { cell.append(0x0A) }
                cell.append(contentsOf: text)
            } else {
                try send(.paragraph(String(decoding: text, as: UTF8.self)))
            }
        }

        private func endCell() {
            guard row.count < 1_000 else { return }
            var value = String(decoding: cell, as: UTF8.self)
            if isMerged {
                // A part of the cell above; long texts are not said again for each row.
                let upper = above.indices.contains(row.count) ? above[row.count] : ""
                value = upper.utf8.count <= 4_096 ? upper : ""
                mergedColumns.append(row.count)
            } else if !value.isBlankText {
                hasOwnText = true
            }
            row.append(value)
            for _ in 1..<span where row.count < 1_000 { row.append("") }
        }
    }
}
