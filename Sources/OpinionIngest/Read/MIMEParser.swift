import Foundation

/// Takes the lines of a mail apart into its parts (RFC 2045 to 2047).
final class MIMEParser {
    /// Bytes of all parts together; what is more is cut off.
    static let partsLimit = 64 << 20
    /// Bytes of one part's headers.
    static let headLimit = 256 << 10
    /// Parts in a mail.
    static let partLimit = 1_000
    /// Multiparts in multiparts.
    static let depthLimit = 16

    /// The headers of the mail or of a part.
    struct Head {
        private var lines: [(name: String, value: [UInt8])] = []
        private var size = 0

        /// Adds a line; one that begins with white space goes on with the one before.
        mutating func add(_ line: UnsafeBufferPointer<UInt8>) {
            size += line.count
            guard size <= MIMEParser.headLimit, let first = line.first else { return }
            if first == 0x20 || first == 0x09 {
                if let last = lines.indices.last { lines[last].value.append(contentsOf: line) }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
                lines.append((name, Array(line[(colon + 1)...])))
            }
        }

        /// A header's value with its encoded words decoded; nil where there is none.
        func text(_ name: String) -> String? {
            lines.first { $0.name == name }.map { MIMEWords.decode($0.value).trimmedText }
        }

        /// A parameter of a header: `charset` of `text/plain; charset="gbk"`.
        func parameter(_ name: String, of header: String) -> String? {
            guard let value = lines.first(where: { $0.name == header })?.value else { return nil }
            return MIMEWords.parameter(name, value)
        }
    }

    /// A part that is no multipart itself.
    struct Part {
        /// `text/plain`, in lower case.
        var type: String
        var charset: String?
        var fileName: String?
        /// Whether it is a file of its own and not the mail's text.
        var isAttachment: Bool
        var bytes: [UInt8] = []
        /// Whether the limit cut it off.
        var isCut = false
    }

    private enum State { case head, body, between }

    private let file: String
    /// The mail's headers.
    private(set) var head = Head()
    /// The parts in order.
    private(set) var parts: [Part] = []
    private var boundaries: [[UInt8]] = []
    private var partHead = Head()
    private var state = State.head
    private var isFirst = true
    private var decoder = TransferDecoder.identity
    private var total = 0

    /// A parser at the beginning of a mail.
    init(file: String) { self.file = file }

    /// Whether a boundary was opened and never closed.
    var isCutShort: Bool { !boundaries.isEmpty || isFirst && state == .head && parts.isEmpty }

    /// Takes the next line, without its end.
    func take(_ line: UnsafeBufferPointer<UInt8>) throws {
        if !boundaries.isEmpty, line.count > 2, line[0] == 0x2D, line[1] == 0x2D, try takeBoundary(line) { return }
        switch state {
        case .between: break
        case .head:
            if line.isEmpty { try endHead() } else { partHead.add(line) }
        case .body:
            guard let last = parts.indices.last, !parts[last].isCut else { return }
            let before = parts[last].bytes.count
            decoder.take(line, into: &parts[last].bytes)
            total += parts[last].bytes.count - before
            if total > Self.partsLimit {
                parts[last].isCut = true
                parts[last].bytes = []
                total = parts.reduce(0) { $0 + $1.bytes.count }
            }
        }
    }

    /// Says that the mail ends here.
    func finish() {
        endBody()
        if isFirst, state == .head { head = partHead }
    }

    private func takeBoundary(_ line: UnsafeBufferPointer<UInt8>) throws -> Bool {
        var rest = line.dropFirst(2)
        while let last = rest.last, last == 0x20 || last == 0x09 { rest = rest.dropLast() }
        for (level, boundary) in boundaries.enumerated().reversed() where rest.starts(with: boundary) {
            let after = rest.dropFirst(boundary.count)
            let isEnd = after.elementsEqual([0x2D, 0x2D])
            guard after.isEmpty || isEnd else { continue }
            endBody()
            boundaries.removeLast(boundaries.count - level - (isEnd ? 0 : 1))
            state = isEnd ? .between : .head
            partHead = Head()
            return true
        }
        return false
    }

