/// Reads one JSON object a line, or the objects of one top-level JSON array. Keys become columns in the order in which
/// they are first seen; a line that is no object is reported with its reason and the others are kept.
public struct JSONLinesReader: RowReader {
    /// How the objects are separated.
    public enum Layout: Sendable { case lines, array }

    private let text: TextStream
    private let layout: Layout

    /// A reader of a file in an encoding.
    package init(source: ByteSource, encoding: TextEncoding, layout: Layout) {
        self.init(text: TextStream(source: source, encoding: encoding), layout: layout)
    }

    init(text: TextStream, layout: Layout) {
        self.text = text
        self.layout = layout
    }

    /// Delivers one table without a name. O(bytes); memory for one object.
    public func read(_ body: (RowEvent) throws -> Void) throws {
        try body(.table(name: nil))
        var columns = NamedColumns()
        func deliver(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws {
            try Self.deliver(number, bytes, &columns, body)
        }
        let bad: (count: Int, offset: Int)?
        switch layout {
        case .lines:
            let lines = LineSplitter()
            bad = try text.forEachChunk { chunk in
                try lines.push(chunk, deliver)
                return true
            }
            try lines.finish(deliver)
        case .array:
            let elements = ArraySplitter()
            bad = try text.forEachChunk { chunk in
                try elements.push(chunk, deliver)
                return true
            }
            guard elements.isComplete else {
                throw IngestError.corrupt(
                    file: text.source.name, part: "JSON 数组没有结束", row: elements.count == 0 ? nil : elements.count)
            }
        }
        if let bad {
            try body(
                .notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset), row: try row(of: bad.offset))))
        }
    }

    /// The line that a byte of the file is in; nil for an array.
    private func row(of offset: Int) throws -> Int? {
        guard layout == .lines else { return nil }
        let lines = LineSplitter()
        var row = 1
        try text.forEachChunk(upTo: offset) { chunk in
            try lines.push(chunk) { number, _ in row = number + 1 }
            return true
        }
        return row
    }

    /// Delivers one object, or says why it is none.
    static func deliver(
        _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ columns: inout NamedColumns,
        _ body: (RowEvent) throws -> Void
    ) throws {
        if bytes.allSatisfy({ $0 <= 0x20 }) { return try body(.row(RawRow(number: number, cells: []))) }
        do {
            try columns.deliver(number, try JSONObjectParser.cells(of: bytes), body)
        } catch let failure as JSONObjectParser.Failure {
            let reason = RejectedRow.Reason.badJSON(expected: failure.expected, offset: failure.offset)
            try body(.damagedRow(number: number, reason: reason, text: String(decoding: bytes, as: UTF8.self)))
        }
    }
}
