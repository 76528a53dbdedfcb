import Crypto
import Foundation

/// What one pass over a file's bytes tells before it is read: its hash, what kind of file it is and its encoding.
public struct FileScan: Sendable, Equatable {
    /// What the bytes are.
    public enum Format: String, Sendable, Codable {
        /// Rows of delimited text.
        case csv
        /// One JSON object a line.
        case jsonLines
        /// A JSON array of objects.
        case jsonArray
        /// An Office Open XML workbook.
        case xlsx

        /// The name that users see.
        public var displayName: String {
            switch self {
            case .csv: "CSV"
            case .jsonLines: "JSON Lines"
            case .jsonArray: "JSON"
            case .xlsx: "XLSX"
            }
        }
    }

    /// The kind of file, by content; the name's extension decides nothing.
    public let format: Format
    /// The number of bytes.
    public let size: Int
    /// SHA-256 of the bytes in hexadecimal.
    public let sha256: String
    /// The encoding of a text file; nil for a workbook.
    public let encoding: TextEncoding?
    let badBytes: (count: Int, offset: Int)?

    /// Equal where all findings are.
    public static func == (left: FileScan, right: FileScan) -> Bool {
        left.format == right.format && left.sha256 == right.sha256 && left.encoding == right.encoding
    }

    private static let sampleLimit = 1 << 16
    private static let headLimit = 1 << 16

    /// Reads the file once. O(bytes), constant memory. Throws an `IngestError` for what is neither text nor workbook.
    ///
    /// - Parameter given: the encoding that a person says a text file has; nil to find it.
    public static func scan(_ url: URL, encoding given: TextEncoding? = nil) throws -> FileScan {
        try scan(ByteSource(url), encoding: given)
    }

    package static func scan(_ source: ByteSource, encoding given: TextEncoding? = nil) throws -> FileScan {
        var hash = SHA256()
        var check = UTF8Check()
        var head: [UInt8] = []
        var sample: [UInt8] = []
        var size = 0
        try source.forEachChunk(size: 1 << 16) { chunk in
            hash.update(bufferPointer: UnsafeRawBufferPointer(chunk))
            check.push(chunk)
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
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw IngestError.oldSpreadsheet(file: source.name) }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return FileScan(format: .xlsx, size: size, sha256: digest, encoding: nil, badBytes: nil)
        }
        let encoding = given?.withMark(of: head) ?? TextEncoding.find(head: head, check: check, sample: sample)
        guard isText(head, encoding) else { throw IngestError.binary(file: source.name) }
        if isHTML(head, encoding) { throw IngestError.htmlPage(file: source.name) }
        return FileScan(
            format: textFormat(head, encoding), size: size, sha256: digest, encoding: encoding,
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
        if head.starts(with: Array("%PDF-".utf8)) { return false }
        guard !encoding.name.hasPrefix("UTF-16") else { return true }
        let controls = head.count { $0 < 0x20 && !(0x09...0x0D).contains($0) && $0 != 0x1A || $0 == 0x7F }
        return controls <= 2 || controls * 100 <= head.count
    }

    /// Whether the text begins as a page does; a mark of XML may stand before it.
    private static func isHTML(_ head: [UInt8], _ encoding: TextEncoding) -> Bool {
        let start = head.dropFirst(encoding.markLength).lazy.filter { $0 > 0x20 }.prefix(512)
        guard start.first == UInt8(ascii: "<") else { return false }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("<?xml") { return text.contains("<html") }
        return ["<html", "<!doctypehtml", "<head", "<meta", "<body", "<table", "<style"].contains { text.hasPrefix($0) }
    }

    private static func textFormat(_ head: [UInt8], _ encoding: TextEncoding) -> Format {
        let text = head.dropFirst(encoding.markLength).lazy.filter { $0 > 0x20 }
        var iterator = text.makeIterator()
        switch (iterator.next(), iterator.next()) {
        case (UInt8(ascii: "{"), UInt8(ascii: "\"")), (UInt8(ascii: "{"), UInt8(ascii: "}")): return .jsonLines
        case (UInt8(ascii: "["), UInt8(ascii: "{")), (UInt8(ascii: "["), UInt8(ascii: "]")): return .jsonArray
        default: return .csv
        }
    }
}