    private func endHead() throws {
        if isFirst {
            head = partHead
            isFirst = false
        }
        let type =
            (partHead.text("content-type") ?? "text/plain").split(separator: ";").first
            .map { String($0).trimmedText.lowercased() } ?? "text/plain"
        if type.hasPrefix("multipart/"), let boundary = partHead.parameter("boundary", of: "content-type") {
            guard boundaries.count < Self.depthLimit else {
                throw IngestError.tooDeep(file: file, limit: Self.depthLimit)
            }
            boundaries.append(Array(boundary.utf8))
            state = .between
            return
        }
        guard parts.count < Self.partLimit else {
            throw IngestError.tooMany(file: file, what: "部分", limit: Self.partLimit)
        }
        let disposition = partHead.text("content-disposition")?.lowercased() ?? ""
        var name =
            partHead.parameter("filename", of: "content-disposition") ?? partHead.parameter("name", of: "content-type")
        if type == "message/rfc822", name == nil { name = "转发的邮件.eml" }
        let isText = type == "text/plain" || type == "text/html"
        parts.append(
            Part(
                type: type, charset: partHead.parameter("charset", of: "content-type"), fileName: name,
                isAttachment: !isText || disposition.hasPrefix("attachment")
                    || name != nil && !disposition.hasPrefix("inline")))
        decoder = TransferDecoder(partHead.text("content-transfer-encoding") ?? "")
        state = .body
    }

    private func endBody() {
        guard state == .body, let last = parts.indices.last else { return }
        decoder.finish(into: &parts[last].bytes)
    }
}

/// Undoes the encoding for transfer of a part, line by line.
struct TransferDecoder {
    private enum Kind { case identity, base64, quotedPrintable }

    private let kind: Kind
    private var bits = 0
    private var bitCount = 0

    /// Nothing to undo.
    static let identity = TransferDecoder("")

    /// The decoder of a `Content-Transfer-Encoding`; an unknown one is none.
    init(_ name: String) {
        switch name.trimmedText.lowercased() {
        case "base64": kind = .base64
        case "quoted-printable": kind = .quotedPrintable
        default: kind = .identity
        }
    }

    /// Decodes a line, without its end, to the end of `output`.
    mutating func take(_ line: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        switch kind {
        case .identity:
            output.append(contentsOf: line)
            output.append(0x0A)
        case .base64: for byte in line { base64(byte, into: &output) }
        case .quotedPrintable: quoted(line, into: &output)
        }
    }

    /// Says that the part ends.
    mutating func finish(into output: inout [UInt8]) { (bits, bitCount) = (0, 0) }

    private mutating func base64(_ byte: UInt8, into output: inout [UInt8]) {
        let value: Int
        switch byte {
        case 0x41...0x5A: value = Int(byte) - 0x41
        case 0x61...0x7A: value = Int(byte) - 0x61 + 26
        case 0x30...0x39: value = Int(byte) - 0x30 + 52
        case 0x2B, 0x2D: value = 62
        case 0x2F, 0x5F: value = 63
        default: return
        }
        bits = (bits << 6 | value) & 0xFFFF
        bitCount += 6
        if bitCount >= 8 {
            bitCount -= 8
            output.append(UInt8(bits >> bitCount & 0xFF))
        }
    }

    private func quoted(_ line: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var end = line.count
        while end > 0, line[end - 1] == 0x20 || line[end - 1] == 0x09 { end -= 1 }
        var i = 0
        while i < end {
            if line[i] == UInt8(ascii: "=") {
                if i + 1 == end { return }
                if i + 2 < end, let high = Self.hex(line[i + 1]), let low = Self.hex(line[i + 2]) {
                    output.append(high << 4 | low)
                    i += 3
                    continue
                }
            }
            output.append(line[i])
            i += 1
        }
        output.append(0x0A)
    }

    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
