/// Reads a JSON document as programs answer with one (`{"code":0,"data":{"rows":[{…},{…}]}}`): each list of objects is a table
/// under its path (`data.rows`). A document without such a list is one record.
struct JSONDocumentReader: RowReader {
    private let text: TextStream

    /// A reader of a document.
    init(text: TextStream) { self.text = text }

    /// What the first pass saw of one list.
    private struct List {
        var path: String
        var known: Int
    }

    /// Delivers the tables. O(bytes), two passes; memory for one object.
    func read(_ body: (RowEvent) throws -> Void) throws {
        let file = text.source.name
        var lists: [List] = []
        var places: [String: Int] = [:]
        var damage: IngestError?
        do {
            try split { path, number, bytes in
                guard number <= 3, lists.count < 1_000 || places[path] != nil else { return }
                let keys = (try? JSONObjectParser.cells(of: bytes))?.map(\.key) ?? []
                let known = ColumnNames.knownCount(keys)
                if let place = places[path] {
                    lists[place].known = max(lists[place].known, known)
                } else {
                    places[path] = lists.count
                    lists.append(List(path: path, known: known))
                }
            }
        } catch let error as IngestError {
            guard case .corrupt = error, !lists.isEmpty else { throw error }
            damage = error
        }
        let best = lists.map(\.known).max() ?? 0
        if damage == nil, best < 2, try deliverWhole(isOnlyChance: lists.isEmpty, body) { return }
        // Lists of something else (columns, buttons) beside one that is known are no records.
        let chosen = Set(lists.filter { best < 2 || $0.known >= min(2, best) }.map(\.path))
        for list in lists where !chosen.contains(list.path) {
            try body(.notice(IngestNotice(.sheetWithoutHeader(name: list.path))))
        }
        var current: String?
        var columns = NamedColumns()
        var last: Int?
        do {
            try split { path, number, bytes in
                guard chosen.contains(path) else { return }
                if current != path {
                    current = path
                    columns = NamedColumns()
                    try body(.table(name: path.isEmpty ? nil : path))
                }
                last = number
                try JSONLinesReader.deliver(number, bytes, &columns, body)
            }
        } catch IngestError.corrupt(_, let part, _) where damage != nil {
            throw IngestError.corrupt(file: file, part: part, row: last)
        }
    }

    /// Delivers the document as one record, if it is one; false where its keys say nothing.
    private func deliverWhole(isOnlyChance: Bool, _ body: (RowEvent) throws -> Void) throws -> Bool {
        var bytes: [UInt8] = []
        var isWhole = true
        let bad = try text.forEachChunk { chunk in
            bytes.append(contentsOf: chunk)
            isWhole = bytes.count <= LetterBuilder.limit
            return isWhole
        }
        guard isWhole else {
            guard isOnlyChance else { return false }
            throw IngestError.rowTooLong(file: text.source.name, row: 1, limit: LetterBuilder.limit)
        }
        let keys = bytes.withUnsafeBufferPointer { (try? JSONObjectParser.cells(of: $0))?.map(\.key) ?? [] }
        guard isOnlyChance || ColumnNames.knownCount(keys) >= 2 else { return false }
        try body(.table(name: nil))
        var columns = NamedColumns()
        try bytes.withUnsafeBufferPointer { try JSONLinesReader.deliver(1, $0, &columns, body) }
        if let bad { try body(.notice(IngestNotice(.badBytes(count: bad.count, offset: bad.offset)))) }
        return true
    }

    private func split(_ deliver: (String, Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        let splitter = JSONDocumentSplitter()
        try text.forEachChunk { chunk in
            do { try splitter.push(chunk, deliver) } catch let error as IngestError {
                throw error.naming(text.source.name)
            }
            return true
        }
        guard splitter.isComplete else {
            throw IngestError.corrupt(file: text.source.name, part: "JSON 没有结束", row: nil)
        }
    }
}

/// Cuts the objects out of the lists in a JSON document, wherever the lists are, by following brackets and keys.
final class JSONDocumentSplitter {
    /// Brackets in brackets at most.
    static let depthLimit = 64

    private struct Level {
        var isList: Bool
        var path: String
        var count = 0
    }

    private var levels: [Level] = []
    private var key: [UInt8] = []
    private var lastString: [UInt8] = []
    private var pending: [UInt8] = []
    private var inside = 0
    private var inString = false
    private var escaped = false
    private var hasBegun = false
    /// Whether the last bracket was seen.
    var isComplete: Bool { hasBegun && levels.isEmpty && inside == 0 }

    /// Takes the next bytes and calls `deliver` with each object's list, its number in it from 1, and its bytes.
    func push(
        _ chunk: UnsafeBufferPointer<UInt8>, _ deliver: (String, Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        for byte in chunk {
            if inside > 0 { pending.append(byte) }
            if inString {
                if escaped {
                    escaped = false
                } else if byte == 0x5C {
                    escaped = true
                } else if byte == 0x22 {
                    inString = false
                    continue
                }
                if inside == 0, lastString.count < 200 { lastString.append(byte) }
                continue
            }
            switch byte {
            case 0x22:
                inString = true
                lastString.removeAll(keepingCapacity: true)
            case UInt8(ascii: ":") where inside == 0: key = lastString
            case UInt8(ascii: "{"), UInt8(ascii: "["): try open(byte)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): try close(deliver)
            default: break
            }
        }
        guard pending.count <= CSVParser.rowLimit else {
            throw IngestError.rowTooLong(file: "", row: (levels.last?.count ?? 0) + 1, limit: CSVParser.rowLimit)
        }
    }

    private func open(_ byte: UInt8) throws {
        hasBegun = true
        if inside > 0 {
            inside += 1
            return
        }
        if byte == UInt8(ascii: "{"), let top = levels.indices.last, levels[top].isList {
            inside = 1
            hasSeenList = true
            levels[top].count += 1
            pending.append(byte)
            return
        }
        guard levels.count < Self.depthLimit else { throw IngestError.tooDeep(file: "", limit: Self.depthLimit) }
        var path = levels.last?.path ?? ""
        if let top = levels.last, !top.isList, !key.isEmpty {
            path += (path.isEmpty ? "" : ".") + String(decoding: key, as: UTF8.self)
        }
        levels.append(Level(isList: byte == UInt8(ascii: "["), path: path))
        key = []
    }

    private func close(_ deliver: (String, Int, UnsafeBufferPointer<UInt8>) throws -> Void) throws {
        if inside > 1 {
            inside -= 1
        } else if inside == 1 {
            inside = 0
            guard let top = levels.last else { return }
            try pending.withUnsafeBufferPointer { try deliver(top.path, top.count, $0) }
            pending.removeAll(keepingCapacity: pending.capacity < 1 << 22)
        } else {
            _ = levels.popLast()
        }
    }

    /// Whether a text, or the beginning of one, has a list of objects in an object.
    static func holdsObjects(_ text: [UInt8]) -> Bool {
        let splitter = JSONDocumentSplitter()
        try? text.withUnsafeBufferPointer { try splitter.push($0) { _, _, _ in } }
        return splitter.hasSeenList
    }

    /// Whether an object in a list was begun.
    private(set) var hasSeenList = false
}
