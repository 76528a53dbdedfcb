import CLibXML2

/// What is told about the elements of an XML part, in document order. Names are local names, without prefix.
class XMLHandler {
    /// An element begins.
    func begin(_ name: XMLName, _ attributes: XMLAttributes) throws {}
    /// An element ends.
    func end(_ name: XMLName) throws {}
    /// Text inside it; one text may come in several pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The name of an element or an attribute, compared byte by byte without making a string.
struct XMLName {
    /// The name, ended by a zero byte (libxml2) or by what ends a name in a tag (`XMLScanner`): white space, `/`, `=` or `>`,
    /// which no name has.
    let bytes: UnsafePointer<UInt8>

    /// The name as a string.
    var string: String {
        var count = 0
        while !Self.isEnd(bytes[count]) { count += 1 }
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// The letter that the name is; 0 for a name of several.
    @inline(__always)
    var letter: UInt8 { Self.isEnd(bytes[1]) ? bytes[0] : 0 }

    @inline(__always)
    static func == (name: XMLName, text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        for i in 0..<count where name.bytes[i] != text.utf8Start[i] { return false }
        return isEnd(name.bytes[count])
    }

    @inline(__always)
    private static func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x2F || byte == 0x3D || byte == 0x3E }
}

/// An element's attributes, valid while `begin` runs.
struct XMLAttributes {
    let count: Int
    /// As libxml2 has them, five for each: name, prefix, namespace, start and end of the value.
    let pointers: UnsafeMutablePointer<UnsafePointer<UInt8>?>?

    /// The bytes of an attribute, by local name; `prefixed` asks for one in a namespace (`r:id`).
    func bytes(_ name: StaticString, prefixed: Bool = false) -> UnsafeBufferPointer<UInt8>? {
        guard let pointers else { return nil }
        for i in 0..<count {
            let at = pointers + i * 5
            guard let local = at[0], XMLName(bytes: local) == name, (at[1] != nil) == prefixed,
                let start = at[3], let end = at[4]
            else { continue }
            return UnsafeBufferPointer(start: start, count: start.distance(to: end))
        }
        return nil
    }

    /// Calls `body` with the letter and the bytes of each attribute whose name is one letter without a namespace.
    @inline(__always)
    func forEachLetter(_ body: (UInt8, UnsafeBufferPointer<UInt8>) -> Void) {
        guard let pointers else { return }
        for i in 0..<count {
            let at = pointers + i * 5
            guard let local = at[0], at[1] == nil, let start = at[3], let end = at[4] else { continue }
            let letter = XMLName(bytes: local).letter
            if letter != 0 { body(letter, UnsafeBufferPointer(start: start, count: start.distance(to: end))) }
        }
    }

    /// The text of an attribute.
    func text(_ name: StaticString, prefixed: Bool = false) -> String? {
        // libxml2 keeps an ampersand as a reference where entities are not expanded.
        bytes(name, prefixed: prefixed).map { String(decoding: $0, as: UTF8.self) }?
            .replacing("&#38;", with: "&")
    }

    /// The text of an attribute, whether in a namespace or not.
    func any(_ name: StaticString) -> String? { text(name, prefixed: true) ?? text(name) }

    /// All attributes by local name, as text, in the order written.
    var all: [(name: String, value: String)] {
        guard let pointers else { return [] }
        return (0..<count).compactMap { i in
            let at = pointers + i * 5
            guard let local = at[0], let start = at[3], let end = at[4] else { return nil }
            let value = UnsafeBufferPointer(start: start, count: start.distance(to: end))
            return (
                XMLName(bytes: local).string,
                String(decoding: value, as: UTF8.self).replacingOccurrences(of: "&#38;", with: "&")
            )
        }
    }

    /// The number that an attribute is.
    func number(_ name: StaticString) -> Int? { bytes(name).flatMap(XMLPart.number) }
}

/// Parses one part of a workbook with libxml2's push parser (SAX2): no tree, no network, no document type and so no
/// entities of the document's own.
///
/// Quirk: libxml2's limit of 10 MB for one text node is a limit of trees; here long texts come in pieces, and cells have
/// a limit of their own (`XLSXReader.cellLimit`).
enum XMLPart {
    /// Parses until the part ends. False where there is no such part. Throws what the handler throws, `corrupt` where
    /// the XML breaks off or is not well-formed; everything before was delivered.
    static func parse(_ part: String, in archive: ZipArchive, _ handler: XMLHandler) throws -> Bool {
        var found = false
        try parse(damage: .corrupt(file: archive.file, part: part, row: nil), handler) { push in
            found = try archive.read(part, push)
            return found
        }
        return found
    }

