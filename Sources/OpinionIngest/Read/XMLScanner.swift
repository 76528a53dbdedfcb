import Foundation

/// Reads the plain XML that spreadsheet programs write, several times faster than a full parser, and stops before
/// anything else: then libxml2 goes on from there (`XMLPart`), so nothing is read less strictly than by it.
///
/// Plain are start and end tags with unprefixed names and double or single quoted ASCII attributes, text in well-formed
/// UTF-8, the five predefined entities and numeric references. Comments, CDATA, processing instructions, document types,
/// prefixed elements, other encodings, mismatched tags and everything that is not well-formed are not.
///
/// Attributes with a prefix and namespace declarations are not told to the handler.
final class XMLScanner {
    /// Bytes of one tag or of one text without an end beyond which the text is not plain.
    private static let tokenLimit = 1 << 20
    private static let depthLimit = 128
    private static let attributeLimit = 32

    private let handler: XMLHandler
    @exclusivity(unchecked) private var buffer: [UInt8] = []
    @exclusivity(unchecked) private var position = 0
    @exclusivity(unchecked) private var isAtStart = true
    @exclusivity(unchecked) private var hasRoot = false
    /// The start tag of an open element, as written: where it begins in `open`, or in `buffer` where it came with the
    /// last bytes, and its length.
    private struct Mark {
        var start: Int
        var count: Int
        var isKept: Bool
    }

    /// The elements that are open. Most are closed by the bytes that they were opened by, and are never copied.
    @exclusivity(unchecked) private var marks: [Mark] = []
    @exclusivity(unchecked) private var open: [UInt8] = []
    /// The names of the attributes of the tag that is being read, and those that the handler is told of, as libxml2 has
    /// them.
    private let names: UnsafeMutablePointer<Range<Int>>
    private let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>

    /// A scanner that tells a handler what it reads.
    init(_ handler: XMLHandler) {
        self.handler = handler
        names = .allocate(capacity: Self.attributeLimit)
        names.initialize(repeating: 0..<0, count: Self.attributeLimit)
        pointers = .allocate(capacity: Self.attributeLimit * 5)
        pointers.initialize(repeating: nil, count: Self.attributeLimit * 5)
    }

    deinit {
        names.deallocate()
        pointers.deallocate()
    }

    /// Takes the next bytes. False where something stands that is not plain: `opened` and `rest` are for libxml2 then.
    ///
    /// - Throws: what the handler throws.
    func push(_ chunk: UnsafeBufferPointer<UInt8>) throws -> Bool {
        keepOpen()
        if position == buffer.count { buffer.removeAll(keepingCapacity: true) } else { buffer.removeFirst(position) }
        position = 0
        buffer.append(contentsOf: chunk)
        return try buffer.withUnsafeMutableBufferPointer { try scan($0) }
    }

