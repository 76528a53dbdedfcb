import CLibXML2

/// What is told about the elements of a page, in document order; names in lower case.
protocol HTMLHandler: AnyObject {
    /// An element begins.
    func begin(_ name: String, _ attributes: [(name: String, value: String)]) throws
    /// An element ends.
    func end(_ name: String) throws
    /// Text inside it; one text may come in several pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// Parses a page with libxml2's push parser for HTML: no tree, no network, and any page that browsers show is taken.
enum HTMLStream {
    /// Elements in elements at most.
    static let depthLimit = 2_000

    /// Parses a text; throws what the handler throws, and `tooDeep`. Returns the bad bytes of the text. O(bytes).
    static func parse(_ text: TextStream, _ handler: any HTMLHandler) throws -> (count: Int, offset: Int)? {
        let context = Context(handler)
        let file = text.source.name
        var sax = xmlSAXHandler()
        sax.startElement = { data, name, attributes in Context.from(data)?.begin(name, attributes) }
        sax.endElement = { data, name in Context.from(data)?.end(name) }
        sax.characters = { data, bytes, count in Context.from(data)?.text(bytes, Int(count)) }
        sax.ignorableWhitespace = sax.characters
        let data = Unmanaged.passUnretained(context).toOpaque()
        guard let parser = htmlCreatePushParserCtxt(&sax, data, nil, 0, nil, XML_CHAR_ENCODING_UTF8) else {
            throw IngestError.unreadable(file: file, code: 12)
        }
        defer {
            if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
            parser.pointee.myDoc = nil
            htmlFreeParserCtxt(parser)
        }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        htmlCtxtUseOptions(parser, Int32(options))
        context.parser = parser
        return try withExtendedLifetime(context) {
            let bad = try text.forEachChunk { chunk in
                // The parser stops at a NUL.
                let bytes = chunk.contains(0) ? chunk.map { $0 == 0 ? 0x20 : $0 } : nil
                func push(_ part: UnsafeBufferPointer<UInt8>) {
                    part.withMemoryRebound(to: CChar.self) {
                        _ = htmlParseChunk(parser, $0.baseAddress, Int32(clamping: $0.count), 0)
                    }
                }
                if let bytes { bytes.withUnsafeBufferPointer(push) } else { push(chunk) }
                if let failure = context.failure { throw failure }
                if context.isTooDeep { throw IngestError.tooDeep(file: file, limit: depthLimit) }
                return true
            }
            htmlParseChunk(parser, nil, 0, 1)
            if let failure = context.failure { throw failure }
            return bad
        }
    }

    /// Carries the handler through libxml2's callbacks, which cannot throw.
    private final class Context {
        let handler: any HTMLHandler
        var parser: htmlParserCtxtPtr?
        var failure: (any Error)?
        var isTooDeep = false
        private var depth = 0

        init(_ handler: any HTMLHandler) { self.handler = handler }

        static func from(_ data: UnsafeMutableRawPointer?) -> Context? {
            data.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue() }
        }

        func begin(
            _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
        ) {
            guard let name, failure == nil, !isTooDeep else { return }
            depth += 1
            if depth > HTMLStream.depthLimit {
                isTooDeep = true
                if let parser { xmlStopParser(parser) }
                return
            }
            var found: [(name: String, value: String)] = []
            var i = 0
            while let attributes, let key = attributes[i] {
                found.append((Self.string(key).lowercased(), attributes[i + 1].map(Self.string) ?? ""))
                i += 2
            }
            attempt { try handler.begin(Self.string(name).lowercased(), found) }
        }

        func end(_ name: UnsafePointer<xmlChar>?) {
            guard let name, failure == nil, !isTooDeep else { return }
            depth = max(0, depth - 1)
            attempt { try handler.end(Self.string(name).lowercased()) }
        }

        func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
            guard let bytes, failure == nil, !isTooDeep else { return }
            attempt { try handler.text(UnsafeBufferPointer(start: bytes, count: count)) }
        }

        private static func string(_ bytes: UnsafePointer<xmlChar>) -> String { String(cString: bytes) }

        private func attempt(_ work: () throws -> Void) {
            do { try work() } catch {
                failure = error
                if let parser { xmlStopParser(parser) }
            }
        }
    }
}