    /// The same for the large parts of a workbook, most of which `XMLScanner` reads. The handler is not told of attributes
    /// with a prefix as long as it does.
    static func scan(
        _ part: String, in archive: ZipArchive, _ handler: XMLHandler, readsAhead: Bool = false
    ) throws -> Bool {
        let relay = Relay(handler)
        var scanner: XMLScanner? = XMLScanner(handler)
        var found = false
        try parse(damage: .corrupt(file: archive.file, part: part, row: nil), relay) { push in
            /// Puts libxml2 where the scanner is.
            func handOver(_ scanner: XMLScanner) throws -> Bool {
                relay.isMuted = true
                if !scanner.opened.isEmpty { _ = try scanner.opened.withUnsafeBufferPointer { try push($0) } }
                relay.isMuted = false
                return scanner.rest.isEmpty ? true : try scanner.rest.withUnsafeBufferPointer { try push($0) }
            }
            func stop(_ active: XMLScanner) throws -> Bool {
                scanner = nil
                return try handOver(active)
            }
            found = try archive.read(part, ahead: readsAhead) { chunk in
                guard let active = scanner else { return try push(chunk) }
                return try active.push(chunk) ? true : try stop(active)
            }
            if found, let active = scanner, !active.isComplete { _ = try stop(active) }
            return found && scanner == nil
        }
        return found
    }

    /// Passes on what libxml2 tells, but for what the handler was told before.
    private final class Relay: XMLHandler {
        private let handler: XMLHandler
        var isMuted = false

        init(_ handler: XMLHandler) { self.handler = handler }

        override func begin(_ name: XMLName, _ attributes: XMLAttributes) throws {
            if !isMuted { try handler.begin(name, attributes) }
        }

        override func end(_ name: XMLName) throws { if !isMuted { try handler.end(name) } }

        override func text(_ bytes: UnsafeBufferPointer<UInt8>) { if !isMuted { handler.text(bytes) } }
    }

    /// Parses what `feed` pushes; it returns false where there is nothing to parse after all.
    ///
    /// - Parameter isUTF8: the bytes are UTF-8 whatever the XML declaration says.
    static func parse(
        damage: IngestError, isUTF8: Bool = false, _ handler: XMLHandler,
        _ feed: ((UnsafeBufferPointer<UInt8>) throws -> Bool) throws -> Bool
    ) throws {
        let context = Context(handler)
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            Context.from(data)?.begin(name, Int(count), attributes)
        }
        sax.endElementNs = { data, name, _, _ in Context.from(data)?.end(name) }
        sax.characters = { data, bytes, count in Context.from(data)?.text(bytes, Int(count)) }
        sax.ignorableWhitespace = sax.characters
        sax.cdataBlock = sax.characters
        sax.internalSubset = { data, _, _, _ in Context.from(data)?.refuse() }
        let data = Unmanaged.passUnretained(context).toOpaque()
        guard let parser = xmlCreatePushParserCtxt(&sax, data, nil, 0, nil) else { throw damage }
        defer {
            if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
            parser.pointee.myDoc = nil
            xmlFreeParserCtxt(parser)
        }
        var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        if isUTF8 { options |= XML_PARSE_IGNORE_ENC.rawValue }
        xmlCtxtUseOptions(parser, Int32(options))
        context.parser = parser
        try withExtendedLifetime(context) {
            let goesOn = try feed { chunk in
                // libxml2 takes pieces of up to 2 GB.
                let status = chunk.withMemoryRebound(to: CChar.self) {
                    xmlParseChunk(parser, $0.baseAddress, Int32(clamping: $0.count), 0)
                }
                if let failure = context.failure { throw failure }
                if context.isRefused { throw IngestError.documentType(file: damage.fileName) }
                if status != 0 && parser.pointee.wellFormed == 0 { throw damage }
                return true
            }
            guard goesOn else { return }
            xmlParseChunk(parser, nil, 0, 1)
            if let failure = context.failure { throw failure }
            if context.isRefused { throw IngestError.documentType(file: damage.fileName) }
            if parser.pointee.wellFormed == 0 { throw damage }
        }
    }

    /// A whole number from ASCII digits; nil for anything else or above a billion.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// Carries the handler through libxml2's callbacks, which cannot throw.
    private final class Context {
        let handler: XMLHandler
        var parser: xmlParserCtxtPtr?
        var failure: (any Error)?
        var isRefused = false

        init(_ handler: XMLHandler) { self.handler = handler }

        static func from(_ data: UnsafeMutableRawPointer?) -> Context? {
            data.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue() }
        }

        func begin(
            _ name: UnsafePointer<xmlChar>?, _ count: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
        ) {
            guard let name, failure == nil else { return }
            attempt { try handler.begin(XMLName(bytes: name), XMLAttributes(count: count, pointers: attributes)) }
        }

        func end(_ name: UnsafePointer<xmlChar>?) {
            guard let name, failure == nil else { return }
            attempt { try handler.end(XMLName(bytes: name)) }
        }

        func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
            guard let bytes, failure == nil else { return }
            handler.text(UnsafeBufferPointer(start: bytes, count: count))
        }

        func refuse() {
            isRefused = true
            if let parser { xmlStopParser(parser) }
        }

        private func attempt(_ work: () throws -> Void) {
            do { try work() } catch {
                failure = error
                if let parser { xmlStopParser(parser) }
            }
        }
    }
}
