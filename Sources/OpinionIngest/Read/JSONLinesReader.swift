/// Reads one JSON object a line, or the objects of one top-level JSON array. Keys become columns in the order in which
/// they are first seen; a line that is no object is reported with its reason and the others are kept.
public struct JSONLinesReader: RowReader {
    /// How the objects are separated.
    public enum Layout: Sendable { case lines, array }

    /// Columns beyond this many keys are left out.
    package static let columnLimit = 2_000

    private let text: TextStream
    private let layout: Layout

    /// A reader of a file in an encoding.
    package init(source: ByteSource, encoding: TextEncoding, layout: Layout) {
        text = TextStream(source: source, encoding: encoding)
        self.layout = layout
    }

    /// Delivers one table without a name. O(bytes); memory for one object.
    public func read(_ body: (RowEvent) throws -> Void) throws {
        try body(.table(name: nil))
        var columns = Columns()
        func deliver(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) throws {
            try columns.deliver(number, bytes, body)
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
        if let bad { try body(.notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset)))) }
    }

    /// The columns seen so far.
    private struct Columns {
        private var names: [String] = []
        private var places: [String: Int] = [:]
        private var overflowed = false

        mutating func deliver(
            _ number: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (RowEvent) throws -> Void
        ) throws {
            if bytes.allSatisfy({ $0 <= 0x20 }) { return try body(.row(RawRow(number: number, cells: []))) }
            let found: [(key: String, value: String)]
            do {
                found = try JSONObjectParser.cells(of: bytes)
            } catch let failure as JSONObjectParser.Failure {
                let reason = RejectedRow.Reason.badJSON(expected: failure.expected, offset: failure.offset)
                return try body(.damagedRow(number: number, reason: reason))
            }
            let before = names.count
            var row: [String] = []
            for (key, value) in found {
                guard let place = place(of: key) else { continue }
                while row.count <= place { row.append("") }
                row[place] = value
            }
            if names.count > before { try body(.columns(names)) }
            if overflowed, names.count == JSONLinesReader.columnLimit {
                overflowed = false
                try body(.notice(IngestNotice(.tooManyColumns(limit: JSONLinesReader.columnLimit), row: number)))
            }
            try body(.row(RawRow(number: number, cells: row)))
        }

        private mutating func place(of key: String) -> Int? {
            if let place = places[key] { return place }
            guard names.count < JSONLinesReader.columnLimit else {
                overflowed = true
                return nil
            }
            places[key] = names.count
            names.append(key)
            return names.count - 1
        }
    }
}