    /// Whether the document is at its end.
    var isComplete: Bool {
        hasRoot && marks.isEmpty && buffer[position...].allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    /// What libxml2 must have read to be where the scanner is.
    var opened: [UInt8] {
        if hasRoot, marks.isEmpty { return Array("<x/>".utf8) }
        keepOpen()
        return open
    }

    /// Copies the start tags of the elements that stay open when the buffer's bytes go.
    private func keepOpen() {
        for index in marks.indices where !marks[index].isKept {
            let mark = marks[index]
            marks[index] = Mark(start: open.count, count: mark.count, isKept: true)
            open.append(contentsOf: buffer[mark.start..<(mark.start + mark.count)])
        }
    }

    /// The bytes from the first one on that was not plain.
    var rest: ArraySlice<UInt8> { buffer[position...] }

    private func scan(_ bytes: UnsafeMutableBufferPointer<UInt8>) throws -> Bool {
        guard let base = bytes.baseAddress else { return true }
        let count = bytes.count
        if isAtStart {
            guard count > 3 else { return true }
            if base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { position = 3 }
            isAtStart = false
            if base[position] != 0x3C { return false }
        }
        while position < count {
            if base[position] != 0x3C {
                guard let found = memchr(base + position, 0x3C, count - position) else {
                    return count - position <= Self.tokenLimit
                }
                let end = UnsafeMutableRawPointer(base).distance(to: found)
                guard let hasEntities = XMLText.check(base, position..<end) else { return false }
                if marks.isEmpty {
                    guard !hasEntities, XMLText.isBlank(base, position..<end) else { return false }
                } else if hasEntities {
                    XMLText.expand(base, position..<end) { handler.text($0) }
                } else {
                    handler.text(UnsafeBufferPointer(start: base + position, count: end - position))
                }
                position = end
            }
            guard let found = memchr(base + position, 0x3E, count - position) else {
                return count - position <= Self.tokenLimit
            }
            let end = UnsafeMutableRawPointer(base).distance(to: found)
            let isPlain: Bool
            switch base[position + 1] {
            case 0x2F: isPlain = try endTag(base, end)
            case 0x3F: isPlain = !hasRoot && marks.isEmpty && Self.isPlainDeclaration(base, position..<end)
            case 0x21: isPlain = false
            default: isPlain = try startTag(base, end)
            }
            guard isPlain else { return false }
            position = end + 1
        }
        return true
    }

    /// Whether `<?xml …?` declares UTF-8 or nothing.
    private static func isPlainDeclaration(_ base: UnsafeMutablePointer<UInt8>, _ range: Range<Int>) -> Bool {
        let text = String(
            decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self
        ).lowercased()
        guard text.hasPrefix("<?xml version="), text.hasSuffix("?"), range.count < 200 else { return false }
        return !text.contains("encoding") || text.contains("encoding=\"utf-8\"") || text.contains("encoding='utf-8'")
    }

    private func endTag(_ base: UnsafeMutablePointer<UInt8>, _ end: Int) throws -> Bool {
        let name = (position + 2)..<end
        guard let mark = marks.last, !name.isEmpty, 1 + name.count < mark.count else { return false }
        // The name in the start tag ends where the tag or its attributes do.
        func isSame(_ tag: UnsafePointer<UInt8>) -> Bool {
            !Self.isNameByte(tag[1 + name.count]) && memcmp(tag + 1, base + name.lowerBound, name.count) == 0
        }
        let closes =
            mark.isKept
            ? open.withUnsafeBufferPointer { $0.baseAddress.map { isSame($0 + mark.start) } ?? false }
            : isSame(base + mark.start)
        guard closes else { return false }
        if mark.isKept { open.removeLast(mark.count) }
        marks.removeLast()
        try handler.end(XMLName(bytes: base + name.lowerBound))
        return true
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    private func startTag(_ base: UnsafeMutablePointer<UInt8>, _ end: Int) throws -> Bool {
        guard marks.count < Self.depthLimit, !marks.isEmpty || !hasRoot else { return false }
        let isEmpty = base[end - 1] == 0x2F
        let last = isEmpty ? end - 1 : end
        let start = position + 1
        var at = start
        while at < last, Self.isNameByte(base[at]) { at += 1 }
        // A name begins with a letter.
        guard at > start, base[start] > 0x39 else { return false }
        guard let count = readAttributes(base, at, last) else { return false }
        if !isEmpty { marks.append(Mark(start: position, count: end + 1 - position, isKept: false)) }
        hasRoot = true
        let name = XMLName(bytes: base + start)
        try handler.begin(name, XMLAttributes(count: count, pointers: pointers))
        if isEmpty { try handler.end(name) }
        return true
    }

    /// Reads the attributes between a tag's name and its end into `pointers`; how many the handler is told of, or nil where
    /// they are not plain.
    private func readAttributes(_ base: UnsafeMutablePointer<UInt8>, _ from: Int, _ last: Int) -> Int? {
        var count = 0
        var told = 0
        var at = from
        while at < last {
            guard Self.isSpace(base[at]) else { return nil }
            while at < last, Self.isSpace(base[at]) { at += 1 }
            if at == last { break }
            let start = at
            while at < last, Self.isNameByte(base[at]) || base[at] == 0x3A { at += 1 }
            let name = start..<at
            guard !name.isEmpty, base[start] > 0x40, at + 1 < last, base[at] == 0x3D, count < Self.attributeLimit else {
                return nil
            }
            let quote = base[at + 1]
            guard quote == 0x22 || quote == 0x27 else { return nil }
            for earlier in 0..<count where Self.isSame(base, names[earlier], name) { return nil }
            names[count] = name
            count += 1
            at += 2
            let valueStart = at
            while at < last, base[at] != quote {
                let byte = base[at]
                if byte < 0x20 || byte >= 0x80 || byte == 0x26 || byte == 0x3C { return nil }
                at += 1
            }
            guard at < last else { return nil }
            if !Self.isPrefixed(base, name) {
                pointers[told * 5] = UnsafePointer(base + start)
                pointers[told * 5 + 3] = UnsafePointer(base + valueStart)
                pointers[told * 5 + 4] = UnsafePointer(base + at)
                told += 1
            }
            at += 1
        }
        return told
    }

    private static func isSame(_ base: UnsafeMutablePointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
        left.count == right.count && memcmp(base + left.lowerBound, base + right.lowerBound, left.count) == 0
    }

    /// Whether an attribute has a prefix or declares a namespace.
    private static func isPrefixed(_ base: UnsafeMutablePointer<UInt8>, _ name: Range<Int>) -> Bool {
        if name.count < 3 { return false }
        return memchr(base + name.lowerBound, 0x3A, name.count) != nil
            || name.count == 5 && memcmp(base + name.lowerBound, "xmlns", 5) == 0
    }
}
