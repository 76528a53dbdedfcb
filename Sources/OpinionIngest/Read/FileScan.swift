import Crypto
import Foundation

/// What one pass over a file's bytes tells before it is read: its hash, what kind of file it is and its encoding.
public struct FileScan: Sendable, Equatable {
    /// What the bytes are.
    public enum Format: String, Sendable, Codable, CaseIterable {
        /// Rows of delimited text.
        case csv
        /// One JSON object a line.
        case jsonLines
        /// A JSON array of objects.
        case jsonArray
        /// A JSON document with arrays of objects somewhere in it.
        case jsonDocument
        /// An Office Open XML workbook.
        case xlsx
        /// An Office Open XML text document.
        case docx
        /// Plain text or Markdown: a letter, or several.
        case text
        /// A web page.
        case html
        /// XML with repeated elements.
        case xml
        /// An e-mail, or a page saved as one.
        case email
        /// A zip or tar archive, or one packed file.
        case archive

        /// The name that users see.
        public var displayName: String {
            switch self {
            case .csv: "CSV"
            case .jsonLines: "JSON Lines"
            case .jsonArray, .jsonDocument: "JSON"
            case .xlsx: "XLSX"
            case .docx: "DOCX"
            case .text: "文本"
            case .html: "网页（HTML）"
            case .xml: "XML"
            case .email: "邮件"
            case .archive: "压缩包"
            }
        }
    }

    /// The kind of file, by content; the name's extension only tells a letter from a table where the content does not.
    public let format: Format
    /// The number of bytes.
    public let size: Int
    /// SHA-256 of the bytes in hexadecimal.
    public let sha256: String
    /// The encoding of a text file; nil for a container.
    public let encoding: TextEncoding?
    let badBytes: (count: Int, offset: Int)?

    /// Equal where all findings are.
    public static func == (left: FileScan, right: FileScan) -> Bool {
        left.format == right.format && left.sha256 == right.sha256 && left.encoding == right.encoding
    }

    private static let sampleLimit = 1 << 16
    private static let headLimit = 1 << 16

    /// What a person should know about these findings.
    var notices: [IngestNotice] {
        guard let encoding, encoding.confidence < 30 else { return [] }
        return [IngestNotice(.uncertainEncoding(name: encoding.name, confidence: encoding.confidence))]
    }

    /// Reads the file once. O(bytes), constant memory. Throws an `IngestError` for what cannot be read.
    ///
    /// - Parameter encoding: the encoding of a text file that a person gave; nil to find it.
    public static func scan(_ url: URL, encoding: TextEncoding? = nil) throws -> FileScan {
        try scan(ByteSource(url), encoding: encoding)
    }

    package static func scan(_ source: ByteSource, encoding given: TextEncoding? = nil) throws -> FileScan {
        var hash = SHA256()
        var check = UTF8Check()
        var head: [UInt8] = []
        var sample: [UInt8] = []
        var size = 0
        var isZip = false
        try source.forEachChunk(size: 1 << 16) { chunk in
            hash.update(bufferPointer: UnsafeRawBufferPointer(chunk))
            // A zip container is no text, whatever its bytes are.
            if size == 0 { isZip = chunk.starts(with: [0x50, 0x4B, 0x03, 0x04]) }
            if !isZip { check.push(chunk) }
            if head.count < headLimit { head.append(contentsOf: chunk.prefix(headLimit - head.count)) }
            if sample.count < sampleLimit { collect(chunk, into: &sample) }
            size += chunk.count
            return true
        }
        check.finish()
        guard size > 0 else { throw IngestError.empty(file: source.name) }
        let digest = hash.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        if let container = try FormatGuess.container(source, head: head, size: size) {
            return FileScan(format: container, size: size, sha256: digest, encoding: nil, badBytes: nil)
        }
        var encoding = given?.marked(head) ?? TextEncoding.find(head: head, check: check, sample: sample)
        guard isText(head, encoding) else { throw IngestError.binary(file: source.name) }
        let format = try FormatGuess.text(head, encoding, name: source.name, isCut: size > head.count)
        if given == nil, format == .html || format == .xml, check.invalid > 0,
            let declared = FormatGuess.declaredEncoding(head)
        {
            encoding = declared.marked(head)
        }
        return FileScan(
            format: format, size: size, sha256: digest, encoding: encoding,
            badBytes: encoding.name == "UTF-8" ? check.firstInvalid.map { (check.invalid, $0) } : nil)
    }

    /// Adds the stretches with bytes above ASCII. They are cut at bytes below 0x30, which are a character of their own
    /// in UTF-8, GB18030 and Big5 alike.
    private static func collect(_ chunk: UnsafeBufferPointer<UInt8>, into sample: inout [UInt8]) {
        var start = 0
        while start < chunk.count, sample.count < sampleLimit {
            var end = min(start + 1024, chunk.count)
            while end < chunk.count, chunk[end - 1] >= 0x30 { end += 1 }
            let piece = chunk[start..<end]
            if piece.contains(where: { $0 >= 0x80 }) {
                sample.append(contentsOf: piece.prefix(sampleLimit - sample.count))
            }
            start = end
        }
    }

    private static func isText(_ head: [UInt8], _ encoding: TextEncoding) -> Bool {
        guard !encoding.name.hasPrefix("UTF-16") else { return true }
        let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A || $0 == 0x7F }
        return controls <= 2 || controls * 100 <= head.count
    }
}
